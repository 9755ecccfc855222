"""Resting hands: a hold in time for the giver, holds alone on quiet evenings, both sides of a bed used."""

from dataclasses import replace

from backrub.domain.back import Group, Side
from backrub.domain.plan import Phase, Role, Stand
from backrub.domain.planner.ground import Ground
from backrub.domain.planner.slot import Slot

REST_S = 20
_LEFT_AFTER_S = 10
_HELD = {Role.HOLD, Role.REST}
_LEAST_HELD_S = 15
_RESTING_PHASES = {Phase.WARM_UP, Phase.WORK, Phase.NECK_AND_SCALP}


def with_rests(slots: list[Slot], every_s: int, *, since_s: int = 0) -> list[Slot]:
    """Return the slots with resting holds, so that no stretch without one exceeds `every_s` where slots allow.

    A rest takes the last seconds of a slot, or all of a brief one, at the same place: contact and total stay
    as they were. The end of a block of plain work is preferred: work goes on elsewhere from there. `since_s` seconds
    have passed already since the last hold.
    """
    rested: list[Slot] = []
    rest = slots
    while (i := _next_rest(rest, every_s - since_s)) is not None:
        rested += [*rest[:i], *_resting(rest[i])]
        rest, since_s = rest[i + 1 :], 0
    return rested + rest


def _next_rest(slots: list[Slot], within_s: int) -> int | None:
    """Return which slot should rest next, None if a hold comes in time or nothing is left to rest in."""
    ahead: list[tuple[bool, bool, int]] = []
    passed = 0
    for i, slot in enumerate(slots):
        if _is_hold(slot):
            # A hold on the way starts the count anew.
            passed, ahead = -slot.seconds, []
        passed += slot.seconds
        if passed > within_s and ahead:
            return max(ahead)[-1]
        if _can_rest(slot):
            ends = i + 1 == len(slots) or slots[i + 1].site != slot.site
            ahead.append((slot.role in {Role.WORK, Role.EASE}, ends, i))
    return None


def _is_hold(slot: Slot) -> bool:
    return slot.role in _HELD and slot.contact_s >= _LEAST_HELD_S and bool(slot.covers)


def _can_rest(slot: Slot) -> bool:
    long = slot.contact_s >= _LEAST_HELD_S + _LEFT_AFTER_S
    brief = slot.contact_s >= _LEAST_HELD_S and slot.role in {Role.WORK, Role.EASE}
    return slot.phase in _RESTING_PHASES and (long or brief)


def _resting(slot: Slot) -> list[Slot]:
    # What eases deep work becomes a hold as a whole: in two parts neither would be long enough.
    if slot.role is Role.EASE or slot.contact_s < _LEAST_HELD_S + _LEFT_AFTER_S:
        return [replace(slot, role=Role.REST)]
    seconds = min(REST_S, slot.contact_s - _LEFT_AFTER_S)
    rest = replace(slot, role=Role.REST, seconds=seconds, move_s=0)
    return [replace(slot, seconds=slot.seconds - seconds), rest]


def with_both_bedsides(slots: list[Slot], ground: Ground) -> list[Slot]:
    """Return the slots, the close from the other side of a bed where all else was done from one."""
    stands = {slot.stand for slot in slots}
    if not ground.on_bed or len(stands) > 1:
        return slots
    other = Stand.LEFT if Stand.RIGHT in stands else Stand.RIGHT
    first = next(i for i, slot in enumerate(slots) if slot.phase is Phase.CLOSE)
    return [
        replace(slot, stand=other, move_s=ground.move_s if i == first else slot.move_s)
        if i >= first
        else slot
        for i, slot in enumerate(slots)
    ]


def held_still(slots: list[Slot]) -> list[Slot]:
    """Return the slots of a quiet evening: the same places for the same time, every one a hold."""
    return [slot if slot.role is Role.TURN else replace(slot, role=Role.HOLD) for slot in slots]


def hand_in_hand(ground: Ground) -> list[Slot]:
    """Return an evening in which the back is left alone and hands are held."""
    stand = ground.stand(Side.BOTH, Group.BACK)
    first = ground.seconds // 2
    return [
        Slot(phase, Role.HOLD, Group.BACK, Side.BOTH, (), stand, seconds)
        for phase, seconds in ((Phase.SETTLE, first), (Phase.CLOSE, ground.seconds - first))
    ]
