"""Lead the hands of every step along paths: which, when, for how long, and what they touch."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, zip_longest

from backrub.atlas.coverage import Cells, Ground
from backrub.atlas.drawn import Family
from backrub.atlas.grades import Grade, grade_of
from backrub.atlas.maps import SIDES, Atlas, FamilyKey, atlas_of, load_drawn, path_id
from backrub.atlas.needs import split_into_runs
from backrub.atlas.pacing import Leg, Pace, glide, knead, stay
from backrub.domain.back import HEAD_ORDER, WORK_ORDER, Side, Site, SiteSide
from backrub.domain.body_map import Body, BodyMap
from backrub.domain.catalogue import Catalogue
from backrub.domain.plan import Pass, Step
from backrub.domain.planner.assemble import DEEP_MOST_CM_S, MOST_CM_S
from backrub.domain.planner.repertoire import TICKLISH_MOST_CM_S
from backrub.domain.pressure import DEEP_ABOVE
from backrub.domain.stroke import Hands, Stroke

_ROUND_S = 1.5
_ORDER = {site: place for place, site in enumerate(WORK_ORDER + HEAD_ORDER)}

Known = tuple[object, ...]
Visit = tuple[FamilyKey, Leg]
"""A leg, and the family whose lane it takes."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Hold the passes of a step that begins at second 0, their mean speed, and the cells they touch."""

    passes: tuple[Pass, ...]
    speed_cm_s: float
    touched: Mapping[Side, Cells]


@dataclass(frozen=True)
class Tracer:
    """Lead hands on one body; what was led once is remembered."""

    atlas: Atlas
    catalogue: Catalogue
    _known: dict[Known, Trace] = field(default_factory=dict)

    @property
    def body_map(self) -> BodyMap:
        """Return the map of the body."""
        return self.atlas.body_map

    def passes(self, step: Step) -> tuple[Pass, ...]:
        """Return the passes that fill a step's contact; none where it touches nothing."""
        begin_s = step.start_s + step.move_s
        return tuple(
            replace(each, start_s=round(begin_s + each.start_s, 3)) for each in self._trace(step).passes
        )

    def speed_cm_s(self, step: Step) -> float:
        """Return the mean speed of a step's passes along the skin."""
        return self._trace(step).speed_cm_s

    def coverage(self, steps: Iterable[Step], of: Collection[SiteSide]) -> dict[SiteSide, float]:
        """Return the share, 0 to 1, of the treatable area `of` site-sides that the steps' hands touch."""
        touched = dict.fromkeys(SIDES, 0)
        for step in steps:
            for side, cells in self._trace(step).touched.items():
                touched[side] |= cells
        return {ss: round(self._ground.share(ss.site, touched[ss.side]), 4) for ss in SiteSide if ss in of}

    @cached_property
    def _ground(self) -> Ground:
        return Ground(self.atlas.drawn)

    def _trace(self, step: Step) -> Trace:
        known = (
            step.stroke,
            step.tool,
            step.pressure,
            step.covers,
            step.contact_s,
            step.speed_cm_s,
            step.cycle_s,
        )
        if known not in self._known:
            self._known[known] = self._traced(step)
        return self._known[known]

    def _traced(self, step: Step) -> Trace:
        stroke = self.catalogue.strokes[step.stroke]
        sides = [side for side in SIDES if any(ss.side is side for ss in step.covers)]
        takes_turns = stroke.hands is Hands.ALTERNATE and len(sides) > 1
        seconds = step.contact_s / len(sides) if takes_turns else float(step.contact_s)
        visits = {side: list(self._visits(step, stroke, side, seconds)) for side in sides}
        passes = tuple(_in_turn(visits) if takes_turns else _at_once(visits))
        return Trace(
            passes, self._mean_speed(passes), {side: self._cells(each) for side, each in visits.items()}
        )

    def _visits(self, step: Step, stroke: Stroke, side: Side, seconds: float) -> Iterator[Visit]:
        """Yield a side's legs, run by run and site by site, each getting its share of the seconds."""
        families = list(self._families(step, stroke, side))
        areas = [sum(self.atlas.drawn.sites[site].treatable_cm2 for site in key[3]) for key, _ in families]
        for (key, family), area in zip(families, areas, strict=True):
            legs = self._legs(step, stroke, family, seconds * area / sum(areas))
            yield from ((key, leg) for leg in legs)

    def _families(self, step: Step, stroke: Stroke, side: Side) -> Iterator[tuple[FamilyKey, Family]]:
        grade = grade_of(stroke, step.tool, step.pressure)
        sites = tuple(sorted((ss.site for ss in step.covers if ss.side is side), key=_ORDER.__getitem__))
        travels = stroke.travel.runs and grade is Grade.LIGHT
        for run in _runs(sites) if travels else [(site,) for site in sites]:
            key = (stroke.key, step.tool, grade, run)
            if key in self.atlas.families and self.atlas.families[key].lanes:
                yield key, self.atlas.families[key]

    def _legs(self, step: Step, stroke: Stroke, family: Family, seconds: float) -> list[Leg]:
        travel = stroke.travel
        cycle_s = step.cycle_s or _ROUND_S
        if travel.shape == "spots":
            return stay(family, travel.stay_s or cycle_s * travel.rounds, seconds)
        if travel.advance is not None:
            return knead(family, travel.advance, cycle_s, seconds)
        return glide(family, travel, _pace(step, stroke), seconds)

    def _cells(self, visits: Iterable[Visit]) -> Cells:
        cells = 0
        for key, leg in visits:
            cells |= self._ground.touched(self.atlas.families[key].lanes[leg.lane])
        return cells

    def _mean_speed(self, passes: tuple[Pass, ...]) -> float:
        seconds = sum(each.duration_s for each in passes)
        length = sum(self.body_map.paths[each.path].length_cm for each in passes)
        return length / seconds if seconds else 0.0


def tracer_for(body: Body, catalogue: Catalogue) -> Tracer:
    """Return what leads hands on a body.

    Raises: DamagedAtlas.
    """
    return Tracer(atlas_of(load_drawn(body), catalogue), catalogue)


def _runs(sites: tuple[Site, ...]) -> list[tuple[Site, ...]]:
    return split_into_runs(sites) + [(site,) for site in sites if site in HEAD_ORDER]


def _pace(step: Step, stroke: Stroke) -> Pace:
    """Return the stroke's range, lower where the plan keeps it low: when deep, and where it may tickle."""
    least, most = stroke.speed_cm_s or (0.0, 0.0)
    most = min(most, DEEP_MOST_CM_S if step.pressure > DEEP_ABOVE else MOST_CM_S)
    wished = step.speed_cm_s or least
    if wished <= TICKLISH_MOST_CM_S:
        most = min(most, TICKLISH_MOST_CM_S)
    return Pace(least, most, max(least, min(most, wished)))


def _at_once(visits: Mapping[Side, list[Visit]]) -> list[Pass]:
    """Return the passes of hands that work on both sides at the same time, in the order they begin."""
    timed = chain.from_iterable(_timed([(side, visit) for visit in each]) for side, each in visits.items())
    return sorted(timed, key=lambda each: each.start_s)


def _in_turn(visits: Mapping[Side, list[Visit]]) -> list[Pass]:
    """Return the passes of hands that take turns, one side after the other."""
    turns = zip_longest(*([(side, visit) for visit in each] for side, each in visits.items()))
    return list(_timed([each for turn in turns for each in turn if each]))


def _timed(visits: Iterable[tuple[Side, Visit]]) -> Iterator[Pass]:
    end_s = 0.0
    for side, (key, leg) in visits:
        begin_s, end_s = end_s, end_s + leg.seconds
        start = round(begin_s, 3)
        yield Pass(
            path_id(key, side, leg.lane), start, round(round(end_s, 3) - start, 3), side, leg.is_return
        )
