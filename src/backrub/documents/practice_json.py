"""What one person tried of the lessons, as JSON that is kept for them."""

from typing import Literal

import msgspec

from backrub.domain.errors import BadInput
from backrub.domain.lessons import Practice, Tried


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    tried: dict[str, Tried]


_KEPT = msgspec.json.Decoder(_Kept)


def write_practice(practice: Practice) -> str:
    """Return what was tried as JSON."""
    return msgspec.json.encode(_Kept(1, dict(practice)), order="sorted").decode()


def read_practice(text: str) -> Practice:
    """Return what was tried.

    Raises: BadInput, if the text is damaged or newer than this Backrub.
    """
    try:
        return _KEPT.decode(text).tried
    except msgspec.DecodeError as error:
        raise BadInput(
            "What you tried before cannot be read here; the lessons begin anew until you keep one."
        ) from error
