"""Measure the record: how many events a second are made durable when sixteen wait, and how long each waits.

Adds its section to benchmarks/results.md. The floors of the same run and disk: the same appends with a commit
for each, and bare sqlite3 that inserts a row and commits. How much sharing helps hangs on how long the disk takes
to sync, so the same is measured once more with every commit held back: a slower disk, imitated.
"""

import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.results import keep

from backrub.application.ports import SessionRef
from backrub.domain.session.events import Feedback, FeedbackGiven
from backrub.storage.sqlite import writer
from backrub.storage.store import Store, open_store

TITLE = "## The record"
WAITING = 16
SECONDS = 2.0
ROUNDS = 3
BAR = 10
SLOWER_MS = 4
EVENT = FeedbackGiven(at_ms=0, step="focal_between_blades_left", feedback=Feedback.SOFTER)


def main() -> None:
    keep("\n".join(_section()))


@dataclass(frozen=True, slots=True)
class Measured:
    """Hold how long each append took, in the seconds they all took together."""

    each_ms: tuple[float, ...]
    seconds: float

    @property
    def a_second(self) -> float:
        """Return how many were durable in a second."""
        return len(self.each_ms) / self.seconds

    def row(self, name: str, floor: "Measured", bar: str = "") -> str:
        """Return a row of the table."""
        middle, slow = statistics.median(self.each_ms), statistics.quantiles(self.each_ms, n=100)[98]
        ratio = self.a_second / floor.a_second
        return f"| {name} | {self.a_second:,.0f} | {ratio:.1f} | {bar} | {middle:.2f} | {slow:.2f} |"


def _section() -> Iterator[str]:
    yield TITLE
    yield ""
    yield (
        f"Events made durable (WAL, synchronous = FULL) in {SECONDS:.0f} s, {WAITING} threads waiting, each on a"
        f" session of its own; the middle of {ROUNDS} rounds taken in turn. The bar is {BAR} times as many a"
        " second as with a commit for each. The slower disk is imitated: each commit, of every kind, is held back"
        f" by {SLOWER_MS} ms."
    )
    yield ""
    yield "| disk | append | events a second | ÷ a commit for each | bar | median ms | p99 ms |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    yield from _rows("this one", 0)
    yield from _rows(f"{SLOWER_MS} ms slower", SLOWER_MS)


def _rows(disk: str, slower_ms: int) -> Iterator[str]:
    kinds = (
        partial(_together, writer.MOST_TOGETHER, slower_ms),
        partial(_together, 1, slower_ms),
        partial(_bare, slower_ms),
    )
    rounds = [[kind() for kind in kinds] for _ in range(ROUNDS)]
    by_kind = (sorted(kind, key=lambda one: one.a_second) for kind in zip(*rounds, strict=True))
    shared, alone, bare = (kind[ROUNDS // 2] for kind in by_kind)
    yield shared.row(f"{disk} | one commit for all who wait", alone, f"≥ {BAR}")
    yield alone.row(f"{disk} | a commit for each, otherwise the same", alone)
    yield bare.row(f"{disk} | bare sqlite3, one row and a commit, nobody waiting", alone)


@contextmanager
def _store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "record.db") as store:
        for number in range(WAITING):
            store.log.open_session(SessionRef(f"s{number}", "Scott", "Cheryl", "digest"))
        yield store


def _hold_commits(db: sqlite3.Connection, slower_ms: int) -> None:
    """Let every commit of a connection take longer, as on a disk that syncs more slowly."""
    if slower_ms:
        db.set_trace_callback(
            lambda statement: time.sleep(slower_ms / 1000) if statement == "COMMIT" else None
        )


def _together(most: int, slower_ms: int) -> Measured:
    """Measure appends of which at most so many share a commit."""
    usual, writer.MOST_TOGETHER = writer.MOST_TOGETHER, most
    try:
        with _store() as store:
            store.record.write(lambda db: _hold_commits(db, slower_ms))
            return _measured(lambda number: partial(_append, store, f"s{number}"), WAITING)
    finally:
        writer.MOST_TOGETHER = usual


def _append(store: Store, session_id: str, seq: int) -> None:
    store.log.append(session_id, f"c{seq}", [EVENT], expected_seq=seq)


def _bare(slower_ms: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bare.db"
        with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, body TEXT) STRICT")
            _hold_commits(db, slower_ms)
            return _measured(lambda _: partial(_insert, db), 1)


def _insert(db: sqlite3.Connection, seq: int) -> None:
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT INTO event VALUES (?, ?)", (seq, "x" * 60))
    db.execute("COMMIT")


def _measured(appender: Callable[[int], Callable[[int], None]], threads: int) -> Measured:
    """Let so many threads append as fast as they can, and return how that went."""
    barrier = threading.Barrier(threads)

    def append_on(number: int) -> list[float]:
        append = appender(number)
        each_ms: list[float] = []
        barrier.wait()
        end = time.perf_counter() + SECONDS
        while (start := time.perf_counter()) < end:
            append(len(each_ms))
            each_ms.append((time.perf_counter() - start) * 1000)
        return each_ms

    with ThreadPoolExecutor(threads) as pool:
        each_ms = [one for many in pool.map(append_on, range(threads)) for one in many]
    return Measured(tuple(each_ms), SECONDS)


if __name__ == "__main__":
    main()
