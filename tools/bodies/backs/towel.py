"""A towel over the hips: it bridges what lies beneath and falls in a few soft folds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import RegularGridInterpolator
from scipy.ndimage import (
    binary_closing,
    distance_transform_edt,
    gaussian_filter,
    gaussian_filter1d,
    grey_closing,
)

from backs.relief import smooth_step

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from backs.frame import Frame
    from backs.rays import Caster

STEP_CM = 0.4
COLUMNS = 200
FOLDS = 9


def towel(
    caster: Caster, points: NDArray[np.float64], triangles: NDArray[np.int64], frame: Frame
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return points and triangles of the cloth; `caster` and its mesh are the body without arms."""
    x = np.arange(-frame.half_width_cm, frame.half_width_cm + STEP_CM, STEP_CM)
    y = np.arange(frame.bottom_cm - 2, frame.hem_cm + STEP_CM / 2, STEP_CM)
    hits = caster.from_behind(*np.meshgrid(x, y))
    depth = np.where(hits.found, hits.carry(triangles, points)[..., 2], 0)
    depth, covered = _bridged(depth, hits.found)
    depth = depth + _folds(x, y)
    half = gaussian_filter1d(np.where(covered, np.abs(x), 0).max(axis=1), 6, mode="nearest") + 1.1
    return _sheet(x, y, depth, half)


def _bridged(
    depth: NDArray[np.float64], found: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    nearest = distance_transform_edt(~found, return_distances=False, return_indices=True)
    skin = depth[tuple(nearest)]
    wide = np.pad(found, 60, mode="edge")
    covered = binary_closing(wide, np.ones((1, 3)), iterations=30)[60:-60, 60:-60] | found
    tall = grey_closing(np.pad(skin, ((60, 60), (0, 0)), mode="edge"), size=(9, 61))[60:-60]
    cloth = np.maximum(gaussian_filter(tall, 2.6, mode="nearest"), skin + 0.4)
    return gaussian_filter(cloth, 1.3, mode="nearest") + 0.6, covered


def _folds(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    wide, high = np.meshgrid(x, y)
    rng = np.random.default_rng(12)
    total = np.zeros_like(wide)
    for _ in range(FOLDS):
        angle, width, depth = rng.normal(0.0, 0.35), rng.uniform(0.8, 1.7), rng.uniform(0.15, 0.4)
        dx, dy = wide - rng.uniform(-15, 15), high - rng.uniform(y[0], y[-1] - 2)
        across, along = dx * np.sin(angle) + dy * np.cos(angle), dx * np.cos(angle) - dy * np.sin(angle)
        total += depth * np.exp(-((across / width) ** 2) - (along / 11) ** 2)
    return total


def _sheet(
    x: NDArray[np.float64], y: NDArray[np.float64], depth: NDArray[np.float64], half: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Lay the cloth in strips from side to side, with rounded sides and a thick upper hem."""
    share = np.linspace(-1, 1, COLUMNS)
    across, up = share * half[:, None], np.repeat(y[:, None], COLUMNS, axis=1)
    at = RegularGridInterpolator((y, x), depth, bounds_error=False, fill_value=None)
    out = at(np.stack([up, across], axis=-1))
    out = out - 5 * np.clip(1 - (half[:, None] - np.abs(across)) / 1.8, 0, 1) ** 2
    below_hem = y[-1] - up
    out = out + 0.35 * np.exp(-(((below_hem - 1.1) / 0.7) ** 2)) - 0.7 * (1 - smooth_step(below_hem, 0, 0.5))
    points = np.stack([across, up - 0.5 * share**2, out], axis=-1).reshape(-1, 3)
    index = np.arange(up.size).reshape(up.shape)
    a, b, c, d = (part.ravel() for part in (index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]))
    return points, np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
