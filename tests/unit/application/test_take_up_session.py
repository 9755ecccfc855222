"""An evening goes on where it was cut off, or begins anew."""

from tests.fakes import MemoryEventLog
from tests.rehearsal import SECONDS, brief, evening, rehearse_replan

from backrub.application.plan_tonight import Tonight
from backrub.application.recall_history import Known
from backrub.application.take_up_session import open_new, take_up, unfinished
from backrub.domain.planner.tuning import Tuning
from backrub.domain.session.commands import Advance, Debrief, End, Pause
from backrub.domain.session.events import Resumed, SessionBegan, StepBegan, Who
from backrub.domain.session.state import State

PEOPLE = {"giver": "Scott", "receiver": "Cheryl"}
DIGEST = "0123456789abcdef0123"
TONIGHT = Tonight(brief(), evening(brief()), Tuning(history=True, seed=3), Known(history=True))


def begun(log):
    ref = open_new(log, **PEOPLE, evening_digest=DIGEST)
    run, told = take_up(log, ref, TONIGHT, rehearse_replan)
    return ref, run, told


def again(log, ref):
    return take_up(log, ref, TONIGHT, rehearse_replan)


def to_the_end(run):
    run.handle(Advance("end"), SECONDS * 1000)
    run.handle(Debrief("debrief", felt="warm"), SECONDS * 1000 + 1)


def test_a_new_session_begins_with_what_made_its_plan():
    _, run, told = begun(MemoryEventLog())
    assert [type(one.event) for one in told] == [SessionBegan, StepBegan]
    assert (told[0].event.seed, told[0].event.history) == (3, True)
    assert run.session.state is State.RUNNING


def test_ids_follow_from_the_evening_and_how_often_it_was_begun():
    log = MemoryEventLog()
    assert [begun(log)[0].id for _ in range(2)] == ["0123456789abcdef-1", "0123456789abcdef-2"]


def test_an_id_is_never_given_twice_even_after_erasing():
    log = MemoryEventLog()
    first, _, _ = begun(log)
    begun(log)
    log.erase_session(first.id)
    assert begun(log)[0].id == "0123456789abcdef-3"


def test_the_latest_session_that_nobody_closed_is_the_unfinished_one():
    log = MemoryEventLog()
    begun(log)
    second, _, _ = begun(log)
    assert unfinished(log, **PEOPLE, evening_digest=DIGEST) == second


def test_a_closed_session_is_finished():
    log = MemoryEventLog()
    to_the_end(begun(log)[1])
    assert unfinished(log, **PEOPLE, evening_digest=DIGEST) is None


def test_an_older_one_left_behind_is_not_taken_up_after_a_newer_was_closed():
    log = MemoryEventLog()
    begun(log)
    to_the_end(begun(log)[1])
    assert unfinished(log, **PEOPLE, evening_digest=DIGEST) is None


def test_another_evening_and_other_people_are_not_ours():
    log = MemoryEventLog()
    begun(log)
    assert unfinished(log, **PEOPLE, evening_digest="another") is None
    assert unfinished(log, giver="Scott", receiver="Ana", evening_digest=DIGEST) is None


def test_the_latest_events_are_told_again():
    log = MemoryEventLog()
    ref, run, _ = begun(log)
    latest = run.handle(Advance("later"), 55_000)
    run_again, told = again(log, ref)
    assert told == latest
    assert run_again.session == run.session


def test_a_session_opened_but_not_begun_begins():
    log = MemoryEventLog()
    ref = open_new(log, **PEOPLE, evening_digest=DIGEST)
    _, told = again(log, ref)
    assert told[0].seq == 1


def test_a_paused_session_goes_on():
    log = MemoryEventLog()
    ref, run, _ = begun(log)
    run.handle(Pause("pause", Who.RECEIVER), 5_000)
    run_again, told = again(log, ref)
    assert run_again.session.state is State.RUNNING
    assert isinstance(told[-1].event, Resumed)
    assert [one.seq for one in told] == [3, 4]


def test_a_session_that_ended_early_waits_for_how_it_felt():
    log = MemoryEventLog()
    ref, run, _ = begun(log)
    run.handle(End("end"), 5_000)
    assert unfinished(log, **PEOPLE, evening_digest=DIGEST) == ref
    assert again(log, ref)[0].session.state is State.ENDED
