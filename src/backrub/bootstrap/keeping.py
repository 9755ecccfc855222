"""Wire what whoever hosts keeps: backups of the whole record, and their way back."""

import time
from pathlib import Path

from backrub import __version__
from backrub.config import Settings
from backrub.domain.errors import BadInput, StoreUnavailable
from backrub.storage.backup.archive import Contents, Told, write_archive
from backrub.storage.backup.opened import open_backup
from backrub.storage.backup.restore import check_backup, restore
from backrub.storage.backup.whole_file import whole_file
from backrub.storage.sealing.key_file import make_key, read_key
from backrub.storage.store import key_at, open_record, open_store


def refuse_no_record(settings: Settings) -> None:
    """Refuse to go on where no record was ever begun, rather than begin one.

    Raises: StoreUnavailable.
    """
    if isinstance(settings.database, Path) and not settings.database.exists():
        raise StoreUnavailable(f"There is no record at {settings.database} yet.")


def back_up(settings: Settings, path: Path, *, with_key: bool, told: Told | None = None) -> Contents:
    """Write all that is kept into a new file, as it is at one moment, and return what is in it.

    Raises: BadInput, if the file is there or cannot be written; StoreUnavailable.
    """
    refuse_no_record(settings)
    with (
        whole_file(path) as file,
        open_store(settings.database, key_file=settings.key_file, unhurried=True) as store,
        store.record.snapshot() as now,
    ):
        key = read_key(_key_path(settings)) if with_key else None
        made_ms = time.time_ns() // 1_000_000
        return write_archive(file, now, made_ms=made_ms, made_by=__version__, key=key, told=told)


def put_back(settings: Settings, path: Path, *, replace: bool, told: Told | None = None) -> Contents:
    """Fill the record with a backup, all or nothing, and return what was in it.

    Raises: BadInput, if the backup is no good, or the record is in use and not to be replaced; StoreUnavailable.
    """
    key_path = _key_path(settings)
    with open_backup(path) as backup:
        key = check_backup(backup, key_path, told)
        record = open_record(settings.database, unhurried=True)
        try:
            restore(record, backup, replace=replace)
        finally:
            record.close()
        make_key(key_path, key)
        return backup.contents


def _key_path(settings: Settings) -> Path:
    path = key_at(settings.database, settings.key_file)
    if path is None:
        raise BadInput("The database needs a key; name its file with --key-file, or set BACKRUB_KEY_FILE.")
    return path
