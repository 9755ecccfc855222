"""An evening passes: what is due comes at its own time, and keys come between."""

import math
from functools import partial

import pytest
from tests.fakes import FakeClock, MemoryEventLog
from tests.rehearsal import SECONDS, brief, evening, rehearse_replan

from backrub.application.ports import SessionRef
from backrub.application.run_session import RunSession
from backrub.application.simulated_couple import next_moment
from backrub.cli import clock
from backrub.cli.clock import SessionClock
from backrub.cli.guide_loop import FRAME_S, Stage, play_live, play_through, standing, time_alone
from backrub.domain.errors import IllegalCommand
from backrub.domain.session.commands import AnswerQuestion, Begin, GiveFeedback, Pause, Resume, Stop
from backrub.domain.session.events import Answer, Feedback, FeedbackGiven, Paused, Who
from backrub.domain.session.state import State

COUPLE = partial(next_moment, 7)


@pytest.fixture
def room(monkeypatch):
    fake = FakeClock()
    monkeypatch.setattr(clock.time, "monotonic", lambda: fake.at_ms / 1000)
    monkeypatch.setattr(clock.time, "sleep", fake.sleep)
    return fake


class Onlooker:
    """Remember what was shown, drawn and refused."""

    def __init__(self):
        self.seen, self.drawn, self.refused = [], [], []

    def show(self, recorded, session):
        assert session.seq == recorded[-1].seq
        self.seen += recorded

    def draw(self, session, now_ms):
        self.drawn.append((session.seq, now_ms))

    def refuse(self, session, now_ms):
        self.refused.append((session.seq, now_ms))


def begun():
    log = MemoryEventLog()
    log.open_session(SessionRef("tonight", "Scott", "Cheryl", "digest"))
    run = RunSession(log, "tonight", rehearse_replan)
    run.handle(Begin("begin", brief(), evening(brief()), seed=0), 0)
    return log, run


def played(speed):
    log, run = begun()
    play_through(run, Stage(COUPLE, SessionClock(0, speed), Onlooker()))
    return log.read("tonight")


def live(room, keys, *, moments=time_alone, until=frozenset({State.ENDED})):
    """Play live; `keys` maps real milliseconds to the commands given then."""
    log, run = begun()
    onlooker, waiting = Onlooker(), dict(keys)

    def listen(seconds, session):
        assert seconds <= FRAME_S
        room.jump(max(seconds, 0.001))
        due = next((at_ms for at_ms in waiting if at_ms <= room.at_ms), None)
        return waiting.pop(due) if due is not None else None

    play_live(run, Stage(moments, SessionClock(0, 1.0), onlooker), listen, until=until)
    assert [one for one in log.read("tonight") if one.command_id != "begin"] == onlooker.seen
    return run, onlooker


def test_the_record_is_the_same_at_any_speed(room):
    assert played(math.inf) == played(1.0) == played(200.0)


def test_an_evening_takes_its_time_and_no_more(room):
    live(room, {})
    assert SECONDS * 1000 <= room.at_ms <= SECONDS * 1000 + 1000


def test_a_rehearsal_is_played_to_how_it_felt(room):
    run, _ = live(room, {}, moments=COUPLE, until=frozenset({State.DEBRIEFED}))
    assert run.session.debrief is not None


def test_a_key_is_heard_within_a_moment(room):
    _, onlooker = live(room, {110_000: GiveFeedback("s", Feedback.SOFTER)})
    given = next(one.event for one in onlooker.seen if isinstance(one.event, FeedbackGiven))
    assert 110_000 <= given.at_ms <= 110_200


def test_a_pause_lasts_until_someone_goes_on(room):
    live(room, {10_000: Pause("p", Who.GIVER), 70_000: Resume("r")})
    assert room.at_ms >= (SECONDS + 60) * 1000


def test_a_key_that_does_not_fit_changes_nothing_and_says_so(room):
    _, onlooker = live(room, {5_000: AnswerQuestion("a", Answer.FIRMER)})
    assert len(onlooker.refused) == 1
    assert "a" not in {one.command_id for one in onlooker.seen}


def test_a_key_pressed_twice_is_shown_once(room):
    keys = {9_000: Pause("p1", Who.GIVER), 9_500: Pause("p2", Who.GIVER), 12_000: Resume("r")}
    _, onlooker = live(room, keys)
    assert sum(isinstance(one.event, Paused) for one in onlooker.seen) == 1


def test_a_stop_is_the_end_of_time_until_someone_speaks(room):
    live(room, {30_000: Stop("s", Who.RECEIVER)}, until=frozenset({State.STOPPED}))
    assert room.at_ms < 31_000


def test_a_session_that_has_not_begun_cannot_be_played():
    log = MemoryEventLog()
    log.open_session(SessionRef("tonight", "Scott", "Cheryl", "digest"))
    with pytest.raises(IllegalCommand):
        standing(RunSession(log, "tonight", rehearse_replan))
