"""A small picture of the back: where hands are glows, what is left out is hatched.

Where the terminal has colours, every letter is two points of light, one above the other. Where it has not,
dots stand as thick as the light.
"""

from functools import cache
from itertools import pairwise

from rich.color import Color
from rich.style import Style
from rich.text import Text

from backrub.cli.back_light import light_at
from backrub.cli.back_shape import HEIGHT_CM, WIDTH_CM, outline_cm, reach
from backrub.cli.braille import DOTS_DOWN, cell_dots, letter
from backrub.domain.back import SiteSide

_LIGHT = (
    (0.0, (0, 0, 0)),
    (0.12, (34, 15, 6)),
    (0.30, (92, 45, 16)),
    (0.50, (150, 76, 26)),
    (0.80, (255, 164, 70)),
    (1.0, (255, 222, 160)),
)
HATCH = "\N{BOX DRAWINGS LIGHT DIAGONAL UPPER RIGHT TO LOWER LEFT}"
_HATCH = Color.from_rgb(135, 106, 76)
_HATCH_MOST = 0.1
_QUARTERS = (0.25, 0.75)
_THRESHOLDS = ((0, 8, 2, 10), (12, 4, 14, 6), (3, 11, 1, 9), (15, 7, 13, 5))
"""Bayer's order: which dot of sixteen shows first as light grows."""
_RIM_CM = 1.2


def picture_columns(rows: int) -> int:
    """Return how many columns a picture of so many rows takes."""
    return round(rows * 2 * WIDTH_CM / HEIGHT_CM)


@cache
def back_picture(
    covers: frozenset[SiteSide], leave_out: frozenset[SiteSide], *, rows: int, coloured: bool
) -> tuple[Text, ...]:
    """Return the back seen from behind, the receiver's left on the left, as lines of a terminal."""
    cell = _lit if coloured else _dotted
    columns = picture_columns(rows)
    lines = []
    for row in range(rows):
        line = Text(no_wrap=True)
        for column in range(columns):
            line.append(*cell(column, row, rows, (covers, leave_out)))
        lines.append(line)
    return tuple(lines)


_Places = tuple[frozenset[SiteSide], frozenset[SiteSide]]
"""Where hands are, and what they leave out."""


def _lit(column: int, row: int, rows: int, places: _Places) -> tuple[str, Style]:
    covers, leave_out = places
    upper, lower = (_light(column, 2 * row + half, rows, covers) for half in (0, 1))
    if _is_left_out(column, row, rows, leave_out):
        return HATCH, Style(color=_HATCH, bgcolor=_colour(min(max(upper, lower), _HATCH_MOST)))
    return "▀", Style(color=_colour(upper), bgcolor=_colour(lower))


def _light(column: int, half_row: int, rows: int, covers: frozenset[SiteSide]) -> float:
    """Return the light of half a letter, from four points of it so that edges are soft."""
    points = [
        _point(column + across, half_row + down, 2 * rows) for across in _QUARTERS for down in _QUARTERS
    ]
    return sum(light_at(x, y, covers) for x, y in points) / len(points)


def _dotted(column: int, row: int, rows: int, places: _Places) -> tuple[str, Style]:
    covers, leave_out = places
    if _is_left_out(column, row, rows, leave_out):
        return HATCH, Style.null()
    raised = set()
    for own, (across, down) in cell_dots(column, row):
        x, y = _point(across + 0.5, down + 0.5, rows * DOTS_DOWN)
        enough = light_at(x, y, covers) * 16 > _THRESHOLDS[down % 4][across % 4] + 1.5
        if enough or 0 < outline_cm(x, y) < _RIM_CM:
            raised.add(own)
    return letter(frozenset(raised)), Style.null()


def _point(across: float, down: float, high: int) -> tuple[float, float]:
    """Return the centimetres of a point counted from the top left, `high` such points from head to hip."""
    cm = HEIGHT_CM / high
    return across * cm - WIDTH_CM / 2, HEIGHT_CM - down * cm


def _is_left_out(column: int, row: int, rows: int, leave_out: frozenset[SiteSide]) -> bool:
    x, y = _point(column + 0.5, 2 * row + 1.0, 2 * rows)
    return outline_cm(x, y) > 0 and any(reach(where, x, y) < 1 for where in leave_out)


def _colour(level: float) -> Color:
    for (below, dark), (above, bright) in pairwise(_LIGHT):
        if level <= above:
            share = (level - below) / (above - below)
            return Color.from_rgb(*(d + (b - d) * share for d, b in zip(dark, bright, strict=True)))
    return Color.from_rgb(*_LIGHT[-1][1])
