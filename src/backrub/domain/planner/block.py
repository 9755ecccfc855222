"""A block: the time one site gets in a row, divided into slots that give an asked spot its due.

Where a spot was asked for on one side only, its side gets at least half as much contact again as its twin:
short focal visits of at most 90 seconds, with both hands over the whole site between them.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from backrub.domain.back import Side, Site, SiteSide
from backrub.domain.plan import Phase, Role
from backrub.domain.planner.ground import Ground, side_of
from backrub.domain.planner.slot import Slot
from backrub.domain.pressure import DEEP_ABOVE, LIGHT

VISIT_MOST_S = 82
"""Contact seconds of a focal visit; with the move there it stays within 90."""

WORK_PIECE_S = 50
FOCAL_PIECE_S = 41
EASE_S = 22
WARMED_S = 60
_SPREAD_FROM_S = 110
_LEAST_PIECE_S = 10
_RESTFUL_S = 16
"""In a long evening what lies between visits is long enough to rest in."""

_MARGIN_S = 6
_SPOT_SHARE = 0.5

_Part = tuple[Role, Side, int, int]
"""A role, a side, contact seconds, and the seconds of moving there."""


@dataclass(frozen=True, slots=True)
class Block:
    """Describe the work on one site: the side(s) to cover, the asked sides, the contact it has had before.

    `aim` is the level (Walton) it works towards; it decides how long to warm and whether to ease off after.
    """

    ground: Ground
    phase: Phase
    site: Site
    covers: tuple[SiteSide, ...]
    asked: tuple[Side, ...]
    before_s: int
    aim: float
    enter_s: int
    """Seconds to get there from the block before; 0 if hands are there already."""
    near: Side
    """The side the giver stands at when both are covered, `both` to let the ground decide."""

    @property
    def side(self) -> Side:
        """Return the side the block covers."""
        return side_of(self.covers)

    @property
    def is_deep(self) -> bool:
        """Return whether its work may end above 3.5."""
        return self.aim > DEEP_ABOVE

    @property
    def unequal(self) -> bool:
        """Return whether one side was asked for and its twin, also covered, was not."""
        return self.side is Side.BOTH and len(self.asked) == 1

    @property
    def tail_s(self) -> int:
        """Return the least contact of what follows a visit: a glide that eases, after deep work."""
        if self.is_deep:
            return EASE_S
        return _RESTFUL_S if self.ground.is_long else _LEAST_PIECE_S

    @property
    def visit_move_s(self) -> int:
        """Return the seconds to go to a visit and back."""
        return 2 * self.ground.move_s if self.side is Side.BOTH else 0

    def least_s(self, plain_s: int) -> int:
        """Return the fewest seconds the block can do with, `plain_s` of contact where nothing was asked."""
        if not self.asked:
            return self.enter_s + plain_s + (EASE_S if self.is_deep else 0)
        visits = len(self.asked)
        while True:
            around = self._around_least(visits)
            focal = self._focal_due(around) if self.unequal else 2 * _LEAST_PIECE_S * len(self.asked)
            if focal <= VISIT_MOST_S * visits:
                return self.enter_s + around + focal + self.visit_move_s * visits
            visits += len(self.asked)

    def as_asked(self) -> "Block":
        """Return the block as if its sides had been asked for, to see what they would be given."""
        return replace(self, asked=tuple(dict.fromkeys(where.side for where in self.covers)))

    def reach(self, seconds: int) -> int:
        """Return the fewest seconds, at least these, in which the asked side gets half as much again."""
        while self.unequal and not self._is_due(seconds - self.enter_s):
            seconds += 1
        return seconds

    def _is_due(self, contact: int) -> bool:
        focal, visits = self._focal(contact)
        around = contact - focal - self.visit_move_s * visits
        return focal >= self._focal_due(around) - _MARGIN_S

    def _around_least(self, visits: int) -> int:
        """Return the least contact before, between and after visits."""
        return _LEAST_PIECE_S + self.tail_s * visits

    def _focal_due(self, around_s: int) -> int:
        return math.ceil((self.before_s + around_s) * _SPOT_SHARE) + _MARGIN_S

    def slots(self, seconds: int) -> Iterator[Slot]:
        """Yield the slots of the block, adding up to `seconds`."""
        contact = seconds - self.enter_s
        if self.asked:
            parts = self._visited(contact)
        elif self._spreads(contact):
            parts = self._side_by_side(contact)
        else:
            parts = self._run(self.side, contact, Role.WORK)
        for i, (role, side, contact_s, move_s) in enumerate(parts):
            yield self._slot(role, side, contact_s, self.enter_s if i == 0 else move_s)

    def _slot(self, role: Role, side: Side, contact_s: int, move_s: int) -> Slot:
        covers = self.covers if side is self.side else tuple(ss for ss in self.covers if ss.side is side)
        near = self.near if side is Side.BOTH else side
        stand = self.ground.stand(near, self.site)
        return Slot(self.phase, role, self.site, side, covers, stand, contact_s + move_s, move_s)

    def _spreads(self, contact: int) -> bool:
        """Return whether there is time to work the sides one after the other."""
        whole = self.side is Side.BOTH and len(self.covers) == 2  # noqa: PLR2004
        return self.ground.is_long and whole and self.phase is Phase.WORK and contact >= _SPREAD_FROM_S

    def _side_by_side(self, contact: int) -> list[_Part]:
        """Open with both sides, then left, then right for exactly as long."""
        move = self.ground.move_s
        each = max((contact - 2 * move) // 3, _LEAST_PIECE_S)
        opening = contact - 2 * move - 2 * each
        sides = [
            part for side in (Side.LEFT, Side.RIGHT) for part in self._run(side, each, Role.WORK, move_s=move)
        ]
        return [*self._run(Side.BOTH, opening, Role.WORK, deep=False), *sides]

    def _run(
        self, side: Side, contact: int, role: Role, *, move_s: int = 0, deep: bool | None = None
    ) -> list[_Part]:
        """Divide a stretch at one place into pieces, the last one easing after deep work."""
        eases = self.is_deep if deep is None else deep
        ease = EASE_S if eases and role is Role.WORK and contact >= EASE_S + _LEAST_PIECE_S else 0
        piece = FOCAL_PIECE_S if role is Role.FOCAL else WORK_PIECE_S
        work = contact - ease
        pieces = even(work, max(1, round(work / piece) if role is Role.WORK else math.ceil(work / piece)))
        parts = [(role, side, s, move_s if i == 0 else 0) for i, s in enumerate(pieces)]
        return [*parts, (Role.EASE, side, ease, 0)] if ease else parts

    def _visited(self, contact: int) -> list[_Part]:
        """Go to the asked side(s) and come back to the whole site, as often as the time asks for."""
        focal, visits = self._focal(contact)
        move = self.visit_move_s // 2
        around = contact - focal - self.visit_move_s * visits
        first, rest = self._around(around, visits)
        parts = self._run(self.side, first, Role.WORK, deep=False)
        for i, visit_s in enumerate(even(focal, visits)):
            side = self.asked[i % len(self.asked)]
            parts += self._run(side, visit_s, Role.FOCAL, move_s=move)
            role = Role.EASE if self.is_deep else Role.WORK
            parts += self._run(self.side, rest[i], role, move_s=move, deep=False)
        return parts

    def _focal(self, contact: int) -> tuple[int, int]:
        """Return the focal seconds and the number of visits that share them."""
        least_visits = len(self.asked)
        focal, visits = 0, least_visits
        while True:
            there = contact - self.visit_move_s * visits
            due = math.ceil((self.before_s + there) / 3) + _MARGIN_S if self.unequal else 0
            focal = min(max(due, round(there * _SPOT_SHARE)), there - self._around_least(visits))
            needed = max(least_visits, math.ceil(focal / VISIT_MOST_S))
            needed += needed % least_visits
            if needed <= visits:
                return focal, visits
            visits += 1

    def _around(self, contact: int, visits: int) -> tuple[int, list[int]]:
        """Return the opening's seconds, long enough to be warm if there is time, and those after each visit."""
        wants = WARMED_S if self.aim > LIGHT + 1.0 else 0
        fair = contact // (visits + 1)
        first = min(max(wants, fair), contact - self.tail_s * visits)
        return first, even(contact - first, visits)


def even(total: int, parts: int) -> list[int]:
    """Return `parts` whole numbers adding up to the total, as equal as can be, the larger ones first."""
    base, more = divmod(total, parts)
    return [base + 1] * more + [base] * (parts - more)
