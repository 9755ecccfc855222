"""A session's course: begin, time, pause, stop, skip, extend, debrief."""

from dataclasses import dataclass, replace

import pytest
from tests.rehearsal import SECONDS, Rehearsal, brief, evening, rehearse_replan

from backrub.domain.back import SiteSide
from backrub.domain.errors import IllegalCommand, StoreUnavailable
from backrub.domain.planner.replan import Current
from backrub.domain.session.commands import (
    Advance,
    Begin,
    Debrief,
    End,
    Extend,
    GiveFeedback,
    Pause,
    Resume,
    Skip,
    Stop,
)
from backrub.domain.session.decide import decide
from backrub.domain.session.due import next_due_ms
from backrub.domain.session.events import (
    Debriefed,
    Feedback,
    Paused,
    PlanChanged,
    Resumed,
    SessionBegan,
    SessionEnded,
    SiteDebrief,
    StepBegan,
    Stopped,
    Who,
)
from backrub.domain.session.evolve import evolve, replay
from backrub.domain.session.state import State, clock_ms, current_step, next_step, plan_ms, remaining_s

PAUSE = Pause("p", Who.RECEIVER)
STOP = Stop("s", Who.RECEIVER)


def steps_begun(events):
    return [(event.at_ms, event.step) for event in events if isinstance(event, StepBegan)]


def test_an_evening_begins_with_its_first_step():
    play = Rehearsal(learned={SiteSide.NECK_LEFT: -0.3}, history=True)
    began, first = play.events
    assert isinstance(began, SessionBegan)
    assert first == StepBegan(0, "settle")
    assert play.session.state is State.RUNNING
    assert play.session.tuning.learned == {SiteSide.NECK_LEFT: -0.3}
    assert play.session.tuning.history
    assert play.session.seed == 7


def test_a_session_that_has_begun_does_not_begin_again():
    play = Rehearsal()
    began = Begin("again", brief(), evening(brief()), seed=1)
    assert play.refused(3, began) == "Begin is not possible now: the session is running."


def test_a_plan_without_steps_does_not_begin():
    empty = replace(evening(brief()), steps=())
    with pytest.raises(IllegalCommand, match="no steps"):
        decide(None, Begin("b", brief(), empty, seed=1), 0, rehearse_replan)


def test_before_the_beginning_only_begin_does_something():
    assert decide(None, STOP, 0, rehearse_replan) == []
    assert decide(None, Advance("a"), 0, rehearse_replan) == []
    with pytest.raises(IllegalCommand, match="waiting"):
        decide(None, PAUSE, 0, rehearse_replan)


def test_a_record_without_its_beginning_is_refused():
    with pytest.raises(StoreUnavailable, match="beginning"):
        evolve(None, StepBegan(0, "settle"))


def test_every_step_begins_at_its_own_time_however_late_one_asks():
    once = Rehearsal()
    once.advance(1000)
    often = Rehearsal()
    for second in range(1000):
        often.advance(second + 0.217)
    assert once.events == often.events
    assert steps_begun(once.events) == [(step.start_s * 1000, step.id) for step in once.session.plan.steps]
    assert once.events[-1] == SessionEnded(SECONDS * 1000, completed=True)
    assert once.session.completed


def test_the_helpers_tell_where_the_evening_stands():
    play = Rehearsal()
    play.advance(25)
    assert current_step(play.session).id == "listen"
    assert next_step(play.session).id == "warm"
    assert remaining_s(play.session, 25_400) == SECONDS - 25
    assert remaining_s(play.session, 999_000) == 0
    assert next_due_ms(play.session) == 50_000 == clock_ms(play.session, 50)
    assert plan_ms(play.session, 25_400) == 25_400


def test_plan_time_stands_still_while_paused():
    play = Rehearsal()
    assert play.at(10, PAUSE) == [Paused(10_000, Who.RECEIVER)]
    assert next_due_ms(play.session) is None
    assert play.advance(500) == []
    assert remaining_s(play.session, 500_000) == SECONDS - 10
    assert play.at(100.5, Resume("r")) == [Resumed(100_500)]
    assert remaining_s(play.session, 100_500) == SECONDS - 10
    assert play.advance(111) == [StepBegan(110_500, "listen")]


def test_pausing_twice_changes_nothing():
    play = Rehearsal()
    play.at(10, PAUSE)
    paused = play.session
    assert play.at(15, Pause("again", Who.GIVER)) == []
    assert play.session == paused


def test_resuming_what_runs_changes_nothing():
    assert Rehearsal().at(15, Resume("r")) == []


@pytest.mark.parametrize("before", [[], [PAUSE]])
def test_stop_takes_hands_off_at_once_and_time_stands_still(before):
    play = Rehearsal()
    for command in before:
        play.at(5, command)
    assert play.at(6, STOP) == [Stopped(6_000, Who.RECEIVER)]
    assert play.session.state is State.STOPPED
    assert play.advance(1000) == []
    assert "stopped" in play.refused(1001, GiveFeedback("f", Feedback.FIRMER))


@pytest.mark.parametrize("before", [[], [PAUSE], [STOP]])
def test_an_evening_ends_where_someone_ends_it(before):
    play = Rehearsal()
    for command in before:
        play.at(5, command)
    assert play.at(6, End("e")) == [SessionEnded(6_000, completed=False)]
    assert not play.session.completed
    assert "ended" in play.refused(7, Resume("r"))


def test_going_on_after_a_stop_allows_no_rise_for_three_minutes():
    play = Rehearsal()
    play.at(20, STOP)
    play.at(50, STOP)
    resumed, changed = play.at(60, Resume("r"))
    assert (resumed, changed.why) == (Resumed(60_000), "why.after_stop")
    assert play.session.state is State.RUNNING
    assert play.session.tuning.no_rise_until_s == 21 + 180


def test_stopping_when_it_is_over_is_harmless():
    play = Rehearsal()
    play.advance(SECONDS)
    assert play.at(SECONDS + 1, STOP) == []
    play.at(SECONDS + 2, Debrief("d", "warm"))
    assert play.at(SECONDS + 3, STOP) == []
    assert play.advance(SECONDS + 9) == []


def test_what_comes_after_the_end_is_refused():
    play = Rehearsal()
    assert "ended" in play.refused(SECONDS, GiveFeedback("f", Feedback.SOFTER))


def test_skip_goes_on_to_the_next_place():
    play = Rehearsal()
    play.advance(30)
    (changed,) = play.at(30.2, Skip("k"))
    assert (changed.at_ms, changed.why) == (30_200, "why.skipped")
    assert play.advance(31) == [StepBegan(31_000, "warm")]


def test_leaving_the_last_step_is_the_end():
    play = Rehearsal()
    play.advance(335)
    assert play.at(336, Skip("k")) == [SessionEnded(336_000, completed=True)]


def test_staying_in_the_last_step_changes_nothing():
    play = Rehearsal()
    play.advance(335)
    assert len(play.at(336, GiveFeedback("f", Feedback.STAY))) == 1


def test_nothing_is_planned_anew_for_less_than_a_second():
    play = Rehearsal()
    play.advance(SECONDS - 1)
    assert len(play.at(SECONDS - 0.5, GiveFeedback("f", Feedback.SOFTER))) == 1


def test_extend_adds_minutes():
    play = Rehearsal()
    (changed,) = play.at(10, Extend("e", 4))
    assert changed.why == "why.extended"
    assert remaining_s(play.session, 10_000) == SECONDS + 240 - 10
    assert play.session.plan.steps[-1].end_s == SECONDS + 240


def test_an_evening_lasts_sixty_minutes_at_most():
    play = Rehearsal()
    assert "1 to 54 more" in play.refused(10, Extend("e", 55))
    assert "1 to 54 more" in play.refused(10, Extend("e", 0))
    play.at(10, Extend("e", 54))
    assert "60 minutes at most" in play.refused(11, Extend("e", 1))


def test_a_debrief_closes_the_evening_once():
    play = Rehearsal()
    assert "running" in play.refused(5, Debrief("early", "warm"))
    play.at(6, End("e"))
    wants = (SiteDebrief(SiteSide.NECK_LEFT, -1),)
    tension = ((SiteSide.NECK_LEFT, 3),)
    debrief = Debrief("d", "warm", wants, tension, put_up_with=True, keep="kneading")
    assert play.at(9, debrief) == [
        Debriefed(9_000, "warm", wants, tension, put_up_with=True, keep="kneading")
    ]
    assert play.session.state is State.DEBRIEFED
    assert play.session.debrief.felt == "warm"
    assert "debriefed" in play.refused(10, debrief)


def test_a_clock_that_lags_stands_at_the_latest_event():
    play = Rehearsal()
    play.at(30, PAUSE)
    assert play.at(12, Resume("r")) == [Resumed(30_000)]


def test_the_record_gives_the_same_session_again():
    play = Rehearsal()
    play.at(30.2, Skip("k"))
    play.at(40, PAUSE)
    play.at(60, Resume("r"))
    play.at(150, GiveFeedback("f", Feedback.FIRMER))
    play.advance(1000)
    assert replay(None, play.events) == play.session
    assert play.session.seq == len(play.events)
    assert play.session.last_ms == play.events[-1].at_ms


def test_the_planner_is_told_what_becomes_of_the_step_under_way():
    asked = []

    def replanner(plan, brief, tuning, change):
        asked.append((change.at_s, change.current, change.seconds))
        return plan

    play = Rehearsal(replanner=replanner)
    play.at(20, GiveFeedback("1", Feedback.MOVE_ON))
    play.at(21.9, GiveFeedback("2", Feedback.STAY))
    play.at(22, GiveFeedback("3", Feedback.SOFTER))
    assert asked == [
        (21, Current.LEAVE, SECONDS),
        (22, Current.STAY, SECONDS),
        (23, Current.RETUNE, SECONDS),
    ]
    assert [event.why for event in play.events if isinstance(event, PlanChanged)] == [
        "why.feedback_move_on",
        "why.feedback_stay",
        "why.feedback_softer",
    ]


def test_an_event_that_has_no_rule_is_only_recorded():
    @dataclass(frozen=True)
    class Yawned:
        at_ms: int

    before = Rehearsal().session
    after = evolve(before, Yawned(9_000))
    assert after == replace(before, last_ms=9_000, seq=before.seq + 1)
