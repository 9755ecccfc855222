"""The plan: a list of timed steps that touch end to start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from backrub.domain.back import Place, Side, SiteSide
from backrub.domain.brief import Outcome, Reason
from backrub.domain.stroke import Tool


class Phase(StrEnum):
    """Name a phase of the evening, in order; `turn` lies between the halves when side-lying."""

    SETTLE = "settle"
    LISTEN = "listen"
    WARM_UP = "warm_up"
    WORK = "work"
    TURN = "turn"
    NECK_AND_SCALP = "neck_and_scalp"
    CLOSE = "close"


class Role(StrEnum):
    """Name what a step is for within its phase."""

    HOLD = "hold"
    PALPATE = "palpate"
    BROAD = "broad"
    WORK = "work"
    FOCAL = "focal"
    EASE = "ease"
    REST = "rest"
    TURN = "turn"
    FEATHER = "feather"


class Stand(StrEnum):
    """Name where the giver stands or kneels, from the receiver's own left and right."""

    LEFT = "left"
    RIGHT = "right"
    HEAD = "head"
    BEHIND = "behind"
    FRONT = "front"


class Contact(StrEnum):
    """Name whether a hand stays on while the place changes."""

    KEPT = "kept"
    LIFTED = "lifted"


@dataclass(frozen=True, slots=True)
class Cue:
    """Say a line at a second of the evening; `key` is the phrase it was made from."""

    key: str
    text: str
    at_s: int


@dataclass(frozen=True, slots=True)
class Why:
    """Give a reason for a step in the giver's words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class SetUpItem:
    """Name one thing to make ready together."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Pass:
    """Lead hands along a path of the atlas once, from `start_s` of the evening for `duration_s`.

    A return runs the path backwards, lightly. Hands at work on both sides are two passes at once.
    """

    path: str
    start_s: float
    duration_s: float
    side: Side
    is_return: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Say what hands do from `start_s` for `duration_s`, the first `move_s` of it moving there.

    `covers` are the site-sides touched; `pressure` is a Walton level 1.0 to 4.0; `speed_cm_s` is None when
    hands stay; `cycle_s` is None when there is no round to count. `passes` are there once a body is chosen.
    """

    id: str
    start_s: int
    duration_s: int
    move_s: int
    phase: Phase
    role: Role
    site: Place
    side: Side
    covers: tuple[SiteSide, ...]
    stroke: str
    tool: Tool
    pressure: float
    speed_cm_s: float | None
    cycle_s: float | None
    stand: Stand
    contact: Contact
    cues: tuple[Cue, ...] = ()
    ask: bool = False
    why: tuple[Why, ...] = ()
    passes: tuple[Pass, ...] = ()

    @property
    def end_s(self) -> int:
        """Return the second at which the next step begins."""
        return self.start_s + self.duration_s

    @property
    def contact_s(self) -> int:
        """Return the seconds of contact, without the move at the start."""
        return self.duration_s - self.move_s


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold the steps of an evening of `seconds`, and why it is shaped so.

    `coverage` is the share of each site-side's treatable area that hands touch; empty until a body is chosen.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...]
    seconds: int
    set_up: tuple[SetUpItem, ...]
    steps: tuple[Step, ...]
    coverage: Mapping[SiteSide, float] = field(default_factory=dict)

    @property
    def traced(self) -> bool:
        """Return whether hands have been led over a body's paths."""
        return bool(self.coverage)
