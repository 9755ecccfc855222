"""AEPsych's ordinal Gaussian process over place, side and pressure, fitted anew after every word."""

from dataclasses import dataclass, field

import numpy as np
import torch
from aepsych.models import OrdinalGPModel
from benchmarks.receivers.rules import AskEvenly

from backrub.domain.preferences import LEARNED

_FIRST_FIT = 5
"""With fewer words than this the usual profile is used."""
_LEVELS = np.arange(1.0, 4.01, 0.1)
_PLACES = {str(at): (number // 2 / 6, number % 2 * 0.5) for number, at in enumerate(LEARNED)}
_GRID = torch.tensor([(*place, (level - 1) / 4) for place in _PLACES.values() for level in _LEVELS])


@dataclass(slots=True)
class AepsychRule(AskEvenly):
    """Ask evenly, and use the pressure at which the expected answer is nearest to "just right"."""

    points: list[tuple[float, float, float]] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)

    def learn(self, site: str, side: str, pressure: float, wants: int) -> None:
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
