"""The numeric product of each body: lattice, landmarks, outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from backs.frame import Frame, frame_for
from backs.landmarks import reference_points
from backs.lattice import Grid, anchor, at, carry, grid_for
from backs.people import PEOPLE, REFERENCE
from backs.rays import Caster
from backs.silhouette import outline
from backs.subdivide import Fine, subdivide

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from backs.model import BodyModel, Turn

FINENESS = 2  # coarser meshes show their quads in raking light


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Hold one body: its fine mesh, its nodes on the shared grid, its landmarks and what to picture."""

    name: str
    height_cm: float
    points_cm: NDArray[np.float64]
    nodes_cm: NDArray[np.float64]
    landmarks_cm: Mapping[str, NDArray[np.float64]]
    frame: Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """Hold all bodies and what they share: mesh, arms, grid and the landmarks in reference coordinates."""

    fine: Fine
    arm: NDArray[np.float64]
    grid: Grid
    reference: Mapping[str, tuple[float, float]]
    each: tuple[Body, ...]


def make_bodies(model: BodyModel, turns: tuple[Turn, ...]) -> Bodies:
    """Shape, pose and measure every person; Z is counted from the skin over C7."""
    fine = subdivide(model.cage.quads, len(model.cage.arm), times=FINENESS)
    arm = fine.matrix @ model.cage.arm
    meshes = {person.name: fine.matrix @ model.points_cm(person, turns) for person in PEOPLE}
    stature = float(meshes[REFERENCE][:, 1].max())
    grid, reference = grid_for(stature), reference_points(stature)
    anchored = anchor(grid, meshes[REFERENCE], fine.triangles, arm)
    nodes = carry(meshes, anchored, REFERENCE)
    each = tuple(_body(name, meshes[name], nodes[name], grid, reference) for name in meshes)
    return Bodies(fine=fine, arm=arm, grid=grid, reference=reference, each=each)


def _body(
    name: str,
    points: NDArray[np.float64],
    nodes: NDArray[np.float64],
    grid: Grid,
    reference: Mapping[str, tuple[float, float]],
) -> Body:
    depth = np.array([0, 0, at(grid, nodes, *reference["C7"])[2]])
    points, nodes = points - depth, nodes - depth
    landmarks = {mark: at(grid, nodes, *where) for mark, where in reference.items()}
    crown = float(points[:, 1].max())
    frame = frame_for(s2_cm=float(landmarks["S2"][1]), crown_cm=crown)
    return Body(
        name=name, height_cm=crown, points_cm=points, nodes_cm=nodes, landmarks_cm=landmarks, frame=frame
    )


def save_numbers(bodies: Bodies, folder: Path) -> list[Path]:
    """Write NAME.npz for every body and return the paths."""
    return [_save(body, bodies, folder / f"{body.name}.npz") for body in bodies.each]


def _save(body: Body, bodies: Bodies, path: Path) -> Path:
    ring_points, ring_of = outline(Caster(body.points_cm, bodies.fine.triangles), body.frame)
    np.savez_compressed(
        path,
        height_cm=np.float32(body.height_cm),
        x_cm=bodies.grid.x_cm.astype(np.float32),
        y_cm=bodies.grid.y_cm.astype(np.float32),
        points_cm=body.nodes_cm.astype(np.float32),
        landmark_names=np.array(list(body.landmarks_cm)),
        landmark_reference_cm=np.array(list(bodies.reference.values()), dtype=np.float32),
        landmark_points_cm=np.array(list(body.landmarks_cm.values()), dtype=np.float32),
        silhouette_cm=ring_points,
        silhouette_ring=ring_of,
    )
    return path
