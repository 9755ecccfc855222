"""Check, by rules written down a second time, that a body's map is whole and that a plan's hands obey it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from shapely import LinearRing, LineString, Polygon, affinity, union_all

from backrub.domain.back import Side
from backrub.domain.body_map import BodyMap, Ring, StrokePath, Zone, ZoneRule
from backrub.domain.catalogue import Catalogue
from backrub.domain.plan import Plan, Step
from backrub.domain.stroke import Family, Tool

TOLERANCE_CM2 = 0.5
OVERLAP_CM2 = 0.1
CLEARANCE_CM = 0.3
MIRROR_CM = 0.2
_JOIN_CM = 0.02

_LIGHT = 2.0
_BROAD_MOST = 3.0
_STRIP = "spine_strip"
_EXCUSED = {Family.HOLD, Family.FEATHER, Family.SCALP}
_POINTED = {Tool.THUMB, Tool.ELBOW}
_BROAD = {Tool.PALM, Tool.SOFT_FIST, Tool.FOREARM}


def map_faults(body_map: BodyMap) -> Iterator[str]:
    """Yield a sentence for everything in a map that is not whole, mirrored and fitted together."""
    yield from _broken_outlines(body_map)
    yield from _misfits(body_map)
    yield from _lopsided(body_map)


@dataclass(frozen=True)
class PlanChecker:
    """Check hands against one body's zones; footprints once looked at are remembered."""

    body_map: BodyMap
    catalogue: Catalogue
    _looked_at: dict[str, tuple[dict[str, float], float]] = field(default_factory=dict)

    def plan_faults(self, plan: Plan) -> Iterator[str]:
        """Yield a sentence for everything a plan's passes do that the body or the stroke forbids."""
        for step in plan.steps:
            for name in dict.fromkeys(each.path for each in step.passes):
                path = self.body_map.paths[name]
                if path.tool is not step.tool or path.stroke != step.stroke:
                    yield f"{step.id}, {name}: the step is {step.stroke} with {step.tool}."
                if not set(path.covers) <= set(step.covers):
                    yield f"{step.id}, {name}: it leads to places that are left out."
                yield from (f"{step.id}, {fault}" for fault in self.path_faults(path, step.pressure))
            yield from (f"{step.id}, {fault}" for fault in self._speed_faults(step))

    def path_faults(self, path: StrokePath, pressure: float) -> Iterator[str]:
        """Yield a sentence for every zone that forbids a path at a Walton level."""
        touch = _Touch(self.catalogue.strokes[path.stroke].family, path.tool, pressure)
        areas, clearance_cm = self._look_at(path)
        for zone, area in areas.items():
            if area > TOLERANCE_CM2 and not touch.may_lie_on(self.body_map.no_go[zone]):
                yield f"{path.id}: {area:.1f} square centimetres lie on {zone} at {pressure}."
        if touch.presses and clearance_cm < CLEARANCE_CM:
            yield f"{path.id}: it comes as near to the spine strip as {clearance_cm:.2f} cm."
        if path.width_cm > self.catalogue.tools[path.tool].width_cm:
            yield f"{path.id}: it is wider than the tool."

    def _speed_faults(self, step: Step) -> Iterator[str]:
        speeds = self.catalogue.strokes[step.stroke].speed_cm_s
        for each in step.passes if speeds else ():
            speed = self.body_map.paths[each.path].length_cm / each.duration_s
            if speeds and not speeds[0] <= speed <= speeds[1]:
                yield f"{each.path}: {speed:.2f} cm/s is not a speed of {step.stroke}."

    def _look_at(self, path: StrokePath) -> tuple[dict[str, float], float]:
        """Return how much of every zone a path's footprint touches, and how clear of the strip it stays."""
        if path.id not in self._looked_at:
            line = LineString(path.points)
            hands = line.buffer(path.width_cm / 2, quad_segs=32)
            areas = {name: zone.intersection(hands).area for name, zone in self._zones.items()}
            self._looked_at[path.id] = areas, self._zones[_STRIP].distance(line) - path.width_cm / 2
        return self._looked_at[path.id]

    @cached_property
    def _zones(self) -> dict[str, Polygon]:
        return {name: Polygon(zone.polygon) for name, zone in self.body_map.no_go.items()}


@dataclass(frozen=True, slots=True)
class _Touch:
    """Know what a touch may do, from the zones' rules as people read them."""

    family: Family
    tool: Tool
    pressure: float

    @property
    def presses(self) -> bool:
        heavy = self.pressure > _LIGHT or self.tool in _POINTED
        return heavy and self.family not in _EXCUSED

    def may_lie_on(self, zone: Zone) -> bool:
        if zone.name == _STRIP or zone.rule is ZoneRule.NEVER:
            return False
        if zone.rule is ZoneRule.NO_PRESSURE:
            return self.tool is Tool.PALM and self.pressure <= _LIGHT
        if zone.rule is ZoneRule.LIGHT_ONLY:
            return not self.presses
        broadly = self.tool in _BROAD and self.pressure <= _BROAD_MOST
        return self.family is not Family.PERCUSSION and (broadly or not self.presses)


def _outlines(body_map: BodyMap) -> Iterator[Mapping[str, Ring]]:
    """Yield the outlines of sites, muscles, zones and bones by name."""
    yield {name.value: area.polygon for name, area in body_map.sites.items()}
    yield {name: muscle.polygon for name, muscle in body_map.muscles.items()}
    yield {name: zone.polygon for name, zone in body_map.no_go.items()}
    yield {name: bone.polygon for name, bone in body_map.bones.items() if bone.polygon}


def _broken_outlines(body_map: BodyMap) -> Iterator[str]:
    for outlines in ({"the body": body_map.silhouette}, *_outlines(body_map)):
        for name, ring in outlines.items():
            if not Polygon(ring).is_valid:
                yield f"The outline of {name} crosses itself."
    for name, path in body_map.paths.items():
        if not LineString(path.points).is_simple or path.length_cm <= 0:
            yield f"The path {name} crosses itself or goes nowhere."


def _misfits(body_map: BodyMap) -> Iterator[str]:
    shapes = {name: Polygon(area.polygon) for name, area in body_map.sites.items()}
    for (one, first), (other, second) in combinations(shapes.items(), 2):
        if (area := first.intersection(second).area) > OVERLAP_CM2:
            yield f"{one} and {other} share {area:.2f} square centimetres."
    whole = union_all(list(shapes.values()), grid_size=_JOIN_CM)
    if not isinstance(whole, Polygon) or len(whole.interiors):
        yield "There are gaps between the sites."


def _lopsided(body_map: BodyMap) -> Iterator[str]:
    for outlines in _outlines(body_map):
        for name, ring in outlines.items():
            if _apart(LinearRing(ring), LinearRing(outlines[_twin(name)])) > MIRROR_CM:
                yield f"{name} is not the mirror image of {_twin(name)}."
    for name, path in body_map.paths.items():
        twin = body_map.paths[name.replace(f".{path.side}.", f".{path.side.other}.")]
        if _apart(LineString(path.points), LineString(twin.points)) > MIRROR_CM:
            yield f"The path {name} has no mirror image."


def _twin(name: str) -> str:
    """Return the name of the same thing on the other side; what lies across the midline is its own twin."""
    stem, _, side = name.partition(":")
    return f"{stem}:{Side(side).other}" if side else name


def _apart(one: LineString, other: LineString) -> float:
    """Return how far two lines are apart once one of them is mirrored."""
    return float(one.hausdorff_distance(affinity.scale(other, xfact=-1, origin=(0, 0))))
