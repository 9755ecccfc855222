"""Tell a live session to both phones alike: what changed, what the giver hears, what the receiver is told.

Nothing private is in it, so one telling serves both, each in their own language. What is recorded after the end is
nobody else's, and a word that came late changed nothing: neither is told, not even as a number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from backrub.application.ports import Recorded
from backrub.application.relay import Saying, heard, relay
from backrub.domain.plan import Plan
from backrub.domain.session.events import (
    Answer,
    AskForm,
    CameLate,
    Debriefed,
    Event,
    Feedback,
    FeedbackGiven,
    Paused,
    PlanChanged,
    QuestionAnswered,
    Resumed,
    SaidWhen,
    SessionBegan,
    SignNoted,
    Stopped,
)
from backrub.domain.session.state import Session, State

KEPT = 8
"""How many tellings are kept for a stream that lags; one that lags more gets the whole state anew."""


class Tone(StrEnum):
    """Name how a line sounds."""

    WISH = "wish"
    PRAISE = "praise"
    REST = "rest"
    STOP = "stop"
    QUESTION = "question"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class Line:
    """Hold what the giver hears, and when it was said on the session's clock."""

    saying: Saying
    tone: Tone
    at_ms: int


@dataclass(frozen=True, slots=True)
class Standing:
    """State where a session stands, as both may know it.

    `question` is the step of the open question, `form` its wording; None while none is open.
    """

    state: State
    origin_ms: int
    paused_ms: int | None
    begun: int
    question: str | None
    form: AskForm | None
    seconds: int


@dataclass(frozen=True, slots=True)
class Told:
    """State what one command changed; `kind` is the event it is about, `plan` is there only if it changed."""

    seq: int
    at_ms: int
    kind: type[Event]
    standing: Standing
    line: Line | None
    heard: Saying | None
    plan: Plan | None


class Teller:
    """Listen to a run and keep what it tells: the latest tellings, and the latest line."""

    def __init__(self) -> None:
        self.seq = 0
        self.latest: tuple[Told, ...] = ()
        self.line: Line | None = None

    def hear(self, session: Session, recorded: Sequence[Recorded]) -> None:
        """Take in what one command recorded."""
        told = tell(session, recorded)
        if told is None:
            return
        # One assignment each: streams read while another thread tells.
        self.line = told.line or self.line
        self.latest = (*self.latest, told)[-KEPT:]
        self.seq = told.seq

    def after(self, seq: int) -> tuple[Told, ...] | None:
        """Return what was told after a place in the log, None if some of that is no longer kept."""
        latest = self.latest
        if seq >= self.seq:
            return ()
        earlier = [told for told in latest if told.seq <= seq]
        return latest[len(earlier) :] if earlier else None


def tell(session: Session, recorded: Sequence[Recorded]) -> Told | None:
    """Return what a command's events tell, None if they are nobody else's; `session` is as it is after them."""
    events = [one for one in recorded if not isinstance(one.event, Debriefed | CameLate)]
    if not events:
        return None
    subject = next((one for one in reversed(events) if not isinstance(one.event, PlanChanged)), events[-1])
    plans = [one.event.plan for one in events if isinstance(one.event, SessionBegan | PlanChanged)]
    return Told(
        seq=events[-1].seq,
        at_ms=events[-1].event.at_ms,
        kind=type(subject.event),
        standing=standing_of(session),
        line=_line(events),
        heard=heard(events, giver=session.brief.giver),
        plan=plans[-1] if plans else None,
    )


def standing_of(session: Session) -> Standing:
    """Return where a session stands; one that was closed in private has ended, no more."""
    return Standing(
        state=State.ENDED if session.state is State.DEBRIEFED else session.state,
        origin_ms=session.origin_ms,
        paused_ms=session.paused_ms,
        begun=session.begun,
        question=session.question,
        form=session.form if session.question else None,
        seconds=session.plan.seconds,
    )


def _line(recorded: Sequence[Recorded]) -> Line | None:
    said = relay(recorded)
    if said is None:
        return None
    if said.key in {form.phrase for form in AskForm}:
        return Line(said, Tone.QUESTION, recorded[-1].event.at_ms)
    tones = (_tone(one.event) for one in recorded)
    return Line(said, next((tone for tone in tones if tone), Tone.NEWS), recorded[-1].event.at_ms)


def _tone(event: Event) -> Tone | None:
    match event:
        case Stopped():
            return Tone.STOP
        case Paused() | Resumed():
            return Tone.REST
        case (
            FeedbackGiven(feedback=Feedback.LOVELY) | QuestionAnswered(answer=Answer.JUST_RIGHT) | SaidWhen()
        ):
            return Tone.PRAISE
        case FeedbackGiven() | QuestionAnswered() | SignNoted():
            return Tone.WISH
    return None
