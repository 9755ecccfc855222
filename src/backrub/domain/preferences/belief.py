"""The learner's belief during an evening: one Gaussian for each class of answering, over lasting and tonight's part."""

from dataclasses import dataclass

import numpy as np

from backrub.domain.preferences.places import COUNT, HALF_MINUTE, TONIGHT, Floats
from backrub.domain.preferences.tilting import GRID, tilted


@dataclass(slots=True)
class Gaussians:
    """Hold means and covariances of [lasting, tonight] by class, with the weights of the classes."""

    weights: Floats
    means: Floats
    spreads: Floats

    @classmethod
    def begun(cls, weights: Floats, means: Floats, spreads: Floats) -> "Gaussians":
        """Return a belief at the start of an evening, from its lasting part."""
        classes = len(weights)
        both = np.zeros((classes, 2 * COUNT, 2 * COUNT))
        both[:, :COUNT, :COUNT] = spreads
        both[:, COUNT:, COUNT:] = TONIGHT
        return cls(weights.copy(), np.concatenate((means, np.zeros_like(means)), axis=1), both)

    def shift(self, levels: float) -> None:
        """Let tonight's mood be that far from what lasts, everywhere."""
        self.means[:, COUNT:] += levels

    def wish(self, level: float, blur: float) -> None:
        """Take in a first wish for the whole back: it is met in full, and as much of it lasts as is likely."""
        pull = (self.spreads[:, :, :COUNT] + self.spreads[:, :, COUNT:]).mean(axis=2)
        variance = (pull[:, :COUNT] + pull[:, COUNT:]).mean(axis=1)
        known = 1 / (variance + blur**2)
        away = level - self._average()
        self.means += (known * away)[:, None] * pull
        self.spreads -= (pull[:, :, None] * pull[:, None, :]) * known[:, None, None]
        self.means[:, COUNT:] += (level - self._average())[:, None]

    def _average(self) -> Floats:
        average: Floats = (self.means[:, :COUNT] + self.means[:, COUNT:]).mean(axis=1)
        return average

    def wander(self, half_minutes: float) -> None:
        """Let the mood wander as time passes."""
        self.spreads[:, COUNT:, COUNT:] += half_minutes * HALF_MINUTE

    def wanted(self) -> tuple[Floats, Floats]:
        """Return mean and variance of the level wanted now, by class and place."""
        cross = self.spreads[:, :COUNT, COUNT:].diagonal(axis1=1, axis2=2)
        own = self.spreads.diagonal(axis1=1, axis2=2)
        variances = own[:, :COUNT] + own[:, COUNT:] + 2 * cross
        return self.means[:, :COUNT] + self.means[:, COUNT:], variances

    def at(self, place: int) -> "Line":
        """Return the level wanted at a place, and what moves with it; by class."""
        pull = self.spreads[:, place] + self.spreads[:, COUNT + place]
        deviation = np.sqrt(pull[:, place] + pull[:, COUNT + place])[:, None]
        middle = self.means[:, place] + self.means[:, COUNT + place]
        return Line(middle[:, None] + deviation * GRID, pull / deviation)

    def learn(self, line: "Line", likelihood: Floats) -> None:
        """Take in a likelihood, by class, of the levels of a line."""
        chance, mean, variance = tilted(likelihood)
        self.means += mean[:, None] * line.pull
        self.spreads += (line.pull[:, :, None] * line.pull[:, None, :]) * (variance - 1)[:, None, None]
        self.weights = self.weights * chance
        self.weights /= self.weights.sum()


@dataclass(frozen=True, slots=True)
class Line:
    """Hold levels that may be wanted at a place, and how far all else moves with them."""

    levels: Floats
    pull: Floats
    """In levels, for each deviation."""


def mixed(weights: Floats, means: Floats, variances: Floats) -> tuple[Floats, Floats]:
    """Return the mean and deviation over classes, which come last but one."""
    mean = (weights[..., None] * means).sum(axis=-2)
    apart = means - mean[..., None, :]
    return mean, np.sqrt((weights[..., None] * (variances + apart * apart)).sum(axis=-2))
