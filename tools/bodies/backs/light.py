"""Lamps with soft shadows, worked out at every vertex, and the way light spreads in skin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from backs.rays import Caster

OFF_THE_SKIN_CM = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Lamp:
    """Hold a light by where it comes from (to the right, up, from behind) and how gathered it is.

    `sharpness` 0 is an even dome; 10 is a window, 40 a flame. `rays` bound the smoothness of its shadows.
    """

    towards: tuple[float, float, float]
    sharpness: float
    strength: float
    rays: int

    def directions(self) -> NDArray[np.float64]:
        """Return unit directions, spread as densely as the light is strong."""
        number = np.arange(self.rays)
        share = (number + 0.5) / self.rays
        if self.sharpness:
            rest = 1 - np.exp(-2 * self.sharpness)
            height = 1 + np.log(1 - share * rest) / self.sharpness
        else:
            height = 1 - 2 * share
        turn = np.pi * (1 + 5**0.5) * number
        flat = np.sqrt(np.clip(1 - height**2, 0, 1))
        local = np.stack([flat * np.cos(turn), flat * np.sin(turn), height], axis=1)
        return local @ _frame(np.array(self.towards))


def _frame(towards: NDArray[np.float64]) -> NDArray[np.float64]:
    ahead = towards / np.linalg.norm(towards)
    helper = np.array([0.0, 1.0, 0.0]) if abs(ahead[1]) < 0.9 else np.array([1.0, 0.0, 0.0])  # noqa: PLR2004
    side = np.cross(helper, ahead)
    side /= np.linalg.norm(side)
    return np.stack([side, np.cross(ahead, side), ahead])


def lit(
    lamps: tuple[Lamp, ...], caster: Caster, points: NDArray[np.float64], normals: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return what each vertex gets from each lamp, shape (vertices, lamps); vertices facing away get none."""
    result = np.zeros((len(points), len(lamps)))
    seen = np.flatnonzero(normals[:, 2] > -0.45)  # noqa: PLR2004 - what lies behind the outline is never drawn
    start = points[seen] + normals[seen] * OFF_THE_SKIN_CM
    for column, lamp in enumerate(lamps):
        for direction in lamp.directions():
            slope = normals[seen] @ direction
            facing = slope > 0
            free = caster.is_free(start[facing], direction)
            result[seen[facing], column] += slope[facing] * free
        result[:, column] *= lamp.strength / lamp.rays
    return result


def neighbours(triangles: NDArray[np.int64], count: int) -> sparse.csr_matrix:
    """Return the averaging over each vertex's neighbours."""
    rows = np.concatenate([triangles[:, k] for k in (0, 1, 2, 1, 2, 0)])
    columns = np.concatenate([triangles[:, k] for k in (1, 2, 0, 0, 1, 2)])
    matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(count, count))
    matrix.data[:] = 1
    valence = np.maximum(np.asarray(matrix.sum(axis=1)).ravel(), 1)
    return sparse.diags(1 / valence) @ matrix


def spread(
    values: NDArray[np.float64], around: sparse.csr_matrix, passes: tuple[int, ...]
) -> list[NDArray[np.float64]]:
    """Return the light after each number of passes along the skin, in order."""
    results = []
    for done in range(1, max(passes) + 1):
        values = 0.5 * values + 0.5 * (around @ values)
        if done in passes:
            results.append(values.copy())
    return results
