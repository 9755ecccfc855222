"""A night: one evening of a home, from the first check-in to the last goodnight."""

from dataclasses import dataclass, field, replace

from backrub.domain.arrangement import Turn
from backrub.domain.back import Site


@dataclass(frozen=True, slots=True)
class PlanEdits:
    """State what the two changed on the storyboard: minutes (None as wished), places dropped, places kept."""

    minutes: int | None = None
    dropped: frozenset[Site] = frozenset()
    pinned: frozenset[Site] = frozenset()


@dataclass(frozen=True, slots=True)
class NightTurn:
    """Follow one turn: the brief read, the plan edited, the room ready, the session begun.

    `prepared` are keys of set-up items ticked off. `thanked` are the people who closed the turn. `experiment` is
    the key of what it began with as something to try, empty for nothing.
    """

    turn: Turn
    edits: PlanEdits = field(default_factory=PlanEdits)
    brief_read: bool = False
    prepared: frozenset[str] = frozenset()
    session_id: str | None = None
    thanked: frozenset[str] = frozenset()
    experiment: str = ""


@dataclass(frozen=True, slots=True)
class Night:
    """Hold what both may know of one evening; private answers are kept apart.

    `turns` is empty until both have checked in. `is_settled` is False while two who want the same part still
    choose. `is_over` closes the night for good. `seed` makes the plan. `version` counts the changes.
    """

    id: str
    home_id: str
    people: tuple[str, str]
    made_ms: int
    seed: int
    turns: tuple[NightTurn, ...] = ()
    is_settled: bool = False
    is_over: bool = False
    version: int = 0

    @property
    def now(self) -> NightTurn | None:
        """Return the turn under way: the first that both have not closed yet."""
        return next((turn for turn in self.turns if len(turn.thanked) < len(self.people)), None)

    def with_turn(self, changed: NightTurn) -> "Night":
        """Return the night with one turn changed, found by who gives to whom."""
        turns = tuple(changed if turn.turn == changed.turn else turn for turn in self.turns)
        return replace(self, turns=turns)

    def partner_of(self, person_id: str) -> str:
        """Return the other of the two."""
        one, other = self.people
        return other if person_id == one else one
