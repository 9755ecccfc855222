"""One SQLite file, read and written from any thread: many connections read, one writes.

In WAL mode a reader sees what was committed when its statement began and waits for nobody. A connection is
lent for one statement and kept for the next, so there are as many as ever read at once.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from backrub.storage.beside import OnTheLoop
from backrub.storage.record import Statements
from backrub.storage.sqlite import schema
from backrub.storage.sqlite.failures import in_one_sentence
from backrub.storage.sqlite.snapshot import SqliteSnapshot
from backrub.storage.sqlite.writer import Writer

T = TypeVar("T")


class RecordFile:
    """Open the record at `path`, making it and its folder, for their owner alone, if there is none.

    Raises: StoreUnavailable, if it is damaged, newer, another program's, or cannot be read or written.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = self.place = path
        self.beside = OnTheLoop()
        with in_one_sentence(path):
            self._writer = Writer(schema.connect(path, read_only=read_only), path)
        self._idle: list[sqlite3.Connection] = []
        self._lock = Lock()
        self._is_closed = False

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Return all that one question finds, as tuples.

        Raises: StoreUnavailable.
        """
        with in_one_sentence(self.path), self._lent() as db, closing(db.execute(query, values)) as found:
            return found.fetchall()

    def write(self, work: Callable[[sqlite3.Connection], T], *, erasing: bool = False) -> T:
        """Return what a work returned, once it is durable (see `Writer.write`).

        Raises: StoreUnavailable; what the work raises.
        """
        return self._writer.write(work, erasing=erasing)

    def change(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Return what a statement that writes gave back, once it is durable.

        Raises: StoreUnavailable.
        """
        return self.write(lambda db: db.execute(statement, values).fetchall())

    @contextmanager
    def snapshot(self) -> Iterator[SqliteSnapshot]:
        """Give the record as it is now, as a copy in memory, so that nobody waits while it is read.

        Raises: StoreUnavailable.
        """
        with closing(sqlite3.connect(":memory:")) as copy:
            with in_one_sentence(self.path), self._lent() as db:
                db.backup(copy)
            yield SqliteSnapshot(copy)

    def fill(self, db: Statements, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add rows as they were; SQLite numbers later ones after the greatest number there is."""
        marks = ", ".join("?" * len(columns))
        db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608  # names of ours

    def close(self) -> None:
        """Close the file once all is written; closing twice changes nothing."""
        with self._lock:
            self._is_closed = True
            readers, self._idle = self._idle, []
        with in_one_sentence(self.path):
            for db in readers:
                db.close()
            self._writer.close()  # the last, because only a connection that may write tidies the log away

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        db = self._take()
        try:
            yield db
        finally:
            self._give_back(db)

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._is_closed:
                raise sqlite3.ProgrammingError("The record is closed.")
            if self._idle:
                return self._idle.pop()
        return schema.connect_reader(self.path)

    def _give_back(self, db: sqlite3.Connection) -> None:
        with self._lock:
            if not self._is_closed:
                self._idle.append(db)
                return
        db.close()
