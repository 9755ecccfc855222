"""Share out what is left of an evening among the slots still ahead."""

from collections.abc import Sequence
from dataclasses import replace

from backrub.domain.back import HEAD_ORDER, Group, Side, SiteSide
from backrub.domain.plan import Phase, Role, Step
from backrub.domain.planner.allocation import Share, allocate
from backrub.domain.planner.block import even
from backrub.domain.planner.ground import Ground, side_of
from backrub.domain.planner.rests import with_rests
from backrub.domain.planner.slot import Slot, slot_of, with_moves
from backrub.domain.planner.tuning import Tuning
from backrub.domain.session.events import Finding

FOUND_S = 40
"""Contact seconds of the extra visit that a finding brings."""

_LEAST_S = 12
_SPARE_S = 60
"""Seconds of free time that a longer last hold may still take up."""

_ROUND_S = 50
_LONG_PIECE_S = 90
_PIECE_S = 60
_FINDING_WHY = {Finding.KNOT: "why.finding_knot", Finding.HIGHER: "why.finding_higher"}
_WORKING = {Phase.WORK, Phase.NECK_AND_SCALP}
_HELD = {Role.HOLD, Role.REST}
_SOFT = {Role.EASE, Role.REST}
_WHOLE = {*_SOFT, Role.FOCAL}


def remaining_slots(
    ground: Ground, tuning: Tuning, done: Sequence[Step], ahead: list[Slot], seconds: int
) -> list[Slot]:
    """Return the slots ahead with what was found worked in, adding up to `seconds`."""
    before = slot_of(done[-1]) if done else None
    if not ahead and before is not None and seconds:
        # A minute more in the last step: hands stay where they are.
        return [replace(before, seconds=seconds, move_s=0)]
    slots = with_moves(_with_found(ground, tuning, done, ahead), ground.move_s, before)
    if sum(slot.seconds for slot in slots) != seconds:
        slots = _retimed(ground, done, slots, seconds)
    slots = [piece for slot in slots for piece in _pieces(slot)]
    if ground.is_quiet:
        return slots
    return with_rests(slots, ground.brief.care.rest_every_s, since_s=_since_hold(done))


def _since_hold(done: Sequence[Step]) -> int:
    end = done[-1].end_s if done else 0
    return end - max((step.end_s for step in done if step.role in _HELD), default=0)


def _with_found(ground: Ground, tuning: Tuning, done: Sequence[Step], ahead: list[Slot]) -> list[Slot]:
    """Return the slots with one more visit for every knot or raised shoulder found, where hands still go."""
    visited = {(slot.covers, slot.why) for slot in (*map(slot_of, done), *ahead)}
    for where, finding in () if ground.is_quiet else tuning.findings:
        why = _FINDING_WHY.get(finding)
        if why is None or ((where,), why) in visited or where in ground.brief.leave_out:
            continue
        ahead = _with_visit(ground, ahead, where, why)
    return ahead


def _with_visit(ground: Ground, ahead: list[Slot], where: SiteSide, why: str) -> list[Slot]:
    i = next((i for i, slot in enumerate(ahead) if slot.phase in _WORKING and where in slot.covers), None)
    if i is None:
        return ahead
    host = ahead[i]
    # Whatever eases the host's deep work comes first.
    after = next((j for j in range(i + 1, len(ahead)) if ahead[j].role not in _SOFT), len(ahead))
    if isinstance(host.site, Group):
        # Groups are worked as one place: both hands stay and give the found spot its time.
        visit = replace(host, role=Role.FOCAL, covers=(where,), seconds=FOUND_S, move_s=0, why=why)
    else:
        stand = ground.stand(host.side if ground.turns else where.side, where.site)
        visit = Slot(host.phase, Role.FOCAL, where.site, where.side, (where,), stand, FOUND_S, why=why)
    return [*ahead[:after], visit, *ahead[after:]]


def _retimed(ground: Ground, done: Sequence[Step], slots: list[Slot], seconds: int) -> list[Slot]:
    """Return the slots lengthened or shortened to fit, the least of them left out where time is too short."""
    before = slot_of(done[-1]) if done else None
    while not _fits(slots, seconds):
        if len(slots) == 1:
            return [replace(slots[0], seconds=seconds, move_s=0)]
        slots = with_moves(_without_least(slots), ground.move_s, before)
    spare = seconds - sum(slot.seconds for slot in slots)
    if spare > _SPARE_S and all(_share(slot).high is not None for slot in slots):
        slots = with_moves(_once_more(ground, done, spare) + slots, ground.move_s, before)
    shares = [_share(slot) for slot in slots]
    contact = seconds - sum(slot.move_s for slot in slots)
    if all(share.high is not None for share in shares):
        # Only the turn, focal visits and the close are left: the close takes what there is.
        shares[-1] = replace(shares[-1], high=None)
    return [
        replace(slot, seconds=given + slot.move_s)
        for slot, given in zip(slots, allocate(shares, contact), strict=True)
    ]


def _once_more(ground: Ground, done: Sequence[Step], spare_s: int) -> list[Slot]:
    """Return a second, unhurried round to fill time that has come free near the end.

    It goes to neck and head if they are welcome, else to where hands were last at work.
    """
    near = ground.halves[-1] if ground.turns else Side.BOTH
    head = [
        Slot(Phase.NECK_AND_SCALP, Role.WORK, site, side_of(covers), covers, ground.stand(near, site), 0)
        for site in HEAD_ORDER
        if (covers := ground.allowed((site,)))
    ]
    worked = [replace(slot_of(step), why="") for step in done if step.role in {Role.WORK, Role.HOLD}]
    worked = [slot for slot in worked if slot.phase is Phase.WORK]
    places = head or list({slot.place: slot for slot in worked}.values())[-3:]
    if not places:
        return []
    rounds = max(1, round(spare_s / _ROUND_S))
    lengths = even(max(rounds, spare_s - rounds * ground.move_s), rounds)
    return [
        replace(places[i * len(places) // rounds % len(places)], seconds=length, move_s=0)
        for i, length in enumerate(lengths)
    ]


def _fits(slots: list[Slot], seconds: int) -> bool:
    return sum(_share(slot).low + slot.move_s for slot in slots) <= seconds


def _share(slot: Slot) -> Share:
    """Return the bounds of a slot's contact: close and turn keep theirs, easing stays whole, visits never grow."""
    contact = slot.contact_s
    fixed = slot.phase in {Phase.CLOSE, Phase.TURN}
    low = contact if fixed or slot.role in _WHOLE else min(contact, _LEAST_S)
    high = contact if fixed or slot.role is Role.FOCAL else None
    return Share(max(contact, 1), low, high)


def _without_least(slots: list[Slot]) -> list[Slot]:
    """Return the slots without the shortest that may go; with none to spare, a shorter ending."""
    spare = [slot for slot in slots if slot.phase not in {Phase.CLOSE, Phase.TURN}]
    least = min(spare, key=lambda slot: slot.contact_s, default=slots[0])
    return [slot for slot in slots if slot is not least]


def _pieces(slot: Slot) -> list[Slot]:
    """Return a long stretch of work as several, so that hands do not do one thing too long."""
    if slot.role not in {Role.WORK, Role.BROAD} or slot.contact_s <= _LONG_PIECE_S:
        return [slot]
    lengths = even(slot.contact_s, round(slot.contact_s / _PIECE_S))
    return [
        replace(slot, seconds=length + (slot.move_s if i == 0 else 0), move_s=slot.move_s if i == 0 else 0)
        for i, length in enumerate(lengths)
    ]
