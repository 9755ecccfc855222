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
_OTHER = "{path} cannot be used just now; close Backrub and try again."
_NOT_TEXT = "A name with letters that are not Unicode cannot be kept in {path}; write it another way."

_SENTENCES = {
    sqlite3.SQLITE_ERROR: _DAMAGED,  # our statements are right, so the tables are not what they were
    sqlite3.SQLITE_CONSTRAINT: _DAMAGED,  # likewise: everything the tables refuse is refused before
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_PROTOCOL: _IN_USE,
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
        raise StoreUnavailable(_sentence(error).format(path=path)) from error
    except UnicodeDecodeError as error:  # sqlite3 could not even say what is wrong with damaged tables
        raise damaged(path) from error
    except UnicodeEncodeError as error:
        raise StoreUnavailable(_NOT_TEXT.format(path=path)) from error
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise StoreUnavailable(f"{path} cannot be used ({reason}); choose another data directory.") from error


def _sentence(error: sqlite3.Error) -> str:
    """Return the sentence for an error; text in the file that is not Unicode comes without a code."""
    without_code = sqlite3.SQLITE_ERROR if isinstance(error, sqlite3.OperationalError) else sqlite3.SQLITE_OK
    code = getattr(error, "sqlite_errorcode", without_code)
    return _SENTENCES.get(code & 0xFF, _OTHER)


def damaged(path: Path) -> StoreUnavailable:
    """Return the failure that says a file is damaged."""
    return StoreUnavailable(_DAMAGED.format(path=path))
