"""Nights and private notes in a record."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import starmap
from typing import Any

import msgspec

from backrub.application.home_ports import Private, PrivateNote, never
from backrub.domain.errors import SequenceConflict, StoreUnavailable
from backrub.domain.night import Night
from backrub.storage.record import Record, Statements
from backrub.storage.sealing.key_ring import KeyRing
from backrub.storage.tables.erasing import forget_night

_WRITTEN = msgspec.json.Decoder(Night)

_NIGHT = "SELECT id, body FROM night WHERE id = ?"
_NIGHTS = "SELECT id, body FROM night WHERE home_id = ? ORDER BY made_ms, ordinal"
_NIGHT_OF_SESSION = """
    SELECT id, body FROM night WHERE id = (SELECT night_id FROM night_session WHERE session_id = ?)
"""
_ADD_NIGHT = """
    INSERT INTO night (id, home_id, made_ms, version, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
    RETURNING id
"""
_CHANGE_NIGHT = "UPDATE night SET version = version + 1, body = ? WHERE id = ? AND version = ? RETURNING id"
_ADD_SESSION = "INSERT INTO night_session (session_id, night_id) VALUES (?, ?)"
_KEEP_NOTE = """
    INSERT INTO private_note (night_id, person_id, kind, answers, done)
    SELECT id, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS INTEGER) FROM night WHERE id = ?
    ON CONFLICT (night_id, person_id, kind) DO UPDATE SET answers = excluded.answers, done = excluded.done
    RETURNING night_id
"""
_NOTE = """
    SELECT night_id, person_id, kind, answers, done FROM private_note
    WHERE night_id = ? AND person_id = ? AND kind = ?
"""
_NOTES_OF = """
    SELECT note.night_id, note.person_id, note.kind, note.answers, note.done
    FROM private_note AS note JOIN night ON night.id = note.night_id
    WHERE note.person_id = ? AND note.kind = ? AND note.done = 1 ORDER BY night.made_ms, night.ordinal
"""


class RecordedNights:
    """Keep nights and private notes in a record. Every method raises StoreUnavailable."""

    def __init__(self, record: Record, ring: KeyRing) -> None:
        self._record = record
        self._ring = ring

    def add_night(self, night: Night, *, unless: Callable[[Night], bool] = never) -> Night:
        """Add a new night, unless a night of its home is as `unless` says, and return the one that stands.

        Raises: SequenceConflict, if there is a night of that id already.
        """

        def work(db: Statements) -> Night:
            standing = starmap(self._read, db.execute(_NIGHTS, (night.home_id,)).fetchall())
            if (earlier := next(filter(unless, standing), None)) is not None:
                return earlier
            values = (night.id, night.home_id, night.made_ms, night.version, _written(night))
            if not db.execute(_ADD_NIGHT, values).fetchall():
                raise SequenceConflict("That night has begun already; look at it again.")
            _keep_sessions(db, night)
            return night

        return self._record.write(work)

    def night(self, night_id: str) -> Night | None:
        """Return a night, None if there is none of that id."""
        return next(iter(self._nights(_NIGHT, night_id)), None)

    def nights(self, home_id: str) -> list[Night]:
        """Return the nights of a home, oldest first."""
        return self._nights(_NIGHTS, home_id)

    def change_night(self, night: Night) -> Night:
        """Keep a changed night, made from the version it names, and return it with the next version.

        Raises: SequenceConflict, if another change came first, or the night was erased.
        """
        changed = replace(night, version=night.version + 1)

        def work(db: Statements) -> Night:
            if not db.execute(_CHANGE_NIGHT, (_written(changed), night.id, night.version)).fetchall():
                raise SequenceConflict("Someone else changed that night first; look at it again.")
            _keep_sessions(db, night)
            return changed

        return self._record.write(work)

    def keep_private(self, note: PrivateNote) -> None:
        """Keep a private note in the place of its earlier one.

        Raises: SequenceConflict, if the night was erased.
        """

        def work(db: Statements) -> None:
            sealed = self._ring.seal(db, note.person_id, _place(note.night_id, note.kind), note.answers)
            values = (note.person_id, note.kind.value, sealed, int(note.done), note.night_id)
            if not db.execute(_KEEP_NOTE, values).fetchall():
                raise SequenceConflict("That night is gone; begin a new one.")

        self._record.write(work)

    def private(self, night_id: str, person_id: str, kind: Private) -> PrivateNote | None:
        """Return a private note, None if there is none."""
        rows = self._record.rows(_NOTE, (night_id, person_id, kind.value))
        return next((self._note(*row) for row in rows), None)

    def privates_of(self, person_id: str, kind: Private) -> list[PrivateNote]:
        """Return everything of a kind that a person put away (`done`), oldest night first."""
        return [self._note(*row) for row in self._record.rows(_NOTES_OF, (person_id, kind.value))]

    def night_of_session(self, session_id: str) -> Night | None:
        """Return the night a session belongs to, None if it belongs to none."""
        return next(iter(self._nights(_NIGHT_OF_SESSION, session_id)), None)

    def erase_night(self, night_id: str) -> None:
        """Remove a night, its private notes and its sessions, down to the bytes.

        Raises: StoreUnavailable, also while another process still reads the old bytes; then erase again.
        """
        self._record.write(partial(forget_night, night_id=night_id), erasing=True)

    def _note(self, *row: Any) -> PrivateNote:  # noqa: ANN401  # the columns of a row
        night_id, person_id, kind, sealed, done = row
        answers = self._ring.open(person_id, _place(night_id, kind), sealed)
        return PrivateNote(night_id, person_id, Private(kind), answers, done=bool(done))

    def _nights(self, query: str, key: str) -> list[Night]:
        return [self._read(*row) for row in self._record.rows(query, (key,))]

    def _read(self, night_id: str, body: str) -> Night:
        try:
            return _WRITTEN.decode(body)
        except ValueError as error:  # msgspec's errors are of this kind too
            raise StoreUnavailable(
                f"{self._record.place}: night {night_id} is damaged; put a backup in its place, or erase that night."
            ) from error


def _written(night: Night) -> str:
    """Return a night as text, by the standard library because a seed may be larger than msgspec writes."""
    return json.dumps(msgspec.to_builtins(night, order="deterministic"), separators=(",", ":"))


def _keep_sessions(db: Statements, night: Night) -> None:
    """Let a night be found by the sessions of its turns."""
    db.execute("DELETE FROM night_session WHERE night_id = ?", (night.id,))
    db.executemany(_ADD_SESSION, [(session_id, night.id) for session_id in _sessions(night)])


def _sessions(night: Night) -> Iterable[str]:
    return (turn.session_id for turn in night.turns if turn.session_id)


def _place(night_id: str, kind: str) -> str:
    return f"note {night_id} {kind}"
