"""Compose a traced plan for the ear: where hands are along the spine, on which side, what is said and rung."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from backrub.domain.back import Side, Site
from backrub.domain.body_map import BodyMap
from backrub.domain.plan import Pass, Plan, Role, Step
from backrub.domain.planner.words import Speaker
from backrub.domain.pressure import LEAST, LIGHT
from backrub.domain.score.cues import Timed, cues_of
from backrub.domain.score.score import VERSION, Score, ScoreCue, ScoreStep, Sweep, Touch

SHORTEST_S = 0.25
"""Hands that begin or end this close together do so at once; no sweep is shorter, so that it can swell."""

LIGHTER_BACK = 1.0
"""How much lighter, in Walton levels, hands return than they went."""


@dataclass(frozen=True, slots=True)
class Spine:
    """Measure a body along its spine, from the lower rim of the hips to the crown."""

    hips_y_cm: float
    crown_y_cm: float

    def u(self, y_cm: float) -> float:
        """Return the position of a height above the floor: 0.0 at the rim of the hips, 1.0 at the crown."""
        share = (y_cm - self.hips_y_cm) / (self.crown_y_cm - self.hips_y_cm)
        return round(min(1.0, max(0.0, share)), 4)


def spine_of(body: BodyMap) -> Spine:
    """Return the spine of a body."""
    rims = [area.polygon for where, area in body.sites.items() if where.site is Site.HIP_RIM]
    return Spine(min(y for rim in rims for _, y in rim), max(y for _, y in body.silhouette))


def compose(plan: Plan, body: BodyMap, speaker: Speaker, *, seed: int) -> Score:
    """Return the score of a plan that was traced on this body; the same plan and seed give the same score.

    Steps in which no hand moves or rests are silent but for their cues.
    """
    composer = _Composer(body, spine_of(body))
    cues = cues_of(plan, speaker)
    steps = tuple(
        ScoreStep(
            id=step.id,
            start_s=step.start_s,
            duration_s=step.duration_s,
            title=_title(step, speaker),
            side=step.side,
            sweeps=tuple(composer.sweeps(step)),
            cues=_within(step, cues),
        )
        for step in plan.steps
    )
    return Score(VERSION, seed, plan.seconds, steps)


@dataclass(frozen=True, slots=True)
class _Composer:
    """Lead the ear over one body."""

    body: BodyMap
    spine: Spine

    def sweeps(self, step: Step) -> Iterator[Sweep]:
        """Yield a step's sweeps one after the other; hands at work on both sides at once are one sweep."""
        edges = _edges(step)
        for begin_s, end_s in pairwise(edges):
            middle_s = (begin_s + end_s) / 2
            hands = [each for each in step.passes if _lasts(each, middle_s)]
            if hands:
                yield self._sweep(step, hands, begin_s, end_s)

    def _sweep(self, step: Step, hands: Sequence[Pass], begin_s: float, end_s: float) -> Sweep:
        touch = _touch(step)
        from_u, to_u = (_mean([self._u(each, at_s) for each in hands]) for at_s in (begin_s, end_s))
        if touch is Touch.REST:
            from_u = to_u = round((from_u + to_u) / 2, 4)
        lightly = all(each.is_return for each in hands)
        return Sweep(
            start_s=round(begin_s - step.start_s, 3),
            duration_s=round(end_s - begin_s, 3),
            from_u=from_u,
            to_u=to_u,
            side=hands[0].side if len({each.side for each in hands}) == 1 else Side.BOTH,
            pressure=_returning(step.pressure) if lightly else round(step.pressure, 2),
            touch=touch,
            round_s=step.cycle_s if touch is Touch.ROUND else None,
        )

    def _u(self, led: Pass, at_s: float) -> float:
        """Return where a pass is at a second of the evening; it runs from end to end at an even pace."""
        points = self.body.paths[led.path].points
        first, last = self.spine.u(points[0][1]), self.spine.u(points[-1][1])
        share = min(1.0, max(0.0, (at_s - led.start_s) / led.duration_s))
        return first + (last - first) * (1 - share if led.is_return else share)


def _edges(step: Step) -> list[float]:
    """Return the seconds at which a hand begins or ends, in order, what is too close together once."""
    ends = (each.start_s + each.duration_s for each in step.passes)
    times = {each.start_s for each in step.passes} | {min(end_s, float(step.end_s)) for end_s in ends}
    edges: list[float] = []
    for time in sorted(times):
        if not edges or time - edges[-1] >= SHORTEST_S:
            edges.append(time)
    return edges


def _lasts(led: Pass, at_s: float) -> bool:
    return led.start_s <= at_s < led.start_s + led.duration_s


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)


def _touch(step: Step) -> Touch:
    if step.cycle_s is not None:
        return Touch.ROUND
    return Touch.REST if step.speed_cm_s is None else Touch.GLIDE


def _returning(pressure: float) -> float:
    return round(max(LEAST, min(LIGHT, pressure - LIGHTER_BACK)), 2)


def _title(step: Step, speaker: Speaker) -> str:
    """Return what a list of chapters calls a step."""
    if step.role is Role.TURN or not step.covers:
        return speaker.catalogue.say(f"phase.{step.phase.value}")
    place = speaker.place(step)
    return f"{place[:1].upper()}{place[1:]}: {speaker.catalogue.strokes[step.stroke].name}"


def _within(step: Step, cues: Sequence[Timed]) -> tuple[ScoreCue, ...]:
    """Return those of an evening's cues, in order, that begin within a step."""
    first, after = (bisect_left(cues, at_s, key=attrgetter("at_s")) for at_s in (step.start_s, step.end_s))
    return tuple(each.cue_from(step.start_s) for each in cues[first:after])
