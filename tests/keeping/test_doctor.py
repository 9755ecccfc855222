"""What hosting needs is looked at without changing it, and what is at fault is said with what to do."""

import json
import socket
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.planted import plant

from backrub.bootstrap.checkup.finding import Mark
from backrub.bootstrap.checkup.machine import look_at_address, look_at_disk, look_at_port
from backrub.bootstrap.checkup.record import look_at_record
from backrub.bootstrap.keeping import back_up

NOW_MS = 1_800_000_000_000


@pytest.fixture
def kept(host):
    with host.store() as store:
        plant(store)
    return host


def found(host, what, *, now_ms=None):
    now_ms = now_ms or time.time_ns() // 1_000_000
    return next(one for one in look_at_record(host.settings, now_ms=now_ms) if one.what == what)


def by_hand(host, statement):
    with closing(sqlite3.connect(host.settings.database, isolation_level=None)) as db:
        db.execute(statement)


def test_where_all_is_well_the_doctor_says_so(kept):
    before = kept.settings.key_file.stat().st_mtime_ns
    said = kept.run("doctor", "--format", "json", "--host", "127.0.0.1")
    assert (said.returncode, said.stderr) == (0, "")
    findings = {one["what"]: one for one in json.loads(said.stdout)["findings"]}
    assert list(findings) == ["database", "key", "clock", "disk", "port", "address", "voice", "versions"]
    assert {findings[what]["mark"] for what in ("database", "key", "clock", "address")} == {"fine"}
    assert ("SQLite" if isinstance(kept.settings.database, Path) else "PostgreSQL") in findings["database"][
        "told"
    ]
    assert all(one["told"].endswith(".") for one in findings.values())
    assert kept.settings.key_file.stat().st_mtime_ns == before


def test_what_is_at_fault_is_shown_with_what_to_do_and_the_status_says_so(kept):
    kept.settings.key_file.unlink()
    said = kept.run("doctor", COLUMNS="200")
    assert said.returncode == 1
    assert "✗ key      The key" in said.stdout
    assert "is missing" in said.stdout


def test_a_house_that_was_never_begun_stays_so(sqlite_host):
    told = [(one.what, one.mark) for one in look_at_record(sqlite_host.settings, now_ms=NOW_MS)]
    assert told == [("database", Mark.LOOK), ("key", Mark.LOOK)]
    assert list(sqlite_host.folder.iterdir()) == []


def test_an_empty_database_is_left_empty(postgres_host):
    for _ in range(2):
        assert found(postgres_host, "database").mark is Mark.LOOK


def test_a_server_that_is_not_there_is_told(sqlite_host):
    away = replace(sqlite_host.settings, database="postgresql://backrub:secret@127.0.0.1:1/x")
    database, _ = look_at_record(away, now_ms=NOW_MS)
    assert database.mark is Mark.FAULT
    assert "does not answer" in database.told
    assert "secret" not in database.told


def test_another_key_is_noticed(kept):
    kept.settings.key_file.write_bytes(bytes(32))
    assert (found(kept, "key").mark, "not the one" in found(kept, "key").told) == (Mark.FAULT, True)


def test_a_key_that_others_can_read_is_noticed(kept):
    kept.settings.key_file.chmod(0o640)
    assert "chmod 600" in found(kept, "key").told


def test_a_backup_beside_the_key_is_noticed(kept):
    back_up(kept.settings, kept.folder / "kept.backup", with_key=False)
    assert (found(kept, "key").mark, "lies beside the key" in found(kept, "key").told) == (Mark.LOOK, True)


def test_a_clock_that_went_back_is_noticed(kept):
    assert found(kept, "clock", now_ms=1_700_000_000_000).mark is Mark.FAULT


def test_a_clock_that_is_off_is_noticed(kept):
    minute = found(kept, "clock", now_ms=time.time_ns() // 1_000_000 + 61_000)
    assert minute.mark is Mark.FAULT
    assert "s off this machine's" in minute.told


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM event WHERE seq = 1", "restore a backup"),
        ("PRAGMA user_version = 99", "newer Backrub"),
        ("PRAGMA application_id = 7", "another program"),
    ],
)
def test_a_record_that_is_not_right_is_noticed(sqlite_host, statement, told):
    with sqlite_host.store() as store:
        plant(store)
        first = store.log.read("session-h1")[0].event
        store.log.append("session-h1", "again", [first], expected_seq=1)
    by_hand(sqlite_host, statement)
    assert (found(sqlite_host, "database").mark, told in found(sqlite_host, "database").told) == (
        Mark.FAULT,
        True,
    )


def test_a_damaged_file_is_noticed(sqlite_host):
    with sqlite_host.store() as store:
        plant(store)
    with sqlite_host.settings.database.open("r+b") as file:
        file.seek(4096)  # where its second page begins
        file.write(b"\xff" * 100)
    assert found(sqlite_host, "database").mark is Mark.FAULT


def test_a_port_in_use_is_worth_a_look(sqlite_host):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken = replace(sqlite_host.settings, host="127.0.0.1", port=listener.getsockname()[1])
        assert look_at_port(taken).mark is Mark.LOOK
    assert look_at_port(taken).mark is Mark.FINE
    assert look_at_port(replace(taken, host="192.0.2.1")).mark is Mark.FAULT


def test_plain_http_is_worth_a_look_and_this_machine_alone_is_fine():
    assert look_at_address("192.168.1.20", 8000).mark is Mark.LOOK
    assert look_at_address(None, 8000).mark is Mark.FINE


def test_the_disk_of_a_folder_to_come_is_known(tmp_path):
    assert "free at" in look_at_disk(tmp_path / "not" / "yet").told
