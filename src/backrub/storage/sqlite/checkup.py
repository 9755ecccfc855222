"""How a record in a file is."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from backrub.storage.health import GAPS, LATEST, PROOF, Health
from backrub.storage.sqlite import schema
from backrub.storage.sqlite.failures import in_one_sentence

_NOW = "SELECT CAST(1000 * (julianday('now') - 2440587.5) * 86400 AS INTEGER)"


def examine_file(path: Path) -> Health:
    """Return how the record at a path is.

    Raises: StoreUnavailable, if there is none, it is damaged, newer, another program's, or cannot be read.
    """
    with in_one_sentence(path), closing(schema.connect(path, read_only=True)) as db:
        steps = int(_one(db, "PRAGMA user_version"))
        is_current = steps == schema.VERSION
        log = path.with_name(f"{path.name}-wal")
        return Health(
            engine=f"SQLite {sqlite3.sqlite_version}",
            steps=steps,
            newest_steps=schema.VERSION,
            size_bytes=path.stat().st_size,
            log_bytes=log.stat().st_size if log.exists() else 0,
            is_whole=_one(db, "PRAGMA integrity_check(1)") == "ok",
            gaps=_one(db, GAPS),
            proof=_one(db, PROOF) if is_current else None,
            latest_ms=_one(db, LATEST) if is_current else 0,
            now_ms=_one(db, _NOW),
        )


def _one(db: sqlite3.Connection, query: str) -> Any:  # noqa: ANN401  # the value of a column
    """Return the first value of the first row, None without one."""
    row = db.execute(query).fetchone()
    return row[0] if row else None
