"""The tables in PostgreSQL: the same as in SQLite, step by step, with a table that counts the steps taken."""

from itertools import chain

_EVENINGS_AND_HOMES = (
    """
    CREATE TABLE session (
        id TEXT NOT NULL PRIMARY KEY,
        ordinal BIGINT NOT NULL UNIQUE,
        giver TEXT NOT NULL,
        receiver TEXT NOT NULL,
        evening_digest TEXT NOT NULL,
        home TEXT NOT NULL DEFAULT '',
        began_ms BIGINT NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX session_of_home ON session (home)",
    """
    CREATE TABLE event (
        session_id TEXT NOT NULL REFERENCES session (id),
        seq BIGINT NOT NULL CHECK (seq >= 1),
        command_id TEXT NOT NULL,
        position BIGINT NOT NULL CHECK (position >= 0),
        kind TEXT NOT NULL,
        at_ms BIGINT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (session_id, seq),
        UNIQUE (session_id, command_id, position)
    )
    """,
    "CREATE TABLE server_key (only_one BIGINT PRIMARY KEY CHECK (only_one = 1), key BYTEA NOT NULL)",
    """
    CREATE TABLE person (
        ordinal BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        home_id TEXT NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        tone TEXT NOT NULL,
        pin_hash TEXT
    )
    """,
    "CREATE INDEX person_of_home ON person (home_id)",
    """
    CREATE TABLE device (
        ordinal BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        home_id TEXT NOT NULL,
        people TEXT NOT NULL,
        holder TEXT,
        token_digest BYTEA NOT NULL UNIQUE
    )
    """,
    "CREATE INDEX device_of_home ON device (home_id)",
    """
    CREATE TABLE invitation (
        token_digest BYTEA NOT NULL PRIMARY KEY,
        home_id TEXT NOT NULL,
        expires_ms BIGINT NOT NULL,
        person TEXT
    )
    """,
    """
    CREATE TABLE night (
        ordinal BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        home_id TEXT NOT NULL,
        made_ms BIGINT NOT NULL,
        version BIGINT NOT NULL,
        body TEXT NOT NULL
    )
    """,
    "CREATE INDEX night_of_home ON night (home_id)",
    """
    CREATE TABLE night_session (
        session_id TEXT NOT NULL PRIMARY KEY,
        night_id TEXT NOT NULL REFERENCES night (id)
    )
    """,
    "CREATE INDEX session_of_night ON night_session (night_id)",
    """
    CREATE TABLE private_note (
        night_id TEXT NOT NULL REFERENCES night (id),
        person_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        answers TEXT NOT NULL,
        done BIGINT NOT NULL CHECK (done IN (0, 1)),
        PRIMARY KEY (night_id, person_id, kind)
    )
    """,
    "CREATE INDEX note_of_person ON private_note (person_id)",
    """
    CREATE TABLE keepsake (
        owner_id TEXT NOT NULL,
        name TEXT COLLATE "C" NOT NULL,
        version BIGINT NOT NULL CHECK (version >= 1),
        body TEXT NOT NULL,
        PRIMARY KEY (owner_id, name)
    )
    """,
    "CREATE TABLE sealing_key (owner TEXT NOT NULL PRIMARY KEY, wrapped BYTEA NOT NULL)",
)
_DOORS = (
    "CREATE TABLE throttle (key BYTEA NOT NULL PRIMARY KEY, tries TEXT NOT NULL, until_ms BIGINT NOT NULL)",
    "CREATE TABLE shown_link (place TEXT NOT NULL PRIMARY KEY, home_id TEXT NOT NULL, token TEXT NOT NULL)",
)
_STEPS = (_EVENINGS_AND_HOMES, _DOORS)
VERSION = len(_STEPS)

COUNTED = "CREATE TABLE IF NOT EXISTS backrub_schema (version BIGINT NOT NULL)"
TAKEN = "SELECT coalesce(max(version), 0) FROM backrub_schema"
LOCK = "SELECT pg_advisory_xact_lock(7233)"
"""Servers that start at the same moment bring the tables up to date one after another."""


def steps_after(taken: int) -> tuple[str, ...]:
    """Return the statements that a record lacks which has taken so many steps."""
    return tuple(chain.from_iterable(_STEPS[taken:]))
