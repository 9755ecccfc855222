"""One thread writes for all: whoever waits meanwhile shares the next commit.

Theory of operation. Syncing the disk takes milliseconds and everything else microseconds, so those who write
at the same time are served together: BEGIN IMMEDIATE, each work in a SAVEPOINT of its own, one COMMIT that
returns once the write-ahead log is synced, and only then every answer. A work that fails is rolled back alone;
if the commit itself fails, nobody's work happened and everybody is told. BEGIN IMMEDIATE takes the only write
lock, so that what a work reads cannot change before it is committed, not by another process either.

Erasing also rebuilds the file and empties the write-ahead log before it is answered. Readers never hold that
up for longer than their one statement.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

from backrub.domain.errors import StoreUnavailable
from backrub.storage.beside import awaited, is_beside
from backrub.storage.sqlite.failures import in_one_sentence

MOST_TOGETHER = 256
"""How many share a commit at most, so that the first of many does not wait for the last."""

T = TypeVar("T")
GATHER_S = 0.002
"""How long to wait, at most, for as many to come as came together the last time."""

Tell = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[sqlite3.Connection], Any]
    erasing: bool
    answer: Future[Any] = field(default_factory=Future)


async def _answered(answer: Future[T]) -> T:
    """Return what was answered; whoever waits no more leaves the work to be done."""
    return await asyncio.shield(asyncio.wrap_future(answer))


class Writer:
    """Write through one connection for every thread; close it when all is written.

    The connection must be usable from other threads than its maker's (`check_same_thread=False`).
    """

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._is_closed = False
        self._usual = 1

    def write(self, work: Callable[[sqlite3.Connection], T], *, erasing: bool = False) -> T:
        """Return what a work returned, once it is durable; a work that raises leaves nothing behind.

        With `erasing`, what was deleted is then in no byte of the file or its write-ahead log.
        Raises: StoreUnavailable; what the work raises.
        """
        job = _Job(work, erasing)
        with in_one_sentence(self._path):
            self._submit(job)
            answer: T = awaited(_answered(job.answer)) if is_beside() else job.answer.result()
            return answer

    def close(self) -> None:
        """Write what waits, then close the connection; closing twice changes nothing."""
        with self._lock:
            self._is_closed = True
            self._jobs.put(None)
        if self._thread:
            self._thread.join()
        self._db.close()

    def _submit(self, job: _Job) -> None:
        with self._lock:
            if self._is_closed:
                raise sqlite3.ProgrammingError("The record is closed.")
            if self._thread is None:
                self._thread = Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()
            self._jobs.put(job)

    def _run(self) -> None:
        while True:
            together = self._waiting()
            if jobs := [job for job in together if job]:
                self._serve(jobs)
            if None in together:
                return

    def _waiting(self) -> list[_Job | None]:
        """Return everyone who waits, as soon as there is anyone.

        Those who were just answered often come right back; without a moment's patience the first of them
        would have a commit to itself and the others the next one.
        """
        together = [self._jobs.get()]
        until_s = time.monotonic() + GATHER_S
        with suppress(Empty):
            while None not in together and len(together) < self._usual:
                together.append(self._jobs.get(timeout=max(0.0, until_s - time.monotonic())))
        while len(together) < MOST_TOGETHER and not self._jobs.empty():
            together.append(self._jobs.get())
        self._usual = len(together)
        return together

    def _serve(self, jobs: Sequence[_Job]) -> None:
        try:
            tells = self._committed(jobs)
        except BaseException as error:  # noqa: BLE001  # whatever it was, those who wait must hear of it
            tells = [partial(job.answer.set_exception, error) for job in jobs]
        erased = []
        for job, tell in zip(jobs, tells, strict=True):
            if job.erasing:
                erased.append((job, tell))
            else:
                tell()
        if erased:
            self._wipe_for(erased)

    def _committed(self, jobs: Sequence[_Job]) -> list[Tell]:
        """Return how to answer each job, once all that succeeded is committed."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            tells = [self._try(job) for job in jobs]
            self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
        return tells

    def _try(self, job: _Job) -> Tell:
        self._db.execute("SAVEPOINT work")
        try:
            value = job.work(self._db)
        except Exception as error:
            if not self._db.in_transaction:  # SQLite gave the whole transaction up: a failing disk, say
                raise
            self._db.execute("ROLLBACK TO work")
            self._db.execute("RELEASE work")
            return partial(job.answer.set_exception, error)
        self._db.execute("RELEASE work")
        return partial(job.answer.set_result, value)

    def _wipe_for(self, erased: Sequence[tuple[_Job, Tell]]) -> None:
        """Wipe once for all who erased, and answer them."""
        try:
            self._wipe()
        except BaseException as error:  # noqa: BLE001  # as above
            for job, _ in erased:
                job.answer.set_exception(error)
            return
        for _, tell in erased:
            tell()

    def _wipe(self) -> None:
        """Leave nothing of what was deleted in the file or beside it."""
        self._db.execute("VACUUM")
        (busy, *_) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreUnavailable(
                f"{self._path} is being read elsewhere; close that Backrub, then erase again."
            )
