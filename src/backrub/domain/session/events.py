"""What happened in a session: facts in the past tense, each at a millisecond of the session's clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from backrub.domain.back import SiteSide
from backrub.domain.brief import Brief
from backrub.domain.plan import Plan


class Feedback(StrEnum):
    """Name what the receiver says by a tap."""

    SOFTER = "softer"
    FIRMER = "firmer"
    SLOWER = "slower"
    STAY = "stay"
    MOVE_ON = "move_on"
    LOVELY = "lovely"


class Answer(StrEnum):
    """Name the receiver's answer to "how's the pressure?"."""

    SOFTER = "softer"
    JUST_RIGHT = "just_right"
    FIRMER = "firmer"


class AskForm(StrEnum):
    """Name the wording of a question: "how's the pressure?", "a little deeper?", "if you could change it …?"."""

    LEVEL = "level"
    DEEPER = "deeper"
    CHOICE = "choice"

    @property
    def phrase(self) -> str:
        """Return the key of the phrase that asks in this wording."""
        return "ask.pressure" if self is AskForm.LEVEL else f"ask.{self.value}"


class Finding(StrEnum):
    """Name what the giver's hands or eyes find."""

    HIGHER = "higher"
    HURTS = "hurts"
    KNOT = "knot"
    WARM = "warm"
    GUARDING = "guarding"


class Sign(StrEnum):
    """Name what the giver notices in the receiver."""

    SETTLE = "settle"
    TENSE = "tense"
    FLINCH = "flinch"
    FIDGET = "fidget"


class Who(StrEnum):
    """Name who acted."""

    GIVER = "giver"
    RECEIVER = "receiver"


@dataclass(frozen=True, slots=True)
class SessionBegan:
    """The evening began with this brief and plan; `seed` made the plan.

    `learned`, `paces` and `history` are what the plan knew of earlier evenings (see `Tuning`), `taste` is the
    receiver's taste in its written form, empty where none was carried: the receiver's own, all of them.
    """

    at_ms: int
    brief: Brief
    plan: Plan
    seed: int
    learned: Mapping[SiteSide, float] = field(default_factory=dict)
    history: bool = False
    paces: Mapping[SiteSide, float] = field(default_factory=dict)
    taste: str = ""


@dataclass(frozen=True, slots=True)
class StepBegan:
    """Hands went to a step."""

    at_ms: int
    step: str


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """The receiver was asked how the pressure is, in one of three wordings."""

    at_ms: int
    step: str
    form: AskForm = AskForm.LEVEL


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """The receiver answered the open question."""

    at_ms: int
    step: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    """The receiver said something unasked."""

    at_ms: int
    step: str
    feedback: Feedback


@dataclass(frozen=True, slots=True)
class SaidWhen:
    """The receiver said "there" while pressure rose slowly from light; `pressure` is where it stood."""

    at_ms: int
    step: str
    pressure: float


@dataclass(frozen=True, slots=True)
class FindingNoted:
    """The giver noted what they found at a site-side."""

    at_ms: int
    where: SiteSide
    finding: Finding


@dataclass(frozen=True, slots=True)
class SignNoted:
    """The giver noted a sign of tension or relaxation, or heard a pain word."""

    at_ms: int
    step: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """The remainder was planned anew.

    `why` is a phrase key. `plan` is whole: the steps begun so far are unchanged but for the last one's end.
    """

    at_ms: int
    why: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Paused:
    """Hands rest and time stands still."""

    at_ms: int
    who: Who


@dataclass(frozen=True, slots=True)
class Resumed:
    """Hands and time go on."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """Someone stopped; hands are off and time stands still. No reason asked."""

    at_ms: int
    who: Who


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The last step came to its end, or the stop was final."""

    at_ms: int
    completed: bool


@dataclass(frozen=True, slots=True)
class SiteDebrief:
    """The receiver's private word on one site-side: `wants` is -2 (much softer) to 2 (much firmer)."""

    where: SiteSide
    wants: int


@dataclass(frozen=True, slots=True)
class Debriefed:
    """The receiver closed the evening privately.

    `felt` is a free word of the closing question; `tension_after` maps asked spots to 0 to 10;
    `put_up_with` tells whether anything was endured; `keep` is what to keep next time.
    """

    at_ms: int
    felt: str
    sites: tuple[SiteDebrief, ...]
    tension_after: tuple[tuple[SiteSide, int], ...]
    put_up_with: bool
    keep: str


@dataclass(frozen=True, slots=True)
class CameLate:
    """A word arrived `age_ms` after it was pressed; by then it could mean something else, so nothing changed."""

    at_ms: int
    who: Who
    word: str
    age_ms: int


Event = (
    SessionBegan
    | StepBegan
    | QuestionAsked
    | QuestionAnswered
    | FeedbackGiven
    | SaidWhen
    | FindingNoted
    | SignNoted
    | PlanChanged
    | Paused
    | Resumed
    | Stopped
    | SessionEnded
    | Debriefed
    | CameLate
)
