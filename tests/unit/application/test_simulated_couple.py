"""A simulated couple: the same seed and state, the same doing."""

from itertools import count

import pytest
from tests.fakes import MemoryEventLog
from tests.rehearsal import Rehearsal, brief, evening, rehearse_replan

from backrub.application.learn_taste import Lived, likings, taste_of
from backrub.application.ports import SessionRef
from backrub.application.run_session import RunSession
from backrub.application.simulated_couple import next_act, next_moment
from backrub.domain.pressure import PressureWord
from backrub.domain.session.commands import Begin, End, GiveFeedback, NoteFinding, Pause, Stop
from backrub.domain.session.events import (
    Debriefed,
    Feedback,
    FeedbackGiven,
    FindingNoted,
    QuestionAnswered,
    QuestionAsked,
    Who,
)
from backrub.domain.session.state import State

SEEDS = range(40)


def begin(word=PressureWord.MEDIUM):
    return Begin("begin", brief(word), evening(brief(word)), seed=7)


def play(seed, *, reload_every=0, word=PressureWord.MEDIUM):
    """Play an evening to its debrief; with `reload_every` the run is forgotten and resumed that often."""
    log = MemoryEventLog()
    log.open_session(SessionRef("tonight", giver="Scott", receiver="Cheryl", evening_digest="d"))
    run = RunSession(log, "tonight", rehearse_replan)
    run.handle(begin(word), 0)
    for turn in count(1):
        moment = next_moment(seed, run.session)
        if moment is None:
            return run.session, log.read("tonight")
        at_ms, command = moment
        assert run.handle(command, at_ms), "every moment records something, else it would come again"
        if reload_every and turn % reload_every == 0:
            run = RunSession(log, "tonight", rehearse_replan)
    raise AssertionError("unreachable")


def kinds(seed, kind, **how):
    return [one.event for one in play(seed, **how)[1] if isinstance(one.event, kind)]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_couple_plays_to_the_debrief(seed):
    session, recorded = play(seed)
    assert session.state is State.DEBRIEFED
    assert isinstance(recorded[-1].event, Debriefed)
    assert recorded[-1].event.at_ms == session.plan.seconds * 1000 + 5_000
    assert [one.event.at_ms for one in recorded] == sorted(one.event.at_ms for one in recorded)


@pytest.mark.parametrize("seed", [1, 7, 23])
def test_a_run_that_was_cut_off_repeats_the_same_evening(seed):
    assert play(seed) == play(seed, reload_every=1) == play(seed, reload_every=3)


def test_couples_differ():
    assert len({str(play(seed)[1]) for seed in SEEDS}) > 30


@pytest.mark.parametrize("seed", SEEDS)
def test_questions_are_answered_within_four_seconds(seed):
    asked = {event.step: event.at_ms for event in kinds(seed, QuestionAsked)}
    answered = {event.step: event.at_ms for event in kinds(seed, QuestionAnswered)}
    assert asked.keys() == answered.keys()
    assert all(2_000 <= answered[step] - asked[step] <= 4_000 for step in asked)


def test_one_or_two_findings_are_noted_while_listening():
    noted = [len(kinds(seed, FindingNoted)) for seed in SEEDS]
    assert set(noted) <= {1, 2}
    assert len(set(noted)) == 2


def test_receivers_speak_up_and_praise():
    words = {
        event.feedback.value for seed in SEEDS for event in kinds(seed, FeedbackGiven, word=PressureWord.FIRM)
    }
    words |= {
        event.feedback.value
        for seed in SEEDS
        for event in kinds(seed, FeedbackGiven, word=PressureWord.LIGHT)
    }
    assert words == {"softer", "firmer", "lovely"}


def test_the_debrief_teaches_the_next_evening():
    lived = (Lived(0, [one.event for one in play(seed)[1]]) for seed in SEEDS)
    assert any(likings(taste_of([evening])) for evening in lived)


def test_a_pause_is_left_to_people():
    paused = Rehearsal()
    paused.at(30, Pause("p", Who.RECEIVER))
    assert next_moment(7, paused.session) is None


def test_after_a_stop_the_couple_does_nothing_by_itself():
    stopped = Rehearsal()
    stopped.at(30, Stop("s", Who.RECEIVER))
    assert next_moment(7, stopped.session) is None


def test_an_evening_that_was_ended_early_is_debriefed_too():
    ended = Rehearsal()
    ended.at(30, End("e"))
    at_ms, command = next_act(7, ended.session)
    assert (at_ms, command.sites) == (35_000, ())


def test_a_moment_that_went_by_is_not_made_up_for():
    late = Rehearsal()
    late.advance(25)
    found = next_act(7, late.session)
    late.at(49, GiveFeedback("f", Feedback.LOVELY))
    assert isinstance(found[1], NoteFinding)
    assert next_act(7, late.session) is None


def test_nothing_is_said_where_nothing_is_touched():
    turning = Rehearsal()
    turning.advance(255)
    assert next_act(7, turning.session) is None
