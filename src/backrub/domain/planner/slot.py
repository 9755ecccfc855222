"""A slot: a stretch of time at a place, before its pressure and stroke are chosen."""

from dataclasses import dataclass, replace

from backrub.domain.back import Place, Side, SiteSide
from backrub.domain.plan import Phase, Role, Stand, Step

MOVE_S = 5
"""Seconds to change place."""

WALK_S = 8
"""Seconds to change place on a bed, where reaching over takes longer."""


EXTRA_WHYS = frozenset({"why.finding_knot", "why.finding_higher"})
"""Reasons that brought a slot into the plan by themselves."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Give `seconds` to a place, the first `move_s` of them for getting there."""

    phase: Phase
    role: Role
    site: Place
    side: Side
    covers: tuple[SiteSide, ...]
    stand: Stand
    seconds: int
    move_s: int = 0
    why: str = ""

    @property
    def contact_s(self) -> int:
        """Return the seconds of contact."""
        return self.seconds - self.move_s

    @property
    def place(self) -> tuple[Place, Side, Stand]:
        """Return what must change for hands to move."""
        return self.site, self.side, self.stand


def slot_of(step: Step) -> Slot:
    """Return the slot a step was made from."""
    why = next((why.key for why in step.why if why.key in EXTRA_WHYS), "")
    return Slot(
        step.phase,
        step.role,
        step.site,
        step.side,
        step.covers,
        step.stand,
        step.duration_s,
        step.move_s,
        why,
    )


def with_moves(slots: list[Slot], move_s: int, before: Slot | None) -> list[Slot]:
    """Return the slots with the same contact, each with the seconds it takes to get there from the one before."""
    moved = []
    # Hands cut off on their way have not arrived: what is left of the move is still to come.
    under_way = before is not None and before.contact_s == 0
    for slot in slots:
        stays = before is None or slot.place == before.place or Phase.TURN in {slot.phase, before.phase}
        move = (slot.move_s if under_way else 0) if stays else slot.move_s or move_s
        under_way = False
        moved.append(replace(slot, seconds=slot.contact_s + move, move_s=move))
        before = slot
    return moved


def without_idle_moves(slots: list[Slot]) -> list[Slot]:
    """Return the slots, those at the place where hands already are without a move."""
    return [
        replace(slot, move_s=0) if i and slot.place == slots[i - 1].place else slot
        for i, slot in enumerate(slots)
    ]
