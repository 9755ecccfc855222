"""Small charts: two marks an evening on a scale of words, and rows with a line each; made to be read without colour.

Colours are the page's own (`chart-…` classes), so that a chart is candle-lit on a screen and ink on paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backrub.pictures.svg import element, group, words

WIDTH = 310
"""A chart's width in units of its own: CSS pixels on a small phone."""

_LETTERS = 15
_KEY, _TOP, _TALL = 20, 36, 132
_RING, _DOT = 7.0, 4.5
_ROW, _LINE, _SAID = 54, 36, 136


@dataclass(frozen=True, slots=True)
class Telling:
    """Say what a chart shows, to those who hear it: `name` makes its ids, title and description are words."""

    name: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Place an evening's two marks on the scale, 0.0 to 1.0; `day` is its date in words."""

    day: str
    first: float
    second: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Name heights of a chart, each 0.0 to 1.0 with its word, and its two marks: the ring, then the dot."""

    heights: Sequence[tuple[float, str]]
    marks: tuple[str, str]

    @property
    def margin(self) -> float:
        """Return the room that the words take on the left."""
        return max(len(word) for _, word in self.heights) * 7.6 + 14


@dataclass(frozen=True, slots=True)
class Row:
    """Name a row, its line's share of the longest, 0.0 to 1.0, and the words that say the same."""

    label: str
    share: float
    said: str


def pair_chart(pairs: Sequence[Pair], scale: Scale, telling: Telling) -> str:
    """Return evenings side by side: a ring and a dot each, joined by a line."""
    left = scale.margin
    apart = (WIDTH - left) / len(pairs)
    drawn = (_pair(pair, left + apart * (at + 0.5)) for at, pair in enumerate(pairs))
    below = _TOP + _TALL + 30
    return _chart(
        telling,
        below + 10,
        _marks(scale),
        *_heights(scale),
        group(*drawn, class_="chart-pairs"),
        *_days(pairs, left, below),
    )


def row_chart(rows: Sequence[Row], telling: Telling) -> str:
    """Return rows below each other: a name, a line as long as its share, and what it says."""
    drawn = (_row(row, _ROW * at) for at, row in enumerate(rows))
    return _chart(telling, _ROW * len(rows), *drawn)


def _chart(telling: Telling, height: float, *drawn: str) -> str:
    ids = f"{telling.name}-title", f"{telling.name}-told"
    return element(
        "svg",
        element("title", words(telling.title), id=ids[0]),
        element("desc", words(telling.description), id=ids[1]),
        *drawn,
        class_="chart",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_labelledby=ids[0],
        aria_describedby=ids[1],
    )


def _marks(scale: Scale) -> str:
    """Return what ring and dot mean, at the top."""
    ring, dot = scale.marks
    second = scale.margin + 34 + 8 * len(ring)
    return group(
        _ring(scale.margin + _RING, _KEY - 5),
        _text(ring, scale.margin + 20, _KEY),
        _dot(second, _KEY - 5),
        _text(dot, second + 12, _KEY),
        class_="chart-marks",
    )


def _heights(scale: Scale) -> Iterator[str]:
    for height, word in scale.heights:
        y = _y(height)
        yield element("path", d=f"M{scale.margin:g} {y:g}H{WIDTH}", class_="chart-hair")
        yield _text(word, scale.margin - 10, y + 5, anchor="end")


def _pair(pair: Pair, x: float) -> str:
    first, second = _y(pair.first), _y(pair.second)
    line = element("path", d=f"M{x:.1f} {first:.1f}V{second:.1f}", class_="chart-line")
    return line + _ring(x, first) + _dot(x, second)


def _days(pairs: Sequence[Pair], left: float, y: float) -> Iterator[str]:
    """Yield the first day and the last, at the ends."""
    yield _text(pairs[0].day, left, y)
    if len(pairs) > 1:
        yield _text(pairs[-1].day, WIDTH, y, anchor="end")


def _row(row: Row, top: float) -> str:
    y, long = top + _LINE, WIDTH - _SAID
    end = _DOT + (long - 2 * _DOT) * row.share
    return group(
        _text(row.label, 0, top + 19, kind="chart-name"),
        element("path", d=f"M{_DOT} {y}H{long - _DOT}", class_="chart-hair"),
        element("path", d=f"M{_DOT} {y}H{end:.1f}", class_="chart-line"),
        _dot(end, y),
        _text(row.said, WIDTH, y + 5, anchor="end"),
    )


def _y(height: float) -> float:
    return _TOP + _RING + (_TALL - 2 * _RING) * (1 - height)


def _ring(x: float, y: float) -> str:
    return element("circle", cx=x, cy=y, r=_RING, class_="chart-ring")


def _dot(x: float, y: float) -> str:
    return element("circle", cx=x, cy=y, r=_DOT, class_="chart-dot")


def _text(text: str, x: float, y: float, *, anchor: str | None = None, kind: str = "chart-word") -> str:
    return element("text", words(text), x=x, y=y, font_size=_LETTERS, text_anchor=anchor, class_=kind)
