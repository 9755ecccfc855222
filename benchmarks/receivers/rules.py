"""Simple rules to measure beside: always medium, and staircases; and what learners that ask evenly share."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from backrub.domain.preferences import LEARNED
from backrub.domain.preferences.places import PROFILE
from backrub.domain.pressure import FIRMER_STEP, SOFTER_STEP

_MEDIUM = 3.0


@dataclass(slots=True)
class Fixed:
    """Use medium whatever is said."""

    def evening(self) -> "Fixed":
        return self

    def pressure(self, site: str, side: str) -> float:
        return _MEDIUM

    def question(
        self, site: str, side: str, minutes_left: Mapping[tuple[str, str], float], questions_left: int
    ) -> str | None:
        return None

    def answered(self, site: str, side: str, pressure: float, wants: int, form: str) -> None:
        """Hear nothing."""

    def watched(
        self, site: str, side: str, pressure: float, seconds: float, remark: int | None, sign: str | None
    ) -> None:
        """See nothing."""

    def close(self) -> "Fixed":
        return self


@dataclass(slots=True)
class Staircase:
    """Go a step down for softer and up for firmer: per place, or one stair for all; asks evenly."""

    shared: bool
    carried: bool = True
    levels: dict[str, float] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def evening(self) -> "Staircase":
        levels = dict(self.levels) if self.carried else {}
        return Staircase(self.shared, self.carried, levels)

    def _key(self, site: str, side: str) -> str:
        return "all" if self.shared else f"{site}:{side}"

    def pressure(self, site: str, side: str) -> float:
        return self.levels.get(self._key(site, side), _MEDIUM)

    def question(
        self, site: str, side: str, minutes_left: Mapping[tuple[str, str], float], questions_left: int
    ) -> str | None:
        if f"{site}:{side}" in self.asked:
            return None
        due = 1 - len(self.asked) / (len(self.asked) + questions_left)
        return "level" if sum(minutes_left.values()) / 30 <= due else None

    def answered(self, site: str, side: str, pressure: float, wants: int, form: str) -> None:
        self.asked.add(f"{site}:{side}")
        self._step(site, side, wants)

    def watched(
        self, site: str, side: str, pressure: float, seconds: float, remark: int | None, sign: str | None
    ) -> None:
        self._step(site, side, remark or 0)

    def close(self) -> "Staircase":
        return self

    def _step(self, site: str, side: str, wants: int) -> None:
        step = wants * (FIRMER_STEP if wants > 0 else SOFTER_STEP)
        self.levels[self._key(site, side)] = min(4.0, max(1.0, self.pressure(site, side) + step))


@dataclass(slots=True)
class AskEvenly(ABC):
    """Hold a level for every place and ask evenly; how a word changes the levels is each learner's own."""

    levels: dict[str, float] = field(
        default_factory=lambda: dict(zip(map(str, LEARNED), PROFILE.tolist(), strict=True))
    )
    turns: Staircase = field(default_factory=lambda: Staircase(shared=False))

    @abstractmethod
    def learn(self, site: str, side: str, pressure: float, wants: int) -> None:
        """Take in a word about a pressure."""

    def evening(self) -> Self:
        return replace(self, turns=Staircase(shared=False))

    def pressure(self, site: str, side: str) -> float:
        return self.levels[f"{site}:{side}"]

    def question(
        self, site: str, side: str, minutes_left: Mapping[tuple[str, str], float], questions_left: int
    ) -> str | None:
        return self.turns.question(site, side, minutes_left, questions_left)

    def answered(self, site: str, side: str, pressure: float, wants: int, form: str) -> None:
        self.turns.asked.add(f"{site}:{side}")
        self.learn(site, side, pressure, wants)

    def watched(
        self, site: str, side: str, pressure: float, seconds: float, remark: int | None, sign: str | None
    ) -> None:
        if remark is not None:
            self.learn(site, side, pressure, remark)

    def close(self) -> Self:
        return self
