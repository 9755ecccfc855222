"""Lessons: a path of strokes from first touch to forearm and elbow, and what comes next on it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from backrub.domain.back import Side, Site, site_side
from backrub.domain.catalogue import SiteRow
from backrub.domain.plan import Contact, Phase, Plan, Role, Stand, Step
from backrub.domain.stroke import Evidence, Stroke

_SHOWN_S = 60
"""How long hands are led when a stroke is shown: long enough for every path it takes."""


class Tried(StrEnum):
    """Name how far a stroke was tried: on a cushion, or with someone."""

    CUSHION = "cushion"
    SOMEONE = "someone"


Practice = Mapping[str, Tried]
"""What one person tried, by the stroke's key."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Describe one stage of the path: what it brings, how the giver's body helps, which stages it builds on."""

    key: str
    name: str
    brings: str
    body: tuple[str, ...]
    after: tuple[str, ...]
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Lesson:
    """Describe a stroke's lesson: its stage, what it is in plain words, and the place that takes it best.

    `over` names the places it is shown on in one go, `best` among them; empty means there alone.
    """

    key: str
    stage: str
    what: str
    best: Site
    over: tuple[Site, ...]
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TonightsLesson:
    """Name the lesson that tonight's plan asks for, the step that has most of it, and its seconds in all."""

    lesson: Lesson
    step: Step
    seconds: int


@dataclass(frozen=True, slots=True)
class Course:
    """Hold the path: stages and lessons, both in their order."""

    stages: Mapping[str, Stage]
    lessons: Mapping[str, Lesson]

    def lessons_of(self, stage: str) -> list[Lesson]:
        """Return a stage's lessons."""
        return [lesson for lesson in self.lessons.values() if lesson.stage == stage]

    def waits_for(self, stage: str, practice: Practice) -> list[Stage]:
        """Return the stages, of those a stage builds on, of which nothing was tried with someone yet."""
        return [self.stages[one] for one in self.stages[stage].after if not self._begun(one, practice)]

    def next_lesson(self, practice: Practice) -> Lesson | None:
        """Return what comes next, None once everything was tried with someone.

        First one stroke of every stage whose turn has come, in the order of the path, then all the others.
        """
        left = [one for one in self.lessons.values() if practice.get(one.key) is not Tried.SOMEONE]
        ready = [one for one in left if not self.waits_for(one.stage, practice)]
        new = (one for one in ready if not self._begun(one.stage, practice))
        return next(new, next(iter(ready), None))

    def for_tonight(
        self, plan: Plan, practice: Practice, *, wished: Collection[str] = ()
    ) -> TonightsLesson | None:
        """Return the lesson of the stroke that a plan has most of.

        One that is `wished` for comes first, then one not yet tried with someone.
        """
        steps = [one for one in plan.steps if one.role is not Role.TURN and one.stroke in self.lessons]
        told = [self._tonight(key, steps) for key in dict.fromkeys(one.stroke for one in steps)]
        return max(
            told,
            key=lambda one: (
                one.lesson.key in wished,
                practice.get(one.lesson.key) is not Tried.SOMEONE,
                one.seconds,
            ),
            default=None,
        )

    def _begun(self, stage: str, practice: Practice) -> bool:
        return any(practice.get(one.key) is Tried.SOMEONE for one in self.lessons_of(stage))

    def _tonight(self, key: str, steps: Sequence[Step]) -> TonightsLesson:
        of_it = [one for one in steps if one.stroke == key]
        longest = max(of_it, key=lambda one: one.contact_s)
        return TonightsLesson(self.lessons[key], longest, sum(one.contact_s for one in of_it))


def shown_step(lesson: Lesson, stroke: Stroke, site: SiteRow) -> Step:
    """Return a step that shows a stroke where it is best, on the receiver's left, half-way in its ranges."""
    least, most = stroke.pressure
    return Step(
        id=f"lesson-{lesson.key}",
        start_s=0,
        duration_s=_SHOWN_S,
        move_s=0,
        phase=Phase.WORK,
        role=Role.WORK,
        site=lesson.best,
        side=Side.LEFT,
        covers=tuple(site_side(one, Side.LEFT) for one in lesson.over or (lesson.best,)),
        stroke=stroke.key,
        tool=next(tool for tool in stroke.tools if tool in site.tools),
        pressure=min((least + most) / 2, site.ceiling),
        speed_cm_s=_half_way(stroke.speed_cm_s),
        cycle_s=_half_way(stroke.cycle_s),
        stand=Stand.LEFT,
        contact=Contact.KEPT,
    )


def _half_way(bounds: tuple[float, float] | None) -> float | None:
    return sum(bounds) / 2 if bounds else None
