"""Values that move in straight lines from knot to knot, over samples."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

_EVER = 1e15
"""A sample that no evening reaches."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Name a straight piece within a chunk: samples `first` to `last` lie `after` samples and more past a knot."""

    first: int
    last: int
    knot: int
    after: float

    def samples(self) -> Numbers:
        """Return how far past the knot each sample lies."""
        return self.after + np.arange(self.last - self.first, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Hold a row of values for each knot; `at` counts samples, may lie between two, and rises strictly.

    The first and the last two rows are equal, so that values stay before and after.
    """

    at: Numbers
    values: Numbers

    @classmethod
    def through(cls, at: ArrayLike, values: ArrayLike) -> "Lines":
        """Return lines through knots in order."""
        knots, rows = np.asarray(at, np.float64), np.asarray(values, np.float64)
        return cls(
            np.concatenate(([min(knots[0], 0.0) - 1.0], knots, [_EVER])),
            np.concatenate((rows[:1], rows, rows[-1:])),
        )

    def value_at(self, at: float) -> Numbers:
        """Return the row at a sample."""
        knot = self.knot_before(at)
        share = (at - self.at[knot]) / (self.at[knot + 1] - self.at[knot])
        row: Numbers = self.values[knot] + (self.values[knot + 1] - self.values[knot]) * share
        return row

    def over(self, start: int, frames: int) -> Numbers:
        """Return the values at each of some samples, a row for each value."""
        slopes, values = self.slopes(), np.empty((self.values.shape[1], frames))
        for piece in self.pieces(start, frames):
            values[:, piece.first : piece.last] = (
                self.values[piece.knot][:, None] + slopes[piece.knot][:, None] * piece.samples()
            )
        return values

    def slopes(self) -> Numbers:
        """Return by how much each value moves a sample, after each knot but the last."""
        slopes: Numbers = np.diff(self.values, axis=0) / np.diff(self.at)[:, None]
        return slopes

    def pieces(self, start: int, frames: int) -> Iterator[Piece]:
        """Yield the straight pieces that fill samples `start` to `start + frames`."""
        knot = self.knot_before(start)
        first = 0
        while first < frames:
            last = min(frames, int(np.ceil(self.at[knot + 1])) - start)
            if last > first:
                yield Piece(first, last, knot, start + first - self.at[knot])
            first, knot = max(first, last), knot + 1

    def moved(self, by: float) -> "Lines":
        """Return the same lines, later by some samples."""
        return Lines(self.at + by, self.values)

    def joined(self, fresh: "Lines", now: float, within: float) -> "Lines":
        """Return these lines until `now`, and the fresh ones from `within` samples later on."""
        past, coming = self.at < now, fresh.at > now + within
        return Lines(
            np.concatenate((self.at[past], [now, now + within], fresh.at[coming])),
            np.concatenate(
                (
                    self.values[past],
                    [self.value_at(now), fresh.value_at(now + within)],
                    fresh.values[coming],
                )
            ),
        )

    def knot_before(self, at: float) -> int:
        """Return the last knot at or before a sample, or the first of all."""
        return int(np.clip(np.searchsorted(self.at, at, side="right") - 1, 0, len(self.at) - 2))
