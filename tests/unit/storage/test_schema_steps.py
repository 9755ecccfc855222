"""A record of the first version is brought up to date with all that it holds, or only read and left as it is."""

import sqlite3
from contextlib import closing

import pytest
from tests.kept import log_at

from backrub.application.home_ports import Keepsake, Private
from backrub.application.ports import Recorded, SessionRef
from backrub.domain.errors import StoreUnavailable
from backrub.domain.home import Device, Person
from backrub.domain.session.events import Paused, StepBegan, Who
from backrub.storage.sqlite import schema
from backrub.storage.store import open_store

FIRST_VERSION = """
    PRAGMA journal_mode = WAL;
    CREATE TABLE session (
        id TEXT NOT NULL PRIMARY KEY,
        ordinal INTEGER NOT NULL UNIQUE,
        giver TEXT NOT NULL,
        receiver TEXT NOT NULL,
        evening_digest TEXT NOT NULL
    ) STRICT;
    CREATE TABLE event (
        session_id TEXT NOT NULL REFERENCES session (id),
        seq INTEGER NOT NULL CHECK (seq >= 1),
        command_id TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position >= 0),
        kind TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (session_id, seq),
        UNIQUE (session_id, command_id, position)
    ) STRICT, WITHOUT ROWID;
    PRAGMA application_id = 0x42525542;
    PRAGMA user_version = 1;
    INSERT INTO session VALUES ('later', 2, 'Cheryl', 'Scott', 'd2'), ('tonight', 1, 'Scott', 'Cheryl', 'd1');
    INSERT INTO event VALUES ('tonight', 1, 'begin', 0, 'step_began', 0, '{"step":"settle"}');
    INSERT INTO event VALUES ('tonight', 2, 'c1', 0, 'paused', 700, '{"who":"giver"}');
"""
LATER_TABLES = "DROP VIEW next_session;" + "".join(
    f"DROP TABLE {name};" for name in ("keepsake", "sealing_key", "throttle", "shown_link")
)
SESSIONS = [SessionRef("tonight", "Scott", "Cheryl", "d1"), SessionRef("later", "Cheryl", "Scott", "d2")]
EVENTS = [Recorded(1, "begin", StepBegan(0, "settle")), Recorded(2, "c1", Paused(700, Who.GIVER))]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "record.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(FIRST_VERSION)
    return path


def asked(path, query):
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


def test_a_first_record_keeps_all_it_holds_and_takes_homes_in(path):
    with open_store(path) as store:
        assert store.log.sessions() == SESSIONS
        assert store.log.read("tonight") == EVENTS
        assert store.log.append("tonight", "c1", [], expected_seq=0) == EVENTS[1:]
        store.log.append("tonight", "c2", [StepBegan(900, "s2")], expected_seq=2)
        store.people.add_home("h1", Person("p1", "h1", "Cheryl"), Device("d1", "h1", ("p1",), "p1"), b"t")
        assert store.nights.privates_of("p1", Private.CLOSING) == []
    assert asked(path, "PRAGMA user_version") == [(schema.VERSION,)]
    with open_store(path) as store:
        assert store.log.sessions() == SESSIONS
        assert len(store.log.read("tonight")) == 3


def test_a_record_that_grew_has_the_tables_of_a_new_one(path, tmp_path):
    tables = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'session'"
    columns = "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('session')"
    open_store(path).close()
    open_store(tmp_path / "new.db").close()
    for query in (columns, "PRAGMA user_version"):
        assert asked(path, query) == asked(tmp_path / "new.db", query)
    assert {name for name, _ in asked(path, tables)} == {
        name for name, _ in asked(tmp_path / "new.db", tables)
    }


def test_reading_a_first_record_changes_no_byte_of_it(path):
    before = path.read_bytes()
    with log_at(path, read_only=True) as log:
        assert log.sessions() == SESSIONS
        assert log.sessions(giver="Cheryl") == SESSIONS[1:]
        assert log.sessions(home="h1") == []
        assert log.read("tonight") == EVENTS
    assert path.read_bytes() == before


def test_a_step_that_fails_half_way_leaves_the_record_as_it_was(path, monkeypatch):
    broken = (schema._STEPS[0], (*schema._STEPS[1][:5], "CREATE TABLE session (id)"))
    monkeypatch.setattr(schema, "_STEPS", broken)
    with pytest.raises(StoreUnavailable):
        open_store(path)
    assert asked(path, "PRAGMA user_version") == [(1,)]
    monkeypatch.undo()
    with log_at(path) as log:
        assert log.sessions() == SESSIONS
        assert log.read("tonight") == EVENTS


def test_a_second_record_keeps_its_homes_and_takes_keepsakes_in(tmp_path):
    path = tmp_path / "second.db"
    with open_store(path) as store:
        store.people.add_home("h1", Person("p1", "h1", "Cheryl"), Device("d1", "h1", ("p1",), "p1"), b"t")
    with closing(sqlite3.connect(path)) as db:
        db.executescript(f"{LATER_TABLES} PRAGMA user_version = 2;")
    with open_store(path) as store:
        assert [person.name for person in store.people.people("h1")] == ["Cheryl"]
        assert store.keepsakes.keep("p1", Keepsake("cards", "seven")).version == 1
    assert asked(path, "PRAGMA user_version") == [(schema.VERSION,)]
