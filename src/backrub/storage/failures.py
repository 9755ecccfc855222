"""Say in one sentence what stands in the way of the record, and what to do about it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backrub.domain.errors import StoreUnavailable

_IN_USE = "{path} is in use by another Backrub; close that one, then try again."
_NOT_WRITABLE = (
    "{path} cannot be written; allow writing to it and to its folder, or choose another data directory."
)
_FULL = "The disk is full and {path} cannot grow; make room, then go on where you were."
_DAMAGED = "{path} is damaged or is not a database; put a backup in its place, or move it away to begin anew."
_UNREADABLE = "The disk that holds {path} does not answer as it should; check it, then try again."
_OTHER = "{path} cannot be used just now ({error}); close Backrub and try again."
_NOT_TEXT = "A name with letters that are not Unicode cannot be kept in {path}; write it another way."

_SENTENCES = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_PERM: _NOT_WRITABLE,
    sqlite3.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: _NOT_WRITABLE,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_IOERR: _UNREADABLE,
}


@contextmanager
def in_one_sentence(path: Path) -> Iterator[None]:
    """Turn every failure of the database, or of the folder around it, into a sentence.

    Raises: StoreUnavailable.
    """
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        sentence = _SENTENCES.get(primary, _OTHER)
        raise StoreUnavailable(sentence.format(path=path, error=error)) from error
    except UnicodeEncodeError as error:
        raise StoreUnavailable(_NOT_TEXT.format(path=path)) from error
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise StoreUnavailable(f"{path} cannot be used ({reason}); choose another data directory.") from error


def damaged(path: Path) -> StoreUnavailable:
    """Return the failure that says a file is damaged."""
    return StoreUnavailable(_DAMAGED.format(path=path))
