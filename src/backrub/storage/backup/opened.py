"""A backup that is read: whole, of a form that is known, and sealed by a key that is here."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import msgspec

from backrub.domain.errors import BadInput
from backrub.storage.backup.archive import (
    FORMAT,
    KEY,
    LIST,
    Contents,
    Listed,
    Told,
    entry_of,
    is_backup,
    read_row,
)
from backrub.storage.sealing.key_ring import NOBODY

_DAMAGE = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,  # also a place in the file that cannot be
    KeyError,
    TypeError,
    ValueError,  # msgspec's and JSON's own are of this kind
    RuntimeError,  # an entry that says it is packed some other way, or locked with a password
)


_LISTED, _CONTENTS = msgspec.json.Decoder(dict[str, Any]), msgspec.json.Decoder(Contents)


class Backup:
    """Read a backup; every method raises BadInput, if it is damaged."""

    def __init__(self, path: Path, archive: ZipFile) -> None:
        self.path = path
        self._archive = archive
        with _damage_told(path):
            listed = archive.read(LIST)
            found = _LISTED.decode(listed).get("format")
        if isinstance(found, int) and found > FORMAT:
            raise BadInput(f"{path} was made by a newer Backrub; update Backrub to restore it.")
        with _damage_told(path):
            self.contents = _CONTENTS.decode(listed)

    @property
    def key(self) -> bytes | None:
        """Return the key of the house, if it was put in."""
        with _damage_told(self.path):
            return self._archive.read(KEY) if KEY in self._archive.namelist() else None

    @property
    def proof(self) -> bytes:
        """Return what only the key of the house opens."""
        for owner, wrapped in self.rows("sealing_key", ("owner", "wrapped")):
            if owner == NOBODY:
                return bytes(wrapped)
        raise _damaged(self.path)

    def rows(self, table: str, columns: tuple[str, ...]) -> Iterator[list[Any]]:
        """Yield the rows of a table, the columns named of each."""
        with _damage_told(self.path):
            places = [self.contents.tables[table].columns.index(name) for name in columns]
            with self._archive.open(entry_of(table)) as entry:
                for line in entry:
                    row = read_row(line)
                    yield [row[place] for place in places]

    def check(self, told: Told | None = None) -> None:
        """Read everything and compare it with the list."""
        done, of = 0, sum(listed.rows for listed in self.contents.tables.values())
        for table, listed in self.contents.tables.items():
            self._check_table(table, listed)
            done += listed.rows
            if told:
                told(done, of)

    def _check_table(self, table: str, listed: Listed) -> None:
        seen, number = sha256(), 0
        with _damage_told(self.path), self._archive.open(entry_of(table)) as entry:
            for line in entry:
                seen.update(line)
                number += 1
                if len(read_row(line)) != len(listed.columns):
                    raise _damaged(self.path)
        if (number, seen.hexdigest()) != (listed.rows, listed.sha256):
            raise _damaged(self.path)


@contextmanager
def open_backup(path: Path) -> Iterator[Backup]:
    """Give a backup, as long as a with block lasts.

    Raises: BadInput, if it is not there, no backup, damaged or newer.
    """
    try:
        known = is_backup(path)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise BadInput(f"{path} cannot be read ({why}); name a file that backrub backup made.") from error
    if not known:
        raise BadInput(f"{path} is no backup; name a file that backrub backup made.")
    with _damage_told(path):
        archive = ZipFile(path)
    with archive:
        yield Backup(path, archive)


@contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> BadInput:
    return BadInput(f"{path} is damaged, and nothing was changed; take another backup.")
