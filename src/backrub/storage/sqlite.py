"""The event log in one SQLite file: what append returned is on the disk.

Theory of operation. An append is one transaction: BEGIN IMMEDIATE takes the only write lock, so what is read
after it (the command's earlier events, the length of the log) cannot change before COMMIT, which returns only
once the write-ahead log is synced. A process killed anywhere before that leaves nothing, and one killed after
it leaves everything; the command id makes trying again harmless either way.

One thread uses one connection. Where many sessions write at once, syncing each append alone is the
bottleneck. Then one writer thread owns the connection, takes every waiting append from a queue, runs
`_record` for each in a SAVEPOINT of its own inside a single BEGIN IMMEDIATE, commits once, and only then
answers them all. Callers keep this port and see nothing of it; readers open connections of their own and
never wait in WAL mode.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from backrub.application.ports import Recorded, SessionRef
from backrub.domain.errors import SequenceConflict, StoreUnavailable
from backrub.domain.session.events import Event
from backrub.storage import schema
from backrub.storage.codec import Written, decode, encode
from backrub.storage.failures import damaged, in_one_sentence

_SESSION = "SELECT id, giver, receiver, evening_digest FROM session WHERE id = ?"
_SESSIONS = """
    SELECT id, giver, receiver, evening_digest FROM session
    WHERE giver = coalesce(?, giver) AND receiver = coalesce(?, receiver) ORDER BY ordinal
"""
_OPEN_SESSION = "INSERT INTO session SELECT ?, coalesce(max(ordinal), 0) + 1, ?, ?, ? FROM session"
_EVENTS_AFTER = """
    SELECT seq, command_id, kind, at_ms, body FROM event WHERE session_id = ? AND seq > ? ORDER BY seq
"""
_EVENTS_OF_COMMAND = """
    SELECT seq, command_id, kind, at_ms, body FROM event WHERE session_id = ? AND command_id = ? ORDER BY seq
"""
_LAST_SEQ = "SELECT coalesce(max(seq), 0) FROM event WHERE session_id = ?"
_INSERT_EVENT = """
    INSERT INTO event (session_id, seq, command_id, position, kind, at_ms, body) VALUES (?, ?, ?, ?, ?, ?, ?)
"""


def open_log(path: Path, *, read_only: bool = False) -> "SqliteEventLog":
    """Open the record at `path`, making it and its folder, for their owner alone, if there is none.

    Raises: StoreUnavailable, if it is damaged, newer, another program's, or cannot be read or written.
    """
    with in_one_sentence(path):
        return SqliteEventLog(schema.connect(path, read_only=read_only), path)


class SqliteEventLog:
    """Keep sessions and their events in one SQLite file; close it, or use it in a with statement."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice changes nothing."""
        with in_one_sentence(self._path):
            self._db.close()

    def open_session(self, ref: SessionRef) -> None:
        """Record a new session; the same ref twice changes nothing.

        Raises: StoreUnavailable, also if the id already names another session.
        """
        with self._transaction():
            known = self._sessions(_SESSION, (ref.id,))
            if known and known != [ref]:
                raise StoreUnavailable(
                    f"{self._path} already holds another session {ref.id}; begin one anew."
                )
            if not known:
                self._db.execute(_OPEN_SESSION, (ref.id, ref.giver, ref.receiver, ref.evening_digest))

    def sessions(self, *, giver: str | None = None, receiver: str | None = None) -> list[SessionRef]:
        """Return sessions in the order they were opened, of these people where named.

        Raises: StoreUnavailable.
        """
        with in_one_sentence(self._path):
            return self._sessions(_SESSIONS, (giver, receiver))

    def append(
        self, session_id: str, command_id: str, events: Sequence[Event], *, expected_seq: int
    ) -> list[Recorded]:
        """Append all events or none, after `expected_seq`, and return them once durable.

        A command id already recorded returns what it recorded then and appends nothing.
        Raises: SequenceConflict, if the log does not end at `expected_seq`; StoreUnavailable, also if the
        session was never opened.
        """
        written = [encode(event) for event in events]  # before the lock is taken
        with self._transaction():
            if earlier := self._events(_EVENTS_OF_COMMAND, (session_id, command_id)):
                return earlier
            self._record(session_id, command_id, written, expected_seq=expected_seq)
        return [Recorded(seq, command_id, event) for seq, event in enumerate(events, expected_seq + 1)]

    def _record(self, session_id: str, command_id: str, written: list[Written], *, expected_seq: int) -> None:
        """Write events inside the transaction under way."""
        if not self._sessions(_SESSION, (session_id,)):
            raise StoreUnavailable(f"{self._path} holds no session {session_id}; begin one anew.")
        (last,) = self._db.execute(_LAST_SEQ, (session_id,)).fetchone()
        if last != expected_seq:
            raise SequenceConflict(
                f"Session {session_id} is at event {last}, not {expected_seq}; read it again."
            )
        rows = (
            (session_id, last + 1 + position, command_id, position, one.kind, one.at_ms, one.body)
            for position, one in enumerate(written)
        )
        self._db.executemany(_INSERT_EVENT, rows)

    def read(self, session_id: str, *, after: int = 0) -> list[Recorded]:
        """Return the events with a seq greater than `after`, in order; none of a session never opened.

        Raises: StoreUnavailable, also if an event is damaged or missing between others.
        """
        with in_one_sentence(self._path):
            recorded = self._events(_EVENTS_AFTER, (session_id, after))
        if [one.seq for one in recorded] != list(range(after + 1, after + 1 + len(recorded))):
            raise damaged(self._path)
        return recorded

    def erase_session(self, session_id: str) -> None:
        """Remove a session and its events, down to the bytes; unknown ids change nothing.

        Erase again if it failed half way: the second time finishes what the first began.
        Raises: StoreUnavailable, also while another process still reads the old bytes.
        """
        with self._transaction():
            self._db.execute("DELETE FROM event WHERE session_id = ?", (session_id,))
            self._db.execute("DELETE FROM session WHERE id = ?", (session_id,))
        with in_one_sentence(self._path):
            self._db.execute("VACUUM")
            (busy, *_) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreUnavailable(
                f"{self._path} is being read elsewhere; close that Backrub, then erase again."
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Commit what the block writes, or nothing."""
        with in_one_sentence(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    def _sessions(self, query: str, values: tuple[str | None, ...]) -> list[SessionRef]:
        return [SessionRef(*row) for row in self._db.execute(query, values)]

    def _events(self, query: str, values: tuple[str, str | int]) -> list[Recorded]:
        place = f"{self._path}: session {values[0]}, event"
        return [
            Recorded(seq, command_id, decode(Written(kind, at_ms, body), where=f"{place} {seq}"))
            for seq, command_id, kind, at_ms, body in self._db.execute(query, values)
        ]
