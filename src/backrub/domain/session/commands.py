"""What people and time ask of a session: imperatives, each with an id so that a retry is harmless."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from backrub.domain.back import SiteSide
from backrub.domain.brief import Brief
from backrub.domain.plan import Plan
from backrub.domain.session.events import Answer, Feedback, Finding, Sign, SiteDebrief, Who


@dataclass(frozen=True, slots=True)
class Begin:
    """Begin the evening with a plan that `seed`, `learned`, `paces` and `history` made (see `SessionBegan`)."""

    id: str
    brief: Brief
    plan: Plan
    seed: int
    learned: Mapping[SiteSide, float] = field(default_factory=dict)
    history: bool = False
    paces: Mapping[SiteSide, float] = field(default_factory=dict)
    taste: str = ""


@dataclass(frozen=True, slots=True)
class Advance:
    """Let time pass: record all that is due by now."""

    id: str


@dataclass(frozen=True, slots=True)
class GiveFeedback:
    """Say something unasked, as the receiver."""

    id: str
    feedback: Feedback


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Answer the open question, as the receiver."""

    id: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class SayWhen:
    """Say "there" while pressure rises slowly from light, as the receiver."""

    id: str


@dataclass(frozen=True, slots=True)
class NoteFinding:
    """Note what the giver's hands or eyes find at a site-side."""

    id: str
    where: SiteSide
    finding: Finding


@dataclass(frozen=True, slots=True)
class NoteSign:
    """Note a sign in the receiver; a word of pain is a flinch."""

    id: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class Pause:
    """Rest the hands and let time stand still."""

    id: str
    who: Who


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on after a pause or a stop; `age_ms` is how long ago it was pressed, when it took its time to come."""

    id: str
    who: Who = Who.GIVER
    age_ms: int = 0


@dataclass(frozen=True, slots=True)
class Stop:
    """Take the hands off at once; no reason asked. The evening goes on only if someone says so."""

    id: str
    who: Who


@dataclass(frozen=True, slots=True)
class End:
    """End the evening where it stands."""

    id: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the step under way and go on to the next place, as the giver."""

    id: str


@dataclass(frozen=True, slots=True)
class Extend:
    """Make the evening longer by whole minutes; 60 in all at most."""

    id: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Debrief:
    """Close the evening privately, as the receiver (see `Debriefed`)."""

    id: str
    felt: str
    sites: tuple[SiteDebrief, ...] = ()
    tension_after: tuple[tuple[SiteSide, int], ...] = ()
    put_up_with: bool = False
    keep: str = ""


@dataclass(frozen=True, slots=True)
class NoteLate:
    """Record a word that arrived too late to act on; `word` is what was pressed, `age_ms` how long ago."""

    id: str
    who: Who
    word: str
    age_ms: int


Command = (
    Begin
    | Advance
    | GiveFeedback
    | AnswerQuestion
    | SayWhen
    | NoteFinding
    | NoteSign
    | Pause
    | Resume
    | Stop
    | End
    | Skip
    | Extend
    | Debrief
    | NoteLate
)
