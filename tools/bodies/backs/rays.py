"""Rays against a triangle mesh, and the vertex normals that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene

if TYPE_CHECKING:
    from numpy.typing import NDArray

FROM_BEHIND_CM = 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Hold what rays met: a triangle (-1 = nothing) and the weights of its three corners."""

    triangle: NDArray[np.int64]
    weights: NDArray[np.float64]

    @property
    def found(self) -> NDArray[np.bool_]:
        """Return where a ray met the mesh."""
        return self.triangle >= 0

    def carry(self, triangles: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return vertex values at the hits; where nothing was met, what stands at triangle 0."""
        corners = triangles[np.maximum(self.triangle, 0)]
        weights = self.weights.astype(values.dtype)
        if values.ndim > 1:
            weights = weights[..., None]
        return sum(values[corners[..., k]] * weights[..., k, :] if values.ndim > 1 else
                   values[corners[..., k]] * weights[..., k] for k in range(3))  # fmt: skip


class Caster:
    """Answer rays for one mesh."""

    def __init__(self, points: NDArray[np.float64], triangles: NDArray[np.int64]) -> None:
        self._scene = EmbreeScene()
        TriangleMesh(self._scene, points.astype(np.float32), triangles.astype(np.int32))

    def from_behind(self, x_cm: NDArray[np.float64], y_cm: NDArray[np.float64]) -> Hits:
        """Look from behind along -Z at each (x, y); the shape of the answer follows that of `x_cm`."""
        origin = np.stack([x_cm.ravel(), y_cm.ravel(), np.full(x_cm.size, FROM_BEHIND_CM)], axis=1)
        ahead = np.zeros_like(origin, dtype=np.float32)
        ahead[:, 2] = -1
        met = self._scene.run(origin.astype(np.float32), ahead, query="INTERSECT", output=True)
        u, v = met["u"].astype(float), met["v"].astype(float)
        weights = np.stack([1 - u - v, u, v], axis=1).reshape(*x_cm.shape, 3)
        return Hits(triangle=met["primID"].astype(np.int64).reshape(x_cm.shape), weights=weights)

    def is_free(self, origin: NDArray[np.float64], direction: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Say for each origin whether nothing stands in that one direction."""
        ahead = np.repeat(direction[None].astype(np.float32), len(origin), axis=0)
        met = self._scene.run(origin.astype(np.float32), ahead, query="OCCLUDED")
        return np.asarray(met < 0)


def vertex_normals(points: NDArray[np.float64], triangles: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return unit normals, weighted by area."""
    a, b, c = (points[triangles[:, k]] for k in range(3))
    across = np.cross(b - a, c - a)
    normals = np.zeros_like(points)
    for axis in range(3):
        for k in range(3):
            normals[:, axis] += np.bincount(triangles[:, k], across[:, axis], minlength=len(points))
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
