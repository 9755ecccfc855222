"""Write and read a score and its breakpoints as JSON, every number to its last digit."""

from typing import TypeVar

import msgspec
from msgspec import Struct

from backrub.domain.errors import BadInput
from backrub.domain.score.breakpoints import Breakpoints
from backrub.domain.score.score import VERSION, Score

_Kind = TypeVar("_Kind")


class _Versioned(Struct):
    version: int


def score_bytes(score: Score) -> bytes:
    """Return the score as UTF-8 JSON in one line; the same score gives the same bytes."""
    return msgspec.json.encode(score)


def read_score(document: bytes) -> Score:
    """Return the score that a document holds.

    Raises: BadInput, if it is no score, or one of another version.
    """
    version = _read(document, _Versioned, "score").version
    if version != VERSION:
        raise BadInput(f"The score is of version {version}; only version {VERSION} can be read.")
    return _read(document, Score, "score")


def breakpoints_bytes(points: Breakpoints) -> bytes:
    """Return breakpoints as UTF-8 JSON in one line, a list for each value."""
    return msgspec.json.encode(points)


def read_breakpoints(document: bytes) -> Breakpoints:
    """Return the breakpoints that a document holds.

    Raises: BadInput, if it holds none.
    """
    return _read(document, Breakpoints, "list of breakpoints")


def _read(document: bytes, kind: type[_Kind], name: str) -> _Kind:
    try:
        return msgspec.json.decode(document, type=kind)
    except msgspec.DecodeError as error:
        raise BadInput(f"This is no {name}: {error}.") from error
