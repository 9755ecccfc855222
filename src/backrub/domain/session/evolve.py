"""Fold events into the state of a session; every rule about what an event means is here or in `retune`."""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from backrub.domain.errors import StoreUnavailable
from backrub.domain.plan import Step
from backrub.domain.planner.tuning import Tuning
from backrub.domain.pressure import DEEP_ABOVE, FIRMER_STEP
from backrub.domain.session import retune
from backrub.domain.session.events import (
    Answer,
    Debriefed,
    Event,
    Feedback,
    FeedbackGiven,
    FindingNoted,
    Paused,
    PlanChanged,
    QuestionAnswered,
    QuestionAsked,
    Resumed,
    SaidWhen,
    SessionBegan,
    SessionEnded,
    Sign,
    SignNoted,
    StepBegan,
    Stopped,
)
from backrub.domain.session.gathering import gathered
from backrub.domain.session.state import Session, State, begun_step, current_step, plan_ms, replan_s

WHY_NO_FRESH_YES = "why.no_fresh_yes"
"""The reason of a plan that stays at or below 3.5 until the receiver says yes (PRACTICE P18)."""

HOLD_S = {Sign.FLINCH: 180, Sign.TENSE: 30}
"""Seconds without a rise after a sign; a word of pain counts as a flinch."""

SOFTER_HOLD_S = 30
STOP_HOLD_S = 180
"""Seconds without a rise after someone stopped, if they go on."""


def evolve(session: Session | None, event: Event) -> Session:
    """Return the session after one more event; None is a session without events.

    Raises: StoreUnavailable, if the first event is not the beginning.
    """
    if isinstance(event, SessionBegan):
        return _begin(event)
    if session is None:
        raise StoreUnavailable("The record of this session does not start with its beginning.")
    evidence, watched_ms = gathered(session, event)
    after = _apply(event, session)
    return replace(after, last_ms=event.at_ms, seq=session.seq + 1, evidence=evidence, watched_ms=watched_ms)


def replay(session: Session | None, events: Iterable[Event]) -> Session | None:
    """Return the session after all events in order."""
    for event in events:
        session = evolve(session, event)
    return session


def _begin(event: SessionBegan) -> Session:
    return Session(
        state=State.RUNNING,
        brief=event.brief,
        plan=event.plan,
        seed=event.seed,
        tuning=Tuning(learned=event.learned, paces=event.paces, history=event.history, seed=event.seed),
        origin_ms=event.at_ms,
        last_ms=event.at_ms,
        seq=1,
        taste=event.taste,
    )


@singledispatch
def _apply(_event: Event, session: Session) -> Session:
    """Leave the session as it is: what has no rule of its own is only recorded."""
    return session


@_apply.register
def _(_event: StepBegan, session: Session) -> Session:
    before, begun = current_step(session), session.plan.steps[session.begun]
    # A question lapses when the hands go elsewhere; silence is not a yes.
    stays = (before.site, before.side) == (begun.site, begun.side)
    return replace(session, begun=session.begun + 1, question=session.question if stays else None)


@_apply.register
def _(event: QuestionAsked, session: Session) -> Session:
    pressure = begun_step(session, event.step).pressure
    return replace(
        session,
        question=event.step,
        asked=(plan_ms(session, event.at_ms), pressure),
        form=event.form,
        questions=session.questions + 1,
    )


@_apply.register
def _(event: QuestionAnswered, session: Session) -> Session:
    answered = replace(_heard(session, event), question=None)
    step = begun_step(session, event.step)
    if event.answer is Answer.JUST_RIGHT:
        return _welcome(answered, step)
    return _shifted(answered, Feedback(event.answer.value), step, event.at_ms)


@_apply.register
def _(event: FeedbackGiven, session: Session) -> Session:
    return _shifted(_heard(session, event), event.feedback, begun_step(session, event.step), event.at_ms)


@_apply.register
def _(event: SaidWhen, session: Session) -> Session:
    step = replace(begun_step(session, event.step), pressure=event.pressure)
    return replace(_heard(session, event), tuning=retune.there(session.brief, session.tuning, step))


@_apply.register
def _(event: FindingNoted, session: Session) -> Session:
    findings = (*session.tuning.findings, (event.where, event.finding))
    return replace(session, tuning=replace(session.tuning, findings=findings))


@_apply.register
def _(event: SignNoted, session: Session) -> Session:
    if event.sign is Sign.FLINCH:
        session = _softened(session, begun_step(session, event.step))
    if event.sign is Sign.TENSE:
        # Slower, not softer: believing every such sign would make the evening ever lighter.
        session = replace(session, tuning=retune.slower(session.tuning))
    if event.sign in HOLD_S:
        session = _held(session, HOLD_S[event.sign], event.at_ms)
    return session


@_apply.register
def _(event: PlanChanged, session: Session) -> Session:
    refused = event.why == WHY_NO_FRESH_YES
    tuning = replace(session.tuning, deep_yes=False) if refused else session.tuning
    return replace(session, plan=event.plan, tuning=tuning)


@_apply.register
def _(event: Paused, session: Session) -> Session:
    return replace(session, state=State.PAUSED, paused_ms=event.at_ms)


@_apply.register
def _(event: Resumed, session: Session) -> Session:
    origin_ms = event.at_ms - plan_ms(session, event.at_ms)
    return replace(session, state=State.RUNNING, paused_ms=None, origin_ms=origin_ms)


@_apply.register
def _(event: Stopped, session: Session) -> Session:
    held = _held(session, STOP_HOLD_S, event.at_ms)
    still_ms = event.at_ms if session.paused_ms is None else session.paused_ms
    return replace(held, state=State.STOPPED, paused_ms=still_ms, question=None)


@_apply.register
def _(event: SessionEnded, session: Session) -> Session:
    return replace(session, state=State.ENDED, question=None, completed=event.completed)


@_apply.register
def _(event: Debriefed, session: Session) -> Session:
    return replace(session, state=State.DEBRIEFED, debrief=event)


def _heard(session: Session, event: QuestionAnswered | FeedbackGiven | SaidWhen) -> Session:
    now_plan_ms = plan_ms(session, event.at_ms)
    sites = {where.site for where in begun_step(session, event.step).covers}
    return replace(session, said={**session.said, **dict.fromkeys(sites, now_plan_ms)})


def _shifted(session: Session, word: Feedback, step: Step, at_ms: int) -> Session:
    if word is Feedback.SOFTER:
        return _held(_softened(session, step), SOFTER_HOLD_S, at_ms)
    if word is Feedback.FIRMER:
        return _raised(_welcome(session, step), step, at_ms)
    if word is Feedback.SLOWER:
        return replace(session, tuning=retune.slower(session.tuning))
    return session


def _softened(session: Session, step: Step) -> Session:
    tuning = retune.softer(session.brief, session.tuning, step)
    return replace(session, tuning=tuning, fresh_yes=session.fresh_yes - set(step.covers))


def _held(session: Session, seconds: int, at_ms: int) -> Session:
    until_s = replan_s(session, at_ms) + seconds
    return replace(session, tuning=retune.hold_level(session.tuning, until_s))


def _raised(session: Session, step: Step, at_ms: int) -> Session:
    now_plan_ms = plan_ms(session, at_ms)
    rise = min(FIRMER_STEP, retune.rise_left(session.rises, now_plan_ms))
    tuning = retune.firmer(session.brief, session.tuning, step, rise)
    if now_plan_ms < session.tuning.no_rise_until_s * 1000 or tuning == session.tuning:
        return session
    return replace(session, tuning=tuning, rises=(*session.rises, (now_plan_ms, rise)))


def _welcome(session: Session, step: Step) -> Session:
    """Take a good word at 3.5 or less as a yes to more there."""
    if step.pressure > DEEP_ABOVE:
        return session
    fresh_yes = session.fresh_yes | set(step.covers)
    return replace(session, fresh_yes=fresh_yes, tuning=replace(session.tuning, deep_yes=True))
