"""What one person's pressure words weigh on a scale, as JSON that is kept for them."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from backrub.domain.errors import BadInput
from backrub.domain.leaning import LARGEST_KG, LEAST_KG, Felt
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import Tool


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    felt_kg: dict[Tool, dict[PressureWord, Annotated[float, Meta(ge=LEAST_KG, le=LARGEST_KG)]]]


_KEPT = msgspec.json.Decoder(_Kept)


def write_felt(felt: Felt) -> str:
    """Return the weights as JSON."""
    by_tool: dict[Tool, dict[PressureWord, float]] = {}
    for (tool, word), kg in felt.items():
        by_tool.setdefault(tool, {})[word] = kg
    return msgspec.json.encode(_Kept(1, by_tool), order="sorted").decode()


def read_felt(text: str) -> Felt:
    """Return the weights.

    Raises: BadInput, if the text is damaged or newer than this Backrub.
    """
    try:
        kept = _KEPT.decode(text)
    except msgspec.DecodeError as error:
        raise BadInput(
            "What the scale showed before cannot be read here; your words begin anew until you keep one."
        ) from error
    return {(tool, word): kg for tool, words in kept.felt_kg.items() for word, kg in words.items()}
