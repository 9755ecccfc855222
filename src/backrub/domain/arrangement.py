"""Arrange tonight: what each would like to do becomes who gives to whom, and in which order."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """Name what a person would like to do tonight; each is a whole answer."""

    GIVE = "give"
    RECEIVE = "receive"
    BOTH = "both"
    HOLD_ONLY = "hold_only"
    NOT_TONIGHT = "not_tonight"


@dataclass(frozen=True, slots=True)
class Turn:
    """Name who gives to whom, by the ids of two people of a home."""

    giver: str
    receiver: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """State the turns of tonight.

    `is_settled` is False where both want the same part: `turns` is then a proposal to share the time, and
    the two choose. No turns means not tonight; whose answer that was stays out of it.
    """

    turns: tuple[Turn, ...]
    is_settled: bool = True


def arrange(parts: dict[str, Part], *, received_last: str | None) -> Arrangement:
    """Return tonight's turns for two people's parts; who received less recently comes first.

    Someone who only wants to hold, or be held, takes the part that the other leaves.
    """
    one, other = parts
    if Part.NOT_TONIGHT in parts.values():
        return Arrangement(())
    waits = one if received_last != one else other
    first = Turn(giver=other if waits == one else one, receiver=waits)
    swap = (first, Turn(giver=first.receiver, receiver=first.giver))
    match parts[one], parts[other]:
        case (Part.GIVE, Part.GIVE) | (Part.RECEIVE, Part.RECEIVE):
            return Arrangement(swap, is_settled=False)
        case Part.BOTH, Part.BOTH:
            return Arrangement(swap)
        case (Part.RECEIVE, _) | (_, Part.GIVE):
            return Arrangement((Turn(giver=other, receiver=one),))
        case (Part.GIVE, _) | (_, Part.RECEIVE):
            return Arrangement((Turn(giver=one, receiver=other),))
    return Arrangement((first,))
