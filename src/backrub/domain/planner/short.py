"""Lay out five to nine minutes: three groups, both hands, at most three changes of place and one spot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from backrub.domain.back import GROUP_OF, GROUP_SITES, Group, Side, Site, SiteSide
from backrub.domain.plan import Phase, Role
from backrub.domain.planner.allocation import Share, allocate
from backrub.domain.planner.block import VISIT_MOST_S, even
from backrub.domain.planner.ground import Ground
from backrub.domain.planner.slot import Slot

SETTLE_S, LISTEN_S, WARM_UP_S, TURN_S, CLOSE_S = 20, 16, 44, 16, 22
_TIGHT = 0.75
_PIECE_LEAST_S = 14
_SHARED_SPOT_S = 20
_SPOT_WEIGHT = 1.5
_TRICKLE = 0.05


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold contact at one place, its seconds still open between bounds; `pair` joins mirrored stretches."""

    slot: Slot
    share: Share
    pair: str


def lay_out_short(ground: Ground, weights: Mapping[Site, float]) -> list[Slot]:
    """Return the slots of a short evening, adding up to its seconds; `weights` share out the work."""
    sketches = (list(_Sketch(ground, weights, scale).stretches()) for scale in (1.0, _TIGHT))
    fitting = (stretches for stretches in sketches if _least_s(stretches, ground) <= ground.seconds)
    stretches = next(fitting, None)
    if stretches is None:
        return lay_out_short(ground.with_fewer_wishes(), weights)
    moves = _moves([s.slot for s in stretches], ground.move_s)
    contact = _share_out(stretches, ground.seconds - sum(moves))
    timed = [
        replace(s.slot, seconds=t + move, move_s=move)
        for s, t, move in zip(stretches, contact, moves, strict=True)
    ]
    return [piece for slot in timed for piece in _pieces(slot, whole=ground.turns)]


def _least_s(stretches: Sequence[Stretch], ground: Ground) -> int:
    moves = _moves([s.slot for s in stretches], ground.move_s)
    return sum(s.share.low for s in stretches) + sum(moves)


def _moves(slots: Sequence[Slot], move_s: int) -> list[int]:
    """Return the seconds of moving at the start of each slot; a turn brings hands there by itself."""
    moves = [0]
    for before, after in pairwise(slots):
        stays = before.place == after.place or Phase.TURN in {before.phase, after.phase}
        moves.append(0 if stays else move_s)
    return moves


def _share_out(stretches: list[Stretch], total: int) -> list[int]:
    """Return contact seconds; mirrored stretches get the same, and a second left over goes to the turn."""
    keys = list(dict.fromkeys(s.pair for s in stretches))
    members = {key: [i for i, s in enumerate(stretches) if s.pair == key] for key in keys}
    shares = []
    for key in keys:
        count = len(members[key])
        share = stretches[members[key][0]].share
        high = None if share.high is None else share.high * count
        shares.append(Share(share.weight * count, share.low * count, high))
    seconds = [0] * len(stretches)
    spare = 0
    for key, given in zip(keys, allocate(shares, total), strict=True):
        each, left = divmod(given, len(members[key]))
        spare += left
        for i in members[key]:
            seconds[i] = each
    turn = next((i for i, s in enumerate(stretches) if s.slot.phase is Phase.TURN), -1)
    seconds[turn] += spare
    return seconds


def _pieces(slot: Slot, *, whole: bool) -> Iterator[Slot]:
    """Divide work on a group among its sites, as many at a time as the seconds allow.

    Between two halves the sites of a group stay `whole`, so that both sides get the same.
    """
    sites = list(dict.fromkeys(ss.site for ss in slot.covers))
    count = min(len(sites), slot.contact_s // _PIECE_LEAST_S)
    if slot.role is not Role.WORK or count < 2 or (whole and slot.phase is Phase.WORK):  # noqa: PLR2004
        yield slot
        return
    lengths = even(slot.contact_s, count)
    for i, size in enumerate(even(len(sites), count)):
        chosen, sites = sites[:size], sites[size:]
        covers = tuple(ss for ss in slot.covers if ss.site in chosen)
        move = slot.move_s if i == 0 else 0
        yield replace(slot, covers=covers, seconds=lengths[i] + move, move_s=move)


@dataclass(frozen=True, slots=True)
class _Sketch:
    ground: Ground
    weights: Mapping[Site, float]
    scale: float

    def stretches(self) -> Iterator[Stretch]:
        """Yield what the evening is made of, in order."""
        sides = self.ground.halves
        for i, side in enumerate(sides):
            if i:
                yield self._fixed(Phase.TURN, Role.TURN, Group.BACK, side, (), TURN_S)
            yield from self._opening(side, first=i == 0)
            for group in (Group.SHOULDERS, Group.BACK):
                yield from self._work(group, side)
        yield from self._head(sides[-1])
        yield self._close(sides[-1])

    def _opening(self, side: Side, *, first: bool) -> Iterator[Stretch]:
        start, rest = self._start(side), self._rest(side)
        settle, listen = round(SETTLE_S * self.scale), round(LISTEN_S * self.scale)
        if first:
            yield self._fixed(Phase.SETTLE, Role.HOLD, start, side, rest, settle)
        if rest:
            if not first and self.ground.head() and self._mirrored:
                yield self._fixed(Phase.LISTEN, Role.HOLD, start, side, rest, settle)
            if first or self._mirrored:
                yield self._fixed(Phase.LISTEN, Role.PALPATE, start, side, rest, listen)
        warm = self.ground.column(side) or (self.ground.head() if side is Side.BOTH else ())
        if warm:
            yield self._fixed(Phase.WARM_UP, Role.BROAD, start, side, warm, self._warm_up_s)

    @property
    def _warm_up_s(self) -> int:
        return round(WARM_UP_S * self.scale)

    def _rest(self, side: Side) -> tuple[SiteSide, ...]:
        return self.ground.resting_place(side, GROUP_SITES[self._start(side)], mirrored=self._mirrored)

    @property
    def _mirrored(self) -> bool:
        """Return whether both halves begin at the same place."""
        return len({self._start(half) for half in self.ground.halves}) == 1

    def _start(self, side: Side) -> Group:
        groups = (Group.SHOULDERS, Group.BACK, Group.HEAD_AND_NECK)
        return next((g for g in groups if self.ground.group(g, side)), Group.BACK)

    def _work(self, group: Group, side: Side) -> Iterator[Stretch]:
        covers = self.ground.group(group, side)
        asked = {ss.site for ss in self.ground.asked}
        others = tuple(ss for ss in covers if ss.site not in asked)
        spot = next((ss for ss in self.ground.asked if ss in covers), None)
        # Where the group is the asked site alone, its twin gets little; after a turn the spot's own half is free.
        lone = bool(covers) and not others and not (self.ground.turns and spot)
        if covers:
            yield self._base(Phase.WORK, group, side, others or covers, lone=lone)
        if spot is not None:
            rested = round((SETTLE_S + LISTEN_S) * self.scale) if spot in self._rest(side) else 0
            # What only the twin gets counts three times: the spot is owed one and a half times all of it.
            shared = 3 * _SHARED_SPOT_S if self._twin_is_alone(spot) else _SHARED_SPOT_S * lone
            yield self._spot(Phase.WORK, group, spot, self._warm_up_s + rested + shared)

    def _twin_is_alone(self, spot: SiteSide) -> bool:
        """Return whether the other half has nothing but the spot's twin to work on in this group."""
        others = self.ground.group(GROUP_OF[spot.site], spot.twin.side)
        return self.ground.turns and bool(others) and not self.ground.unasked(others)

    def _head(self, side: Side) -> Iterator[Stretch]:
        covers = self.ground.head()
        spot = next((ss for ss in self.ground.asked if ss in covers), None)
        warmed = 0 if self.ground.column() else self._warm_up_s
        held = round(CLOSE_S * self.scale) if spot in self.ground.quietest(covers) else 0
        if spot is not None:
            before = warmed + held + _SHARED_SPOT_S
            yield self._spot(Phase.NECK_AND_SCALP, Group.HEAD_AND_NECK, spot, before)
        others = tuple(ss for ss in covers if spot is None or ss.site is not spot.site)
        pair = tuple(ss for ss in covers if ss not in others)
        if pair:
            yield self._base(Phase.NECK_AND_SCALP, Group.HEAD_AND_NECK, side, pair, lone=True)
        if others:
            yield self._base(Phase.NECK_AND_SCALP, Group.HEAD_AND_NECK, side, others, lone=False)

    def _base(
        self, phase: Phase, group: Group, side: Side, covers: tuple[SiteSide, ...], *, lone: bool
    ) -> Stretch:
        """Return work with both hands; where only the spot's own site is left, it stays brief."""
        weight = sum(
            self._weight(site) for site in GROUP_SITES[group] if any(ss.site is site for ss in covers)
        )
        low = _SHARED_SPOT_S if lone else _PIECE_LEAST_S
        label = Side.BOTH if phase is Phase.NECK_AND_SCALP else side
        slot = self._slot(phase, Role.WORK, group, label, covers, near=side)
        return Stretch(slot, Share(weight, low, _SHARED_SPOT_S if lone else None), f"{phase}:{group}:{lone}")

    def _weight(self, site: Site) -> float:
        return self.weights[site] * (_SPOT_WEIGHT if site in self.ground.brief.kept else 1.0)

    def _spot(self, phase: Phase, group: Group, spot: SiteSide, before_s: int) -> Stretch:
        """Return the one focal visit, at least half as long as all else its site gets."""
        low = before_s // 2 + 2
        site_weight = self.weights[spot.site] * _SPOT_WEIGHT
        # After a turn both hands go to the head anyway; naming one side would be another change of place.
        label = Side.BOTH if self.ground.turns and phase is Phase.NECK_AND_SCALP else spot.side
        near = self.ground.halves[-1] if label is Side.BOTH else spot.side
        slot = self._slot(phase, Role.FOCAL, group, label, (spot,), near=near)
        return Stretch(slot, Share(site_weight, low, VISIT_MOST_S), f"spot:{spot}")

    def _close(self, side: Side) -> Stretch:
        """Return the last hold: at the head, else where hands are; after a turn, as long as the settling."""
        low = round(CLOSE_S * self.scale)
        if self.ground.turns and not self.ground.head():
            settled = round(SETTLE_S * self.scale)
            return self._fixed(Phase.CLOSE, Role.HOLD, self._start(side), side, self._rest(side), settled)
        groups = (Group.HEAD_AND_NECK, Group.BACK, Group.SHOULDERS)
        place = next(g for g in groups if self.ground.group(g))
        here = self.ground.group(place)
        label, covers = self._last_held(here)
        slot = self._slot(Phase.CLOSE, Role.HOLD, place, label, covers, near=side)
        # A hold over the asked site counts for its twin too: it stays brief while others can take the time.
        brief = not set(self.ground.asked).isdisjoint(covers) and self.ground.unasked(self.ground.column())
        return Stretch(slot, Share(_TRICKLE, low, low if brief else None), "close")

    def _last_held(self, here: tuple[SiteSide, ...]) -> tuple[Side, tuple[SiteSide, ...]]:
        """Return where the last hold rests: on the spot where there is nothing but it and its twin."""
        spot = next((ss for ss in self.ground.asked if ss in here), None)
        if spot is None or self.ground.unasked(self.ground.column() + self.ground.head()):
            return Side.BOTH, self.ground.quietest(here)
        return spot.side, (spot,)

    def _fixed(
        self, phase: Phase, role: Role, group: Group, side: Side, covers: tuple[SiteSide, ...], seconds: int
    ) -> Stretch:
        slot = self._slot(phase, role, group, side, covers, near=side)
        return Stretch(slot, Share(1.0, seconds, seconds), f"{phase}:{role}:{side}")

    def _slot(
        self,
        phase: Phase,
        role: Role,
        group: Group,
        side: Side,
        covers: tuple[SiteSide, ...],
        *,
        near: Side,
    ) -> Slot:
        lying = self.ground.lies_on_side
        stand = self.ground.stand(near if lying else side, group)
        return Slot(phase, role, group, side, covers, stand, 0)
