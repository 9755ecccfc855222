"""Whatever goes wrong with the file is one sentence that names it, and costs nothing recorded before."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

import pytest
from tests.kept import by_hand, log_at

from backrub.application.ports import SessionRef
from backrub.domain.errors import BackrubError, StoreUnavailable
from backrub.domain.session.events import StepBegan
from backrub.storage.sqlite import schema
from backrub.storage.store import open_store

TONIGHT = SessionRef("tonight", giver="Scott", receiver="Cheryl", evening_digest="digest")
STEP = StepBegan(at_ms=0, step="s" * 500)
NOBODY = 65534
HOLDER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("BEGIN IMMEDIATE")
print(flush=True)
input()
"""


def fill(path, count=60):
    with log_at(path) as log:
        log.open_session(TONIGHT)
        return log.append("tonight", "c1", [STEP] * count, expected_seq=0)


def sentence(act, path):
    """Return what a person reads when `act` fails: one sentence that names the file."""
    with pytest.raises(StoreUnavailable) as error:
        act()
    text = str(error.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert ". " not in text.replace(str(path), "")
    assert str(path) in text
    return text


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.db"


@pytest.fixture
def own_folder():
    """Give a folder to a plain user and be that user: the superuser may write everywhere."""
    folder = Path(tempfile.mkdtemp())
    superuser = os.geteuid() == 0
    if superuser:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    yield folder
    if superuser:
        os.seteuid(0)
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_a_read_only_file_is_refused_at_opening(own_folder):
    path = own_folder / "record.db"
    kept = fill(path)
    path.chmod(0o400)
    assert "cannot be written; allow writing" in sentence(lambda: open_store(path), path)
    with log_at(path, read_only=True) as log:
        assert log.read("tonight") == kept


def test_a_read_only_folder_is_refused_at_opening(own_folder):
    path = own_folder / "record.db"
    kept = fill(path)
    own_folder.chmod(0o500)
    assert "cannot be written; allow writing" in sentence(lambda: open_store(path), path)
    own_folder.chmod(0o700)
    with log_at(path) as log:
        assert log.read("tonight") == kept


def test_a_folder_that_cannot_be_made_is_refused(own_folder):
    own_folder.chmod(0o500)
    path = own_folder / "new" / "record.db"
    assert "permission denied" in sentence(lambda: open_store(path), path)


def test_a_file_that_cannot_be_read_is_refused(own_folder):
    path = own_folder / "record.db"
    fill(path)
    path.chmod(0)
    for read_only in (False, True):
        assert "allow" in sentence(lambda read_only=read_only: open_store(path, read_only=read_only), path)


def test_a_file_where_the_folder_should_be_is_refused(tmp_path):
    (tmp_path / "data").write_text("a letter")
    path = tmp_path / "data" / "record.db"
    assert "choose another data directory" in sentence(lambda: open_store(path), path)
    assert (tmp_path / "data").read_text() == "a letter"


@pytest.mark.parametrize("read_only", [False, True])
def test_a_folder_in_the_place_of_the_file_is_refused(path, read_only):
    path.mkdir()
    assert "is a folder" in sentence(lambda: open_store(path, read_only=read_only), path)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_database_of_another_program_is_left_untouched(path, read_only):
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE recipe (name)")
    db.close()
    before = path.read_bytes()
    assert "belongs to another program" in sentence(lambda: open_store(path, read_only=read_only), path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_the_record_of_a_newer_version_is_left_untouched(path, read_only):
    fill(path)
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.close()
    before = path.read_bytes()
    assert "newer Backrub; update" in sentence(lambda: open_store(path, read_only=read_only), path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_database_is_left_untouched(path, read_only):
    path.write_text("Dear Cheryl, " * 1000)
    assert "is damaged or is not a database" in sentence(lambda: open_store(path, read_only=read_only), path)
    assert path.read_text() == "Dear Cheryl, " * 1000


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.95])
def test_a_truncated_file_is_refused_at_opening(path, share):
    fill(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert "is damaged" in sentence(lambda: open_store(path), path)


def use_everything(path):
    with log_at(path) as log:
        log.sessions()
        seq = len(log.read("tonight"))
        log.append("tonight", "c2", [STEP], expected_seq=seq)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = CAST(x'7b22ff' AS TEXT) WHERE seq = 5",
        "UPDATE event SET kind = CAST(x'ff' AS TEXT) WHERE seq = 5",
        "DROP TABLE event",
        "ALTER TABLE event RENAME COLUMN body TO soul",
    ],
)
def test_a_record_that_someone_meddled_with_is_damaged(path, statement):
    fill(path)
    db = sqlite3.connect(path)
    db.execute(statement)
    db.commit()
    db.close()
    assert "is damaged" in sentence(lambda: use_everything(path), path)


@pytest.mark.parametrize("checked_bytes", [schema.CHECKED_BYTES, 0])
def test_flipped_bytes_never_end_in_more_than_a_sentence(path, monkeypatch, checked_bytes):
    monkeypatch.setattr(schema, "CHECKED_BYTES", checked_bytes)
    fill(path)
    whole, rng, noticed = path.read_bytes(), Random(7), 0
    for _ in range(150):
        flipped = bytearray(whole)
        for _ in range(20):
            flipped[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        path.write_bytes(flipped)
        try:
            use_everything(path)
        except BackrubError:
            noticed += 1
        for beside in path.parent.glob("record.db-*"):
            beside.unlink()
    assert noticed > 50


def test_a_record_locked_by_another_process_says_so_after_the_wait_and_loses_nothing(path, monkeypatch):
    monkeypatch.setattr(schema, "BUSY_S", 0.1)
    kept = fill(path)
    with log_at(path) as log:
        command = [sys.executable, "-c", HOLDER, path]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            append = lambda: log.append("tonight", "c2", [STEP], expected_seq=len(kept))  # noqa: E731
            assert "in use by another Backrub" in sentence(append, path)
            assert "in use by another Backrub" in sentence(lambda: open_store(path), path)
            assert log.read("tonight") == kept
            process.communicate(b"\n")
        assert len(append()) == 1


def test_a_full_disk_says_so_and_the_same_command_succeeds_once_there_is_room(path):
    kept = fill(path)
    with log_at(path) as log:
        pages = by_hand(log, "PRAGMA page_count")[0][0]
        by_hand(log, f"PRAGMA max_page_count = {pages}")
        append = lambda: log.append("tonight", "c2", [STEP] * 50, expected_seq=len(kept))  # noqa: E731
        assert "The disk is full" in sentence(append, path)
        assert log.read("tonight") == kept
        by_hand(log, "PRAGMA max_page_count = 1000000")
        assert len(append()) == 50
    with log_at(path) as log:
        assert len(log.read("tonight")) == len(kept) + 50


def test_a_failing_disk_says_so(path, monkeypatch):
    fill(path)
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(schema, "connect", fail)
    assert "does not answer as it should" in sentence(lambda: open_store(path), path)


def test_a_closed_record_says_so(path):
    fill(path)
    store = open_store(path)
    store.log.sessions()
    store.close()
    assert "cannot be used just now; close Backrub" in sentence(store.log.sessions, path)
    assert "cannot be used just now" in sentence(lambda: store.log.open_session(TONIGHT), path)


def test_a_name_that_is_not_unicode_is_refused_and_the_record_goes_on(path):
    with log_at(path) as log:
        odd = SessionRef("tonight", giver="Sc\ud800tt", receiver="Cheryl", evening_digest="digest")
        assert "not Unicode" in sentence(lambda: log.open_session(odd), path)
        log.open_session(TONIGHT)
        assert log.sessions() == [TONIGHT]


def test_a_python_with_an_old_sqlite_is_told_what_is_needed(path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(StoreUnavailable, match=r"needs SQLite 3\.37 or newer"):
        open_store(path)
    assert not path.exists()
