"""What an answer would be worth, and how to ask for it."""

from math import pi, sqrt

import numpy as np

from backrub.domain.preferences.answers import CHOICE, LEVEL, index_of
from backrub.domain.preferences.attention import CLASSES
from backrub.domain.preferences.belief import Gaussians, mixed
from backrub.domain.preferences.evening import Form
from backrub.domain.preferences.places import COUNT, Floats
from backrub.domain.preferences.tilting import GRID, tilted

WORTH_ASKING = 0.45
"""Level-minutes of error that a question must spare."""

_LIKELY = 0.5
_TABLES = {"level": LEVEL, "choice": CHOICE[1:4]}


def wording(weights: Floats) -> Form:
    """Return how to ask: where "fine" tells little, which way rather than how."""
    return "choice" if weights[2] + weights[1] / 2 > _LIKELY else "level"


def values(belief: Gaussians, levels: Floats, minutes: Floats, form: Form) -> Floats:
    """Return for each place the level-minutes of error that asking there now would spare."""
    means, variances = belief.wanted()
    pulls = _pulls(belief, variances)
    grid = means[..., None] + np.sqrt(variances)[..., None] * GRID
    where = index_of(levels[:, None] - grid)
    chance, shift, narrowed = tilted(_TABLES[form][:, CLASSES[..., None], where])
    weights = chance * belief.weights[:, None]
    likely = weights.sum(axis=1)
    after_means = means[:, None] + shift[..., None] * pulls
    after_variances = variances[:, None] + (narrowed - 1)[..., None] * (pulls * pulls)
    shares = (weights / likely[:, None]).transpose(0, 2, 1)
    _, after = mixed(shares, after_means.transpose(0, 2, 1, 3), after_variances.transpose(0, 2, 1, 3))
    _, before = mixed(belief.weights, means, variances)
    spared = before - (likely[..., None] * after).sum(axis=0)
    worth: Floats = sqrt(2 / pi) * (spared @ minutes)
    return worth


def _pulls(belief: Gaussians, variances: Floats) -> Floats:
    """Return how an answer at a place pulls each place's level: class by asked place by other place."""
    lasting = belief.spreads[:, :COUNT] + belief.spreads[:, COUNT:]
    covariances = lasting[:, :, :COUNT] + lasting[:, :, COUNT:]
    pulls: Floats = covariances / np.sqrt(variances)[..., None]
    return pulls
