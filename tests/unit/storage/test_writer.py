"""Those who write at once share a commit, and none of them can spoil it for the others."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from backrub.domain.errors import StoreUnavailable
from backrub.storage.sqlite.record import RecordFile
from backrub.storage.sqlite.writer import MOST_TOGETHER, _Job

LONG_S = 30


@pytest.fixture
def file(tmp_path):
    file = RecordFile(tmp_path / "record.db", read_only=False)
    file.write(lambda db: db.execute("CREATE TABLE said (word TEXT NOT NULL UNIQUE) STRICT").fetchall())
    yield file
    file.close()


def say(word):
    return lambda db: db.execute("INSERT INTO said VALUES (?) RETURNING word", (word,)).fetchone()[0]


def said(file):
    return [word for (word,) in file.rows("SELECT word FROM said ORDER BY rowid")]


@contextmanager
def traced(file):
    """Give the statements that the writer carries out meanwhile."""
    statements = []
    file._writer._db.set_trace_callback(statements.append)
    yield statements
    file._writer._db.set_trace_callback(None)


def hold(file):
    """Keep the writer busy, and return what lets it go on."""
    busy, go_on = threading.Event(), threading.Event()
    file._writer._submit(_Job(lambda _: busy.set() or go_on.wait(LONG_S), erasing=False))
    assert busy.wait(LONG_S)
    return go_on


def together(file, *works, erasing=False):
    """Let all works wait while another is under way, and return their answers once all are served."""
    go_on = hold(file)
    jobs = [_Job(work, erasing) for work in works]
    for job in jobs:
        file._writer._submit(job)
    go_on.set()
    return [job.answer.exception(LONG_S) or job.answer.result() for job in jobs]


def test_who_waits_together_shares_one_commit_and_gets_their_own_answer(file):
    words = [f"word {number}" for number in range(16)]
    with traced(file) as statements:
        assert together(file, *map(say, words)) == words
    assert statements.count("COMMIT") == 2  # the one under way, and the one for all
    assert said(file) == words


def test_nobody_is_answered_before_the_commit(file):
    job, answered_at_commit = _Job(say("a"), erasing=False), []

    def look(statement):
        if statement == "COMMIT":
            answered_at_commit.append(job.answer.done())

    file._writer._db.set_trace_callback(look)
    file._writer._submit(job)
    assert job.answer.result(LONG_S) == "a"
    assert answered_at_commit == [False]


def test_one_alone_after_a_crowd_is_served_too(file):
    together(file, *map(say, "abc"))
    assert file._writer._usual == 3
    assert file.write(say("d")) == "d"
    assert file._writer._usual == 1


def test_a_very_long_queue_is_served_in_several_commits(file):
    words = [f"word {number}" for number in range(MOST_TOGETHER * 2)]
    with traced(file) as statements:
        together(file, *map(say, words))
    assert statements.count("COMMIT") == 3
    assert said(file) == words


def test_a_work_that_fails_leaves_nothing_and_the_others_stay(file):
    def speak_and_fail(db):
        say("half")(db)
        raise ValueError("changed my mind")

    answers = together(file, say("a"), speak_and_fail, say("a"), say("b"))
    assert [answers[0], answers[3]] == ["a", "b"]
    assert type(answers[1]) is ValueError
    assert type(answers[2]) is sqlite3.IntegrityError
    assert said(file) == ["a", "b"]


def fail_at_commit(db):
    db.execute("PRAGMA defer_foreign_keys = ON")
    db.execute("INSERT INTO event VALUES ('nobody', 1, 'c', 0, 'paused', 0, '{}')")


def give_all_up(db):
    db.execute("ROLLBACK")  # as SQLite does itself when a disk fails
    raise sqlite3.OperationalError("disk I/O error")


@pytest.mark.parametrize("spoil", [fail_at_commit, give_all_up])
def test_when_the_commit_fails_everybody_is_told_and_the_next_can_write(file, spoil):
    answers = together(file, say("a"), spoil, say("b"))
    assert len(answers) == 3
    assert all(isinstance(answer, sqlite3.Error) for answer in answers)
    assert said(file) == []
    assert file.write(say("c")) == "c"
    assert said(file) == ["c"]


def test_a_failure_of_the_database_reaches_the_caller_as_a_sentence(file):
    with pytest.raises(StoreUnavailable, match=r"record\.db"):
        file.write(fail_at_commit)


def test_two_who_erase_at_once_share_the_wiping(file):
    with traced(file) as statements:
        together(file, say("a"), say("b"), erasing=True)
    assert statements.count("VACUUM") == 1
    assert said(file) == ["a", "b"]


def test_closing_writes_what_waits_ends_the_thread_and_refuses_more(file):
    go_on, job = hold(file), _Job(say("a"), erasing=False)
    file._writer._submit(job)
    with ThreadPoolExecutor() as other:
        closing = other.submit(file.close)
        go_on.set()
        closing.result(LONG_S)
    assert job.answer.result(0) == "a"
    assert file._writer._thread is not None
    assert not file._writer._thread.is_alive()
    with pytest.raises(StoreUnavailable, match="cannot be used just now"):
        file.write(say("b"))


def test_a_file_that_is_only_read_starts_no_thread(file):
    with_reader = RecordFile(file.path, read_only=True)
    assert with_reader.rows("SELECT count(*) FROM said") == [(0,)]
    assert with_reader._writer._thread is None
    with_reader.close()
