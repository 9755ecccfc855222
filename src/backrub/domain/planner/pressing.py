"""Give every slot its pressure: what is aimed at, as far as warm-up, the clock and the place allow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from backrub.domain.back import Side, SiteSide
from backrub.domain.plan import Role, Step
from backrub.domain.planner.ground import Ground
from backrub.domain.planner.levels import aimed
from backrub.domain.planner.ramp import Ramp
from backrub.domain.planner.repertoire import Option, Repertoire
from backrub.domain.planner.slot import Slot
from backrub.domain.pressure import DEEP_ABOVE, LEAST, LIGHT, MOST

LIGHT_FIRST_S = 120
LIGHT_LAST_S = 60
_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Pressed:
    """Join a slot with its start, its pressure (Walton) and what can be done in it at that pressure."""

    slot: Slot
    start_s: int
    pressure: float
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Calm:
    """Forbid pressure above `most` until second `until_s` of the evening: someone flinched or said softer."""

    until_s: int = 0
    most: float = LIGHT


@dataclass(frozen=True, slots=True)
class Behind:
    """Hold what the evening has been so far: contact, the second it is, a calm to keep, deep work not yet eased."""

    ramp: Ramp
    start_s: int = 0
    calm: Calm = Calm()
    deep: bool = False


def behind(steps: Sequence[Step], start_s: int, no_rise_until_s: int) -> Behind:
    """Return what steps already done leave behind."""
    ramp = Ramp()
    for step in steps:
        ramp.touch(step.covers, step.pressure, step.contact_s)
    last = steps[-1].pressure if steps else LEAST
    return Behind(ramp, start_s, Calm(no_rise_until_s, last), deep=last > DEEP_ABOVE)


def press(
    slots: Sequence[Slot], repertoire: Repertoire, levels: Mapping[SiteSide, float], past: Behind
) -> list[Pressed]:
    """Return the slots with start, pressure and options, from where the evening stands; its ramp is moved on."""
    pressed = []
    ground = repertoire.ground
    deep, start_s, calm, ramp = past.deep, past.start_s, past.calm, past.ramp
    eased = _eased_after(slots)
    for i, planned in enumerate(slots):
        slot = _as_needed(planned, deep=deep)
        bound = min(
            MOST if eased[i] and slot is planned else DEEP_ABOVE,
            _clock_bound(ground, slot, start_s),
            calm.most if start_s < calm.until_s else MOST,
        )
        aim = min(aimed(slot.role, slot.covers, levels, ground.brief), ramp.most(slot.covers), bound)
        tickles = not (ground.is_quiet or ground.brief.ticklish.isdisjoint(slot.covers))
        pressure, options = _feasible(slot, repertoire, aim, LIGHT if tickles else LEAST)
        ramp.touch(slot.covers, pressure, slot.contact_s)
        pressed.append(Pressed(slot, start_s, pressure, options))
        deep = pressure > DEEP_ABOVE or (deep and slot.role is not Role.EASE)
        start_s += slot.seconds
    return pressed


def _eased_after(slots: Sequence[Slot]) -> list[bool]:
    """Return for each slot whether easing off or a hold follows its block, so that it may be deep."""
    eased = [False] * len(slots)
    for i in range(len(slots) - 2, -1, -1):
        here, after = slots[i], slots[i + 1]
        if here.site == after.site and here.side in {after.side, Side.LEFT, Side.RIGHT}:
            same = here.covers == after.covers and here.role is after.role
            eased[i] = after.role in {Role.EASE, Role.REST} or (same and eased[i + 1])
    return eased


def _as_needed(slot: Slot, *, deep: bool) -> Slot:
    """Return the slot, as plain work where easing off was planned but nothing deep came before."""
    return replace(slot, role=Role.WORK) if slot.role is Role.EASE and not deep else slot


def _clock_bound(ground: Ground, slot: Slot, start_s: int) -> float:
    """Return the most the first two minutes and the last one allow."""
    opens = start_s < LIGHT_FIRST_S
    closes = start_s + slot.seconds > ground.seconds - LIGHT_LAST_S
    return LIGHT if opens or closes else MOST


def _feasible(
    slot: Slot, repertoire: Repertoire, aim: float, least: float
) -> tuple[float, tuple[Option, ...]]:
    """Return the highest pressure not above the aim at which something can be done, and what."""
    tenth = int(max(aim, least) * _TENTHS + 1e-6)
    while tenth > least * _TENTHS:
        if options := repertoire.options(slot, tenth / _TENTHS):
            return tenth / _TENTHS, options
        tenth -= 1
    options = repertoire.options(slot, least)
    if not options:
        raise ValueError(f"no stroke fits {slot.role} at {slot.covers} at {least}")
    return least, options
