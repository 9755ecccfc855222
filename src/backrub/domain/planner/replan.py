"""Plan the remainder of an evening anew: something was said, found or wished for."""

from dataclasses import dataclass, replace
from enum import StrEnum

from backrub.domain.brief import Brief
from backrub.domain.catalogue import Catalogue
from backrub.domain.plan import Phase, Plan, Role, Step
from backrub.domain.planner.assemble import steps_of, with_words
from backrub.domain.planner.block import EASE_S
from backrub.domain.planner.ground import Ground
from backrub.domain.planner.levels import wishes
from backrub.domain.planner.pressing import behind, press
from backrub.domain.planner.remainder import remaining_slots
from backrub.domain.planner.repertoire import Option, Repertoire
from backrub.domain.planner.sequence import choose, thumb_units
from backrub.domain.planner.slot import Slot, slot_of
from backrub.domain.planner.tuning import Tuning
from backrub.domain.planner.words import Speaker
from backrub.domain.pressure import DEEP_ABOVE
from backrub.domain.stroke import Tool

STAY_S = 30


class Current(StrEnum):
    """Name what becomes of the step under way when the remainder is planned anew.

    `keep` lets it end as planned; `retune` cuts it at once and goes on at the same place with what the tuning
    now says; `leave` cuts it and moves on; `stay` lengthens it by 30 s.
    """

    KEEP = "keep"
    RETUNE = "retune"
    LEAVE = "leave"
    STAY = "stay"


@dataclass(frozen=True, slots=True)
class Change:
    """Say from which second of the evening to plan anew, what becomes of the step under way, and the new length."""

    at_s: int
    current: Current
    seconds: int


def replan(plan: Plan, brief: Brief, tuning: Tuning, change: Change, *, catalogue: Catalogue) -> Plan:
    """Return the plan with everything after the change planned anew, to end at its new length.

    Steps that ended by then stay as they are; the one under way is treated as `change.current` says. Ids of
    steps begun never change; new steps get new ids.
    """
    seconds = change.seconds
    ground = Ground(replace(brief, frame=replace(brief.frame, minutes=seconds // 60)))
    done, ahead = _divided(plan, change.at_s, change.current)
    now_s = done[-1].end_s if done else change.at_s
    slots = remaining_slots(ground, tuning, done, ahead, seconds - now_s)
    steps = _steps(ground, catalogue, tuning, done, slots, now_s)
    speaker = Speaker(brief, catalogue, tuning)
    worded = with_words(steps, [slot.why for slot in slots], speaker, seconds, done)
    return replace(plan, seconds=seconds, steps=(*done, *worded))


def _divided(plan: Plan, at_s: int, current: Current) -> tuple[tuple[Step, ...], list[Slot]]:
    """Return the steps that are behind once `current` is settled, and the slots still ahead."""
    done = tuple(step for step in plan.steps if step.end_s <= at_s)
    ahead = [slot_of(step) for step in plan.steps[len(done) :]]
    if len(done) == len(plan.steps) or plan.steps[len(done)].start_s >= at_s:
        return done, ahead
    under_way, rest = plan.steps[len(done)], ahead[1:]
    if current is Current.KEEP or (current is Current.LEAVE and not rest):
        return (*done, under_way), rest
    if current is Current.STAY:
        longer = replace(slot_of(under_way), seconds=STAY_S, move_s=0)
        return (*done, under_way), [longer, *rest]
    cut = _cut(under_way, at_s)
    left = under_way.end_s - at_s
    move = max(0, under_way.move_s - cut.duration_s)
    remainder = replace(slot_of(under_way), seconds=left, move_s=min(move, left))
    if current is Current.RETUNE:
        if under_way.pressure > DEEP_ABOVE:
            # Softer during deep work means easing off, for as long as deep work asks for.
            remainder = replace(remainder, role=Role.EASE, seconds=max(left, EASE_S + remainder.move_s))
        return (*done, cut), [remainder, *rest]
    return (*done, cut), _elsewhere(under_way, rest)


def _cut(step: Step, at_s: int) -> Step:
    """Return the step as far as it came."""
    duration = at_s - step.start_s
    said = tuple(cue for cue in step.cues if cue.at_s < at_s)
    return replace(step, duration_s=duration, move_s=min(step.move_s, duration), cues=said)


def _elsewhere(left: Step, rest: list[Slot]) -> list[Slot]:
    """Return the slots from the next place on; what was deep is eased before hands go."""
    if left.phase not in {Phase.WORK, Phase.NECK_AND_SCALP}:
        return rest
    away = next(
        (i for i, slot in enumerate(rest) if slot.site != left.site or slot.phase is not left.phase), 0
    )
    if left.pressure <= DEEP_ABOVE:
        return rest[away:]
    ease = replace(slot_of(left), role=Role.REST, seconds=EASE_S, move_s=0)
    return [ease, *rest[away:]]


def _steps(
    ground: Ground,
    catalogue: Catalogue,
    tuning: Tuning,
    done: tuple[Step, ...],
    slots: list[Slot],
    now_s: int,
) -> list[Step]:
    """Return the steps of the remaining slots, without words."""
    repertoire = Repertoire(ground, catalogue, tuning.seed)
    past = behind(done, now_s, tuning.no_rise_until_s)
    pressed = press(slots, repertoire, wishes(ground.brief, tuning), past)
    used_s = sum(step.duration_s for step in done if step.tool is Tool.THUMB)
    before = Option(catalogue.strokes[done[-1].stroke], done[-1].tool, 0.0) if done else None
    chosen = choose(pressed, thumb_units(ground.seconds, used_s), before=before)
    return steps_of(pressed, chosen, ground, tuning, first=len(done) + 1)
