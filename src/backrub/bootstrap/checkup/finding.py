"""What was looked at, and how it is."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """Say how something is: fine, worth a look, or at fault."""

    FINE = "fine"
    LOOK = "look"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """Say of one thing how it is, in a sentence with what to do."""

    what: str
    mark: Mark
    told: str


def in_mb(size_bytes: int) -> str:
    """Return a size as people say it, e.g. "3.4 MB"."""
    return f"{size_bytes / 1e9:.1f} GB" if size_bytes >= 1e9 else f"{size_bytes / 1e6:.1f} MB"  # noqa: PLR2004
