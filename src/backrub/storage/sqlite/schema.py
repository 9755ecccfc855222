"""The file: how it is made, known again, brought up to date, and refused when it is not ours.

The tables grow by steps, and `user_version` counts the steps a file has taken: a new file takes them all, an
older one those it lacks, each time inside one transaction. A step that was shipped never changes.
"""

import os
import sqlite3
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from backrub.domain.errors import StoreUnavailable
from backrub.storage.sqlite.failures import damaged

APPLICATION_ID = 0x42525542  # "BRUB", so that `file` and other programs can tell whose it is
BUSY_S = 2.0
"""Seconds to wait for another process to finish writing."""

READER_CACHE_KIB = 256
"""What a reader keeps in memory; there are several, they read on by key, and the system keeps the file's pages."""

CHECKED_BYTES = 8 * 2**20
"""Files up to this size are checked whole at every opening; that takes 5 to 15 ms."""

_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables

_SESSIONS_AND_EVENTS = (
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
)
_HOMES = (
    "ALTER TABLE session ADD COLUMN home TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE session ADD COLUMN began_ms INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX session_of_home ON session (home)",
    "CREATE TABLE server_key (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), key BLOB NOT NULL) STRICT",
    """
    CREATE TABLE person (
        ordinal INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        home_id TEXT NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        tone TEXT NOT NULL,
        pin_hash TEXT
    ) STRICT
    """,
    "CREATE INDEX person_of_home ON person (home_id)",
    """
    CREATE TABLE device (
        ordinal INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        home_id TEXT NOT NULL,
        people TEXT NOT NULL,
        holder TEXT,
        token_digest BLOB NOT NULL UNIQUE
    ) STRICT
    """,
    "CREATE INDEX device_of_home ON device (home_id)",
    """
    CREATE TABLE invitation (
        token_digest BLOB NOT NULL PRIMARY KEY,
        home_id TEXT NOT NULL,
        expires_ms INTEGER NOT NULL,
        person TEXT
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE night (
        ordinal INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        home_id TEXT NOT NULL,
        made_ms INTEGER NOT NULL,
        version INTEGER NOT NULL,
        body TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX night_of_home ON night (home_id)",
    """
    CREATE TABLE night_session (
        session_id TEXT NOT NULL PRIMARY KEY,
        night_id TEXT NOT NULL REFERENCES night (id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX session_of_night ON night_session (night_id)",
    """
    CREATE TABLE private_note (
        night_id TEXT NOT NULL REFERENCES night (id),
        person_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        answers TEXT NOT NULL,
        done INTEGER NOT NULL CHECK (done IN (0, 1)),
        PRIMARY KEY (night_id, person_id, kind)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX note_of_person ON private_note (person_id)",
)
_KEEPSAKES = (
    """
    CREATE TABLE keepsake (
        owner_id TEXT NOT NULL,
        name TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version >= 1),
        body TEXT NOT NULL,
        PRIMARY KEY (owner_id, name)
    ) STRICT, WITHOUT ROWID
    """,
)
_KEYS = (
    "CREATE TABLE sealing_key (owner TEXT NOT NULL PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID",
)
_DOORS = (
    """
    CREATE TABLE throttle (key BLOB NOT NULL PRIMARY KEY, tries TEXT NOT NULL, until_ms INTEGER NOT NULL)
    STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE shown_link (place TEXT NOT NULL PRIMARY KEY, home_id TEXT NOT NULL, token TEXT NOT NULL)
    STRICT, WITHOUT ROWID
    """,
)
_ORDINALS = ("CREATE VIEW next_session AS SELECT coalesce(max(ordinal), 0) + 1 AS ordinal FROM session",)
_STEPS = (_SESSIONS_AND_EVENTS, _HOMES, _KEEPSAKES, _KEYS, _DOORS, _ORDINALS)
VERSION = len(_STEPS)

_AS_IF_IT_HAD_HOMES = """
    CREATE TEMP VIEW session AS SELECT *, '' AS home, 0 AS began_ms FROM main.session
"""


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Return a connection to the record at `path`, which is made first if there is none.

    Raises: StoreUnavailable, if it is not ours, newer, damaged or cannot be had; sqlite3.Error; OSError.
    """
    _refuse_what_is_no_file(path, read_only=read_only)
    if not read_only:
        _make_private_file(path)
    return _opened(path, read_only=read_only, prepare=_prepare)


def connect_reader(path: Path) -> sqlite3.Connection:
    """Return one more connection to a record that `connect` has looked at; it only reads.

    Raises: sqlite3.Error.
    """
    return _opened(path, read_only=True, prepare=_prepare_reader)


def _opened(
    path: Path, *, read_only: bool, prepare: Callable[[sqlite3.Connection, Path, bool], None]
) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    db = sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        prepare(db, path, read_only)
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


_SETTINGS = (
    "foreign_keys = ON",
    "synchronous = FULL",
    "secure_delete = ON",
    "cell_size_check = ON",
    "temp_store = MEMORY",  # rebuilding the file leaves no copy of it in the folder for passing files
)


def _prepare(db: sqlite3.Connection, path: Path, read_only: bool) -> None:
    """Set the connection up; nothing is written before the file is known to be ours or empty."""
    for setting in _SETTINGS:
        db.execute(f"PRAGMA {setting}")
    _check_whose(db, path, read_only=read_only)
    if not read_only:
        db.execute("PRAGMA journal_mode = WAL")
        _bring_up_to_date(db)
    if path.stat().st_size <= CHECKED_BYTES and db.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise damaged(path)


def _prepare_reader(db: sqlite3.Connection, _path: Path, _read_only: bool) -> None:
    """Set up a connection that reads; what a record of the first version lacks is seen as if it were there."""
    db.execute("PRAGMA cell_size_check = ON")
    db.execute(f"PRAGMA cache_size = -{READER_CACHE_KIB}")
    if _number(db, "user_version") == 1:
        db.execute(_AS_IF_IT_HAD_HOMES)


def _bring_up_to_date(db: sqlite3.Connection) -> None:
    """Take the steps that the file lacks, all or none, unless another process just did."""
    db.execute("BEGIN IMMEDIATE")
    taken = 0 if _is_empty(db) else _number(db, "user_version")
    for statement in chain.from_iterable(_STEPS[taken:]):
        db.execute(statement)
    if taken < VERSION:
        db.execute(f"PRAGMA user_version = {VERSION}")
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
