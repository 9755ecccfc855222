"""The brief: the one shared thing, what the giver needs to know, worded as a wish."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from backrub.domain.back import Site, SiteSide
from backrub.domain.check_in import Experience, Feel, Frame, Intention, Pace
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import Tool, TouchKind


class Outcome(StrEnum):
    """Name what tonight can be, gravest first."""

    SEEK_CARE = "seek_care"
    NOT_TONIGHT = "not_tonight"
    HOLD_ONLY = "hold_only"
    LIMITS = "limits"
    GO = "go"

    @property
    def has_plan(self) -> bool:
        """Return whether hands touch at all tonight."""
        return self not in {Outcome.SEEK_CARE, Outcome.NOT_TONIGHT}


@dataclass(frozen=True, slots=True)
class Reason:
    """State a limit the giver must keep, never the answer behind it."""

    code: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Wish:
    """State what the receiver would love tonight; no `kinds` of touch means any."""

    pressure: PressureWord
    pace: Pace
    intention: Intention
    kinds: frozenset[TouchKind] = frozenset()


@dataclass(frozen=True, slots=True)
class AskedSpot:
    """State a place the receiver asked for and how it feels; strength stays private."""

    where: SiteSide
    feel: Feel


@dataclass(frozen=True, slots=True)
class GiverCare:
    """State what keeps the giver well: how practised they are, and the seconds between rests (at most 480)."""

    experience: Experience
    rest_every_s: int


@dataclass(frozen=True, slots=True)
class Brief:
    """Carry everything the planner may know.

    `spots` come in order of importance; `ceilings` holds a Walton level for every site-side; `leave_out`
    are site-sides no hand touches; `ticklish` want broad, slow palms at 2.0 to 3.0; `ask_often` puts the
    receiver in control. `frame` is already safe (a forbidden position has been replaced). `kept` are places
    the two gave more time on the storyboard, whoever wished it.
    """

    giver: str
    receiver: str
    outcome: Outcome
    reasons: tuple[Reason, ...]
    frame: Frame
    wish: Wish
    spots: tuple[AskedSpot, ...]
    leave_out: frozenset[SiteSide]
    ceilings: Mapping[SiteSide, float]
    ticklish: frozenset[SiteSide]
    tools: frozenset[Tool]
    percussion: bool
    care: GiverCare
    ask_often: bool
    words: tuple[str, ...]
    kept: frozenset[Site] = frozenset()

    @property
    def knots(self) -> frozenset[SiteSide]:
        """Return where a knot was asked about."""
        return frozenset(spot.where for spot in self.spots if spot.feel is Feel.KNOT)

    @property
    def allowed(self) -> frozenset[SiteSide]:
        """Return the site-sides hands may touch."""
        return frozenset(SiteSide) - self.leave_out
