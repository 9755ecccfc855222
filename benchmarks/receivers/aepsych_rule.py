"""AEPsych's ordinal Gaussian process over place, side and pressure, fitted anew after every word."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import torch
from aepsych.models import OrdinalGPModel
from benchmarks.receivers.rules import Staircase

from backrub.domain.preferences import LEARNED
from backrub.domain.preferences.places import PROFILE

_FIRST_FIT = 5
"""With fewer words than this the usual profile is used."""
_LEVELS = np.arange(1.0, 4.01, 0.1)
_PLACES = {str(at): (number // 2 / 6, number % 2 * 0.5) for number, at in enumerate(LEARNED)}
_GRID = torch.tensor([(*place, (level - 1) / 4) for place in _PLACES.values() for level in _LEVELS])


@dataclass(slots=True)
class AepsychRule:
    """Ask evenly, and use the pressure at which the expected answer is nearest to "just right"."""

    points: list[tuple[float, float, float]] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    levels: dict[str, float] = field(
        default_factory=lambda: dict(zip(_PLACES, PROFILE.tolist(), strict=True))
    )
    turns: Staircase = field(default_factory=lambda: Staircase(shared=False))

    def evening(self) -> "AepsychRule":
        return AepsychRule(self.points, self.answers, self.levels)

    def pressure(self, site: str, side: str) -> float:
        return self.levels[f"{site}:{side}"]

    def question(
        self, site: str, side: str, minutes_left: Mapping[tuple[str, str], float], questions_left: int
    ) -> str | None:
        return self.turns.question(site, side, minutes_left, questions_left)

    def answered(self, site: str, side: str, pressure: float, wants: int, form: str) -> None:
        self.turns.asked.add(f"{site}:{side}")
        self._learn(site, side, pressure, wants)

    def watched(
        self, site: str, side: str, pressure: float, seconds: float, remark: int | None, sign: str | None
    ) -> None:
        if remark is not None:
            self._learn(site, side, pressure, remark)

    def close(self) -> "AepsychRule":
        return self

    def _learn(self, site: str, side: str, pressure: float, wants: int) -> None:
        self.points.append((*_PLACES[f"{site}:{side}"], (pressure - 1) / 4))
        self.answers.append(2.0 - wants)
        if len(self.points) >= _FIRST_FIT:
            self.levels = _fitted(self.points, self.answers)


def _fitted(points: list[tuple[float, float, float]], answers: list[float]) -> dict[str, float]:
    torch.manual_seed(0)
    model = OrdinalGPModel(dim=3)
    model.fit(torch.tensor(points, dtype=torch.float64), torch.tensor(answers, dtype=torch.float64))
    chances = model.predict_probs(_GRID.to(torch.float64)).detach().numpy()
    away = np.abs(chances @ np.arange(5) - 2).reshape(len(_PLACES), len(_LEVELS))
    return dict(zip(_PLACES, _LEVELS[away.argmin(axis=1)].tolist(), strict=True))
