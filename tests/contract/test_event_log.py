"""What every event log promises, whatever it is made of."""

from dataclasses import replace

import pytest

from backrub.application.ports import SessionRef
from backrub.domain.errors import SequenceConflict, SessionGone, StoreUnavailable
from backrub.domain.session.events import Resumed, StepBegan

TONIGHT = SessionRef("tonight", giver="Scott", receiver="Cheryl", evening_digest="d1")
BACK_AGAIN = SessionRef("back again", giver="Cheryl", receiver="Scott", evening_digest="d2")
NEXT_WEEK = SessionRef("next week", giver="Scott", receiver="Cheryl", evening_digest="d1")


@pytest.fixture
def log(kept):
    kept.log.open_session(TONIGHT)
    return kept.log


def begun(*steps):
    return [StepBegan(at_ms=number * 1000, step=step) for number, step in enumerate(steps)]


def steps_of(recorded):
    return [one.event.step for one in recorded]


def test_what_is_appended_is_read_back_in_order(log):
    first = log.append("tonight", "c1", begun("s1", "s2"), expected_seq=0)
    second = log.append("tonight", "c2", begun("s3"), expected_seq=2)
    assert log.read("tonight") == first + second
    assert [one.seq for one in first + second] == [1, 2, 3]
    assert [one.command_id for one in first + second] == ["c1", "c1", "c2"]
    assert steps_of(first + second) == ["s1", "s2", "s3"]


def test_reading_after_an_event_returns_only_later_ones(log):
    log.append("tonight", "c1", begun("s1", "s2", "s3"), expected_seq=0)
    assert steps_of(log.read("tonight", after=2)) == ["s3"]
    assert log.read("tonight", after=3) == []


def test_a_session_begins_empty_and_an_unknown_one_reads_empty(log):
    assert log.read("tonight") == []
    assert log.read("never opened") == []


def test_news_hold_what_was_appended_for_whoever_has_read_the_log(log):
    first = log.append("tonight", "c1", begun("s1"), expected_seq=0)
    log.read("tonight")
    second = log.append("tonight", "c2", begun("s2", "s3"), expected_seq=1)
    news = log.news("tonight", second)
    assert news.isascii()
    assert news.isprintable()
    assert " " not in news
    assert log.told("tonight", news) == second
    assert log.told("tonight", log.news("tonight", first)) == first


def test_a_command_sent_twice_is_recorded_once(log):
    first = log.append("tonight", "c1", begun("s1", "s2"), expected_seq=0)
    log.append("tonight", "c2", begun("s3"), expected_seq=2)
    again = log.append("tonight", "c1", begun("something else"), expected_seq=0)
    assert again == first
    assert steps_of(log.read("tonight")) == ["s1", "s2", "s3"]


def test_the_same_command_id_in_another_session_is_another_command(log):
    log.open_session(NEXT_WEEK)
    log.append("tonight", "c1", begun("s1"), expected_seq=0)
    log.append("next week", "c1", begun("s9"), expected_seq=0)
    assert steps_of(log.read("tonight")) == ["s1"]
    assert steps_of(log.read("next week")) == ["s9"]


@pytest.mark.parametrize("expected_seq", [0, 1, 3])
def test_an_append_at_another_place_than_the_end_leaves_nothing(log, expected_seq):
    before = log.append("tonight", "c1", begun("s1", "s2"), expected_seq=0)
    with pytest.raises(SequenceConflict):
        log.append("tonight", "c2", begun("s3", "s4"), expected_seq=expected_seq)
    assert log.read("tonight") == before


def test_after_a_conflict_the_same_command_can_be_decided_again(log):
    log.append("tonight", "c1", begun("s1"), expected_seq=0)
    with pytest.raises(SequenceConflict):
        log.append("tonight", "c2", begun("s2"), expected_seq=0)
    assert steps_of(log.append("tonight", "c2", begun("s2 anew"), expected_seq=1)) == ["s2 anew"]


def test_a_command_that_changes_nothing_appends_nothing(log):
    assert log.append("tonight", "c1", [], expected_seq=0) == []
    assert log.append("tonight", "c1", [], expected_seq=0) == []
    assert log.read("tonight") == []


def test_nothing_can_be_appended_to_a_session_never_opened(log):
    with pytest.raises(SessionGone, match="no session never opened"):
        log.append("never opened", "c1", [Resumed(at_ms=0)], expected_seq=0)
    assert log.read("never opened") == []


def test_opening_a_session_twice_changes_nothing(log):
    log.open_session(NEXT_WEEK)
    log.append("tonight", "c1", begun("s1"), expected_seq=0)
    log.open_session(TONIGHT)
    assert log.sessions() == [TONIGHT, NEXT_WEEK]
    assert steps_of(log.read("tonight")) == ["s1"]


def test_a_session_id_names_one_evening_only(log):
    with pytest.raises(StoreUnavailable, match="another session tonight"):
        log.open_session(SessionRef("tonight", "Scott", "Cheryl", "another evening"))
    assert log.sessions() == [TONIGHT]


def test_sessions_come_in_the_order_they_were_opened(log):
    for ref in (NEXT_WEEK, BACK_AGAIN):
        log.open_session(ref)
    assert log.sessions() == [TONIGHT, NEXT_WEEK, BACK_AGAIN]


@pytest.mark.parametrize(
    ("people", "found"),
    [
        ({"giver": "Scott"}, [TONIGHT, NEXT_WEEK]),
        ({"receiver": "Scott"}, [BACK_AGAIN]),
        ({"giver": "Scott", "receiver": "Cheryl"}, [TONIGHT, NEXT_WEEK]),
        ({"giver": "Scott", "receiver": "Scott"}, []),
        ({"giver": "scott"}, []),
        ({"giver": ""}, []),
    ],
)
def test_sessions_are_found_by_their_people(log, people, found):
    log.open_session(BACK_AGAIN)
    log.open_session(NEXT_WEEK)
    assert log.sessions(**people) == found


def test_a_home_sees_its_own_sessions_and_nobody_elses(log):
    ours = SessionRef("ours", "p1", "p2", "d1", home="h1", began_ms=1_795_000_000_000)
    theirs = SessionRef("theirs", "p1", "p2", "d1", home="h2")
    for ref in (ours, theirs):
        log.open_session(ref)
    assert log.sessions(home="h1") == [ours]
    assert log.sessions(home="h2", giver="p1") == [theirs]
    assert log.sessions(home="h1", giver="p2") == []
    assert log.sessions() == [TONIGHT]


def test_a_session_id_names_one_home_and_one_beginning_only(log):
    for other in ({"home": "h1"}, {"began_ms": 1}):
        with pytest.raises(StoreUnavailable, match="another session tonight"):
            log.open_session(replace(TONIGHT, **other))


def test_an_erased_session_is_gone_and_the_others_stay(log):
    log.open_session(BACK_AGAIN)
    log.open_session(NEXT_WEEK)
    log.append("tonight", "c1", begun("s1"), expected_seq=0)
    kept = log.append("next week", "c1", begun("s2"), expected_seq=0)
    log.erase_session("tonight")
    assert log.sessions() == [BACK_AGAIN, NEXT_WEEK]
    assert log.read("tonight") == []
    assert log.read("next week") == kept


def test_erasing_an_unknown_session_changes_nothing(log):
    before = log.append("tonight", "c1", begun("s1"), expected_seq=0)
    log.erase_session("never opened")
    assert log.sessions() == [TONIGHT]
    assert log.read("tonight") == before


def test_an_erased_session_can_be_opened_anew_and_comes_last(log):
    log.open_session(NEXT_WEEK)
    log.append("tonight", "c1", begun("s1"), expected_seq=0)
    log.erase_session("tonight")
    log.open_session(TONIGHT)
    assert log.sessions() == [NEXT_WEEK, TONIGHT]
    assert steps_of(log.append("tonight", "c1", begun("s2"), expected_seq=0)) == ["s2"]
