"""Curves and ruled patches from a few authored points."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Points as rows of x and y, in cm."""


def smooth(points: Sequence[tuple[float, float]], count: int, *, closed: bool = False) -> Points:
    """Return `count` points on a centripetal Catmull-Rom curve through the given ones."""
    knots = np.asarray(points, dtype=float)
    if len(knots) == 2:  # noqa: PLR2004 - two points make a straight line
        return np.linspace(knots[0], knots[1], count)
    if closed:
        padded = np.vstack([knots[-1], knots, knots[:2]])
    else:
        padded = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    times = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(padded, axis=0), axis=1) ** 0.5)])
    wanted = np.linspace(times[1], times[-2], count, endpoint=not closed)
    piece = np.clip(np.searchsorted(times, wanted, side="right") - 2, 0, len(padded) - 4)
    return _blend(padded, times, piece, wanted)


def _blend(padded: Points, times: Points, piece: NDArray[np.intp], wanted: Points) -> Points:
    """Evaluate the Barry-Goldman pyramid of each piece."""
    level = [padded[piece + k] for k in range(4)]
    knots = [times[piece + k] for k in range(4)]
    for step in range(1, 4):
        level = [_mix(level[k], level[k + 1], *_span(knots, k, step), wanted) for k in range(len(level) - 1)]
    return level[0]


def _span(knots: list[Points], k: int, step: int) -> tuple[Points, Points]:
    """Return the knots between which two neighbours of the pyramid are mixed."""
    first, last = {1: (k, k + 1), 2: (k, k + 2), 3: (1, 2)}[step]
    return knots[first], knots[last]


def _mix(left: Points, right: Points, start: Points, end: Points, wanted: Points) -> Points:
    share = ((wanted - start) / (end - start))[:, None]
    return left * (1 - share) + right * share


def fibre(origin: Points, insertion: Points, share: float, belly_cm: float, count: int) -> Points:
    """Return the fibre from a share of the origin curve to the same share of the insertion curve."""
    start, end = _at(origin, share), _at(insertion, share)
    along = np.linspace(0, 1, count)[:, None]
    way = end - start
    sideways = np.array([-way[1], way[0]]) / np.linalg.norm(way)
    return np.asarray(start + along * way + np.sin(np.pi * along) * sideways * belly_cm)


def _at(curve: Points, share: float) -> Points:
    where = share * (len(curve) - 1)
    below = min(int(where), len(curve) - 2)
    return np.asarray(curve[below] + (where - below) * (curve[below + 1] - curve[below]))
