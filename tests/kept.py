"""A record in a file, as long as a with block lasts, and what can be done to it by hand."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from backrub.storage.store import open_store
from backrub.storage.tables.event_log import RecordedLog


@contextmanager
def log_at(path: Path, *, read_only: bool = False) -> Iterator[RecordedLog]:
    """Give the event log kept at a path."""
    with open_store(path, read_only=read_only) as store:
        yield store.log


def by_hand(log: RecordedLog, statement: str, values: tuple = ()) -> list[tuple]:
    """Do what no port offers to the file of a log, through its only writing connection."""
    return log._record.write(lambda db: db.execute(statement, values).fetchall())


@contextmanager
def transaction_elsewhere(path: Path, *statements: str) -> Iterator[None]:
    """Keep a transaction open as another program would, until the block ends."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement).fetchall()
        yield
        db.execute("ROLLBACK")
