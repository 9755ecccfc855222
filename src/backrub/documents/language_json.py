"""The language one person chose, as JSON that is kept for them."""

from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.json import Decoder

from backrub.documents.keepsake_json import read_kept, write_kept


class _Kept(Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    language: Annotated[str, Meta(pattern="^[a-z]{0,8}$")]


_KEPT = Decoder(_Kept)


def write_language(code: str) -> str:
    """Return the code of a language, "" for none, as JSON."""
    return write_kept(_Kept(1, code))


def read_language(text: str) -> str:
    """Return the code of a language, "" for none.

    Raises: UnreadableKeepsake.
    """
    return read_kept(text, _KEPT, what="Your language").language
