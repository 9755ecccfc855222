"""What time alone brings: steps that begin, questions that are asked, the end."""

from collections.abc import Iterator

from backrub.domain.plan import Step
from backrub.domain.planner.replan import Change, Current
from backrub.domain.pressure import DEEP_ABOVE
from backrub.domain.session.asking import form_now
from backrub.domain.session.events import Event, PlanChanged, QuestionAsked, SessionEnded, StepBegan
from backrub.domain.session.evolve import WHY_NO_FRESH_YES, evolve
from backrub.domain.session.replanner import Replanner
from backrub.domain.session.state import Session, State, clock_ms, current_step, next_step

QUESTIONS_APART_MS = 90_000
QUIET_AFTER_WORD_MS = 60_000


def next_due_ms(session: Session) -> int | None:
    """Return when time alone brings the next event, None while it brings nothing."""
    if session.state is not State.RUNNING:
        return None
    question = _question_due(session)
    if question is not None:
        return question.at_ms
    step = next_step(session)
    return clock_ms(session, session.plan.seconds if step is None else step.start_s)


def due_events(session: Session, now_ms: int, replanner: Replanner) -> Iterator[Event]:
    """Yield all that is due by now, each at its own time, so that the rate of asking changes nothing."""
    while (due_ms := next_due_ms(session)) is not None and due_ms <= now_ms:
        event = _event_due(session, due_ms, replanner)
        session = evolve(session, event)
        yield event


def _event_due(session: Session, due_ms: int, replanner: Replanner) -> Event:
    question, step = _question_due(session), next_step(session)
    if question is not None:
        return question
    if step is None:
        return SessionEnded(due_ms, completed=True)
    if _lacks_yes(session, step):
        return _without_depth(session, due_ms, step, replanner)
    return StepBegan(due_ms, step.id)


def _question_due(session: Session) -> QuestionAsked | None:
    """Return the question of the step under way, None when there is none or its moment went by.

    A moment before the latest event went by: the session was asked then and declined.
    """
    step = current_step(session)
    contact_s = step.start_s + step.move_s
    due_ms = clock_ms(session, contact_s)
    wanted = step.ask and session.begun > 0 and contact_s < step.end_s and due_ms >= session.last_ms
    if not wanted or _declines(session, step, contact_s * 1000):
        return None
    form = form_now(session, step)
    return None if form is None else QuestionAsked(due_ms, step.id, form)


def _declines(session: Session, step: Step, at_plan_ms: int) -> bool:
    """Tell whether to keep quiet: a question is open, or was just asked as firm, or a word was just said."""
    if session.question is not None:
        return True
    if session.asked is not None:
        asked_ms, pressure = session.asked
        if at_plan_ms - asked_ms < QUESTIONS_APART_MS and step.pressure <= pressure:
            return True
    said_ms = [session.said[where.site] for where in step.covers if where.site in session.said]
    return any(at_plan_ms - at_ms < QUIET_AFTER_WORD_MS for at_ms in said_ms)


def _lacks_yes(session: Session, step: Step) -> bool:
    deep = step.pressure > DEEP_ABOVE and session.tuning.deep_yes
    return deep and not session.fresh_yes.issuperset(step.covers)


def _without_depth(session: Session, due_ms: int, step: Step, replanner: Replanner) -> PlanChanged:
    change = PlanChanged(due_ms, WHY_NO_FRESH_YES, session.plan)
    plan = replanner(
        session.plan,
        session.brief,
        evolve(session, change).tuning,
        Change(step.start_s, Current.KEEP, session.plan.seconds),
    )
    return PlanChanged(due_ms, WHY_NO_FRESH_YES, plan)
