"""Tension told in a word: a person compares with before; nobody has to find a number."""

from enum import StrEnum

MOST_TENSION = 10


class TensionNow(StrEnum):
    """Name how a place feels afterwards, compared with before."""

    LOOSER = "looser"
    SAME = "same"
    TENDER = "tender"


def tension_now(before: int, word: TensionNow) -> int:
    """Return the tension, 0 to 10, that a word means where it was `before`: half of it, the same, or two more."""
    if word is TensionNow.LOOSER:
        return before // 2
    return min(MOST_TENSION, before + 2) if word is TensionNow.TENDER else before


def compared(before: int, after: int) -> TensionNow:
    """Return how tension, 0 to 10, changed, as a word."""
    if after < before:
        return TensionNow.LOOSER
    return TensionNow.TENDER if after > before else TensionNow.SAME
