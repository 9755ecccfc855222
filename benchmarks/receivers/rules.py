"""Simple rules to measure beside: always medium, and staircases."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
