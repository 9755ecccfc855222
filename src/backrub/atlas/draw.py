"""Draw a body: place all that is authored, and find the lanes that hands may take there."""

from collections.abc import Iterable, Iterator

import numpy as np
from shapely import LineString, Polygon, get_coordinates

from backrub.atlas.anatomy import Anatomy, BoneShape, MuscleShape
from backrub.atlas.areas import Areas
from backrub.atlas.curves import Points, fibre, smooth
from backrub.atlas.drawn import (
    CELL_CM,
    DrawnBody,
    DrawnBone,
    DrawnLane,
    DrawnMuscle,
    DrawnSite,
    DrawnZone,
    Family,
)
from backrub.atlas.lanes import Lane, Room, cells_of, lanes_for
from backrub.atlas.needs import needs
from backrub.domain.back import Site
from backrub.domain.body_map import Body, Line, Point, Ring
from backrub.domain.catalogue import Catalogue

_TOUCHED_CM2 = 3.0
_VERTEBRAE = [f"C{i}" for i in range(2, 8)] + [f"T{i}" for i in range(1, 13)] + [f"L{i}" for i in range(1, 6)]
_VERTEBRA = ((0.0, 1.0), (0.25, 0.75), (1.0, 0.35), (0.95, -0.2), (0.25, -0.35), (0.2, -1.2), (0.0, -1.7))
"""Half of a vertebra from behind, in half widths and half heights: body, transverse and spinous process."""


def draw(areas: Areas, body: Body, catalogue: Catalogue) -> DrawnBody:
    """Return a body with everything on it."""
    anatomy, lattice = areas.anatomy, areas.lattice
    return DrawnBody(
        body=body,
        height_cm=round(lattice.height_cm, 1),
        silhouette=_ring(get_coordinates(Polygon(lattice.silhouette_cm).simplify(0.05))[:-1]),
        landmarks={
            name: _line(areas.plane(np.array([row.at])))[0] for name, row in anatomy.landmarks.items()
        },
        sites={site: _site(areas, site) for site in Site},
        muscles={name: _muscle(areas, shape) for name, shape in anatomy.muscles.items()},
        bones=dict(_bones(areas, anatomy)),
        zones={name: _zone(areas, name) for name in anatomy.zones},
        families=tuple(_families(areas, catalogue)),
    )


def _site(areas: Areas, site: Site) -> DrawnSite:
    treatable = areas.treatable(site)
    return DrawnSite(
        polygon=_ring(get_coordinates(areas.sites[site])[:-1]),
        treatable_cm2=round(treatable.area, 2),
        cells=tuple((int(x // CELL_CM), int(y // CELL_CM)) for x, y in cells_of(treatable)),
    )


def _zone(areas: Areas, name: str) -> DrawnZone:
    shape = areas.anatomy.zones[name]
    outline = areas.zones[name].simplify(0.005)
    return DrawnZone(
        shape.midline, shape.rule, _ring(get_coordinates(outline)[:-1]), shape.source, shape.evidence
    )


def _muscle(areas: Areas, shape: MuscleShape) -> DrawnMuscle:
    origin, insertion = smooth(shape.origin, 41), smooth(shape.insertion, 41)

    def lay(share: float) -> Points:
        belly = shape.bow[0] + share * (shape.bow[1] - shape.bow[0])
        return areas.plane(fibre(origin, insertion, share, belly, 17))

    first, last = lay(0.0), lay(1.0)
    outline = np.vstack([first, areas.plane(insertion)[1:-1], last[::-1], areas.plane(origin)[::-1][1:-1]])
    shares = np.linspace(0.03, 0.97, shape.fibres)
    return DrawnMuscle(
        plain=shape.plain,
        latin=shape.latin,
        polygon=_ring(get_coordinates(Polygon(outline).simplify(0.03))[:-1]),
        fibres=tuple(_line(get_coordinates(LineString(lay(share)).simplify(0.02))) for share in shares),
        depth=shape.depth,
        sites=shape.sites,
    )


def _bones(areas: Areas, anatomy: Anatomy) -> Iterator[tuple[str, DrawnBone]]:
    for name, shape in anatomy.bones.items():
        if shape.vertebra:
            yield from _vertebrae(areas, shape)
        else:
            lines = tuple(_line(areas.plane(smooth(line, 16))) for line in shape.lines)
            yield name, DrawnBone(shape.midline, lines, _outline(areas, shape))


def _outline(areas: Areas, shape: BoneShape) -> Ring | None:
    if not shape.ring:
        return None
    if not shape.midline:
        return _ring(areas.plane(smooth(shape.ring, 48, closed=True)))
    side = areas.plane(smooth(shape.ring, 24))
    return _ring(np.vstack([side, (side * [-1, 1])[::-1]]))


def _vertebrae(areas: Areas, shape: BoneShape) -> Iterator[tuple[str, DrawnBone]]:
    for name, (height, half_width, half_height) in zip(_VERTEBRAE, shape.vertebra, strict=True):
        side = np.array(_VERTEBRA) * (half_width, half_height) + (0, height)
        whole = np.vstack([side, (side * [-1, 1])[::-1][1:-1]])
        yield f"vertebra_{name}", DrawnBone(midline=True, lines=(), polygon=_ring(areas.plane(whole)))


def _families(areas: Areas, catalogue: Catalogue) -> Iterator[Family]:
    for kind, sites in needs(catalogue):
        room = Room(areas, sites, kind, catalogue.tools[kind.tool].width_cm)
        lanes = tuple(_lane(areas, lane, sites) for lane in lanes_for(room))
        yield Family(kind, sites, lanes)


def _lane(areas: Areas, lane: Lane, sites: tuple[Site, ...]) -> DrawnLane:
    points = get_coordinates(lane.line)
    return DrawnLane(
        width_cm=lane.width_cm,
        length_cm=round(areas.lattice.length_cm(points), 2),
        points=_line(points),
        sites=sites if len(sites) == 1 else _touched(areas, lane, sites),
    )


def _touched(areas: Areas, lane: Lane, sites: tuple[Site, ...]) -> tuple[Site, ...]:
    footprint = lane.line.buffer(lane.width_cm / 2)
    return tuple(site for site in sites if areas.treatable(site).intersection(footprint).area > _TOUCHED_CM2)


def _line(points: Iterable[Iterable[float]]) -> Line:
    return tuple(_point(x, y) for x, y in points)


def _ring(points: Points) -> Ring:
    line = _line(points)
    return tuple(point for i, point in enumerate(line) if point != line[i - 1])


def _point(x: float, y: float) -> Point:
    return round(float(x), 2) + 0.0, round(float(y), 2) + 0.0
