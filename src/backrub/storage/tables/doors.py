"""How often something was tried, and the links that are shown now, in a record."""

import json
from itertools import count

from backrub.storage.record import Record, Statements
from backrub.storage.sealing.key_ring import KeyRing

SWEPT_EVERY = 50
"""With every so many-th try, what counts no more is removed."""

_TRIES = "SELECT tries FROM throttle WHERE key = ?"
_COUNT = """
    INSERT INTO throttle (key, tries, until_ms) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET tries = excluded.tries, until_ms = excluded.until_ms
"""
_RECOUNT = "UPDATE throttle SET tries = ? WHERE key = ?"
_SWEEP = "DELETE FROM throttle WHERE until_ms <= ?"
_SHOWN = "SELECT home_id, token FROM shown_link WHERE place = ?"
_SHOW = """
    INSERT INTO shown_link (place, home_id, token) VALUES (?, ?, ?)
    ON CONFLICT (place) DO UPDATE SET home_id = excluded.home_id, token = excluded.token
"""


class RecordedThrottle:
    """Count tries in a record. Every method raises StoreUnavailable."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._taken = count(1)

    def take(self, key: bytes, *, most: int, window_ms: int, now_ms: int) -> bool:
        """Return whether one more try of a key is allowed within a sliding time, and count it if so."""

        def work(db: Statements) -> bool:
            tries = [at_ms for at_ms in _tries(db, key) if at_ms > now_ms - window_ms]
            if len(tries) >= most:
                return False
            db.execute(_COUNT, (key, json.dumps([*tries, now_ms]), now_ms + window_ms))
            return True

        if next(self._taken) % SWEPT_EVERY == 0:
            self._record.write(lambda db: db.execute(_SWEEP, (now_ms,)).fetchall())
        return self._record.write(work)

    def give_back(self, key: bytes) -> None:
        """Count the latest try of a key no more; one never tried changes nothing."""
        self._record.write(
            lambda db: db.execute(_RECOUNT, (json.dumps(_tries(db, key)[:-1]), key)).fetchall()
        )


class RecordedLinks:
    """Keep the links that are shown now, sealed by the key of their home. Every method raises StoreUnavailable."""

    def __init__(self, record: Record, ring: KeyRing) -> None:
        self._record = record
        self._ring = ring

    def shown(self, place: str) -> str | None:
        """Return the token of the link shown at a place, None if there is none."""
        for home_id, sealed in self._record.rows(_SHOWN, (place,)):
            return self._ring.open(home_id, _bound(place), sealed)
        return None

    def show(self, place: str, home_id: str, token: str) -> None:
        """Show a home's link at a place, instead of any other there."""

        def work(db: Statements) -> None:
            sealed = self._ring.seal(db, home_id, _bound(place), token)
            db.execute(_SHOW, (place, home_id, sealed))

        self._record.write(work)

    def put_away(self, place: str) -> None:
        """Show no link at a place any more."""
        if self._record.rows(_SHOWN, (place,)):
            self._record.write(
                lambda db: db.execute("DELETE FROM shown_link WHERE place = ?", (place,)).fetchall()
            )


def _tries(db: Statements, key: bytes) -> list[int]:
    """Return when a key was tried, the latest last."""
    found = db.execute(_TRIES, (key,)).fetchone()
    return list(json.loads(found[0])) if found else []


def _bound(place: str) -> str:
    return f"link {place}"
