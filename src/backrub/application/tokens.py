"""Tokens are chance that a browser or a link carries; only their digests are kept."""

import hashlib
from collections.abc import Callable
from typing import TypeAlias

NewToken: TypeAlias = Callable[[], str]
"""Return 256 bits of chance as URL-safe text."""


def digest(token: str) -> bytes:
    """Return what is kept of a token; 256 bits of chance need no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
