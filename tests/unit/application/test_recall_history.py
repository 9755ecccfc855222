"""What finished evenings taught, and what their receiver said of each."""

from tests.fakes import MemoryEventLog
from tests.rehearsal import SECONDS, brief, evening, rehearse_replan

from backrub.application.ports import SessionRef
from backrub.application.recall_history import Known, recall, recall_histories
from backrub.application.run_session import RunSession
from backrub.domain.back import SiteSide
from backrub.domain.preferences import Taste
from backrub.domain.session.commands import Advance, Begin, Debrief, End
from backrub.domain.session.events import SiteDebrief

TOO_FIRM = SiteDebrief(SiteSide.MID_BACK_LEFT, -1)


def play(log, session_id, *, giver="Scott", receiver="Cheryl", finish=True, debrief=True):
    return play_opened(log, SessionRef(session_id, giver, receiver, "digest"), finish=finish, debrief=debrief)


def play_opened(log, ref, *, finish=True, debrief=True):
    log.open_session(ref)
    run = RunSession(log, ref.id, rehearse_replan)
    run.handle(Begin("begin", brief(), evening(brief()), seed=0), 0)
    if finish:
        run.handle(Advance("end"), SECONDS * 1000)
    if finish and debrief:
        run.handle(Debrief("debrief", "warm", (TOO_FIRM,)), SECONDS * 1000)
    return run


def test_nothing_is_known_of_strangers():
    assert recall(MemoryEventLog(), giver="Scott", receiver="Cheryl") == Known()


def test_a_finished_evening_teaches():
    log = MemoryEventLog()
    play(log, "one")
    known = recall(log, giver="Scott", receiver="Cheryl")
    assert known.history
    taught = Taste.from_json(known.taste)
    assert taught.likes("mid_back", "left").level < Taste().likes("mid_back", "left").level


def test_an_evening_under_way_teaches_nothing_yet():
    log = MemoryEventLog()
    play(log, "one", finish=False)
    assert recall(log, giver="Scott", receiver="Cheryl") == Known()


def test_what_one_taught_stays_with_those_two():
    log = MemoryEventLog()
    play(log, "one")
    assert recall(log, giver="Scott", receiver="Ana") == Known()
    assert recall(log, giver="Ana", receiver="Cheryl") == Known()


def test_what_was_taught_in_a_home_stays_there():
    log = MemoryEventLog()
    play_opened(log, SessionRef("one", "p2", "p1", "digest", home="h1"))
    assert recall(log, giver="p2", receiver="p1", home="h1").history
    assert recall(log, giver="p2", receiver="p1", home="h2") == Known()
    assert recall(log, giver="p2", receiver="p1") == Known()
    assert [history.receiver for history in recall_histories(log, home="h1")] == ["p1"]
    assert recall_histories(log, receiver="p2", home="h1") == recall_histories(log) == []


def test_histories_are_those_of_two_people_oldest_first():
    log = MemoryEventLog()
    play(log, "one", debrief=False)
    play(log, "two")
    play(log, "three", giver="Cheryl", receiver="Scott")
    histories = recall_histories(log)
    assert [(history.giver, history.receiver) for history in histories] == [
        ("Scott", "Cheryl"),
        ("Cheryl", "Scott"),
    ]
    assert [past.debrief is None for past in histories[0].evenings] == [True, False]
    assert histories[0].evenings[1].debrief.felt == "warm"


def test_a_receiver_sees_their_own_evenings_only():
    log = MemoryEventLog()
    play(log, "one")
    play(log, "two", giver="Cheryl", receiver="Scott")
    assert [history.receiver for history in recall_histories(log, receiver="Scott")] == ["Scott"]
    assert recall_histories(log, receiver="Ana") == []


def test_an_evening_that_ended_early_says_so():
    log = MemoryEventLog()
    play(log, "one", finish=False).handle(End("end"), 9_000)
    assert recall_histories(log)[0].evenings[0].completed is False
