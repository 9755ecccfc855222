"""Lay out an evening of ten minutes or more: which places, in which order, for how long.

Settle, listen, warm up; work from the shoulders down; neck and scalp last; close (PRACTICE P19). Lying on the
side, the first half is for the upper side, then the receiver turns, and the second half mirrors the first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from backrub.domain.back import HEAD_ORDER, WORK_ORDER, Side, Site, SiteSide
from backrub.domain.plan import Phase
from backrub.domain.planner.allocation import Share, allocate
from backrub.domain.planner.block import Block
from backrub.domain.planner.framing import Framing, closing, framing_of, opening, turning
from backrub.domain.planner.ground import Ground, side_of
from backrub.domain.planner.slot import Slot

_SPOT_WEIGHT = 2.2
_PLAIN_LEAST_S = 14
_PLAIN_LEAST_LONG_S = 26
_SCALES = (1.0, 0.75, 0.5, 0.35, 0.2)
"""How much to shrink the framing, and the least contact of a site, when many spots leave little time."""


def lay_out(ground: Ground, weights: Mapping[Site, float], levels: Mapping[SiteSide, float]) -> list[Slot]:
    """Return the slots of the evening, adding up to its seconds.

    `weights` are the sites' shares of work time, `levels` the Walton levels worked towards.
    """
    for scale in _SCALES:
        outline = Outline(ground, scale, weights, levels)
        if outline.seconds is not None:
            return list(outline.slots(outline.seconds))
    return lay_out(ground.with_fewer_wishes(), weights, levels)


@dataclass(frozen=True, slots=True)
class Passage:
    """Join the one or two blocks of a site: both sides at once, or one in each half."""

    blocks: tuple[Block, ...]
    weight: float
    is_kept: bool

    def least_s(self, plain_s: int) -> int:
        """Return the fewest seconds the site can do with."""
        blocks = [block.as_asked() for block in self.blocks] if self.is_kept else self.blocks
        needs = [block.least_s(plain_s) for block in blocks]
        if not self._lopsided:
            return max(needs) * len(needs)
        seconds = sum(needs)
        while any(part < need for part, need in zip(self.split(seconds), needs, strict=True)):
            seconds += 1
        return seconds

    @property
    def _lopsided(self) -> bool:
        """Return whether the two halves differ: a spot was asked for in one of them only."""
        return len({bool(block.asked) for block in self.blocks}) > 1

    def reach(self, seconds: int) -> int:
        """Return the fewest seconds, at least these, in which an asked side gets its due."""
        return self.blocks[0].reach(seconds) if len(self.blocks) == 1 else seconds

    def split(self, seconds: int) -> list[int]:
        """Return the seconds of each block; a second may be left over so that sides stay equal."""
        if not self._lopsided:
            return [seconds // len(self.blocks)] * len(self.blocks)
        moves = sum(b.enter_s for b in self.blocks)
        contact = seconds - moves
        before = self.blocks[0].before_s
        twin = int((contact - 0.55 * before - 3) / 2.55)
        return [(contact - twin if block.asked else twin) + block.enter_s for block in self.blocks]


@dataclass(frozen=True)
class Outline:
    """Hold an evening's parts before time is shared among its sites."""

    ground: Ground
    scale: float
    weights: Mapping[Site, float]
    levels: Mapping[SiteSide, float]

    @cached_property
    def framing(self) -> Framing:
        """Return the seconds around the work."""
        return framing_of(self.ground, self.scale)

    def slots(self, seconds: list[int]) -> Iterator[Slot]:
        """Yield the slots in order, the passages as long as `seconds` says, adding up to the evening's."""
        passages = self._passages
        split = [p.split(s) for p, s in zip(passages, seconds, strict=True)]
        spare = sum(seconds) - sum(sum(parts) for parts in split)
        timed = [
            (block, s)
            for passage, parts in zip(passages, split, strict=True)
            for block, s in zip(passage.blocks, parts, strict=True)
        ]
        yield from self._halves(timed, spare)

    @cached_property
    def seconds(self) -> list[int] | None:
        """Return the seconds of every passage, None if there are too few.

        It is the exact allocation, raised where visits would not add up.
        """
        shares, total = self._shares, self.ground.seconds - self._framing_s
        while sum(share.low for share in shares) <= total:
            seconds = allocate(shares, total)
            reached = [p.reach(s) for p, s in zip(self._passages, seconds, strict=True)]
            raised = [
                replace(share, low=to) if to > s else share
                for share, s, to in zip(shares, seconds, reached, strict=True)
            ]
            if raised == shares:
                return seconds
            shares = raised
        return None

    def _halves(self, timed: list[tuple[Block, int]], spare: int) -> Iterator[Slot]:
        for i, side in enumerate(self.ground.halves):
            if i:
                turn = turning(self.ground, side)
                yield replace(turn, seconds=turn.seconds + spare)
            yield from opening(self.ground, self.framing, side, first=i == 0)
            for block, seconds in timed:
                if block.phase is Phase.WORK and self._belongs(block, side):
                    yield from block.slots(seconds)
        for block, seconds in timed:
            if block.phase is Phase.NECK_AND_SCALP:
                yield from block.slots(seconds)
        yield from closing(self.ground, self.framing, self.ground.halves[-1])

    def _belongs(self, block: Block, half: Side) -> bool:
        return half is Side.BOTH or block.side is half

    @cached_property
    def _framed(self) -> list[Slot]:
        """Return the slots around the work, those of both halves."""
        slots = closing(self.ground, self.framing, self.ground.halves[-1])
        for i, side in enumerate(self.ground.halves):
            turn = [turning(self.ground, side)] if i else []
            slots = [*slots, *turn, *opening(self.ground, self.framing, side, first=i == 0)]
        return slots

    @cached_property
    def _framing_s(self) -> int:
        return sum(slot.seconds for slot in self._framed)

    @cached_property
    def _shares(self) -> list[Share]:
        plain = _PLAIN_LEAST_LONG_S if self.ground.is_long else _PLAIN_LEAST_S
        least = round(plain * max(self.scale + 0.15, 0.4))
        return [Share(p.weight, p.least_s(least)) for p in self._passages]

    @cached_property
    def _passages(self) -> list[Passage]:
        return [p for site in (*WORK_ORDER, *HEAD_ORDER) if (p := self._passage(site)).blocks]

    def _passage(self, site: Site) -> Passage:
        is_head = site in HEAD_ORDER
        sides = (Side.BOTH,) if is_head else self.ground.halves
        parts = [covers for side in sides if (covers := self.ground.allowed((site,), side))]
        blocks = tuple(self._block(site, covers) for covers in parts)
        asked = bool(self.ground.asks_for(site))
        is_kept = not asked and site in self.ground.brief.kept
        return Passage(blocks, self.weights[site] * (_SPOT_WEIGHT if asked or is_kept else 1.0), is_kept)

    def _block(self, site: Site, covers: tuple[SiteSide, ...]) -> Block:
        phase = Phase.NECK_AND_SCALP if site in HEAD_ORDER else Phase.WORK
        sides = {ss.side for ss in covers}
        return Block(
            ground=self.ground,
            phase=phase,
            site=site,
            covers=covers,
            asked=tuple(side for side in self.ground.asks_for(site) if side in sides),
            before_s=self._before_s(covers),
            aim=max(self.levels[ss] for ss in covers),
            enter_s=self.ground.move_s,
            near=self.ground.halves[-1] if self.ground.turns else side_of(covers),
        )

    def _before_s(self, covers: tuple[SiteSide, ...]) -> int:
        """Return the contact a place gets from the framing, the most any of its site-sides gets."""
        return max(sum(s.contact_s for s in self._framed if ss in s.covers) for ss in covers)
