"""The lead's path: where hands are at every sample, and what adds up on the way."""

from dataclasses import dataclass, replace

import numpy as np

from backrub.audio.grid import RATE_HZ
from backrub.audio.lines import Lines, Numbers
from backrub.audio.pitch import cycles_after, cycles_at_knots
from backrub.domain.score.breakpoints import Breakpoints

U, SIDE, LEVEL, PRESSURE = range(4)

MEMORY_S = 60.0
"""How far back the mood of the evening reaches."""


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """Hold position, side, level and pressure as lines, with the cycles and the pressure passed at each knot."""

    lines: Lines
    slopes: Numbers
    cycles: Numbers
    pressed: Numbers

    @classmethod
    def along(cls, lines: Lines) -> "Path":
        """Return the path that follows lines of position, side, level and pressure."""
        slopes = lines.slopes()
        pressure, lasts = lines.values[:, PRESSURE], np.diff(lines.at)
        passed = (pressure[:-1] + pressure[1:]) / 2 * lasts
        return cls(lines, slopes, cycles_at_knots(lines, slopes), np.concatenate(([0.0], np.cumsum(passed))))

    @classmethod
    def of(cls, points: Breakpoints) -> "Path":
        """Return the path of breakpoints."""
        rows = np.column_stack((points.u, points.side, points.level, points.pressure))
        return cls.along(Lines.through(np.asarray(points.at_s) * RATE_HZ, rows))

    def moved(self, by: float) -> "Path":
        """Return the same path, later by some samples."""
        return replace(self, lines=self.lines.moved(by))

    def over(self, start: int, frames: int) -> tuple[Numbers, Numbers]:
        """Return the phase in cycles, and the four rows of values, at each of some samples."""
        phase, values = np.empty(frames), np.empty((4, frames))
        for piece in self.lines.pieces(start, frames):
            row, slope, after = self.lines.values[piece.knot], self.slopes[piece.knot], piece.samples()
            within = slice(piece.first, piece.last)
            phase[within] = self.cycles[piece.knot] + cycles_after(row[U], slope[U], after)
            values[:, within] = row[:, None] + slope[:, None] * after
        return phase, values

    def mood(self, at: float) -> float:
        """Return the mean pressure of the last minute: low as an evening settles, high at work, low as it ends."""
        since = at - MEMORY_S * RATE_HZ
        return (self._pressed_until(at) - self._pressed_until(since)) / (at - since)

    def _pressed_until(self, at: float) -> float:
        knot = self.lines.knot_before(at)
        after = at - self.lines.at[knot]
        half_way = self.lines.values[knot, PRESSURE] + self.slopes[knot, PRESSURE] * after / 2
        return float(self.pressed[knot] + half_way * after)
