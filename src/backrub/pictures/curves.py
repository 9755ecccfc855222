"""Lines in the plane: length, even points, smooth curves, and paths in picture units."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import dist, hypot

from backrub.domain.body_map import Line, Point, Ring
from backrub.pictures.svg import UNITS_PER_CM, number


def length(line: Sequence[Point]) -> float:
    """Return the length of a line in its own unit."""
    return sum(dist(here, there) for here, there in pairwise(line))


def along(line: Sequence[Point], share: float) -> Point:
    """Return the point at a share 0.0 to 1.0 of the length."""
    return evenly(line, [share])[0]


def resampled(line: Sequence[Point], count: int) -> Line:
    """Return `count` points evenly spaced along a line, ends included."""
    return evenly(line, [index / (count - 1) for index in range(count)])


def evenly(line: Sequence[Point], shares: Sequence[float]) -> Line:
    """Return the points at rising shares of the length."""
    marks = [0.0, *accumulate(dist(here, there) for here, there in pairwise(line))]
    if marks[-1] == 0:
        return tuple(line[0] for _ in shares)
    found: list[Point] = []
    segment = 0
    for share in shares:
        while segment < len(marks) - 2 and marks[segment + 1] < share * marks[-1]:
            segment += 1
        found.append(_between(line, marks, segment, share * marks[-1]))
    return tuple(found)


def _between(line: Sequence[Point], marks: Sequence[float], segment: int, at: float) -> Point:
    (x0, y0), (x1, y1) = line[segment], line[segment + 1]
    span = marks[segment + 1] - marks[segment]
    share = (at - marks[segment]) / span if span else 0.0
    return x0 + share * (x1 - x0), y0 + share * (y1 - y0)


def part(line: Sequence[Point], begin: float, end: float, count: int = 24) -> Line:
    """Return the part of a line between two shares of its length."""
    return evenly(line, [begin + (end - begin) * index / (count - 1) for index in range(count)])


def mirrored(line: Sequence[Point]) -> Line:
    """Return a line on the other side of the midline."""
    return tuple((-x, y) for x, y in line)


def middle(ring: Sequence[Point]) -> Point:
    """Return the centre of gravity of an outline."""
    pairs = [*pairwise(ring), (ring[-1], ring[0])]
    crosses = [x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs]
    area = sum(crosses) / 2
    x = sum((x0 + x1) * cross for ((x0, _), (x1, _)), cross in zip(pairs, crosses, strict=True))
    y = sum((y0 + y1) * cross for ((_, y0), (_, y1)), cross in zip(pairs, crosses, strict=True))
    return x / (6 * area), y / (6 * area)


def extent(ring: Sequence[Point]) -> tuple[float, float, float, float]:
    """Return least x, least y, most x, most y."""
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def units(point: Point) -> Point:
    """Return a place on the body, in cm with y up, in picture units with y down."""
    return point[0] * UNITS_PER_CM, -point[1] * UNITS_PER_CM


def straight(line: Sequence[Point]) -> str:
    """Return path data through points already in picture units."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in line)


def smooth(line: Sequence[Point]) -> str:
    """Return path data of a Catmull-Rom curve through points already in picture units."""
    ends = [line[0], *line, line[-1]]
    data = f"M{number(line[0][0])} {number(line[0][1])}"
    for before, here, there, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        first = here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6
        second = there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6
        data += "C" + " ".join(f"{number(x)} {number(y)}" for x, y in (first, second, there))
    return data


def line_on_skin(line: Line, every_cm: float = 2.5) -> str:
    """Return smooth path data of a line on the body, thinned to about one point in `every_cm`."""
    count = max(2, min(len(line), round(length(line) / every_cm) + 1))
    return smooth([units(point) for point in resampled(line, count)])


def ring_on_skin(ring: Ring, tolerance_cm: float = 0.08) -> str:
    """Return closed path data of an outline on the body, no further off than a tolerance."""
    return straight([units(point) for point in thinned(ring, tolerance_cm)]) + "Z"


def thinned(ring: Sequence[Point], tolerance_cm: float) -> list[Point]:
    """Return an outline without the points that lie on the straight line between their neighbours."""
    kept: list[Point] = [ring[0]]
    for here, after in zip(ring[1:], [*ring[2:], ring[0]], strict=True):
        if _beside(kept[-1], after, here) > tolerance_cm:
            kept.append(here)
    return kept


def _beside(begin: Point, end: Point, point: Point) -> float:
    """Return how far a point lies from the straight line between two others."""
    dx, dy = end[0] - begin[0], end[1] - begin[1]
    span = hypot(dx, dy)
    if span == 0:
        return dist(begin, point)
    return abs(dx * (point[1] - begin[1]) - dy * (point[0] - begin[0])) / span


def tapered(line: Sequence[Point], begin_width: float, end_width: float) -> str:
    """Return closed path data of a line in picture units that widens along the way."""
    last = len(line) - 1
    left, right = [], []
    for index, (x, y) in enumerate(line):
        (x0, y0), (x1, y1) = line[max(0, index - 1)], line[min(last, index + 1)]
        span = hypot(x1 - x0, y1 - y0) or 1.0
        half = (begin_width + (end_width - begin_width) * (index / last) ** 1.3) / 2
        across = -(y1 - y0) / span * half, (x1 - x0) / span * half
        left.append((x + across[0], y + across[1]))
        right.append((x - across[0], y - across[1]))
    return f"{smooth(left)}L{smooth(right[::-1])[1:]}Z"
