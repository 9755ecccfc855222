"""Read and write what outlasts an evening as JSON, strictly; what is damaged is refused in one sentence."""

from typing import TypeVar

import msgspec

from backrub.domain.errors import BackrubError

Kept = TypeVar("Kept")


class UnreadableKeepsake(BackrubError):
    """A text that was kept is damaged, or newer than this Backrub; it begins anew and the text is put aside."""


def read_kept(text: str, kept: msgspec.json.Decoder[Kept], *, what: str) -> Kept:
    """Return what a text holds, read by the decoder of its type; `what` begins the sentence, e.g. "Your shelf".

    Raises: UnreadableKeepsake.
    """
    try:
        return kept.decode(text)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise UnreadableKeepsake(
            f"{what} cannot be read; it begins anew, and the old text is put aside."
        ) from error


def write_kept(kept: object) -> str:
    """Return the text of something; the same gives the same text."""
    return msgspec.json.encode(kept, order="deterministic").decode()
