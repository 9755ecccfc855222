"""Word a step for whoever follows it: whose side, how hands move, and what comes next."""

from backrub.domain.back import Side
from backrub.domain.plan import Role, Step
from backrub.domain.planner.words import Speaker

VERY_SLOW_CM_S, SLOW_CM_S = 3.0, 6.0
_COUNTED_FROM_S = 2.0


def whose_side(step: Step, speaker: Speaker) -> str:
    """Return the side that hands are on, with its owner."""
    if step.role is Role.TURN:
        return speaker.catalogue.say("phase.turn")
    if step.side is Side.BOTH:
        return "Both sides"
    return f"{speaker.brief.receiver}’s {step.side.value}"


def doing(step: Step, speaker: Speaker) -> str:
    """Return what hands do as one line; turning over is the receiver's."""
    if step.role is Role.TURN:
        return speaker.catalogue.say("turn.over")
    stroke = speaker.catalogue.strokes[step.stroke].name
    return f"{stroke[:1].upper()}{stroke[1:]} on {speaker.place(step)}."


def pace(step: Step) -> str:
    """Return how fast hands move: along the skin, round and round, or not at all."""
    if step.speed_cm_s is not None:
        speed = step.speed_cm_s
        word = "very slow" if speed <= VERY_SLOW_CM_S else "slow" if speed <= SLOW_CM_S else "flowing"
        return f"{word}, {speed:.0f} cm a second"
    if step.cycle_s is not None:
        counted = step.cycle_s >= _COUNTED_FROM_S
        return f"slow, {step.cycle_s:.0f} s a round" if counted else "slow, even rounds"
    return "hands stay"


def what_comes(step: Step, following: Step | None, speaker: Speaker) -> str:
    """Return what comes after a step; None follows the last."""
    if following is None:
        return "a quiet end"
    if following.role is Role.TURN:
        return "turning over"
    if (following.site, following.side) == (step.site, step.side):
        return f"{speaker.catalogue.strokes[following.stroke].name}, same place"
    return speaker.place(following)
