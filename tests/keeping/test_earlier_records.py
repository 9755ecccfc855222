"""A record as every earlier Backrub made it opens with all that it holds, sealed, and takes in what is new.

The files in tests/golden/records were written by those versions themselves and never change; the sealed ones with
a key of 32 times the letter k.
"""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest
from tests.planted import SECRET, contents

from backrub.application.home_ports import Private
from backrub.bootstrap.keeping import back_up, put_back
from backrub.domain.home import Device, Person
from backrub.domain.session.events import StepBegan
from backrub.storage.postgres import schema as postgres_schema
from backrub.storage.sealing.key_ring import SEALED
from backrub.storage.sqlite import schema as sqlite_schema

RECORDS = Path(__file__).parents[1] / "golden" / "records"
FILES = sorted(RECORDS.glob("sqlite-*.sql"))
SERVERS = sorted(RECORDS.glob("postgres-*.sql"))
SEALED_SINCE = {"sqlite": 4, "postgres": 1}


def lay_in(host, script):
    """Let a host have an earlier record, and its key if it had one."""
    engine, _, step = script.stem.partition("-")
    if int(step) >= SEALED_SINCE[engine]:
        host.settings.key_file.write_bytes(b"k" * 32)
        host.settings.key_file.chmod(0o600)
    if engine == "sqlite":
        with closing(sqlite3.connect(host.settings.database)) as db:
            db.executescript(script.read_text())
    else:
        asyncio.run(_run(host.settings.database, script.read_text()))


async def _run(address, script):
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(script)
    finally:
        await connection.close()


def private_texts(rows):
    """Return what stands in every column that holds something private."""
    return [
        *(row[-1] for row in rows["event"]),
        *(row[3] for row in rows["private_note"]),
        *(row[-1] for row in rows["keepsake"]),
    ]


def holds_all(store, step):
    events = [one.event for one in store.log.read("session-h1")]
    assert events[0] == StepBegan(0, "settle")
    assert (events[1].felt, events[1].keep) == (SECRET, SECRET)
    if step == 1:
        assert [(one.giver, one.receiver) for one in store.log.sessions()] == [("Scott", "Cheryl")]
        return
    assert [one.name for one in store.people.people("h1")] == ["Cheryl", "Scott"]
    assert [one.people for one in store.people.devices("h1")] == [("cheryl-h1", "scott-h1")]
    assert store.people.device(b"token h1").holder == "cheryl-h1"
    assert store.people.pin_hash("scott-h1") == "a hash"
    assert store.people.invitation(b"a digest", 1).person == "scott-h1"
    assert store.nights.night_of_session("session-h1").people == ("cheryl-h1", "scott-h1")
    assert store.nights.private("night-h1", "cheryl-h1", Private.CHECK_IN).answers == SECRET
    kept = [one.text for one in store.keepsakes.keepsakes("cheryl-h1")]
    assert kept == ([SECRET] if step > 2 else [])


@pytest.mark.parametrize("script", FILES, ids=lambda one: one.stem)
def test_an_earlier_file_opens_with_all_it_holds_and_sealed(sqlite_host, script):
    lay_in(sqlite_host, script)
    for _ in range(2):
        with sqlite_host.store() as store:
            holds_all(store, int(script.stem[-1]))
            assert all(text.startswith(SEALED) for text in private_texts(contents(store)))
    with closing(sqlite3.connect(sqlite_host.settings.database)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (sqlite_schema.VERSION,)
    assert all(SECRET.encode() not in file.read_bytes() for file in sqlite_host.folder.iterdir())


@pytest.mark.parametrize("script", SERVERS, ids=lambda one: one.stem)
def test_an_earlier_server_opens_with_all_it_holds_and_sealed(postgres_host, script):
    lay_in(postgres_host, script)
    with postgres_host.store() as store:
        holds_all(store, 4)
        assert all(text.startswith(SEALED) for text in private_texts(contents(store)))
        store.people.add_home("h2", Person("p2", "h2", "Cheryl"), Device("d2", "h2", ("p2",), "p2"), b"t2")
        assert store.record.rows("SELECT max(version) FROM backrub_schema") == [(postgres_schema.VERSION,)]


@pytest.mark.parametrize("script", [FILES[0], FILES[2], *SERVERS], ids=lambda one: one.stem)
def test_an_earlier_record_goes_into_a_backup_sealed_and_back_out_whole(request, tmp_path, script):
    engine, _, step = script.stem.partition("-")
    host = request.getfixturevalue(f"{engine}_host")
    lay_in(host, script)
    back_up(host.settings, tmp_path / "kept.backup", with_key=False)
    put_back(host.settings, tmp_path / "kept.backup", replace=True)
    with host.store() as store:
        holds_all(store, int(step) if engine == "sqlite" else 4)


def test_every_step_that_was_ever_shipped_is_tried():
    assert [one.stem for one in (*SERVERS, *FILES)] == [
        "postgres-1",
        *(f"sqlite-{step}" for step in range(1, 5)),
    ]
