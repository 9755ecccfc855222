"""The key of the house: 32 random bytes in a file of their own, for their owner alone, apart from the record."""

import os
import secrets
from pathlib import Path

from backrub.domain.errors import StoreUnavailable

KEY_BYTES = 32


def read_key(path: Path) -> bytes:
    """Return the key kept at `path`.

    Raises: StoreUnavailable, if it is not there, not readable, or no key.
    """
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        raise StoreUnavailable(
            f"The key {path} is missing, and nothing private can be read without it; put it back from a backup."
        ) from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise StoreUnavailable(f"The key {path} cannot be read ({reason}); allow reading it.") from error
    if len(key) != KEY_BYTES:
        raise StoreUnavailable(
            f"{path} is no key: it holds {len(key)} bytes, not {KEY_BYTES}; put it back from a backup."
        )
    return key


def make_key(path: Path, key: bytes | None = None) -> bytes:
    """Keep a key at `path`, readable by its owner alone, a new one if none is given; one that is there stays.

    Return the key that is there then. Raises: StoreUnavailable.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(key or secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        pass
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise StoreUnavailable(f"The key {path} cannot be made ({reason}); choose another place.") from error
    return read_key(path)
