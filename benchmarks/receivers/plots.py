"""Lines over a number, as a small SVG that is legible on light and on dark paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 560, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 150, 34, 44
_COLOURS = ("#8a8a8a", "#4f8fba", "#3f9b74", "#d0752c")
_INK = "#808080"
_TALLEST = 0.7


@dataclass(frozen=True, slots=True)
class Line:
    """Name points of a line."""

    name: str
    points: tuple[tuple[float, float], ...]


def plot(title: str, axis: str, lines: Sequence[Line]) -> str:
    """Return the SVG of lines whose y is an error in levels."""
    xs = [x for line in lines for x, _ in line.points]
    low, high = min(xs), max(xs)

    def at(x: float, y: float) -> tuple[float, float]:
        across = (x - low) / (high - low) * (WIDTH - _LEFT - _RIGHT)
        return round(_LEFT + across, 1), round(HEIGHT - _BOTTOM - y / _TALLEST * (HEIGHT - _TOP - _BOTTOM), 1)

    def parts() -> Iterator[str]:
        yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        yield f'  font-family="sans-serif" font-size="12" fill="{_INK}"><title>{escape(title)}</title>'
        yield f'<text x="{_LEFT}" y="18" font-size="13">{escape(title)}</text>'
        for tenth in range(0, round(_TALLEST * 10) + 1, 1):
            _, y = at(low, tenth / 10)
            yield f'<path d="M{_LEFT} {y}H{WIDTH - _RIGHT}" stroke="{_INK}" stroke-opacity="0.25"/>'
            yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{tenth / 10:.1f}</text>'
        for whole in range(round(low), round(high) + 1):
            x, _ = at(whole, 0)
            yield f'<text x="{x}" y="{HEIGHT - _BOTTOM + 18}" text-anchor="middle">{whole}</text>'
        middle = (_LEFT + WIDTH - _RIGHT) / 2
        yield f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">{escape(axis)}</text>'
        for line, colour in zip(lines, _COLOURS[-len(lines) :], strict=True):
            yield from _drawn(line, colour, [at(x, y) for x, y in line.points])
        yield "</svg>"

    return "\n".join(parts()) + "\n"


def _drawn(line: Line, colour: str, points: Sequence[tuple[float, float]]) -> Iterator[str]:
    path = " ".join(f"{x},{y}" for x, y in points)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
    yield from (f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>' for x, y in points)
    _, y = points[-1]
    yield f'<text x="{WIDTH - _RIGHT + 10}" y="{y + 4}" fill="{colour}">{escape(line.name)}</text>'
