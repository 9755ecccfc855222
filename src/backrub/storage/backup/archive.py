"""The form of a backup: a ZIP with a JSON array a row, and last a list of its tables with their checksums.

Any program that opens ZIP files shows it. What is private lies in it as it lies in the record: sealed.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import msgspec

from backrub.storage.record import Snapshot

Rows = Iterator[Sequence[Any]]
Told = Callable[[int, int], None]
"""What hears how many rows are done, and of how many."""

FORMAT = 1
MARK = "backrub-backup"
"""The first entry, stored as it is: it makes a backup known by its first bytes."""

LIST = "backup.json"
KEY = "house.key"
FLEETING = {"throttle", "shown_link"}
"""Tables of what is over in minutes; they stay out."""

_EVERY = 1000
_LOCAL_HEADER_BYTES = 30


class Listed(msgspec.Struct, frozen=True):
    """State what a backup holds of a table; `sha256` is of its lines."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


class Contents(msgspec.Struct, frozen=True):
    """State what a backup holds; `made_ms` is Unix time."""

    format: int
    made_ms: int
    made_by: str
    tables: dict[str, Listed]


def is_backup(path: Path) -> bool:
    """Return whether a file begins as a backup does.

    Raises: OSError.
    """
    with path.open("rb") as file:
        head = file.read(_LOCAL_HEADER_BYTES + len(MARK))
    return head.startswith(b"PK") and head.endswith(MARK.encode())


def write_archive(
    file: IO[bytes],
    snapshot: Snapshot,
    *,
    made_ms: int,
    made_by: str,
    key: bytes | None = None,
    told: Told | None = None,
) -> Contents:
    """Write a whole record into a file and return what is in it; the house's key goes in only if it is given.

    Raises: OSError; StoreUnavailable.
    """
    tables = {table: columns for table, columns in snapshot.tables().items() if table not in FLEETING}
    counted = _counting(told, sum(map(snapshot.count, tables)))
    with ZipFile(file, "w", compresslevel=6) as archive:
        archive.writestr(_entry(MARK, compressed=False), str(FORMAT))
        listed = {
            table: _write_table(archive, table, columns, counted(snapshot.rows(table, columns)))
            for table, columns in tables.items()
        }
        if key is not None:
            archive.writestr(_entry(KEY), key)
        contents = Contents(FORMAT, made_ms, made_by, listed)
        archive.writestr(_entry(LIST), msgspec.json.encode(contents))
    return contents


def read_row(line: bytes) -> list[Any]:
    """Return a row as the record holds it.

    Raises: ValueError, TypeError, KeyError.
    """
    return [
        b64decode(one["base64"], validate=True) if isinstance(one, dict) else one for one in json.loads(line)
    ]


def entry_of(table: str) -> str:
    """Return the name of a table's entry."""
    return f"tables/{table}.jsonl"


def _write_table(
    archive: ZipFile, table: str, columns: tuple[str, ...], rows: Iterable[Sequence[Any]]
) -> Listed:
    seen, number = sha256(), 0
    with archive.open(_entry(entry_of(table)), "w", force_zip64=True) as entry:
        for row in rows:
            line = _line(row)
            seen.update(line)
            entry.write(line)
            number += 1
    return Listed(columns, number, seen.hexdigest())


def _line(row: Sequence[Any]) -> bytes:
    return json.dumps([_plain(one) for one in row], separators=(",", ":")).encode("ascii") + b"\n"


def _plain(value: Any) -> str | int | Mapping[str, str] | None:  # noqa: ANN401  # what a column holds
    if isinstance(value, bytes):
        return {"base64": b64encode(value).decode("ascii")}
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"Nothing tells how to keep a {type(value).__name__}.")


def _entry(name: str, *, compressed: bool = True) -> ZipInfo:
    """Return an entry without a time of its own: when a backup was made stands in its list."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED if compressed else ZIP_STORED
    entry.external_attr = 0o600 << 16
    return entry


def _counting(told: Told | None, of: int) -> Callable[[Rows], Rows]:
    """Return what passes rows on, and tells now and then how many have passed."""
    numbers = count(1)

    def counted(rows: Rows) -> Rows:
        for row in rows:
            yield row
            done = next(numbers)
            if told and (done % _EVERY == 0 or done == of):
                told(done, of)

    return counted
