"""What one uncertain number becomes once something was heard about it: a Gaussian again, by moments."""

import numpy as np

from backrub.domain.preferences.places import Floats

GRID: Floats = np.linspace(-3.0, 3.0, 21)
"""Standard deviations from the middle at which a likelihood is looked at."""

_DENSITY = np.exp(-(GRID**2) / 2)
WEIGHTS: Floats = _DENSITY / _DENSITY.sum()
MOMENTS: Floats = WEIGHTS[:, None] * np.stack((np.ones_like(GRID), GRID, GRID**2), axis=1)
MOMENTS[:, 2] /= (WEIGHTS * GRID**2).sum()
"""Turns a likelihood on the grid into its chance, first and second moment in one product."""


def tilted(likelihood: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the chance of what was heard, and the mean and variance after it, in standard deviations.

    The likelihood is given on GRID along its last axis, positive everywhere.
    """
    moments = likelihood @ MOMENTS
    chance = moments[..., 0]
    mean = moments[..., 1] / chance
    return chance, mean, np.maximum(moments[..., 2] / chance - mean * mean, 1e-3)
