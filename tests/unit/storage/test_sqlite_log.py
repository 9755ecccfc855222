"""What only a file must promise: privacy, other processes, and being the same file tomorrow."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest
from tests.kept import by_hand, log_at, transaction_elsewhere

from backrub.application.ports import SessionRef
from backrub.domain.errors import SequenceConflict, StoreUnavailable
from backrub.domain.session.events import Debriefed, StepBegan
from backrub.storage.sqlite import schema
from backrub.storage.store import open_store

TONIGHT = SessionRef("tonight", giver="Scott", receiver="Cheryl", evening_digest="digest")
STEP = StepBegan(at_ms=0, step="s1")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder" / "record.db"


@pytest.fixture
def log(path):
    with log_at(path) as log:
        log.open_session(TONIGHT)
        yield log


def test_a_closed_record_is_the_same_when_opened_again(path):
    with log_at(path) as log:
        log.open_session(TONIGHT)
        recorded = log.append("tonight", "c1", [STEP], expected_seq=0)
    with log_at(path) as log:
        assert log.sessions() == [TONIGHT]
        assert log.read("tonight") == recorded
        assert log.append("tonight", "c1", [STEP], expected_seq=0) == recorded


def test_closing_twice_changes_nothing(path):
    store = open_store(path)
    store.log.open_session(TONIGHT)
    store.close()
    store.close()
    with log_at(path) as again:
        assert again.sessions() == [TONIGHT]


def test_only_their_owner_can_read_the_folder_and_its_files(path, log):
    log.append("tonight", "c1", [STEP], expected_seq=0)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in [path.parent, *path.parent.iterdir()]}
    files = ("record.db", "record.db-wal", "record.db-shm", "record.key")
    assert modes == {"folder": 0o700, **dict.fromkeys(files, 0o600)}


def test_a_folder_that_was_there_keeps_its_mode(path):
    path.parent.mkdir(mode=0o755)
    open_store(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755


def test_a_name_with_signs_that_mean_something_in_an_address_is_a_name(tmp_path):
    path = tmp_path / "50% ?mode=ro#é" / "record.db"
    open_store(path).close()
    assert path.is_file()


def test_every_commit_is_synced_and_what_is_deleted_is_overwritten(log):
    expected = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
    assert {name: by_hand(log, f"PRAGMA {name}")[0][0] for name in expected} == expected


def test_the_file_says_whose_it_is_and_which_version(path):
    open_store(path).close()
    header = path.read_bytes()[:100]
    assert header[68:72] == b"BRUB"
    assert int.from_bytes(header[60:64], "big") == schema.VERSION


def test_two_connections_see_what_the_other_appended(path, log):
    with log_at(path) as other:
        log.append("tonight", "c1", [STEP], expected_seq=0)
        other.append("tonight", "c2", [STEP], expected_seq=1)
        assert [one.command_id for one in log.read("tonight")] == ["c1", "c2"]
        assert log.read("tonight") == other.read("tonight")


def test_of_two_connections_that_append_at_one_place_the_second_conflicts(path, log):
    with log_at(path) as other:
        first = log.append("tonight", "c1", [STEP], expected_seq=0)
        with pytest.raises(SequenceConflict, match="Session tonight is at event 1, not 0; read it again"):
            other.append("tonight", "c2", [STEP], expected_seq=0)
        assert other.append("tonight", "c1", [STEP], expected_seq=0) == first


def append_again_until_it_fits(path, who):
    """Append 20 events to the one session, reading again after each conflict."""
    with log_at(path) as log:
        for command_id in [f"{who}{number}" for number in range(20)]:
            while command_id not in [one.command_id for one in log.read("tonight")]:
                with suppress(SequenceConflict):
                    log.append("tonight", command_id, [STEP], expected_seq=len(log.read("tonight")))


def test_three_writers_at_once_wait_for_each_other_and_record_everything_once(path, log):
    with ThreadPoolExecutor() as writers:
        for done in [writers.submit(append_again_until_it_fits, path, who) for who in "abc"]:
            done.result()
    recorded = log.read("tonight")
    assert [one.seq for one in recorded] == list(range(1, 61))
    assert len({one.command_id for one in recorded}) == 60


def test_a_reader_reads_while_another_writes(path, log):
    log.append("tonight", "c1", [STEP], expected_seq=0)
    with log_at(path, read_only=True) as reader, transaction_elsewhere(path, "BEGIN IMMEDIATE"):
        assert [one.seq for one in reader.read("tonight")] == [1]


def test_a_reader_cannot_write(path, log):
    with log_at(path, read_only=True) as reader:
        with pytest.raises(StoreUnavailable, match="cannot be written"):
            reader.append("tonight", "c1", [STEP], expected_seq=0)
        with pytest.raises(StoreUnavailable, match="cannot be written"):
            reader.erase_session("tonight")
    assert log.sessions() == [TONIGHT]
    assert log.read("tonight") == []


def test_a_reader_makes_no_record_where_there_is_none(path):
    with pytest.raises(StoreUnavailable, match=r"There is no record at .* yet"):
        open_store(path, read_only=True)
    assert not path.parent.exists()


def test_a_record_whose_making_was_cut_off_is_made_at_the_next_opening(path):
    path.parent.mkdir()
    path.touch()
    with pytest.raises(StoreUnavailable, match=r"There is no record at .* yet"):
        open_store(path, read_only=True)
    with log_at(path) as log:
        assert log.sessions() == []


SECRET = "put-up-with-more-than-I-said"  # noqa: S105  # a private word, no password


def files_with_the_secret(path):
    return sorted(file.name for file in path.parent.iterdir() if SECRET.encode() in file.read_bytes())


def plant_the_secret(log):
    """Put the secret wherever a person's words can be kept, between two evenings that stay."""
    log.open_session(SessionRef("private", f"giver {SECRET}", f"receiver {SECRET}", SECRET))
    closing = Debriefed(
        at_ms=1, felt=SECRET, sites=(), tension_after=(), put_up_with=True, keep=SECRET * 2000
    )
    for seq in range(20):
        log.append("private", f"{SECRET} {seq}", [replace(closing, at_ms=seq)], expected_seq=seq)
        log.append("tonight", f"c{seq}", [STEP], expected_seq=seq)


@pytest.mark.parametrize("reopened", [False, True])
def test_erased_words_are_in_no_byte_of_any_file(path, reopened):
    with log_at(path) as log:
        log.open_session(TONIGHT)
        plant_the_secret(log)
        assert "record.db-wal" in files_with_the_secret(path)
        kept = log.read("tonight")
    assert files_with_the_secret(path) == ["record.db"]
    with log_at(path) as log:
        if not reopened:
            log.append("private", SECRET, [STEP], expected_seq=20)
            assert files_with_the_secret(path) == ["record.db", "record.db-wal"]
        log.erase_session("private")
        assert files_with_the_secret(path) == []
        assert log.read("tonight") == kept
    assert files_with_the_secret(path) == []
    assert path.stat().st_size < 120_000


def test_erasing_says_so_when_a_reader_still_holds_the_bytes_and_finishes_when_asked_again(
    path, log, monkeypatch
):
    monkeypatch.setattr(schema, "BUSY_S", 0.05)
    plant_the_secret(log)
    with log_at(path) as impatient:
        elsewhere = transaction_elsewhere(path, "BEGIN", "SELECT * FROM event")
        with (
            elsewhere,
            pytest.raises(
                StoreUnavailable, match="is being read elsewhere; close that Backrub, then erase again"
            ),
        ):
            impatient.erase_session("private")
        assert impatient.read("private") == []
        assert files_with_the_secret(path) != []
        impatient.erase_session("private")
        assert files_with_the_secret(path) == []


def test_a_damaged_event_is_named_by_session_and_seq(log, path):
    log.append("tonight", "c1", [STEP, STEP], expected_seq=0)
    by_hand(log, "UPDATE event SET body = '{\"step\":' WHERE seq = 2")
    for ask in (log.read, lambda session: log.append(session, "c1", [], expected_seq=0)):
        with pytest.raises(StoreUnavailable) as error:
            ask("tonight")
        assert str(error.value) == (
            f"{path}: session tonight, event 2 is damaged; put a backup in its place, or begin a new evening."
        )


def test_an_event_missing_between_others_is_noticed(log, path):
    log.append("tonight", "c1", [STEP, STEP, STEP], expected_seq=0)
    by_hand(log, "DELETE FROM event WHERE seq = 2")
    with pytest.raises(StoreUnavailable, match="is damaged"):
        log.read("tonight")


def test_the_tables_refuse_what_is_no_event(log):
    rows = {
        "an unknown session": ("nobody", 1, "c", 0, "paused", 0, "{}"),
        "a seq of 0": ("tonight", 0, "c", 0, "paused", 0, "{}"),
        "a time in words": ("tonight", 1, "c", 0, "paused", "now", "{}"),
    }
    for row in rows.values():
        with pytest.raises(StoreUnavailable) as refusal:
            by_hand(log, "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        assert type(refusal.value.__cause__) is sqlite3.IntegrityError
