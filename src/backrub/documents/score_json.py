"""Write and read a score and its breakpoints as JSON, every number to its last digit."""

from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.json import Decoder

from backrub.domain.errors import BadInput
from backrub.domain.score.breakpoints import Breakpoints
from backrub.domain.score.score import VERSION, Score

_Kind = TypeVar("_Kind")


class _Versioned(Struct):
    version: int


_VERSIONED, _SCORE, _BREAKPOINTS = Decoder(_Versioned), Decoder(Score), Decoder(Breakpoints)


def score_bytes(score: Score) -> bytes:
    """Return the score as UTF-8 JSON in one line; the same score gives the same bytes."""
    return msgspec.json.encode(score)


def read_score(document: bytes) -> Score:
    """Return the score that a document holds.

    Raises: BadInput, if it is no score, or one of another version.
    """
    version = _read(document, _VERSIONED, "score").version
    if version != VERSION:
        raise BadInput(f"The score is of version {version}; only version {VERSION} can be read.")
    return _read(document, _SCORE, "score")


def breakpoints_bytes(points: Breakpoints) -> bytes:
    """Return breakpoints as UTF-8 JSON in one line, a list for each value."""
    return msgspec.json.encode(points)


def read_breakpoints(document: bytes) -> Breakpoints:
    """Return the breakpoints that a document holds.

    Raises: BadInput, if it holds none.
    """
    return _read(document, _BREAKPOINTS, "list of breakpoints")


def _read(document: bytes, kind: Decoder[_Kind], name: str) -> _Kind:
    try:
        return kind.decode(document)
    except msgspec.DecodeError as error:
        raise BadInput(f"This is no {name}: {error}.") from error
