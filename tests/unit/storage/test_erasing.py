"""What is erased is in no byte of the file, its log or its index, and what stays is whole."""

from dataclasses import replace

import pytest

from backrub.application.home_ports import Private, PrivateNote
from backrub.application.ports import SessionRef
from backrub.domain.arrangement import Turn
from backrub.domain.home import Device, Invitation, Person
from backrub.domain.night import Night, NightTurn
from backrub.domain.session.events import Debriefed
from backrub.storage.store import open_store

SECRET = "what-I-never-said-aloud"  # noqa: S105  # a private word, no password
CHERYL, SCOTT = Person("p1", "h1", "Cheryl"), Person("p2", "h1", f"Scott {SECRET}", body=SECRET)
SHARED = Device("d1", "h1", ("p1", "p2"), holder="p2")
HIS = Device(f"d2 {SECRET}", "h1", ("p2",), holder="p2")
KEPT = Night("n0", "h1", ("p1", "p3"), made_ms=1, seed=1)


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "folder" / "record.db") as store:
        store.people.add_home("h1", CHERYL, SHARED, b"token of both")
        store.nights.add_night(KEPT)
        store.nights.keep_private(PrivateNote("n0", "p1", Private.CHECK_IN, "{}", done=True))
        yield store


def files_with_the_secret(store):
    folder = store.record.path.parent
    return sorted(file.name for file in folder.iterdir() if SECRET.encode() in file.read_bytes())


def plant_a_night(store):
    """Put the secret wherever words about a night are kept, now and in earlier versions."""
    night = Night(f"n1 {SECRET}", "h1", ("p1", "p2"), made_ms=2, seed=2)
    store.nights.add_night(night)
    turn = NightTurn(Turn("p1", "p2"), prepared=frozenset({SECRET}), session_id=f"s1 {SECRET}")
    store.log.open_session(SessionRef(f"s1 {SECRET}", "p1", "p2", SECRET, home="h1"))
    closing = Debriefed(at_ms=1, felt=SECRET, sites=(), tension_after=(), put_up_with=True, keep=SECRET * 999)
    store.log.append(f"s1 {SECRET}", SECRET, [closing] * 5, expected_seq=0)
    for _ in range(20):
        night = store.nights.change_night(replace(night, turns=(turn,)))
        for kind in Private:
            store.nights.keep_private(PrivateNote(night.id, "p2", kind, f"{SECRET} {night.version}" * 50))
    return night


def plant_a_person(store):
    store.people.add_person(SCOTT)
    store.people.change_person(replace(SCOTT, tone=SECRET))
    store.people.set_pin_hash("p2", SECRET)
    store.people.add_device(HIS, f"token {SECRET}".encode())
    store.people.invite(Invitation("h1", 1, "p2"), SECRET.encode())


def is_whole(store):
    return (
        store.people.people("h1")[:1] == [CHERYL]
        and store.nights.nights("h1") == [KEPT]
        and len(store.nights.privates_of("p1", Private.CHECK_IN)) == 1
        and store.log.sessions(home="h1") == []
    )


def test_an_erased_night_is_in_no_byte_of_any_file(store):
    night = plant_a_night(store)
    assert files_with_the_secret(store) != []
    store.nights.erase_night(night.id)
    assert files_with_the_secret(store) == []
    assert is_whole(store)


def test_an_erased_person_is_in_no_byte_of_any_file_and_neither_are_their_nights(store):
    plant_a_person(store)
    plant_a_night(store)
    assert files_with_the_secret(store) != []
    store.people.erase_person("p2")
    assert files_with_the_secret(store) == []
    assert is_whole(store)
    assert store.people.devices("h1") == [replace(SHARED, people=("p1",), holder=None)]
    store.close()
    assert files_with_the_secret(store) == []


def test_words_taken_back_before_the_file_was_closed_are_gone_with_the_night_after_it_too(store):
    path = store.record.path
    night = plant_a_night(store)
    store.close()
    assert files_with_the_secret(store) == ["record.db"]
    with open_store(path) as again:
        again.nights.erase_night(night.id)
        assert files_with_the_secret(again) == []
        assert is_whole(again)
