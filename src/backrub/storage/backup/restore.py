"""Put a backup back: everything is looked at first, then all of it or nothing."""

from collections.abc import Iterable
from functools import partial
from graphlib import TopologicalSorter
from pathlib import Path

from backrub.domain.errors import BadInput, StoreUnavailable
from backrub.storage.backup.archive import Told
from backrub.storage.backup.opened import Backup
from backrub.storage.record import Record, Statements
from backrub.storage.sealing.key_file import read_key
from backrub.storage.sealing.key_ring import proves

_IN_USE = "SELECT 1 FROM person UNION ALL SELECT 1 FROM session LIMIT 1"

Tables = dict[str, tuple[str, ...]]


def check_backup(backup: Backup, key_path: Path, told: Told | None = None) -> bytes:
    """Return the key of a backup, once it is known to be whole and sealed by that key.

    Raises: BadInput; StoreUnavailable, if there is no such key, or it is another one's.
    """
    backup.check(told)
    key = read_key(key_path) if key_path.exists() else backup.key
    if key is None:
        raise StoreUnavailable(
            f"{backup.path} is sealed, and its key is not at {key_path}; put that key there first, or name it "
            "with --key-file."
        )
    if not proves(key, backup.proof):
        raise StoreUnavailable(
            f"The key {key_path} is not the one that {backup.path} was sealed with; name that one with --key-file."
        )
    return key


def restore(record: Record, backup: Backup, *, replace: bool) -> None:
    """Fill a record with a backup, all or nothing; with `replace` in the place of what it held, down to the bytes.

    Raises: BadInput, if the record is in use and not to be replaced, or the backup knows more than this Backrub;
    StoreUnavailable.
    """
    with record.snapshot() as now:
        columns = now.tables()
        known = {table: columns[table] for table in _in_order(columns, now.references())}
    for table, listed in backup.contents.tables.items():
        if not set(listed.columns) <= set(known.get(table, ())):
            raise BadInput(f"{backup.path} was made by a newer Backrub; update Backrub to restore it.")
    record.write(partial(_fill, record=record, backup=backup, known=known, replace=replace), erasing=replace)


def _fill(db: Statements, *, record: Record, backup: Backup, known: Tables, replace: bool) -> None:
    if not replace and db.execute(_IN_USE).fetchall():
        raise BadInput(
            f"{record.place} holds evenings already; add --replace to put {backup.path} in their place."
        )
    for table in reversed(known):
        db.execute(f"DELETE FROM {table}")  # noqa: S608  # names of ours
    for table in known:
        if listed := backup.contents.tables.get(table):
            record.fill(db, table, listed.columns, backup.rows(table, listed.columns))


def _in_order(tables: Iterable[str], references: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return tables with those first that others refer to."""
    before: dict[str, set[str]] = {table: set() for table in tables}
    for table, other in references:
        before[table].add(other)
    return tuple(TopologicalSorter(before).static_order())
