"""Catmull-Clark subdivision as one sparse matrix, so that anything on a vertex follows the surface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Fine:
    """Hold a finer mesh: `fine = matrix @ coarse`, its quads, and the same as triangles."""

    matrix: sparse.csr_matrix
    quads: NDArray[np.int64]

    @property
    def triangles(self) -> NDArray[np.int64]:
        """Return two triangles a quad, cut the same way everywhere."""
        q = self.quads
        return np.concatenate([q[:, [0, 1, 2]], q[:, [0, 2, 3]]])


def subdivide(quads: NDArray[np.int64], vertices: int, *, times: int) -> Fine:
    """Refine a quad mesh `times` times."""
    matrix = sparse.identity(vertices, format="csr")
    for _ in range(times):
        step, quads = _once(quads, matrix.shape[0])
        matrix = (step @ matrix).tocsr()
    return Fine(matrix=matrix, quads=quads)


def _once(quads: NDArray[np.int64], count: int) -> tuple[sparse.csr_matrix, NDArray[np.int64]]:
    faces = len(quads)
    sides = np.sort(np.stack([quads, np.roll(quads, -1, axis=1)], axis=2).reshape(-1, 2), axis=1)
    edges, edge_of = np.unique(sides, axis=0, return_inverse=True)
    edge_of = edge_of.reshape(faces, 4)
    face_points = _average(np.repeat(np.arange(faces), 4), quads.ravel(), (faces, count))
    uses = np.bincount(edge_of.ravel(), minlength=len(edges))
    middles = _average(np.repeat(np.arange(len(edges)), 2), edges.ravel(), (len(edges), count))
    beside = _average(edge_of.ravel(), np.repeat(np.arange(faces), 4), (len(edges), faces)) @ face_points
    inner = sparse.diags((uses == 2).astype(float))  # noqa: PLR2004 - an inner edge has two faces
    edge_points = middles - inner @ (0.5 * (middles - beside))
    corner_points = _corners(quads, edges, uses, face_points)
    step = sparse.vstack([corner_points, edge_points, face_points]).tocsr()
    edge_at, face_at = count + edge_of, count + len(edges) + np.arange(faces)
    pieces = [np.stack([quads[:, k], edge_at[:, k], face_at, edge_at[:, k - 1]], axis=1) for k in range(4)]
    return step, np.concatenate(pieces)


def _corners(
    quads: NDArray[np.int64],
    edges: NDArray[np.int64],
    uses: NDArray[np.int64],
    face_points: sparse.csr_matrix,
) -> sparse.csr_matrix:
    faces, count = face_points.shape
    around = _average(quads.ravel(), np.repeat(np.arange(faces), 4), (count, faces)) @ face_points
    ends, others = np.r_[edges[:, 0], edges[:, 1]], np.r_[edges[:, 1], edges[:, 0]]
    near = _average(ends, others, (count, count))
    valence = np.maximum(np.bincount(ends, minlength=count), 1)
    own = sparse.identity(count, format="csr")
    # (F + 2R + (n-3)P)/n with R the mean of edge middles = (P + near)/2
    inner = sparse.diags(1 / valence) @ (around + near) + sparse.diags((valence - 2) / valence) @ own
    rim = edges[uses == 1]
    along = _average(np.r_[rim[:, 0], rim[:, 1]], np.r_[rim[:, 1], rim[:, 0]], (count, count))
    on_rim = np.zeros(count)
    on_rim[rim.ravel()] = 1
    open_rule = 0.75 * own + 0.25 * along
    return (sparse.diags(1 - on_rim) @ inner + sparse.diags(on_rim) @ open_rule).tocsr()


def _average(
    rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, int]
) -> sparse.csr_matrix:
    weight = 1 / np.maximum(np.bincount(rows, minlength=shape[0]), 1)[rows]
    return sparse.csr_matrix((weight, (rows, columns)), shape=shape)
