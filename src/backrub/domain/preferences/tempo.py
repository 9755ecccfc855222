"""How fast hands may move: the logarithm of cm/s at each place, learned from "slower" and from silence."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import erf, log, sqrt
from typing import Self

import numpy as np

from backrub.domain.back import SiteSide
from backrub.domain.preferences.places import COUNT, LASTING, LEARNED, Floats
from backrub.domain.preferences.tilting import GRID, tilted

USUAL_CM_S = 5.0
"""Where nothing is known: PRACTICE P15, go slowly."""

SLOWEST_CM_S, FASTEST_CM_S = 1.0, 10.0

KNOT_EASE = 0.7
"""Knots often want firmer and slower."""

_SPREAD = 0.30
"""How far people differ, on the log scale."""
_BLUR = 0.25
"""How sharply someone knows that a speed is too fast, on the log scale."""
_LAPSE = 0.05
_SPEAKS = 0.15
"""How often a speed that is too fast is remarked on within half a minute; silence is weak evidence."""
_TOLD = 0.05
"""Log spread once they have said it themselves."""

_PHI = np.vectorize(lambda u: (1 + erf(u / sqrt(2))) / 2)


@dataclass(frozen=True, slots=True, eq=False)
class Tempo:
    """Believe a speed at each learned place; immutable."""

    mean: Floats
    """Log of cm/s."""
    spread: Floats
    """Covariance of the logs."""

    @classmethod
    def unknown(cls) -> Self:
        """Return what is believed before anything was heard."""
        return cls(np.full(COUNT, log(USUAL_CM_S)), LASTING * (_SPREAD**2 / LASTING[0, 0]))

    def speeds_cm_s(self) -> Floats:
        """Return the speeds to use."""
        return np.minimum(np.maximum(np.exp(self.mean), SLOWEST_CM_S), FASTEST_CM_S)

    def heard(self, place: int, speed_cm_s: float, *, slower: bool) -> "Tempo":
        """Return the belief after "slower" at a speed, or after half a minute without it."""
        speed = min(max(speed_cm_s, SLOWEST_CM_S), FASTEST_CM_S)
        deviation = sqrt(self.spread[place, place])
        too_fast = _PHI((log(speed) - self.mean[place] - deviation * GRID) / _BLUR)
        likelihood = _LAPSE + (1 - 2 * _LAPSE) * too_fast if slower else 1 - _SPEAKS * too_fast
        _, mean, variance = tilted(likelihood)
        return self._moved(place, deviation, float(mean), float(variance))

    def told(self, place: int, speed_cm_s: float) -> "Tempo":
        """Return the belief after they have said themselves what they like."""
        speed = min(max(speed_cm_s, SLOWEST_CM_S), FASTEST_CM_S)
        variance = float(self.spread[place, place])
        gain = variance / (variance + _TOLD**2)
        surprise = (log(speed) - float(self.mean[place])) / sqrt(variance)
        return self._moved(place, sqrt(variance), gain * surprise, 1 - gain)

    def _moved(self, place: int, deviation: float, mean: float, variance: float) -> "Tempo":
        along = self.spread[place] / deviation
        return replace(
            self,
            mean=self.mean + mean * along,
            spread=self.spread + (variance - 1) * np.outer(along, along),
        )


def eased(knots: Collection[SiteSide]) -> Floats:
    """Return the factor on each place's speed tonight, given where knots were found."""
    return np.array([KNOT_EASE if where in knots else 1.0 for where in LEARNED])
