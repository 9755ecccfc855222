"""The themes: a room with one candle, the same room live on black, and paper."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


@dataclass(frozen=True, slots=True)
class Theme:
    """Name the colours of a theme, after the design tokens; `glow` is for the path alone.

    `light` leads hands along a path, `halo` lies wide and near under it, `heat` says what is liked, each from within
    outwards; `touch` is a dent's layers from the top, `depths` are muscles from the skin inwards.

    `screen` tells that pictures of the back are light on black, to be added to the ground, at `back` of their
    brightness: live pictures stay below the path.
    """

    ground: str
    raised: str
    hair: str
    edge: str
    first: str
    second: str
    third: str
    flame: str
    glow: str
    ember: str
    line: str
    hand: str
    bone: str
    spine: str
    fibre: str
    light: tuple[str, str, str]
    halo: tuple[str, str]
    heat: tuple[str, str, str]
    touch: tuple[str, str, str, str, str, str]
    depths: tuple[str, str, str, str]
    screen: bool
    back: float

    @property
    def blend(self) -> str:
        """Return the class that lays light on dark, or ink on paper."""
        return "br-screen" if self.screen else "br-multiply"


CANDLE = Theme(
    ground="#0C0806",
    raised="#281B12",
    hair="#3A2A1D",
    edge="#876A4C",
    first="#F4E5CC",
    second="#CBB493",
    third="#A68E70",
    flame="#FFB65A",
    glow="#FFF0CF",
    ember="#D9662B",
    line="#F2A24E",
    hand="#2A1B10",
    bone="#E8D3AE",
    spine="#8A6A4A",
    fibre="#E8833A",
    light=("#FFDDA0", "#FF9E42", "#C2521A"),
    halo=("#B4501C", "#FF8A2E"),
    heat=("#FF9A3C", "#E0702A", "#B9542A"),
    touch=("#FFCB85", "#E9914A", "#C06A33", "#96502A", "#6E3B22", "#4A2917"),
    depths=("#E8833A", "#F2B04E", "#C2582C", "#A07850"),
    screen=True,
    back=0.9,
)
LIVE = Theme(
    ground="#000000",
    raised="#1A120C",
    hair="#3A2A1D",
    edge="#876A4C",
    first="#DCC7A6",
    second="#CBB493",
    third="#A68E70",
    flame="#FFB65A",
    glow="#FFF0CF",
    ember="#D9662B",
    line="#F2A24E",
    hand="#1C120A",
    bone="#E8D3AE",
    spine="#8A6A4A",
    fibre="#E8833A",
    light=("#FFDDA0", "#FF9E42", "#C2521A"),
    halo=("#B4501C", "#FF8A2E"),
    heat=("#FF9A3C", "#E0702A", "#B9542A"),
    touch=("#FFCB85", "#E9914A", "#C06A33", "#96502A", "#6E3B22", "#4A2917"),
    depths=("#E8833A", "#F2B04E", "#C2582C", "#A07850"),
    screen=True,
    back=0.78,
)
PAPER = Theme(
    ground="#F5EDE0",
    raised="#E3D4BC",
    hair="#D8C8AE",
    edge="#937A5C",
    first="#2A1D13",
    second="#55412F",
    third="#6E5843",
    flame="#8F3A12",
    glow="#8F3A12",
    ember="#C0602C",
    line="#8F3A12",
    hand="#FBF3E4",
    bone="#FFFAF0",
    spine="#55412F",
    fibre="#9A3F1C",
    light=("#8F3A12", "#C0602C", "#C0602C"),
    halo=("#C0602C", "#C0602C"),
    heat=("#C0602C", "#C0602C", "#C0602C"),
    touch=("#8F3A12", "#937A5C", "#937A5C", "#937A5C", "#937A5C", "#937A5C"),
    depths=("#B4552F", "#C98A3C", "#7E3324", "#5B4A3A"),
    screen=False,
    back=1.0,
)

THEMES = {"candle": CANDLE, "live": LIVE, "paper": PAPER}
"""Every theme by its name; tests look at each."""


class SkinTone(StrEnum):
    """Name a skin tone, from fair to deep."""

    FAIR = "fair"
    LIGHT = "light"
    OLIVE = "olive"
    BRONZE = "bronze"
    BROWN = "brown"
    DEEP = "deep"


Motion = Literal["auto", "moving", "still"]
"""`auto` carries both and lets the reader's settings choose; the others carry one alone."""


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2 contrast ratio of two colours written #RRGGBB, 1.0 to 21.0."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= _LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4


_LINEAR_BELOW = 0.04045  # sRGB is a straight line near black
