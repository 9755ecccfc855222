"""Decide what a command does: events to record, or a sentence why it does not fit."""

from dataclasses import dataclass, replace
from functools import singledispatch

from backrub.domain.errors import IllegalCommand
from backrub.domain.planner.replan import Change, Current
from backrub.domain.session.commands import (
    AnswerQuestion,
    Begin,
    Command,
    Debrief,
    End,
    Extend,
    GiveFeedback,
    NoteFinding,
    NoteLate,
    NoteSign,
    Pause,
    Resume,
    SayWhen,
    Skip,
    Stop,
)
from backrub.domain.session.due import due_events
from backrub.domain.session.events import (
    Answer,
    CameLate,
    Debriefed,
    Event,
    Feedback,
    FeedbackGiven,
    FindingNoted,
    Paused,
    PlanChanged,
    QuestionAnswered,
    Resumed,
    SaidWhen,
    SessionBegan,
    SessionEnded,
    SignNoted,
    StepBegan,
    Stopped,
)
from backrub.domain.session.evolve import evolve
from backrub.domain.session.replanner import Replanner
from backrub.domain.session.state import Session, State, current_step, next_step, replan_s
from backrub.domain.session.transitions import TRANSITIONS

MOST_SECONDS = 60 * 60

_CURRENT = {
    Feedback.SOFTER: Current.RETUNE,
    Feedback.FIRMER: Current.RETUNE,
    Feedback.SLOWER: Current.RETUNE,
    Feedback.STAY: Current.STAY,
    Feedback.MOVE_ON: Current.LEAVE,
    Feedback.LOVELY: Current.KEEP,
}


@dataclass(frozen=True, slots=True)
class _Moment:
    """Join a session with the time it is asked at and the planner to ask."""

    session: Session
    now_ms: int
    replanner: Replanner


def decide(session: Session | None, command: Command, now_ms: int, replanner: Replanner) -> list[Event]:
    """Return the events of a command at `now_ms` on the session's clock, after all that was due before.

    A clock that lags behind the latest event is read as standing at it. None is a session without events.
    Raises: IllegalCommand, if the command does not fit; nothing happened then.
    """
    if session is None:
        _check_fits(State.WAITING, command)
        return _begin(command, now_ms) if isinstance(command, Begin) else []
    now_ms = max(now_ms, session.last_ms)
    due = list(due_events(session, now_ms, replanner))
    for event in due:
        session = evolve(session, event)
    _check_fits(session.state, command)
    return due + _respond(command, _Moment(session, now_ms, replanner))


def _check_fits(state: State, command: Command) -> None:
    if type(command) not in TRANSITIONS[state]:
        raise IllegalCommand(f"{type(command).__name__} is not possible now: the session is {state.value}.")


def _begin(begin: Begin, now_ms: int) -> list[Event]:
    if not begin.plan.steps:
        raise IllegalCommand("Begin is not possible: tonight’s plan has no steps.")
    began = SessionBegan(
        now_ms,
        begin.brief,
        begin.plan,
        begin.seed,
        begin.learned,
        begin.history,
        begin.paces,
        begin.taste,
    )
    return [began, StepBegan(now_ms, begin.plan.steps[0].id)]


@singledispatch
def _respond(_command: Command, _moment: _Moment) -> list[Event]:
    """Do nothing more: time passing brings only what was due."""
    return []


@_respond.register
def _(command: GiveFeedback, moment: _Moment) -> list[Event]:
    event = FeedbackGiven(moment.now_ms, current_step(moment.session).id, command.feedback)
    return _with_change(moment, event, f"why.feedback_{command.feedback.value}", _CURRENT[command.feedback])


@_respond.register
def _(command: AnswerQuestion, moment: _Moment) -> list[Event]:
    asked = moment.session.question
    if asked is None and command.answer is Answer.SOFTER:
        # Softer counts even when it comes after the hands went on.
        return _respond(GiveFeedback(command.id, Feedback.SOFTER), moment)
    if asked is None:
        raise IllegalCommand("AnswerQuestion is not possible now: no question is open.")
    event = QuestionAnswered(moment.now_ms, asked, command.answer)
    if command.answer is Answer.JUST_RIGHT:
        return _with_change(moment, event, "why.fresh_yes", Current.KEEP)
    return _with_change(moment, event, f"why.feedback_{command.answer.value}", Current.RETUNE)


@_respond.register
def _(_command: SayWhen, moment: _Moment) -> list[Event]:
    step = current_step(moment.session)
    return _with_change(
        moment, SaidWhen(moment.now_ms, step.id, step.pressure), "why.said_when", Current.KEEP
    )


@_respond.register
def _(command: NoteFinding, moment: _Moment) -> list[Event]:
    session = moment.session
    if command.where in session.brief.leave_out:
        raise IllegalCommand(f"NoteFinding is not possible at {command.where.value}: it is left out tonight.")
    if (command.where, command.finding) in session.tuning.findings:
        return []
    event = FindingNoted(moment.now_ms, command.where, command.finding)
    return _with_change(moment, event, f"why.finding_{command.finding.value}", Current.KEEP)


@_respond.register
def _(command: NoteSign, moment: _Moment) -> list[Event]:
    event = SignNoted(moment.now_ms, current_step(moment.session).id, command.sign)
    return _with_change(moment, event, f"why.sign_{command.sign.value}", Current.RETUNE)


@_respond.register
def _(command: Pause, moment: _Moment) -> list[Event]:
    return [] if moment.session.state is State.PAUSED else [Paused(moment.now_ms, command.who)]


@_respond.register
def _(command: Resume, moment: _Moment) -> list[Event]:
    session, event = moment.session, Resumed(moment.now_ms)
    if session.state not in {State.PAUSED, State.STOPPED}:
        return []
    if moment.now_ms - command.age_ms < session.last_ms:
        # It was pressed before hands were asked to rest, and only came after.
        return [CameLate(moment.now_ms, command.who, "resume", command.age_ms)]
    if session.state is State.PAUSED:
        return [event]
    resumed = replace(moment, session=evolve(session, event))
    return [event, *_plan_anew(resumed, "why.after_stop", Current.KEEP)]


@_respond.register
def _(command: Stop, moment: _Moment) -> list[Event]:
    stops = moment.session.state in {State.RUNNING, State.PAUSED}
    return [Stopped(moment.now_ms, command.who)] if stops else []


@_respond.register
def _(_command: End, moment: _Moment) -> list[Event]:
    return [SessionEnded(moment.now_ms, completed=False)]


@_respond.register
def _(_command: Skip, moment: _Moment) -> list[Event]:
    return _plan_anew(moment, "why.skipped", Current.LEAVE)


@_respond.register
def _(command: Extend, moment: _Moment) -> list[Event]:
    seconds = moment.session.plan.seconds + command.minutes * 60
    if command.minutes < 1 or seconds > MOST_SECONDS:
        most = (MOST_SECONDS - moment.session.plan.seconds) // 60
        raise IllegalCommand(
            f"Extend by {command.minutes} minutes is not possible: an evening takes 1 to {most} more."
            if most
            else "Extend is not possible: an evening lasts 60 minutes at most."
        )
    return [_plan_changed(moment, "why.extended", Current.KEEP, seconds)]


@_respond.register
def _(command: Debrief, moment: _Moment) -> list[Event]:
    return [
        Debriefed(
            moment.now_ms,
            command.felt,
            command.sites,
            command.tension_after,
            command.put_up_with,
            command.keep,
        )
    ]


@_respond.register
def _(command: NoteLate, moment: _Moment) -> list[Event]:
    return [CameLate(moment.now_ms, command.who, command.word, command.age_ms)]


def _with_change(moment: _Moment, event: Event, why: str, current: Current) -> list[Event]:
    """Return the event, and the changed plan if the event calls for one."""
    session = evolve(moment.session, event)
    if session.tuning == moment.session.tuning and current not in {Current.STAY, Current.LEAVE}:
        return [event]
    return [event, *_plan_anew(replace(moment, session=session), why, current)]


def _plan_anew(moment: _Moment, why: str, current: Current) -> list[Event]:
    """Return the change of plan; in the last step there is nothing to stay for, and leaving it is the end."""
    session = moment.session
    if next_step(session) is None and current is Current.LEAVE:
        return [SessionEnded(moment.now_ms, completed=True)]
    last = next_step(session) is None and current is Current.STAY
    if last or replan_s(session, moment.now_ms) >= session.plan.seconds:
        return []
    return [_plan_changed(moment, why, current, session.plan.seconds)]


def _plan_changed(moment: _Moment, why: str, current: Current, seconds: int) -> PlanChanged:
    session = moment.session
    plan = moment.replanner(
        session.plan,
        session.brief,
        session.tuning,
        Change(replan_s(session, moment.now_ms), current, seconds),
    )
    return PlanChanged(moment.now_ms, why, plan)
