"""The event log: what append returned is on the disk.

Theory of operation. An append is usually one statement: it adds the events if the log ends where it should, the
command is new, and the receiver's key is still the one that sealed them. What another adds at the same moment is kept
apart by the rules of the table, one event a place in the log and one command an id, and an evening cannot be erased
under it. Where it adds nothing, a work of the record finds out why: what that reads cannot change before it is
committed. Both are answered only once they are synced. A process killed anywhere before that leaves nothing, and one
killed after it leaves everything; the command id makes trying again harmless either way.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from functools import cache, partial
from itertools import chain
from typing import Any

from backrub.application.ports import Recorded, SessionRef
from backrub.domain.errors import SequenceConflict, SessionGone, StoreUnavailable
from backrub.domain.session.events import Event
from backrub.storage.record import Record, Statements
from backrub.storage.sealing.key_ring import Key, KeyRing
from backrub.storage.tables.codec import Written, decode, encode
from backrub.storage.tables.erasing import forget_session

_SESSION = "SELECT id, giver, receiver, evening_digest, home, began_ms FROM session WHERE id = ?"
_SESSIONS = """
    SELECT id, giver, receiver, evening_digest, home, began_ms FROM session
    WHERE home = ? AND giver = coalesce(?, giver) AND receiver = coalesce(?, receiver) ORDER BY ordinal
"""
_OPEN_SESSION = """
    INSERT INTO session (id, ordinal, giver, receiver, evening_digest, home, began_ms)
    SELECT CAST(? AS TEXT), ordinal, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
           CAST(? AS TEXT), CAST(? AS BIGINT) FROM next_session WHERE TRUE
    ON CONFLICT (id) DO NOTHING RETURNING id
"""
_EVENTS_AFTER = """
    SELECT seq, command_id, kind, at_ms, body, receiver FROM event JOIN session ON id = session_id
    WHERE session_id = ? AND seq > ? ORDER BY seq
"""
_EVENTS_OF_COMMAND = """
    SELECT seq, command_id, kind, at_ms, body, receiver FROM event JOIN session ON id = session_id
    WHERE session_id = ? AND command_id = ? ORDER BY seq
"""
_STANDING = """
    SELECT (SELECT receiver FROM session WHERE id = ?1),
           EXISTS (SELECT 1 FROM event WHERE session_id = ?1 AND command_id = ?2),
           (SELECT coalesce(max(seq), 0) FROM event WHERE session_id = ?1)
"""
_APPEND = """
    INSERT INTO event (session_id, seq, command_id, position, kind, at_ms, body)
    SELECT CAST(?1 AS TEXT), CAST(?3 AS BIGINT) + 1 + position, CAST(?2 AS TEXT), position, kind, at_ms, body
    FROM ({events}) AS new
    WHERE EXISTS (SELECT 1 FROM session JOIN sealing_key ON owner = receiver WHERE id = ?1 AND wrapped = ?4)
        AND NOT EXISTS (SELECT 1 FROM event WHERE session_id = ?1 AND command_id = ?2)
        AND (SELECT coalesce(max(seq), 0) FROM event WHERE session_id = ?1) = ?3
    RETURNING seq
"""
_INSERT_EVENT = """
    INSERT INTO event (session_id, seq, command_id, position, kind, at_ms, body) VALUES (?, ?, ?, ?, ?, ?, ?)
"""

KEPT = 4096
"""Of how many sessions it is kept who receives."""


class RecordedLog:
    """Keep sessions and their events in a record."""

    def __init__(self, record: Record, ring: KeyRing) -> None:
        self._record = record
        self._ring = ring
        self._receivers: dict[str, str] = {}

    def open_session(self, ref: SessionRef) -> None:
        """Record a new session; the same ref twice changes nothing.

        Raises: StoreUnavailable, also if the id already names another session.
        """
        self._record.write(partial(self._open, ref=ref))

    def sessions(
        self, *, giver: str | None = None, receiver: str | None = None, home: str = ""
    ) -> list[SessionRef]:
        """Return a home's sessions in the order they were opened, of these people where named.

        Raises: StoreUnavailable.
        """
        return [SessionRef(*row) for row in self._record.rows(_SESSIONS, (home, giver, receiver))]

    def append(
        self, session_id: str, command_id: str, events: Sequence[Event], *, expected_seq: int
    ) -> list[Recorded]:
        """Append all events or none, after `expected_seq`, and return them once durable.

        A command id already recorded returns what it recorded then and appends nothing.
        Raises: SequenceConflict, if the log does not end at `expected_seq`; SessionGone, if the session was erased
        or never opened; StoreUnavailable.
        """
        written = [encode(event) for event in events]  # here, because the writer works for others meanwhile
        new = [Recorded(seq, command_id, event) for seq, event in enumerate(events, expected_seq + 1)]
        if self._is_added(session_id, new, written):
            return new

        def work(db: Statements) -> list[Recorded]:
            receiver, is_known, last = db.execute(_STANDING, (session_id, command_id)).fetchone()
            if is_known:
                found = db.execute(_EVENTS_OF_COMMAND, (session_id, command_id)).fetchall()
                return self._decoded(session_id, found, db)
            if receiver is None:
                raise SessionGone(f"{self._record.place} holds no session {session_id}; begin one anew.")
            if last != expected_seq:
                raise SequenceConflict(
                    f"Session {session_id} is at event {last}, not {expected_seq}; read it again."
                )
            db.executemany(_INSERT_EVENT, self._rows(db, (session_id, receiver), new, written))
            return new

        return self._record.write(work)

    def read(self, session_id: str, *, after: int = 0) -> list[Recorded]:
        """Return the events with a seq greater than `after`, in order; none of a session never opened.

        Raises: StoreUnavailable, also if an event is damaged or missing between others.
        """
        recorded = self._decoded(session_id, self._record.rows(_EVENTS_AFTER, (session_id, after)))
        if [one.seq for one in recorded] != list(range(after + 1, after + 1 + len(recorded))):
            raise StoreUnavailable(
                f"{self._record.place} is damaged: events of session {session_id} are missing; put a backup in its "
                "place, or erase that evening."
            )
        return recorded

    def erase_session(self, session_id: str) -> None:
        """Remove a session and its events, down to the bytes; unknown ids change nothing.

        Erase again if it failed half way: the second time finishes what the first began.
        Raises: StoreUnavailable, also while another process still reads the old bytes.
        """
        self._record.write(partial(forget_session, session_id=session_id), erasing=True)
        self._ring.forget()

    def news(self, session_id: str, recorded: Sequence[Recorded]) -> str:
        """Return what was appended, sealed, in printable ASCII without spaces; empty if that would take asking."""
        key = self._key(session_id)
        lines = [(one.seq, one.command_id, *astuple(encode(one.event))) for one in recorded]
        return key.seal(_news_place(session_id), json.dumps(lines)) if key else ""

    def told(self, session_id: str, news: str) -> list[Recorded]:
        """Return what news hold, which another process made; none if opening them would take asking."""
        key = self._key(session_id)
        if key is None or not news:
            return []
        lines = json.loads(self._ring.open(key.owner, _news_place(session_id), news))
        return [
            Recorded(
                seq, command_id, decode(Written(*written), where=f"news of session {session_id}, event {seq}")
            )
            for seq, command_id, *written in lines
        ]

    def _open(self, db: Statements, ref: SessionRef) -> None:
        # Added first and looked at second: looking for what is not there would meet others who add.
        people = (ref.giver, ref.receiver, ref.evening_digest)
        if db.execute(_OPEN_SESSION, (ref.id, *people, ref.home, ref.began_ms)).fetchall():
            return
        if [SessionRef(*row) for row in db.execute(_SESSION, (ref.id,))] != [ref]:
            raise StoreUnavailable(
                f"{self._record.place} already holds another session {ref.id}; begin one anew."
            )

    def _is_added(self, session_id: str, new: Sequence[Recorded], written: Sequence[Written]) -> bool:
        """Add events in one statement, if all is as it was known here; return whether they were."""
        key = self._key(session_id)
        if not new or key is None:
            return False
        events = [
            (one.kind, one.at_ms, key.seal(_place(session_id, recorded.seq), one.body))
            for recorded, one in zip(new, written, strict=True)
        ]
        where = (session_id, new[0].command_id, new[0].seq - 1, key.wrapped)
        return bool(self._record.change(_append(len(events)), (*where, *chain.from_iterable(events))))

    def _key(self, session_id: str) -> Key | None:
        """Return the key that seals a session's events, if it is known here."""
        receiver = self._receivers.get(session_id)
        return self._ring.at_hand(receiver) if receiver else None

    def _decoded(self, session_id: str, rows: Iterable[Any], db: Statements | None = None) -> list[Recorded]:
        place = f"{self._record.place}: session {session_id}, event"
        rows = list(rows)
        if rows:
            self._keep_receiver(session_id, rows[-1][-1])
        return [
            Recorded(seq, command_id, decode(Written(kind, at_ms, text), where=f"{place} {seq}"))
            for seq, command_id, kind, at_ms, body, receiver in rows
            for text in (self._ring.open(receiver, _place(session_id, seq), body, db=db),)
        ]

    def _keep_receiver(self, session_id: str, receiver: str) -> None:
        if len(self._receivers) >= KEPT:
            self._receivers.clear()
        self._receivers[session_id] = receiver

    def _rows(
        self, db: Statements, whose: tuple[str, str], new: Sequence[Recorded], written: Sequence[Written]
    ) -> list[tuple[Any, ...]]:
        session_id, receiver = whose
        return [
            (
                *(session_id, recorded.seq, recorded.command_id, position, one.kind, one.at_ms),
                self._ring.seal(db, receiver, _place(session_id, recorded.seq), one.body),
            )
            for position, (recorded, one) in enumerate(zip(new, written, strict=True))
        ]


def _place(session_id: str, seq: int) -> str:
    return f"event {session_id} {seq}"


def _news_place(session_id: str) -> str:
    return f"news {session_id}"


@cache
def _append(count: int) -> str:
    """Return the statement that adds so many events, or none."""
    events = (
        f"SELECT {position} AS position, CAST(?{mark} AS TEXT) AS kind, CAST(?{mark + 1} AS BIGINT) AS at_ms,"
        f" CAST(?{mark + 2} AS TEXT) AS body"
        for position, mark in enumerate(range(5, 5 + 3 * count, 3))
    )
    return _APPEND.format(events=" UNION ALL ".join(events))
