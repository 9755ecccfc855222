"""Find the lanes and spots that hands may take: as few as cover a place, each as wide as it has room.

A tool is as wide as the catalogue says wherever that fits. Between spine and blade, beside the kidneys and on
the neck it does not, and hands give only as much of the tool as there is room for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from backrub.atlas.areas import Areas
from backrub.atlas.curves import Points
from backrub.atlas.drawn import CELL_CM, Kind
from backrub.atlas.grades import Grade, barred
from backrub.domain.back import Site

LEAST_WIDTH_CM = 2.5
_SHARES = (1.0, 0.8, 0.65, 0.5, 0.4)

_MOST = 8
_STRIP_CLEAR_CM = {Grade.LIGHT: 0.08, Grade.MEDIUM: 0.33, Grade.FIRM: 0.33}
_CLEAR_CM = 0.05
_STEP_CM = 0.4
_SPOT_STEP_CM = 0.7
_SPOT_CM = 1.0
_LEAST_LANE_CM = 2.0
_SHORT_CM = 4.0
_SOFT_ROWS = 13
_LEAST_SHARE = 0.04
_LEAST_CELLS = 4
_FINE = 16


@dataclass(frozen=True, slots=True)
class Lane:
    """Lead the middle of hands `width_cm` wide along a line of the picture plane."""

    line: LineString
    width_cm: float
    merit: float = 1.0


@dataclass(frozen=True)
class Room:
    """Hold where on the sites of a run hands may be, on the right side of a body."""

    areas: Areas
    sites: tuple[Site, ...]
    kind: Kind
    width_cm: float

    @cached_property
    def region(self) -> BaseGeometry:
        """Return the sites as one shape."""
        return shapely.union_all([self.areas.sites[site] for site in self.sites], grid_size=1e-6)

    @cached_property
    def cells(self) -> Points:
        """Return the middles of the cells that are to be touched."""
        return np.vstack([cells_of(self.areas.treatable(site)) for site in self.sites])

    @property
    def way(self) -> Points:
        """Return the unit vector along the lanes."""
        along = np.array([0.0, 1.0]) if len(self.sites) > 1 else self.areas.along(self.sites[0])
        return along if self.kind.direction == "along" else _outwards(along)

    def widths(self) -> Iterator[float]:
        """Yield the widths hands may give, the whole tool first."""
        for share in _SHARES:
            if self.width_cm * share > LEAST_WIDTH_CM:
                yield round(self.width_cm * share, 2)
        yield LEAST_WIDTH_CM

    def centre(self, width_cm: float) -> BaseGeometry:
        """Return where the middle of hands so wide may be."""
        kind = self.kind
        rules = barred(kind.tool, kind.grade, percussion=kind.percussion)
        reach = width_cm / 2
        taken = shapely.union_all(
            [
                self.areas.forbidden(rules).buffer(reach + _CLEAR_CM, quad_segs=_FINE),
                self.areas.strip.buffer(reach + _STRIP_CLEAR_CM[kind.grade], quad_segs=_FINE),
            ]
        )
        return self.region.difference(taken)


def lanes_for(room: Room) -> list[Lane]:
    """Return the lanes or spots, the most useful first; none where hands have no room."""
    candidates = list(_spots(room) if room.kind.shape == "spots" else _lanes(room))
    return _chosen(room, candidates)


def cells_of(shape: BaseGeometry) -> Points:
    """Return the middles of the cells of half a centimetre that lie in a shape."""
    x0, y0, x1, y1 = shape.bounds
    x = np.arange(np.floor(x0 / CELL_CM), x1 / CELL_CM) * CELL_CM + CELL_CM / 2
    y = np.arange(np.floor(y0 / CELL_CM), y1 / CELL_CM) * CELL_CM + CELL_CM / 2
    xs, ys = (grid.ravel() for grid in np.meshgrid(x, y))
    inside = shapely.contains_xy(shape, xs, ys)
    return np.column_stack([xs[inside], ys[inside]])


def _outwards(along: Points) -> Points:
    across = np.array([along[1], -along[0]])
    return across if across[0] > 0 else -across


def _chosen(room: Room, candidates: Sequence[Lane]) -> list[Lane]:
    """Choose greedily: each time the lane that touches most of what is still untouched."""
    if not candidates:
        return []
    cells = np.asarray(shapely.points(room.cells))
    touched = [shapely.dwithin(cells, lane.line, lane.width_cm / 2) for lane in candidates]
    merit = _merit(room, candidates)
    still_open = np.ones(len(cells))
    chosen: list[Lane] = []
    while len(chosen) < _MOST:
        gains = np.asarray(touched) @ still_open
        best = int(np.argmax(gains * merit))
        if chosen and gains[best] < max(_LEAST_CELLS, _LEAST_SHARE * len(cells)):
            break
        chosen.append(candidates[best])
        still_open[touched[best]] = 0
    return chosen


def _merit(room: Room, candidates: Sequence[Lane]) -> Points:
    """Return how much each lane is liked: whole hands, within the place, long enough to be a stroke."""
    lines = np.array([lane.line for lane in candidates])
    widths = np.array([lane.width_cm for lane in candidates])
    lengths = shapely.length(lines)
    prints = shapely.buffer(lines, widths / 2, quad_segs=4)
    within = shapely.area(shapely.intersection(prints, room.region)) / shapely.area(prints)
    liked = np.array([lane.merit for lane in candidates])
    merit: Points = liked * (widths / room.width_cm) ** 0.6 * within**0.3
    return merit if room.kind.shape == "spots" else merit * np.sqrt(lengths / (lengths + _SHORT_CM))


def _lanes(room: Room) -> Iterator[Lane]:
    for width_cm in room.widths():
        centre = room.centre(width_cm)
        if centre.is_empty:
            continue
        if len(room.sites) > 1:
            yield from (Lane(line, width_cm, 1.4) for line in _ruled(centre))
        lines = list(_parallels(centre, room.way))
        longest = max((line.length for line in lines), default=0.0)
        least = max(_LEAST_LANE_CM, longest * 0.4)
        yield from (Lane(line, width_cm) for line in lines if line.length >= least)


def _parallels(centre: BaseGeometry, way: Points) -> Iterator[LineString]:
    """Yield the straight lines of a direction that lie in a shape."""
    across = np.array([-way[1], way[0]])
    corners = shapely.get_coordinates(centre)
    offsets, reach = corners @ across, corners @ way
    for offset in np.arange(offsets.min() + 0.02, offsets.max(), _STEP_CM):
        ends = np.array([reach.min() - 1, reach.max() + 1])[:, None] * way + offset * across
        yield from _pieces(centre.intersection(LineString(ends)), way)


def _ruled(centre: BaseGeometry) -> Iterator[LineString]:
    """Yield lines from bottom to top that share out the width of a shape evenly."""
    x0, y0, x1, y1 = centre.bounds
    heights = np.arange(y0 + 0.2, y1 - 0.1, 1.0)
    cuts = [centre.intersection(LineString([(x0 - 1, y), (x1 + 1, y)])).bounds for y in heights]
    ends = np.array(cuts)[:, [0, 2]]
    there = np.isfinite(ends[:, 0])
    ends, heights = ends[there], heights[there]
    if len(heights) < _SOFT_ROWS:
        return
    inner, outer = _softened(ends[:, 0]), _softened(ends[:, 1])
    for share in np.linspace(0, 1, 11):
        line = LineString(np.column_stack([inner + share * (outer - inner), heights]))
        inside = line.intersection(centre.buffer(0.02)).simplify(0.02)
        yield from (piece for piece in _pieces(inside, np.array([0.0, 1.0])) if piece.length > 4.0)  # noqa: PLR2004


def _softened(values: Points) -> Points:
    """Return values row by row without kinks: each the bell-weighted mean of its neighbours."""
    bell = np.hanning(_SOFT_ROWS + 2)[1:-1]
    padded = np.pad(values, _SOFT_ROWS // 2, mode="edge")
    return np.convolve(padded, bell / bell.sum(), mode="valid")


def _pieces(found: BaseGeometry, way: Points) -> Iterator[LineString]:
    for piece in shapely.get_parts(found):
        if piece.geom_type == "LineString" and not piece.is_empty:
            points = shapely.get_coordinates(piece)
            yield piece if (points[-1] - points[0]) @ way > 0 else piece.reverse()


def _spots(room: Room) -> Iterator[Lane]:
    """Yield short lines around places where hands can stay."""
    for width_cm in room.widths():
        centre = room.centre(width_cm)
        if not centre.is_empty:
            for line in _parallels(centre, room.way):
                yield from (Lane(spot, width_cm) for spot in _cut(line))


def _cut(line: LineString) -> Iterator[LineString]:
    """Yield pieces of a line as long as a spot, each a little farther on."""
    for at in np.arange(0, line.length - _SPOT_CM, _SPOT_STEP_CM):
        spot = substring(line, at, at + _SPOT_CM)
        if isinstance(spot, LineString):
            yield spot
