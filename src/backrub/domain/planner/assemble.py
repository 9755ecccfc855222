"""Turn slots with pressures and strokes into steps with speed, ids, questions and words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from backrub.domain.back import SiteSide
from backrub.domain.check_in import Pace
from backrub.domain.plan import Contact, Role, Step
from backrub.domain.planner.asks import asks_allowed, with_asks
from backrub.domain.planner.ground import Ground
from backrub.domain.planner.pressing import Pressed
from backrub.domain.planner.repertoire import TICKLISH_MOST_CM_S, Option
from backrub.domain.planner.tuning import Tuning
from backrub.domain.planner.words import Speaker
from backrub.domain.pressure import DEEP_ABOVE

MOST_CM_S = 10.0
DEEP_MOST_CM_S = 3.0
_PACE_SHARE = {Pace.VERY_SLOW: 0.0, Pace.SLOW: 0.3, Pace.FLOWING: 0.8}


def steps_of(
    pressed: Sequence[Pressed], chosen: Sequence[Option], ground: Ground, tuning: Tuning, first: int
) -> list[Step]:
    """Return bare steps, numbered from `first`: timing, place, stroke, tool, pressure and speed."""
    return [
        Step(
            id=f"s{first + i:02d}",
            start_s=p.start_s,
            duration_s=p.slot.seconds,
            move_s=p.slot.move_s,
            phase=p.slot.phase,
            role=p.slot.role,
            site=p.slot.site,
            side=p.slot.side,
            covers=p.slot.covers,
            stroke=option.stroke.key,
            tool=option.tool,
            pressure=p.pressure,
            speed_cm_s=_speed(p, option, ground, pace_at(p.slot.covers, tuning)),
            cycle_s=_cycle(option, ground, pace_at(p.slot.covers, tuning)),
            stand=p.slot.stand,
            contact=Contact.LIFTED if p.slot.role is Role.TURN else Contact.KEPT,
        )
        for i, (p, option) in enumerate(zip(pressed, chosen, strict=True))
    ]


def pace_at(covers: Iterable[SiteSide], tuning: Tuning) -> float:
    """Return the factor on speed where hands are; of several places the one that likes it slowest decides."""
    return tuning.speed_factor * min((tuning.paces.get(where, 1.0) for where in covers), default=1.0)


def _speed(pressed: Pressed, option: Option, ground: Ground, factor: float) -> float | None:
    """Return a speed within the stroke's range: slow hands low in it, deep and ticklish lower still."""
    if option.stroke.speed_cm_s is None:
        return None
    low, high = option.stroke.speed_cm_s
    high = min(high, MOST_CM_S)
    if pressed.pressure > DEEP_ABOVE:
        high = min(high, DEEP_MOST_CM_S)
    if not ground.brief.ticklish.isdisjoint(pressed.slot.covers):
        high = min(high, TICKLISH_MOST_CM_S)
    wanted = low + _PACE_SHARE[ground.brief.wish.pace] * (high - low)
    return round(max(low, min(high, wanted * factor)), 1)


def _cycle(option: Option, ground: Ground, factor: float) -> float | None:
    """Return the seconds of one round: slow hands take the longer ones."""
    if option.stroke.cycle_s is None:
        return None
    short, long = option.stroke.cycle_s
    wanted = long - _PACE_SHARE[ground.brief.wish.pace] * (long - short)
    return round(max(short, min(long, wanted / factor)), 2)


def with_words(
    steps: Sequence[Step], reasons: Sequence[str], speaker: Speaker, seconds: int, done: Sequence[Step] = ()
) -> list[Step]:
    """Return the steps with questions, cues and whys; `reasons` are phrase keys, empty for none."""
    most = asks_allowed(seconds, often=speaker.brief.ask_often) - sum(step.ask for step in done)
    asked = with_asks(steps, most, done) if most > 0 else frozenset()
    cues = speaker.cues(steps, asked, seconds, done)
    return [
        replace(step, ask=step.id in asked, cues=said, why=speaker.whys(step, reason))
        for step, said, reason in zip(steps, cues, reasons, strict=True)
    ]
