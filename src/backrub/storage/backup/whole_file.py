"""A file that is there whole or not at all, and for its owner alone."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from backrub.domain.errors import BadInput


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to, which stands at `path` once the block ended well; nothing is left if it did not.

    Raises: BadInput, if there is a file already, or it cannot be written.
    """
    if path.exists():
        raise BadInput(f"{path} is there already; name another file.")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise BadInput(f"{path} cannot be written ({why}); make room there, or name another file.") from error
    finally:
        with suppress(OSError):  # it is there only if something failed, which is being told already
            beside.unlink()
