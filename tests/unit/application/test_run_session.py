"""Running a session on a log: durable first, retries harmless, others welcome."""

import pytest
from tests.fakes import MemoryEventLog
from tests.rehearsal import brief, evening, rehearse_replan

from backrub.application.ports import SessionRef
from backrub.application.run_session import ATTEMPTS, RunSession
from backrub.domain.errors import IllegalCommand, SequenceConflict
from backrub.domain.session.commands import Advance, Begin, GiveFeedback, Pause, Resume, Stop
from backrub.domain.session.events import Feedback, Who

BEGIN = Begin("begin", brief(), evening(brief()), seed=7)
SOFTER = GiveFeedback("softer", Feedback.SOFTER)


@pytest.fixture
def log():
    log = MemoryEventLog()
    log.open_session(SessionRef("tonight", giver="Scott", receiver="Cheryl", evening_digest="d"))
    return log


def run_on(log):
    return RunSession(log, "tonight", rehearse_replan)


def test_what_is_returned_is_in_the_log(log):
    run = run_on(log)
    assert run.session is None
    recorded = run.handle(BEGIN, 0) + run.handle(SOFTER, 30_000)
    assert recorded == log.read("tonight")
    assert [one.seq for one in recorded] == list(range(1, len(recorded) + 1))


def test_a_run_that_resumes_has_the_same_session(log):
    run = run_on(log)
    run.handle(BEGIN, 0)
    run.handle(SOFTER, 130_000)
    assert run_on(log).session == run.session


def test_a_retry_returns_what_was_recorded_and_changes_nothing(log):
    run = run_on(log)
    run.handle(BEGIN, 0)
    first = run.handle(SOFTER, 30_000)
    before = log.read("tonight")
    assert run.handle(SOFTER, 95_000) == first
    assert run_on(log).handle(SOFTER, 95_000) == first
    assert log.read("tonight") == before


def test_a_retry_is_harmless_when_the_state_no_longer_fits(log):
    run = run_on(log)
    run.handle(BEGIN, 0)
    first = run.handle(Pause("p", Who.GIVER), 5_000)
    run.handle(Stop("s", Who.RECEIVER), 6_000)
    assert run.handle(Pause("p", Who.GIVER), 7_000) == first


def test_a_command_that_changes_nothing_records_nothing(log):
    run = run_on(log)
    run.handle(BEGIN, 0)
    assert run.handle(Resume("r"), 5_000) == []
    assert run.handle(Advance("a"), 6_000) == []


def test_an_illegal_command_leaves_the_log_as_it_was(log):
    run = run_on(log)
    run.handle(BEGIN, 0)
    with pytest.raises(IllegalCommand):
        run.handle(Begin("again", brief(), evening(brief()), seed=8), 40_000)
    assert len(log.read("tonight")) == 2


def test_two_runs_of_one_session_see_each_other(log):
    one, other = run_on(log), run_on(log)
    one.handle(BEGIN, 0)
    other.handle(SOFTER, 30_000)
    one.handle(Stop("s", Who.GIVER), 31_000)
    assert other.handle(Advance("a"), 32_000) == []
    assert one.session == other.session == run_on(log).session


def test_news_are_folded_without_the_log_if_they_come_next_and_else_left(log):
    one = run_on(log)
    one.handle(BEGIN, 0)
    other = run_on(log)
    first, second = (one.handle(GiveFeedback(f"w{at}", Feedback.LOVELY), at) for at in (30_000, 31_000))
    log.read = None  # nobody asks
    for news in (second, [], first, first, second, second):
        other.take_in(news)
    assert other.session == one.session


def test_a_pause_by_one_can_be_resumed_by_the_other(log):
    one, other = run_on(log), run_on(log)
    one.handle(BEGIN, 0)
    other.handle(Pause("p", Who.RECEIVER), 3_000)
    assert one.handle(Resume("r"), 4_000)
    assert other.handle(Pause("q", Who.RECEIVER), 5_000)


class BusyLog(MemoryEventLog):
    """A log to which someone else always appends first."""

    attempts = 0

    def append(self, *_args, **_options):
        self.attempts += 1
        raise SequenceConflict("Someone else was first.")


def test_a_run_gives_up_after_a_few_conflicts():
    log = BusyLog()
    with pytest.raises(SequenceConflict):
        run_on(log).handle(BEGIN, 0)
    assert log.attempts == ATTEMPTS
