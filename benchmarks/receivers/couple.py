"""What every invented couple can do, whatever goes on inside."""

import math
from dataclasses import dataclass
from random import Random
from typing import Protocol

from backrub.domain.back import SiteSide

HALF_MINUTE_S = 30.0


@dataclass(frozen=True, slots=True)
class Passed:
    """Hold what a half minute brought: what was said unasked, and what the giver reports."""

    remark: int | None
    sign: str | None


class Couple(Protocol):
    """Receive and watch; a pure function of the seed and of what is done."""

    def begin(self) -> None:
        """Begin the next evening, with its own mood."""

    def arrive(self, where: SiteSide) -> None:
        """Feel hands come to a place."""

    def wanted(self, where: SiteSide) -> float:
        """Return the level wanted here now."""

    def answer(self, where: SiteSide, pressure: float, form: str) -> int:
        """Return the answer to a question."""

    def pass_time(self, where: SiteSide, pressure: float, seconds: float) -> Passed:
        """Let time pass, and return what was said and seen."""


@dataclass(frozen=True, slots=True)
class Giver:
    """Report signs: some from the back, some from nowhere."""

    attention: float
    fancies: float
    """The chance of a sign in a half minute that no back has made."""

    @classmethod
    def drawn(cls, rng: Random, *, notices: bool) -> "Giver":
        """Return a giver who sees a lot, a little, or by choice nothing at all."""
        return cls(rng.uniform(0.1, 1.0) if notices else 0.0, rng.choice((0.02, 0.08, 0.2)))

    def reports(self, rng: Random, shown: str | None) -> str | None:
        """Return what is reported of what the back has shown."""
        if shown and rng.random() < self.attention:
            return shown
        if rng.random() < self.fancies:
            return rng.choices(("settle", "tense", "fidget", "flinch"), (6, 3, 2, 1))[0]
        return None


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def heavy_tailed(rng: Random, scale: float) -> float:
    """Return a draw from Student's t with four degrees of freedom, kept within four scales."""
    drawn = rng.gauss(0, 1) / math.sqrt(rng.gammavariate(2, 0.5))
    return max(-4.0, min(4.0, drawn)) * scale
