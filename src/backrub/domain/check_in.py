"""A check-in: one person's private answers for this evening, and the frame both share."""

from dataclasses import dataclass, field
from enum import StrEnum

from backrub.domain.back import SiteSide
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import TouchKind


class Tonight(StrEnum):
    """Name what a person wants of tonight; each is a whole answer."""

    YES = "yes"
    HOLD_ONLY = "hold_only"
    NOT_TONIGHT = "not_tonight"


class State(StrEnum):
    """Name a feeling that stands in the way of a back rub (PRACTICE P5)."""

    ANGRY = "angry"
    UNDESERVING = "undeserving"
    HARD_TO_RECEIVE = "hard_to_receive"
    HARD_TO_GIVE = "hard_to_give"


class Intention(StrEnum):
    """Name what a person hopes tonight is for."""

    UNWIND = "unwind"
    EASE_TENSION = "ease_tension"
    CLOSENESS = "closeness"
    OPEN = "open"


class Mood(StrEnum):
    """Name how a person arrives tonight; private, and without effect on the plan."""

    CALM = "calm"
    TIRED = "tired"
    TENSE = "tense"
    LOW = "low"
    BRIGHT = "bright"


class Pace(StrEnum):
    """Name how fast hands should move; even flowing is slow."""

    VERY_SLOW = "very_slow"
    SLOW = "slow"
    FLOWING = "flowing"


class TicklishHow(StrEnum):
    """Name what to do where it tickles."""

    FIRM_SLOW = "firm_slow"
    SKIP = "skip"


class Feel(StrEnum):
    """Name what a person feels at a spot."""

    KNOT = "knot"
    ACHE = "ache"
    TIGHT = "tight"


class Position(StrEnum):
    """Name how the receiver sits or lies."""

    SEATED = "seated"
    PRONE = "prone"
    SIDE_LYING = "side_lying"


class Surface(StrEnum):
    """Name what the receiver sits or lies on."""

    CHAIR = "chair"
    BED = "bed"
    FLOOR = "floor"
    TABLE = "table"


class Experience(StrEnum):
    """Name how practised the giver's hands are."""

    BEGINNER = "beginner"
    PRACTISED = "practised"


@dataclass(frozen=True, slots=True)
class HealthAnswer:
    """Record one health answer: a key of the safety catalogue, with the site-sides it concerns if local."""

    key: str
    where: tuple[SiteSide, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Record a place the receiver asks for; tension is private, 0 to 10."""

    where: SiteSide
    feel: Feel
    tension: int = 5


@dataclass(frozen=True, slots=True)
class ReceiverCheckIn:
    """Record the receiver's private answers.

    No `kinds` of touch means any; `health` is None when it was not asked; `health_skipped` tells that some of it
    was passed over.
    """

    name: str
    tonight: Tonight = Tonight.YES
    state: tuple[State, ...] = ()
    intention: Intention = Intention.UNWIND
    mood: Mood = Mood.CALM
    pressure: PressureWord = PressureWord.MEDIUM
    pace: Pace = Pace.SLOW
    kinds: frozenset[TouchKind] = frozenset()
    spots: tuple[Spot, ...] = ()
    avoid: frozenset[SiteSide] = frozenset()
    ticklish: frozenset[SiteSide] = frozenset()
    ticklish_how: TicklishHow = TicklishHow.FIRM_SLOW
    health: tuple[HealthAnswer, ...] | None = None
    health_skipped: bool = False

    @property
    def health_asked(self) -> bool:
        """Return whether every health question was answered; where one was not, hands stay gentler."""
        return self.health is not None and not self.health_skipped


@dataclass(frozen=True, slots=True)
class GiverCheckIn:
    """Record the giver's private answers, with a guess at the receiver's pressure if one was made."""

    name: str
    tonight: Tonight = Tonight.YES
    state: tuple[State, ...] = ()
    intention: Intention = Intention.UNWIND
    mood: Mood = Mood.CALM
    experience: Experience = Experience.BEGINNER
    health: tuple[HealthAnswer, ...] | None = None
    guess: PressureWord | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Record what both already know of the evening: minutes (5 to 60), position, surface, dress, oil."""

    minutes: int
    position: Position = Position.SEATED
    surface: Surface = Surface.CHAIR
    clothed: bool = True
    oil: bool = False
    cradle: bool = False


@dataclass(frozen=True, slots=True)
class Evening:
    """Join the frame with the two private check-ins; nothing here is shown to the other as it stands."""

    frame: Frame
    receiver: ReceiverCheckIn
    giver: GiverCheckIn = field(default_factory=lambda: GiverCheckIn(name="the giver"))
