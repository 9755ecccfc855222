"""The dent: five touches drawn as a surface that gives way; large, as a ladder, or as a small glyph."""

from math import exp

from backrub.domain.body_map import Point
from backrub.domain.pressure import PressureWord
from backrub.pictures.curves import smooth
from backrub.pictures.svg import element, group
from backrub.pictures.theme import Theme

_DEPTH = {
    PressureWord.FEATHER: 0.07,
    PressureWord.LIGHT: 0.24,
    PressureWord.MEDIUM: 0.46,
    PressureWord.FIRM: 0.72,
    PressureWord.DEEP: 1.0,
}
_POINTS = 17
_GLYPH_WIDTH, _GLYPH_HEIGHT, _GLYPH_GAP = 34.0, 20.0, 5.0


def dent_line(word: PressureWord, *, width: float, height: float, layer: int = 0) -> list[Point]:
    """Return the surface under a touch, y down; deeper layers give way less and more widely."""
    depth = height * _DEPTH[word] * exp(-0.34 * layer)
    spread = width * (0.105 + 0.012 * list(PressureWord).index(word) + 0.03 * layer)
    xs = [width * index / (_POINTS - 1) for index in range(_POINTS)]
    return [(x, depth * _sag((x - width / 2) / spread)) for x in xs]


def _sag(across: float) -> float:
    """Return how far the surface sinks: a hollow, with the slight swell beside it."""
    return exp(-across * across / 2) - 0.16 * exp(-((abs(across) - 2.5) ** 2) / 1.1)


def glyph(word: PressureWord, *, x: float, y: float, colour: str, width: float = _GLYPH_WIDTH) -> str:
    """Return one touch as a single line, its left end at x, y."""
    height = width * _GLYPH_HEIGHT / _GLYPH_WIDTH
    line = [(x + at, y + sag) for at, sag in dent_line(word, width=width, height=height * 0.66)]
    return element(
        "path", d=smooth(line), fill="none", stroke=colour, stroke_width=width / 14, stroke_linecap="round"
    )


def ladder(theme: Theme, now: PressureWord, *, was: PressureWord | None = None) -> str:
    """Return the five touches side by side, the present one lit and heavier, the one before it half lit."""
    width = 5 * _GLYPH_WIDTH + 4 * _GLYPH_GAP
    rungs = [
        glyph(word, x=index * (_GLYPH_WIDTH + _GLYPH_GAP), y=5, colour=_rung_colour(theme, word, now, was))
        for index, word in enumerate(PressureWord)
    ]
    at = list(PressureWord).index(now) * (_GLYPH_WIDTH + _GLYPH_GAP) + _GLYPH_WIDTH / 2
    mark = element("circle", cx=at, cy=29, r=1.8, fill=theme.flame)
    return _document(width, 32, f"Pressure: {_spoken(now, was)}", *rungs, mark)


def dent(theme: Theme, word: PressureWord, *, lit: bool = True) -> str:
    """Return one touch large, six layers deep."""
    width, height, layers = 132.0, 66.0, 6
    shades = theme.touch if lit else (theme.second, *[theme.edge] * 5)
    lines = [
        _layer(word, layer, (width, height), shades[layer], 1 - 0.11 * layer)
        for layer in reversed(range(layers))
    ]
    return _document(width, height, f"A touch: {word.value}", *lines)


def _layer(word: PressureWord, layer: int, size: Point, colour: str, opacity: float) -> str:
    width, height = size
    top = height * (0.16 + 0.115 * layer)
    line = [
        (2 + x, top + sag) for x, sag in dent_line(word, width=width - 4, height=height * 0.56, layer=layer)
    ]
    return element(
        "path",
        d=smooth(line),
        fill="none",
        stroke=colour,
        stroke_opacity=opacity,
        stroke_width=1.5 if layer else 2.0,
        stroke_linecap="round",
    )


def _rung_colour(theme: Theme, word: PressureWord, now: PressureWord, was: PressureWord | None) -> str:
    if word is now:
        return theme.flame
    return theme.edge if word is was else theme.hair


def _spoken(now: PressureWord, was: PressureWord | None) -> str:
    return now.value if was is None else f"was {was.value}, now {now.value}"


def _document(width: float, height: float, label: str, *children: str) -> str:
    return element(
        "svg",
        group(*children),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_label=label,
    )
