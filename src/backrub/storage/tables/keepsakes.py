"""Keepsakes in a record."""

from backrub.application.home_ports import Keepsake
from backrub.domain.errors import SequenceConflict
from backrub.storage.record import Record, Statements
from backrub.storage.sealing.key_ring import KeyRing

_OF = "SELECT name, body, version FROM keepsake WHERE owner_id = ? ORDER BY name"
_ONE = "SELECT name, body, version FROM keepsake WHERE owner_id = ? AND name = ?"
_ADD = "INSERT INTO keepsake (owner_id, name, body, version) VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING RETURNING 1"
_CHANGE = """
    UPDATE keepsake SET body = ?, version = version + 1 WHERE owner_id = ? AND name = ? AND version = ?
    RETURNING 1
"""


class RecordedKeepsakes:
    """Keep texts by owner and name in a record. Every method raises StoreUnavailable."""

    def __init__(self, record: Record, ring: KeyRing) -> None:
        self._record = record
        self._ring = ring

    def keepsake(self, owner_id: str, name: str) -> Keepsake | None:
        """Return what is kept under a name, None if nothing is."""
        return next((self._opened(owner_id, *row) for row in self._record.rows(_ONE, (owner_id, name))), None)

    def keepsakes(self, owner_id: str) -> list[Keepsake]:
        """Return all that is kept for an owner, by name."""
        return [self._opened(owner_id, *row) for row in self._record.rows(_OF, (owner_id,))]

    def keep(self, owner_id: str, kept: Keepsake) -> Keepsake:
        """Keep a text made from the version it names, 0 if there was none, and return it with the next version.

        Raises: SequenceConflict, if another change came first.
        """

        def work(db: Statements) -> Keepsake:
            sealed = self._ring.seal(db, owner_id, _place(kept.name), kept.text)
            statement, values = (
                (_CHANGE, (sealed, owner_id, kept.name, kept.version))
                if kept.version
                else (_ADD, (owner_id, kept.name, sealed))
            )
            if not db.execute(statement, values).fetchall():
                raise SequenceConflict("Someone else changed that first; look at it again.")
            return Keepsake(kept.name, kept.text, kept.version + 1)

        return self._record.write(work)

    def forget(self, owner_id: str, name: str) -> None:
        """Remove what is kept under a name, down to the bytes; nothing there changes nothing."""

        def work(db: Statements) -> None:
            db.execute("DELETE FROM keepsake WHERE owner_id = ? AND name = ?", (owner_id, name))

        self._record.write(work, erasing=True)

    def _opened(self, owner_id: str, name: str, sealed: str, version: int) -> Keepsake:
        return Keepsake(name, self._ring.open(owner_id, _place(name), sealed), version)


def _place(name: str) -> str:
    return f"keepsake {name}"
