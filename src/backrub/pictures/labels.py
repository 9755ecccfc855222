"""Labels in the margins with fine lines to what they name, spread so that none touches another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from backrub.domain.body_map import Point
from backrub.pictures.curves import units
from backrub.pictures.svg import UNITS_PER_CM, element, group, number, words
from backrub.pictures.theme import Theme

_LINE_HEIGHT = 1.16
_LETTER_WIDTH = 0.5
_GAP = 0.4
_ROUNDS = 120


@dataclass(frozen=True, slots=True)
class Label:
    """Name a place: plain words, Latin beneath them in italics where there is some.

    `places` are points on what is named; the line leads to the one nearest to the label.
    """

    plain: str
    latin: str
    places: tuple[Point, ...]

    @property
    def height_cm(self) -> float:
        """Return how high the middle of the places lies."""
        ys = [y for _, y in self.places]
        return (min(ys) + max(ys)) / 2


@dataclass(frozen=True, slots=True)
class Margin:
    """Give the labels their room: the side they stand on, its inner and outer edge, letter size; all in cm."""

    left: bool
    inner_cm: float
    outer_cm: float
    top_cm: float
    bottom_cm: float
    letters_cm: float

    @property
    def letters_a_line(self) -> int:
        """Return how many letters fit between the edges."""
        return int((self.outer_cm - self.inner_cm) / (self.letters_cm * _LETTER_WIDTH))


@dataclass(frozen=True, slots=True)
class _Set:
    label: Label
    rows: tuple[tuple[str, bool], ...]
    height_cm: float
    y_cm: float


def leaders(labels: Sequence[Label], margin: Margin, theme: Theme) -> str:
    """Return labels in a margin, each beside its place as near as the others let it."""
    return group(*(_drawn(each, margin, theme) for each in _spread(labels, margin)))


def wrapped(text: str, most: int) -> list[str]:
    """Return text in lines of at most `most` letters, longer words alone on a line."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _spread(labels: Sequence[Label], margin: Margin) -> list[_Set]:
    """Move labels that would touch apart, each as little as the others, and keep all within the margin."""
    sets = [_set(label, margin) for label in sorted(labels, key=lambda label: -label.height_cm)]
    ys = [one.y_cm for one in sets]
    gap = _GAP * margin.letters_cm
    needed = [(above.height_cm + below.height_cm) / 2 + gap for above, below in pairwise(sets)]
    for _ in range(_ROUNDS):
        for index, need in enumerate(needed):
            over = max(0.0, need - (ys[index] - ys[index + 1])) / 2
            ys[index], ys[index + 1] = ys[index] + over, ys[index + 1] - over
        ys = [_within(y, one, margin) for y, one in zip(ys, sets, strict=True)]
    for index, need in enumerate(needed):
        ys[index + 1] = min(ys[index + 1], ys[index] - need)
    return [_Set(one.label, one.rows, one.height_cm, y) for one, y in zip(sets, ys, strict=True)]


def _within(y: float, one: _Set, margin: Margin) -> float:
    half = one.height_cm / 2
    return min(max(y, margin.bottom_cm + half), margin.top_cm - half)


def _set(label: Label, margin: Margin) -> _Set:
    plain = [(line, False) for line in wrapped(label.plain, margin.letters_a_line)]
    latin = [(line, True) for line in wrapped(label.latin, margin.letters_a_line)]
    height = (len(plain) + len(latin)) * _LINE_HEIGHT * margin.letters_cm
    return _Set(label, (*plain, *latin), height, label.height_cm)


def _drawn(one: _Set, margin: Margin, theme: Theme) -> str:
    sign = -1 if margin.left else 1
    x, y = units((sign * margin.inner_cm, one.y_cm))
    beside = sign * margin.inner_cm, one.y_cm
    at_x, at_y = units(min(one.label.places, key=lambda place: dist(place, beside)))
    gap = sign * 0.35 * margin.letters_cm * UNITS_PER_CM
    line = element(
        "path", d=f"M{number(x - gap)} {number(y)}L{number(at_x)} {number(at_y)}", stroke=theme.second,
        stroke_width=1.2, stroke_opacity=0.75,
    )  # fmt: skip
    dot = element("circle", cx=at_x, cy=at_y, r=3.4, fill=theme.second)
    return line + dot + _rows(one, x, margin, theme)


def _rows(one: _Set, x: float, margin: Margin, theme: Theme) -> str:
    size = margin.letters_cm * UNITS_PER_CM
    top = -(one.y_cm + one.height_cm / 2) * UNITS_PER_CM
    drawn = (
        element(
            "text", words(text), x=x, y=top + (index + 0.84) * _LINE_HEIGHT * size,
            fill=theme.third if latin else theme.first, font_style="italic" if latin else None,
        )
        for index, (text, latin) in enumerate(one.rows)
    )  # fmt: skip
    anchor = "end" if margin.left else "start"
    return group(*drawn, class_="br-text", font_size=size, text_anchor=anchor)
