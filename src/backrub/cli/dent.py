"""The dent: five touches drawn as a surface giving way, the one that is meant lit."""

from math import exp

from rich.text import Text

from backrub.cli.braille import DOTS_ACROSS, DOTS_DOWN, Dot, drawn
from backrub.cli.palette import EDGE, FLAME
from backrub.domain.pressure import PressureWord

COLUMNS, ROWS = 5, 2
_DEPTH_DOTS = {
    PressureWord.FEATHER: 0.4,
    PressureWord.LIGHT: 1.6,
    PressureWord.MEDIUM: 3.0,
    PressureWord.FIRM: 4.6,
    PressureWord.DEEP: 6.6,
}


def dent(word: PressureWord) -> list[str]:
    """Return one touch as two lines of five letters."""
    heights = [_height(across, word) for across in range(COLUMNS * DOTS_ACROSS)]
    dots: set[Dot] = set()
    for across, height in enumerate(heights):
        # A steep side stays one line: each column reaches half way to its neighbours.
        beside = heights[max(across - 1, 0)], heights[min(across + 1, len(heights) - 1)]
        half_ways = [(height + other + 1) // 2 for other in beside]
        dots.update((across, down) for down in range(min(height, *half_ways), max(height, *half_ways) + 1))
    return drawn(frozenset(dots), columns=COLUMNS, rows=ROWS)


def ladder(current: PressureWord) -> list[Text]:
    """Return the five touches side by side, the current one lit, and its word beneath it."""
    lines = [Text(no_wrap=True) for _ in range(ROWS)]
    for word in PressureWord:
        style = FLAME if word is current else EDGE
        for line, letters in zip(lines, dent(word), strict=True):
            line.append(letters, style).append(" ")
    at = list(PressureWord).index(current) * (COLUMNS + 1)
    name = (
        Text(no_wrap=True)
        .append(" " * _indent(at, current), "")
        .append(current.value, f"bold italic {FLAME}")
    )
    return [*lines, name]


def _indent(at: int, word: PressureWord) -> int:
    """Centre a word beneath its dent without leaving the ladder."""
    width = len(PressureWord) * (COLUMNS + 1) - 1
    return min(max(0, at + (COLUMNS - len(word.value)) // 2), width - len(word.value))


def _height(across: int, word: PressureWord) -> int:
    middle = (COLUMNS * DOTS_ACROSS - 1) / 2
    depth = _DEPTH_DOTS[word] * exp(-(((across - middle) / 2.2) ** 2))
    return min(round(0.4 + depth), ROWS * DOTS_DOWN - 1)
