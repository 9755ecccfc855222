"""How well cards are remembered, as JSON; and answers as a phone sends them, some of them late."""

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.json import Decoder

from backrub.application.quiz import Memory, Said
from backrub.documents.keepsake_json import read_kept, write_kept
from backrub.domain.errors import BadInput

_MOST = 200
_LATEST_MS = 90 * 24 * 60 * 60 * 1000


class _Kept(Struct, frozen=True, forbid_unknown_fields=True):
    stability: Annotated[float, Meta(gt=0)]
    difficulty: Annotated[float, Meta(ge=1, le=10)]
    due_ms: Annotated[int, Meta(ge=0, le=2**52)]
    last_ms: Annotated[int, Meta(ge=0, le=2**52)]


class _Cards(Struct, frozen=True, forbid_unknown_fields=True):
    format: Annotated[int, Meta(ge=1, le=1)]
    cards: dict[Annotated[str, Meta(max_length=80)], _Kept]


class _Sent(Struct, frozen=True, forbid_unknown_fields=True):
    card: Annotated[str, Meta(max_length=80)]
    said: Annotated[str, Meta(max_length=80)]
    ago_ms: Annotated[int, Meta(ge=0, le=_LATEST_MS)]


_CARDS = Decoder(_Cards)
_SENT = Decoder(Annotated[list[_Sent], Meta(max_length=_MOST)])


def read_cards(text: str) -> dict[str, Memory]:
    """Return how well each card is remembered.

    Raises: UnreadableKeepsake.
    """
    kept = read_kept(text, _CARDS, what="What is kept of your cards").cards
    return {key: Memory(one.stability, one.difficulty, one.due_ms, one.last_ms) for key, one in kept.items()}


def write_cards(memories: Mapping[str, Memory]) -> str:
    """Return the text that `read_cards` reads."""
    cards = {
        key: _Kept(one.stability, one.difficulty, one.due_ms, one.last_ms) for key, one in memories.items()
    }
    return write_kept(_Cards(1, cards))


def read_answers(body: bytes, now_ms: int) -> list[Said]:
    """Return answers a phone kept, each with its own age, at the times they were given by our clock.

    Raises: BadInput.
    """
    try:
        sent = _SENT.decode(body)
    except msgspec.DecodeError as error:
        raise BadInput(f"The answers cannot be read: {error}.") from error
    return [Said(one.card, one.said, now_ms - one.ago_ms) for one in sent]
