"""The pitch of a place on the spine, and the phase it adds up to, in closed form.

Position moves in straight lines, so the logarithm of pitch does too, and its integral is an exponential: the phase
at any sample is known without walking there.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from backrub.audio.grid import RATE_HZ
from backrub.audio.lines import Lines, Numbers

LOWEST_HZ = 220.0
"""The pitch at the rim of the hips; the crown sounds two octaves above."""

_LOG_SPAN = math.log(4.0)
_STILL = 1e-15
"""A bend a sample below which pitch stands still; within an hour it moves by less than a millionth."""


def pitch_hz(u: float) -> float:
    """Return the pitch at a position, 0 hips to 1 crown."""
    return LOWEST_HZ * math.exp(_LOG_SPAN * u)


def cycles_after(u: ArrayLike, slope: ArrayLike, after: Numbers) -> Numbers:
    """Return the cycles that pass in `after` samples from a position that moves by `slope` a sample."""
    a_sample = LOWEST_HZ / RATE_HZ * np.exp(_LOG_SPAN * np.asarray(u))
    bend = _LOG_SPAN * np.asarray(slope)
    still = np.abs(bend) < _STILL
    bent = np.where(still, _STILL, bend)
    cycles: Numbers = a_sample * np.where(still, after, np.expm1(bent * after) / bent)
    return cycles


def cycles_at_knots(lines: Lines, slopes: Numbers) -> Numbers:
    """Return the cycles from the first knot to each; the lines' first value is the position."""
    passed = cycles_after(lines.values[:-1, 0], slopes[:, 0], np.diff(lines.at))
    return np.concatenate(([0.0], np.cumsum(passed)))
