"""Hair: where it grows, how it stands off the skull, and a knot for those who put it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.ndimage import gaussian_filter1d

from backs.relief import smooth_step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

THICKNESS_CM = {"short": 0.7, "up": 0.95}
KNOT_RADIUS_CM = (4.3, 3.5, 4.0)


def hair_share(points: NDArray[np.float64], marks: Mapping[str, tuple[float, float]]) -> NDArray[np.float64]:
    """Return 0…1 for vertices of the reference body: 1 well inside the hair, 0 on skin and ears."""
    x, above = np.abs(points[:, 0]), points[:, 1] - marks["C7"][1]
    line = 7.9 - 0.6 * np.exp(-((x / 1.4) ** 2)) + 0.55 * np.clip(x - 3.4, 0, 9)
    grows = smooth_step(above - line, -0.7, 1.3)
    face = smooth_step(points[:, 2] + 1.2 * np.clip(above - 16, 0, 9), -10.5, -7.5)
    beside = smooth_step(x - 7.0 - 0.3 * np.clip(above - 14.5, 0, 3), -0.2, 0.3)
    ear = beside * (1 - smooth_step(above, 15.0, 16.4))
    return grows * face * (1 - ear)


def knot(crown: NDArray[np.float64], across: int = 96) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return points and triangles of a loosely wound knot on the crown."""
    turn, tilt = np.meshgrid(np.linspace(0, 2 * np.pi, across), np.linspace(0, np.pi, across // 2))
    ball = np.stack([np.sin(tilt) * np.cos(turn), np.cos(tilt), np.sin(tilt) * np.sin(turn)], axis=-1)
    rng = np.random.default_rng(4)
    wound = gaussian_filter1d(rng.normal(0, 1, 64), 1.2, mode="wrap")
    angle = np.arctan2(ball[..., 1], ball[..., 0]) + 2.2 * ball[..., 2]
    lumps = np.interp((angle / (2 * np.pi)) % 1, np.linspace(0, 1, 64), wound)
    points = ball * np.array(KNOT_RADIUS_CM) * (1 + 0.035 * lumps[..., None])
    points = points + crown + np.array([0, 0.2, 1.5])
    index = np.arange(turn.size).reshape(turn.shape)
    a, b, c, d = (part.ravel() for part in (index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]))
    return points.reshape(-1, 3), np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
