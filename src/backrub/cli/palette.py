"""Candlelight in a terminal. Colour never says what words do not: NO_COLOR and pipes lose nothing."""

from rich.console import Console

NIGHT = "#000000"
CREAM = "#DCC7A6"
TALLOW = "#CBB493"
DIM = "#A68E70"
FLAME = "#FFB65A"
EMBER = "#D9662B"
HAIR = "#3A2A1D"
EDGE = "#876A4C"
STOP = "#FFE6D2 on #701A0C"


def candle_console() -> Console:
    """Return a console on stdout that prints words as they are and keeps to NO_COLOR."""
    return Console(highlight=False, markup=False, emoji=False)
