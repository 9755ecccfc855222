"""What frames the work: settling, listening and warming before it, feathering and holding after."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from backrub.domain.back import Group, Place, Side, SiteSide, group_of
from backrub.domain.plan import Phase, Role
from backrub.domain.planner.block import even
from backrub.domain.planner.ground import Ground, side_of
from backrub.domain.planner.slot import Slot

TURN_S = 24
_BROAD_PIECE_S = 110


@dataclass(frozen=True, slots=True)
class Framing:
    """Hold the contact seconds of the parts around the work."""

    settle: int
    listen: int
    warm_up: int
    feather: int
    hold: int


def framing_of(ground: Ground, scale: float) -> Framing:
    """Return the framing of an evening: about 5 % to settle, 12 % to warm up, 6 % to close.

    With two halves most of it comes twice, so each is briefer.
    """
    total = ground.seconds * scale
    longer = 1.5 if ground.brief.ask_often else 1.0
    least = max(scale, 0.6)
    if ground.turns:
        return Framing(
            settle=_within(total * 0.03 * longer, 16 * least, 60),
            listen=_within(total * 0.025, 15 * least, 40),
            warm_up=_within(total * 0.07, 32 * least, 180),
            feather=0,
            hold=_within(total * 0.03, 20 * least, 60),
        )
    return Framing(
        settle=_within(total * 0.05 * longer, 20 * least, 80),
        listen=_within(total * 0.03, 16 * least, 40),
        warm_up=_within(total * 0.12, 36 * least, 240),
        feather=_within(total * 0.03, 15 * least, 40),
        hold=_within(total * 0.03, 20 * least, 40),
    )


def _within(seconds: float, least: float, most: float) -> int:
    return round(max(least, min(most, seconds)))


def opening(ground: Ground, framing: Framing, side: Side, *, first: bool) -> list[Slot]:
    """Return the slots that come before the work of a half (or of the whole evening, side both)."""
    rest = ground.resting_place(side)
    if not rest:
        return []
    if not first:
        # The second half listens as long as the first settled and listened, so that the sides stay equal.
        listen = _resting(ground, Phase.LISTEN, rest, side, framing.listen)
        again = [replace(listen, role=Role.HOLD, seconds=framing.settle)] if ground.head() else []
        return [*again, listen, *_warm_up(ground, framing, side)]
    settle = _resting(ground, Phase.SETTLE, rest, side, framing.settle)
    listen = _resting(ground, Phase.LISTEN, rest, side, framing.listen)
    return [settle, listen, *_warm_up(ground, framing, side)]


def _resting(ground: Ground, phase: Phase, covers: tuple[SiteSide, ...], side: Side, seconds: int) -> Slot:
    role = Role.PALPATE if phase is Phase.LISTEN else Role.HOLD
    place: Place = covers[0].site if covers else Group.BACK
    label = side_of(covers) if covers else side
    return Slot(phase, role, place, label, covers, ground.stand(label, place), seconds)


def _warm_up(ground: Ground, framing: Framing, side: Side) -> list[Slot]:
    """Return broad strokes over all that will be worked; on a bed, half from each side of it."""
    covers = ground.column(side) or ground.head()
    place = broad_place(covers)
    label = side_of(covers)
    halves = (Side.LEFT, Side.RIGHT) if ground.on_bed and side is Side.BOTH else (label,)
    slots = []
    for near, seconds in zip(halves, even(framing.warm_up, len(halves)), strict=True):
        stand = ground.stand(near, place)
        for i, piece in enumerate(even(seconds, max(1, round(seconds / _BROAD_PIECE_S)))):
            move = ground.move_s if i == 0 else 0
            slots.append(Slot(Phase.WARM_UP, Role.BROAD, place, label, covers, stand, piece + move, move))
    return slots


def broad_place(covers: Iterable[SiteSide]) -> Group:
    """Return the group that broad strokes over these site-sides belong to, the back before the others."""
    groups = {group_of(ss.site) for ss in covers}
    return next(g for g in (Group.BACK, Group.SHOULDERS, Group.HEAD_AND_NECK) if g in groups)


def turning(ground: Ground, side: Side) -> Slot:
    """Return the turn from one side to the other; contact may lift."""
    stand = ground.stand(side, Group.BACK)
    return Slot(Phase.TURN, Role.TURN, Group.BACK, side, (), stand, TURN_S)


def closing(ground: Ground, framing: Framing, side: Side) -> list[Slot]:
    """Return feathering over the back and a last hold; after a turn, a hold of neck and head.

    Where neck and head are left out after a turn, the last hold mirrors the settling, so that the sides stay
    equal (see `opening`).
    """
    if ground.turns:
        return [_last_hold(ground, framing, side)]
    column = ground.column()
    feathered = ground.quiet(column)
    held = ground.resting_place(Side.BOTH)
    place = broad_place(feathered or held)
    stand = ground.stand(side_of(column), place)
    hold = _resting(ground, Phase.CLOSE, held, Side.BOTH, 0)
    if not feathered:
        return [_moved(hold, framing.feather + framing.hold, ground.move_s)]
    feather = Slot(Phase.CLOSE, Role.FEATHER, place, side_of(column), feathered, stand, 0)
    return [_moved(feather, framing.feather, ground.move_s), _moved(hold, framing.hold, ground.move_s)]


def _last_hold(ground: Ground, framing: Framing, side: Side) -> Slot:
    head = ground.quietest(ground.head())
    if head:
        stand = ground.stand(side, Group.HEAD_AND_NECK)
        slot = Slot(Phase.CLOSE, Role.HOLD, Group.HEAD_AND_NECK, Side.BOTH, head, stand, 0)
        return _moved(slot, framing.feather + framing.hold, ground.move_s)
    slot = _resting(ground, Phase.CLOSE, ground.resting_place(side), side, 0)
    return _moved(slot, framing.settle, ground.move_s)


def _moved(slot: Slot, contact_s: int, move_s: int) -> Slot:
    return replace(slot, seconds=contact_s + move_s, move_s=move_s)
