"""A home with an evening a week: Scott gives by the plan, Cheryl says where it is not what she wants."""

from dataclasses import dataclass, replace

import msgspec

from backrub.application.begin_session import begin_session
from backrub.application.run_session import RunSession
from backrub.bootstrap.house import House
from backrub.bootstrap.night_plan import tonight_for
from backrub.content.loader import load_catalogue
from backrub.domain.arrangement import Turn
from backrub.domain.back import SiteSide
from backrub.domain.night import Night, NightTurn
from backrub.domain.plan import Role
from backrub.domain.preferences import LEARNED
from backrub.domain.pressure import PressureWord
from backrub.domain.session.commands import Advance, AnswerQuestion, Debrief, GiveFeedback
from backrub.domain.session.due import next_due_ms
from backrub.domain.session.events import (
    Answer,
    Feedback,
    FeedbackGiven,
    QuestionAnswered,
    QuestionAsked,
    SiteDebrief,
)
from backrub.domain.session.state import State, begun_step, clock_ms, current_step
from backrub.realtime.hub import Hub
from tests.before_hands import HERS, HIS
from tests.begun import move_in, replanner
from tests.ended import keep

WEEK_MS = 7 * 86_400_000
CHERYL, SCOTT, HOME = "home-cheryl", "home-scott", "home"
HER_ANSWERS = msgspec.structs.replace(
    HERS, pressure=PressureWord.FIRM, avoid=(), ticklish=(), mood=None, intention=None
)
WANTED = 2.5
"""The Walton level she wants everywhere, though she says firm."""

NOTICED = 0.45
CORRECTIONS = {Feedback.SOFTER, Feedback.FIRMER, Answer.SOFTER, Answer.FIRMER}


@dataclass(frozen=True)
class Lived:
    """State how an evening went: what was asked, what she had to correct, how far work opened from what she wants."""

    night_id: str
    asked: int
    corrected: int
    off: float


def house_of(store, *, now_ms):
    """Return a house on a record, its clock standing still."""
    ports = (store.people, store.nights, store.keepsakes, store.throttle, store.links, store.log)
    return House(*ports, Hub(), load_catalogue(), lambda: now_ms, lambda: "token", bytes(32))


def make_home(house):
    """Let Cheryl and Scott move in."""
    move_in(house, HOME)


def check_in(house, *, week, made_ms):
    """Let both check in, and return the night."""
    turn = NightTurn(Turn(SCOTT, CHERYL), brief_read=True)
    night = house.nights.add_night(
        Night(f"home-night{week}", HOME, (CHERYL, SCOTT), made_ms, 7, (turn,), is_settled=True)
    )
    keep(house, night, CHERYL, HER_ANSWERS)
    keep(house, night, SCOTT, HIS)
    return night


def live(house, *, week, began_ms, until_s=None):
    """Live an evening to its close, or for so many seconds of its plan, and tell how it went."""
    night = check_in(house, week=week, made_ms=began_ms)
    tonight = tonight_for(house, night, night.now)
    night = begin_session(house.nights, house.log, night, tonight, replanner(), began_ms=began_ms)
    run = RunSession(house.log, night.turns[0].session_id, replanner())
    _play(run, until_s)
    if until_s is None:
        run.handle(Debrief("close", "Ahhh", _wants(run.session)), run.session.last_ms + 60_000)
        turn = replace(night.turns[0], thanked=frozenset({CHERYL, SCOTT}))
        house.nights.change_night(replace(night.with_turn(turn), is_over=True))
    return _told(night, house, tonight.plan)


def opens_off(plan):
    """Return how far, in Walton levels, the work of a plan is from what she wants, on the whole."""
    worked = [step.pressure for step in plan.steps if step.role in {Role.WORK, Role.FOCAL}]
    return sum(abs(pressure - WANTED) for pressure in worked) / len(worked)


def _play(run, until_s):
    while (session := run.session).state is State.RUNNING:
        if until_s is not None and session.begun and current_step(session).end_s >= until_s:
            return
        if session.question is not None:
            run.handle(AnswerQuestion(f"answer-{session.seq}", _answer(session)), session.last_ms + 3000)
        elif (word := _word(session)) is not None:
            run.handle(GiveFeedback(f"word-{session.seq}", word), _spoken_ms(session))
        else:
            run.handle(Advance(f"on-{session.seq}"), next_due_ms(session))


def _answer(session):
    above = begun_step(session, session.question).pressure - WANTED
    if abs(above) <= NOTICED:
        return Answer.JUST_RIGHT
    return Answer.SOFTER if above > 0 else Answer.FIRMER


def _word(session):
    """Return "softer" where the work under way is too firm, said once a step, fifteen seconds into it."""
    step = current_step(session)
    is_work = step.role in {Role.WORK, Role.FOCAL}
    too_firm = is_work and step.pressure - WANTED > NOTICED
    return Feedback.SOFTER if too_firm and session.last_ms < _spoken_ms(session) < _ends_ms(session) else None


def _spoken_ms(session):
    step = current_step(session)
    return clock_ms(session, step.start_s + step.move_s + 15)


def _ends_ms(session):
    return min(clock_ms(session, current_step(session).end_s), next_due_ms(session))


def _wants(session):
    """Return her words at the close for every place that was worked."""
    used = {
        where: step.pressure
        for step in session.plan.steps[: session.begun]
        if step.role in {Role.WORK, Role.FOCAL}
        for where in step.covers
        if where in LEARNED
    }
    return tuple(SiteDebrief(where, _step(WANTED - used[where])) for where in SiteSide if where in used)


def _step(missing):
    return 0 if abs(missing) <= NOTICED else -1 if missing < 0 else 1


def _told(night, house, plan):
    events = [row.event for row in house.log.read(night.turns[0].session_id)]
    said = [event.feedback for event in events if isinstance(event, FeedbackGiven)]
    said += [event.answer for event in events if isinstance(event, QuestionAnswered)]
    return Lived(
        night_id=night.id,
        asked=sum(isinstance(event, QuestionAsked) for event in events),
        corrected=sum(word in CORRECTIONS for word in said),
        off=opens_off(plan),
    )
