"""What every keeper of nights and private notes promises, whatever it is made of."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest

from backrub.application.home_ports import Private, PrivateNote
from backrub.application.ports import SessionRef
from backrub.domain.arrangement import Turn
from backrub.domain.back import Site
from backrub.domain.errors import SequenceConflict
from backrub.domain.home import Device, Person
from backrub.domain.night import Night, NightTurn, PlanEdits
from backrub.domain.session.events import StepBegan

EDITS = PlanEdits(20, dropped=frozenset({Site.SCALP, Site.NECK}), pinned=frozenset({Site.SHOULDER_TOP}))
TURN = NightTurn(
    Turn("p1", "p2"),
    EDITS,
    brief_read=True,
    prepared=frozenset({"oil", "towel"}),
    session_id="s1",
    thanked=frozenset({"p1"}),
)
BACK = NightTurn(Turn("p2", "p1"))
NIGHT = Night("n1", "h1", ("p1", "p2"), made_ms=2000, seed=2**70, turns=(TURN, BACK), is_settled=True)
EARLIER = Night("n0", "h1", ("p1", "p2"), made_ms=1000, seed=1)
NEXT_DOOR = Night("n9", "h9", ("p8", "p9"), made_ms=1500, seed=1)
HERS = PrivateNote("n1", "p1", Private.CHECK_IN, '{"mood": "tired"}', done=True)


@pytest.fixture
def nights(kept):
    for night in (NIGHT, EARLIER, NEXT_DOOR):
        kept.nights.add_night(night)
    return kept.nights


def test_a_night_comes_back_as_it_was(nights):
    assert nights.night("n1") == NIGHT
    assert nights.night("never") is None


def test_nights_of_a_home_come_oldest_first(nights):
    assert nights.nights("h1") == [EARLIER, NIGHT]
    assert nights.nights("h9") == [NEXT_DOOR]
    assert nights.nights("never") == []


def test_a_night_is_added_once(nights):
    with pytest.raises(SequenceConflict):
        nights.add_night(replace(NIGHT, seed=5))
    assert nights.night("n1") == NIGHT


def test_a_night_is_not_added_where_another_stands(nights):
    tonight = replace(EARLIER, id="n2", made_ms=3000)
    assert nights.add_night(tonight, unless=lambda night: night.made_ms == 2000) == NIGHT
    assert nights.add_night(tonight, unless=lambda night: night.home_id == "h9") == tonight
    assert nights.nights("h1") == [EARLIER, NIGHT, tonight]


def test_of_many_who_add_at_once_one_does(nights):
    tonight = [replace(EARLIER, id=f"at once {k}", made_ms=3000 - k) for k in range(24)]
    with ThreadPoolExecutor(8) as hands:
        added = list(
            hands.map(partial(nights.add_night, unless=lambda night: "at once" in night.id), tonight)
        )
    assert len({night.id for night in added}) == 1
    assert nights.nights("h1") == [EARLIER, NIGHT, added[0]]


def test_a_change_counts_the_version_on(nights):
    changed = nights.change_night(replace(NIGHT, is_over=True))
    assert changed == replace(NIGHT, is_over=True, version=1)
    assert nights.night("n1") == changed
    assert nights.nights("h1") == [EARLIER, changed]


def test_of_two_changes_to_one_version_the_second_is_refused(nights):
    first = nights.change_night(replace(NIGHT, is_over=True))
    with pytest.raises(SequenceConflict):
        nights.change_night(replace(NIGHT, seed=5))
    assert nights.night("n1") == first


def test_many_who_change_at_once_all_get_their_turn(nights):
    def tick(key):
        while True:
            night = nights.night("n9")
            turns = night.turns or (NightTurn(Turn("p8", "p9")),)
            ticked = replace(turns[0], prepared=turns[0].prepared | {key})
            with suppress(SequenceConflict):
                return nights.change_night(replace(night, turns=(ticked,)))

    with ThreadPoolExecutor(8) as threads:
        done = [threads.submit(tick, f"item {number}") for number in range(24)]
    assert {one.result().version for one in done} == set(range(1, 25))
    assert len(nights.night("n9").turns[0].prepared) == 24


def test_a_private_note_replaces_the_earlier_one(nights):
    nights.keep_private(replace(HERS, answers="{}", done=False))
    nights.keep_private(HERS)
    assert nights.private("n1", "p1", Private.CHECK_IN) == HERS


def test_a_private_note_is_found_only_by_its_writer_its_kind_and_its_night(nights):
    nights.keep_private(HERS)
    assert nights.private("n1", "p2", Private.CHECK_IN) is None
    assert nights.private("n1", "p1", Private.CLOSING) is None
    assert nights.private("n0", "p1", Private.CHECK_IN) is None


def test_what_was_put_away_comes_oldest_night_first(nights):
    earlier = replace(HERS, night_id="n0")
    for note in (HERS, earlier, replace(HERS, night_id="n9", done=False), replace(HERS, person_id="p2")):
        nights.keep_private(note)
    assert nights.privates_of("p1", Private.CHECK_IN) == [earlier, HERS]
    assert nights.privates_of("p1", Private.CLOSING) == []


def test_nothing_is_written_about_a_night_that_is_gone(nights):
    nights.erase_night("n1")
    with pytest.raises(SequenceConflict):
        nights.keep_private(HERS)
    with pytest.raises(SequenceConflict):
        nights.change_night(NIGHT)
    assert nights.private("n1", "p1", Private.CHECK_IN) is None
    assert nights.night("n1") is None


def test_a_night_is_found_by_the_sessions_of_its_turns(nights):
    assert nights.night_of_session("s1") == NIGHT
    assert nights.night_of_session("s2") is None
    changed = nights.change_night(NIGHT.with_turn(replace(BACK, session_id="s2")))
    assert nights.night_of_session("s1") == nights.night_of_session("s2") == changed


def test_a_session_that_left_its_night_is_found_no_more(nights):
    nights.change_night(NIGHT.with_turn(replace(TURN, session_id="s3")))
    assert nights.night_of_session("s1") is None
    assert nights.night_of_session("s3").id == "n1"


def test_an_erased_night_takes_notes_and_sessions_along_and_nothing_else(kept, nights):
    for session, home in (("s1", "h1"), ("other", "h1"), ("far", "h9")):
        kept.log.open_session(SessionRef(session, "p1", "p2", "d", home=home))
        kept.log.append(session, "c1", [StepBegan(at_ms=0, step="s")], expected_seq=0)
    for note in (HERS, replace(HERS, person_id="p2"), replace(HERS, night_id="n0")):
        nights.keep_private(note)
    nights.erase_night("n1")
    nights.erase_night("never")
    assert nights.nights("h1") == [EARLIER]
    assert nights.night_of_session("s1") is None
    assert nights.private("n1", "p2", Private.CHECK_IN) is None
    assert nights.privates_of("p1", Private.CHECK_IN) == [replace(HERS, night_id="n0")]
    assert kept.log.read("s1") == []
    assert [ref.id for ref in kept.log.sessions(home="h1")] == ["other"]
    assert len(kept.log.read("far")) == 1


def test_an_erased_person_takes_every_night_they_were_part_of_along(kept, nights):
    kept.people.add_home("h1", Person("p1", "h1", "Cheryl"), Device("d1", "h1", ("p1",), "p1"), b"token")
    kept.people.add_person(Person("p2", "h1", "Scott"))
    for session, giver, home in (("s1", "p1", "h1"), ("no night", "p2", "h1"), ("far", "p1", "h9")):
        kept.log.open_session(SessionRef(session, giver, "p3", "d", home=home))
    for note in (HERS, replace(HERS, person_id="p2")):
        nights.keep_private(note)
    kept.people.erase_person("p1")
    assert nights.nights("h1") == []
    assert nights.nights("h9") == [NEXT_DOOR]
    assert nights.private("n1", "p2", Private.CHECK_IN) is None
    assert [ref.id for ref in kept.log.sessions(home="h1")] == ["no night"]
    assert [ref.id for ref in kept.log.sessions(home="h9")] == ["far"]
