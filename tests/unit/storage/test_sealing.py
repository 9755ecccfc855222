"""What is private lies sealed: a stolen record tells nothing without its key, nor of the erased even with it."""

import sqlite3
import stat
from base64 import b64decode
from contextlib import closing

import pytest

from backrub.application.home_ports import Keepsake, Private, PrivateNote
from backrub.application.ports import SessionRef
from backrub.domain.errors import StoreUnavailable
from backrub.domain.home import Device, Person
from backrub.domain.night import Night
from backrub.domain.session.events import Debriefed
from backrub.storage.sealing.key_ring import SEALED
from backrub.storage.store import open_store

SECRET = "planted where only Cheryl may read"  # noqa: S105  # a text, not a password
NOTE = PrivateNote("n1", "p1", Private.CHECK_IN, SECRET, done=True)
FELT = Debriefed(at_ms=1, felt=SECRET, sites=(), tension_after=(), put_up_with=True, keep=SECRET)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept" / "record.db"


def plant(path):
    """Keep a secret wherever a person's words are kept."""
    with open_store(path) as store:
        store.people.add_home("h1", Person("p1", "h1", "Cheryl"), Device("d1", "h1", ("p1",), "p1"), b"t1")
        store.people.add_person(Person("p2", "h1", "Scott"))
        store.nights.add_night(Night("n1", "h1", ("p1", "p2"), made_ms=1, seed=1))
        store.nights.keep_private(NOTE)
        store.keepsakes.keep("p1", Keepsake("allergies", SECRET))
        store.log.open_session(SessionRef("s1", "p2", "p1", "digest", "h1", 1))
        store.log.append("s1", "close", [FELT], expected_seq=0)


def told(path):
    """Return all the private texts that a record gives."""
    with open_store(path) as store:
        felt = [one.event.felt for one in store.log.read("s1")]
        return [store.nights.private("n1", "p1", Private.CHECK_IN).answers, *felt] + [
            kept.text for kept in store.keepsakes.keepsakes("p1")
        ]


def by_hand(path, statement, values=()):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        return db.execute(statement, values).fetchall()


def test_a_stolen_record_holds_no_private_word(path):
    plant(path)
    assert all(SECRET.encode() not in file.read_bytes() for file in path.parent.iterdir())
    assert told(path) == [SECRET] * 3


def test_the_key_lies_apart_for_its_owner_alone(path):
    plant(path)
    key = path.with_suffix(".key")
    assert (stat.S_IMODE(key.stat().st_mode), len(key.read_bytes())) == (0o600, 32)


def test_without_its_key_a_record_says_what_is_missing(path):
    plant(path)
    path.with_suffix(".key").unlink()
    with pytest.raises(StoreUnavailable, match=r"record\.key is missing.*put it back from a backup"):
        open_store(path)


@pytest.mark.parametrize("key", [b"", b"x" * 31, b"x" * 33])
def test_what_is_no_key_is_refused(path, key):
    plant(path)
    path.with_suffix(".key").write_bytes(key)
    with pytest.raises(StoreUnavailable, match=f"is no key: it holds {len(key)} bytes, not 32"):
        open_store(path)


def test_with_another_key_nothing_private_opens(path):
    plant(path)
    path.with_suffix(".key").write_bytes(bytes(32))
    with pytest.raises(StoreUnavailable, match="not the one"):
        told(path)


def test_a_text_moved_to_another_row_is_noticed(path):
    plant(path)
    with open_store(path) as store:
        store.keepsakes.keep("p1", Keepsake("cards", "seven"))
    by_hand(path, "UPDATE keepsake SET body = (SELECT body FROM keepsake WHERE name = 'cards')")
    with open_store(path) as store:
        assert store.keepsakes.keepsake("p1", "cards").text == "seven"
        with pytest.raises(StoreUnavailable, match="cannot be opened"):
            store.keepsakes.keepsake("p1", "allergies")


def test_news_tell_nothing_without_the_key_and_nothing_of_another_evening(path):
    plant(path)
    with open_store(path) as store:
        store.log.open_session(SessionRef("s2", "p2", "p1", "digest", "h1", 1))
        store.log.append("s2", "close", [FELT], expected_seq=0)
        both = {session: store.log.read(session) for session in ("s1", "s2")}
        news = store.log.news("s1", both["s1"])
        assert SECRET not in b64decode(news[len(SEALED) :]).decode("latin-1")
        assert store.log.told("s1", news) == both["s1"]
        with pytest.raises(StoreUnavailable, match="cannot be opened"):
            store.log.told("s2", news)
    with open_store(path) as other:
        assert (other.log.told("s1", news), other.log.news("s1", both["s1"])) == ([], "")


def test_a_person_erased_takes_their_key_along(path):
    plant(path)
    wrapped = by_hand(path, "SELECT wrapped FROM sealing_key WHERE owner = 'p1'")[0][0]
    with open_store(path) as store:
        store.people.erase_person("p1")
    assert wrapped not in path.read_bytes()
    assert by_hand(path, "SELECT count(*) FROM sealing_key WHERE owner = 'p1'") == [(0,)]


def test_texts_from_before_there_were_keys_are_sealed_when_the_record_opens(path):
    plant(path)
    by_hand(path, "UPDATE keepsake SET body = ?", (SECRET,))
    by_hand(path, "UPDATE private_note SET answers = ?", (SECRET,))
    assert SECRET.encode() in path.read_bytes()
    assert told(path) == [SECRET] * 3
    assert SECRET.encode() not in path.read_bytes()
    assert by_hand(path, "SELECT body FROM keepsake")[0][0].startswith(SEALED)
