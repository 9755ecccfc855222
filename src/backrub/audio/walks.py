"""Slow random walks by seed: what drifts, and comes back to nothing for hours."""

import numpy as np

from backrub.audio.grid import RATE_HZ
from backrub.audio.lines import Numbers

_KNOTS = 2_048
"""Knots before a walk begins anew: 5 hours at 9 s from knot to knot."""


class Walks:
    """Walk between 0 and 1, some walks side by side, each smooth from knot to knot."""

    def __init__(self, rng: np.random.Generator, *, count: int, knot_s: float) -> None:
        self._heights = rng.uniform(0.0, 1.0, (count, _KNOTS))
        self._paces = RATE_HZ * knot_s * rng.uniform(0.8, 1.25, count)[:, None]
        self._begin = rng.uniform(0.0, 1.0, count)[:, None]
        self.count = count
        self._walk = np.arange(count)[:, None]

    def over(self, samples: Numbers) -> Numbers:
        """Return the height of every walk (rows) at some samples (columns)."""
        places = samples[None, :] / self._paces + self._begin
        knots = np.floor(places)
        share = places - knots
        before = knots.astype(np.int64) % _KNOTS
        smooth = share * share * (3 - 2 * share)
        low, high = self._heights[self._walk, before], self._heights[self._walk, (before + 1) % _KNOTS]
        heights: Numbers = low + (high - low) * smooth
        return heights
