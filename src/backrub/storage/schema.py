"""The file: how it is made, known again, and refused when it is not ours."""

import os
import sqlite3
from pathlib import Path

from backrub.domain.errors import StoreUnavailable
from backrub.storage.failures import damaged

APPLICATION_ID = 0x42525542  # "BRUB", so that `file` and other programs can tell whose it is
VERSION = 1
BUSY_S = 2.0
"""Seconds to wait for another process to finish writing."""

CHECKED_BYTES = 8 * 2**20
"""Files up to this size are checked whole at every opening; that takes 5 to 15 ms."""

_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables

_TABLES = (
    """
    CREATE TABLE session (
        id TEXT NOT NULL PRIMARY KEY,
        ordinal INTEGER NOT NULL UNIQUE,
        giver TEXT NOT NULL,
        receiver TEXT NOT NULL,
        evening_digest TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE event (
        session_id TEXT NOT NULL REFERENCES session (id),
        seq INTEGER NOT NULL CHECK (seq >= 1),
        command_id TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position >= 0),
        kind TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (session_id, seq),
        UNIQUE (session_id, command_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {VERSION}",
)


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Return a connection to the record at `path`, which is made first if there is none.

    Raises: StoreUnavailable, if it is not ours, newer, damaged or cannot be had; sqlite3.Error; OSError.
    """
    _refuse_what_is_no_file(path, read_only=read_only)
    if not read_only:
        _make_private_file(path)
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    db = sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None)
    try:
        _prepare(db, path, read_only=read_only)
    except BaseException:
        db.close()
        raise
    return db


def _refuse_what_is_no_file(path: Path, *, read_only: bool) -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreUnavailable(
            f"Backrub needs SQLite 3.37 or newer, and this Python brings {sqlite3.sqlite_version}; "
            "use a newer Python."
        )
    if path.is_dir():
        raise StoreUnavailable(f"{path} is a folder where the record should be a file; move the folder away.")
    if read_only and not path.exists():
        raise StoreUnavailable(f"There is no record at {path} yet.")


def _make_private_file(path: Path) -> None:
    """Create the folder and the file so that only their owner can read them; leave them be if they exist."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Only ever a file that is new: closing a file drops every lock this process holds on it.
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _prepare(db: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    """Set the connection up; nothing is written before the file is known to be ours or empty."""
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON", "cell_size_check = ON"):
        db.execute(f"PRAGMA {pragma}")
    _check_whose(db, path, read_only=read_only)
    if not read_only:
        db.execute("PRAGMA journal_mode = WAL")
        _create_once(db)
    if path.stat().st_size <= CHECKED_BYTES and db.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise damaged(path)


def _create_once(db: sqlite3.Connection) -> None:
    """Create the tables unless another process just did."""
    db.execute("BEGIN IMMEDIATE")
    if _is_empty(db):
        for statement in _TABLES:
            db.execute(statement)
    # SQLite silently opens a file it may not write for reading, and lets BEGIN IMMEDIATE pass; not this.
    db.execute("DELETE FROM event WHERE FALSE")
    db.execute("COMMIT")


def _check_whose(db: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    """Refuse a file of another program, of a newer version, or (when only reading) an empty one."""
    if _is_empty(db):
        if read_only:
            raise StoreUnavailable(f"There is no record at {path} yet.")
        return
    if _number(db, "application_id") != APPLICATION_ID:
        raise StoreUnavailable(f"{path} belongs to another program; choose another data directory.")
    if _number(db, "user_version") > VERSION:
        raise StoreUnavailable(f"{path} was written by a newer Backrub; update Backrub to open it.")


def _is_empty(db: sqlite3.Connection) -> bool:
    return _number(db, "application_id") == 0 and _number(db, "schema_version") == 0


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])
