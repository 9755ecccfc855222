"""Pressure as people feel it: five words on Walton's levels 1.0 to 5.0."""

from enum import StrEnum
from functools import cache


class PressureWord(StrEnum):
    """Name a felt pressure; numbers are never shown to people."""

    FEATHER = "feather"
    LIGHT = "light"
    MEDIUM = "medium"
    FIRM = "firm"
    DEEP = "deep"

    @property
    def level(self) -> float:
        """Return the Walton level of the word."""
        return _LEVELS[self.value]


_LEVELS = {"feather": 1.0, "light": 2.0, "medium": 3.0, "firm": 3.5, "deep": 4.0}

LEAST = 1.0
MOST = 4.0
"""No plan goes above this level (CONTRACT "Pressure")."""

LIGHT = 2.0
"""At or below this level a hand rests or glides; above it, it presses."""

DEEP_ABOVE = 3.5
"""Above this level only ladder tools press, slowly, after warm-up and a fresh yes."""

FIRMER_STEP = 0.3
SOFTER_STEP = 0.5


@cache
def word_for(level: float) -> PressureWord:
    """Return the word nearest to a level of 1.0 to 5.0, the lighter one when two are as near."""
    return min(PressureWord, key=lambda word: (abs(word.level - level), word.level))
