"""Word a step for whoever follows it: whose side, how hands move, and what comes next."""

from backrub.domain.catalogue import Catalogue
from backrub.domain.plan import Role, Step
from backrub.domain.planner.words import Speaker

VERY_SLOW_CM_S, SLOW_CM_S = 3.0, 6.0
_COUNTED_FROM_S = 2.0


def whose_side(step: Step, speaker: Speaker) -> str:
    """Return the side that hands are on, with its owner."""
    if step.role is Role.TURN:
        return speaker.catalogue.say("phase.turn")
    return speaker.catalogue.say(f"whose.{step.side.value}", receiver=speaker.brief.receiver)


def doing(step: Step, speaker: Speaker) -> str:
    """Return what hands do as one line; turning over is the receiver's."""
    if step.role is Role.TURN:
        return speaker.catalogue.say("turn.over")
    stroke = speaker.catalogue.strokes[step.stroke].name
    return speaker.catalogue.say("doing.step", stroke=stroke, place=speaker.place(step))


def pace(step: Step, catalogue: Catalogue) -> str:
    """Return how fast hands move: along the skin, round and round, or not at all."""
    if step.speed_cm_s is not None:
        speed = step.speed_cm_s
        key = "very_slow" if speed <= VERY_SLOW_CM_S else "slow" if speed <= SLOW_CM_S else "flowing"
        return catalogue.within("how.along", word=catalogue.within(f"pace.{key}"), speed=f"{speed:.0f}")
    if step.cycle_s is not None:
        key = "how.round" if step.cycle_s >= _COUNTED_FROM_S else "how.rounds"
        return catalogue.within(key, seconds=f"{step.cycle_s:.0f}")
    return catalogue.within("how.stay")


def what_comes(step: Step, following: Step | None, speaker: Speaker) -> str:
    """Return what comes after a step; None follows the last."""
    catalogue = speaker.catalogue
    if following is None:
        return catalogue.within("then.end")
    if following.role is Role.TURN:
        return catalogue.within("then.turn")
    if (following.site, following.side) == (step.site, step.side):
        return catalogue.within("then.same", stroke=catalogue.strokes[following.stroke].name)
    return speaker.place(following)
