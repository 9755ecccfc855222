"""Bring a record from before there were keys to where everything private is sealed."""

from pathlib import Path

from backrub.domain.errors import StoreUnavailable
from backrub.storage.record import Record, Statements
from backrub.storage.sealing.key_file import make_key, read_key
from backrub.storage.sealing.key_ring import KeyRing

# What begins as `key_ring.SEALED` says is sealed; older records hold plain JSON.
_LYING_OPEN = """
    SELECT EXISTS (SELECT 1 FROM event WHERE body NOT LIKE 's1:%')
        OR EXISTS (SELECT 1 FROM private_note WHERE answers NOT LIKE 's1:%')
        OR EXISTS (SELECT 1 FROM keepsake WHERE body NOT LIKE 's1:%')
"""
_EVENTS = """
    SELECT receiver, session_id, seq, body FROM event JOIN session ON id = session_id WHERE body NOT LIKE 's1:%'
"""
_NOTES = "SELECT person_id, night_id, kind, answers FROM private_note WHERE answers NOT LIKE 's1:%'"
_KEEPSAKES = "SELECT owner_id, name, body FROM keepsake WHERE body NOT LIKE 's1:%'"


def house_key(record: Record, path: Path | None, *, read_only: bool) -> bytes:
    """Return the key of the house, made if nothing was ever sealed by another.

    Raises: StoreUnavailable, if it is missing.
    """
    if path is None:
        raise StoreUnavailable(f"{record.place} needs a key; name its file with --key-file.")
    if read_only or record.rows("SELECT 1 FROM sealing_key LIMIT 1"):
        return read_key(path)
    return make_key(path)


def seal_what_lies_open(record: Record, ring: KeyRing) -> None:
    """Seal every private text that an older Backrub wrote, all or none, and wipe what it was.

    Raises: StoreUnavailable.
    """
    if record.rows(_LYING_OPEN)[0][0]:
        record.write(lambda db: _seal_all(db, ring), erasing=True)


def _seal_all(db: Statements, ring: KeyRing) -> None:
    for receiver, session_id, seq, body in db.execute(_EVENTS).fetchall():
        sealed = ring.seal(db, receiver, f"event {session_id} {seq}", body)
        db.execute("UPDATE event SET body = ? WHERE session_id = ? AND seq = ?", (sealed, session_id, seq))
    for person_id, night_id, kind, answers in db.execute(_NOTES).fetchall():
        sealed = ring.seal(db, person_id, f"note {night_id} {kind}", answers)
        where = (sealed, night_id, person_id, kind)
        db.execute(
            "UPDATE private_note SET answers = ? WHERE night_id = ? AND person_id = ? AND kind = ?", where
        )
    for owner_id, name, body in db.execute(_KEEPSAKES).fetchall():
        sealed = ring.seal(db, owner_id, f"keepsake {name}", body)
        db.execute("UPDATE keepsake SET body = ? WHERE owner_id = ? AND name = ?", (sealed, owner_id, name))
