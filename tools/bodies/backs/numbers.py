"""The numeric product of each body in each pose: lattice, landmarks, outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from backs.frame import Frame, frame_for
from backs.landmarks import reference_points
from backs.lattice import Grid, anchor, at, carry, grid_for
from backs.model import POSES
from backs.people import PEOPLE, REFERENCE, Person
from backs.rays import Caster
from backs.silhouette import outline
from backs.subdivide import Fine, subdivide

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from backs.model import BodyModel

FINENESS = 2  # coarser meshes show their quads in raking light
LYING = "prone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Hold one body in one pose: its fine mesh, its nodes on the shared grid, landmarks and picture frame.

    Y counts from the floor the body would stand on, in either pose; Z from the skin over C7.
    """

    person: Person
    pose: str
    height_cm: float
    points_cm: NDArray[np.float64]
    nodes_cm: NDArray[np.float64]
    landmarks_cm: Mapping[str, NDArray[np.float64]]
    frame: Frame

    @property
    def name(self) -> str:
        """Return what products are called: NAME lying, NAME.seated seated."""
        return self.person.name if self.pose == LYING else f"{self.person.name}.{self.pose}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """Hold all bodies and what they share: mesh, arms, grid and the landmarks in reference coordinates."""

    fine: Fine
    arm: NDArray[np.float64]
    grid: Grid
    marks: Mapping[str, tuple[float, float]]
    each: tuple[Body, ...]

    @property
    def reference(self) -> Body:
        """Return the body on which everything is authored."""
        return next(body for body in self.each if body.name == REFERENCE)


def make_bodies(model: BodyModel) -> Bodies:
    """Shape, pose and measure everyone."""
    fine = subdivide(model.cage.quads, len(model.cage.arm), times=FINENESS)
    arm = fine.matrix @ model.cage.arm
    meshes = {
        (person, pose): fine.matrix @ model.points_cm(person, turns)
        for person in PEOPLE
        for pose, turns in POSES.items()
    }
    authored = next(key for key in meshes if key[0].name == REFERENCE and key[1] == LYING)
    stature = float(meshes[authored][:, 1].max())
    grid, marks = grid_for(stature), reference_points(stature)
    nodes = carry(meshes, anchor(grid, meshes[authored], fine.triangles, arm), authored)
    placed = [_Placed(key[0], key[1], mesh, nodes[key]) for key, mesh in meshes.items()]
    return Bodies(
        fine=fine, arm=arm, grid=grid, marks=marks, each=tuple(p.measured(grid, marks) for p in placed)
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    person: Person
    pose: str
    points: NDArray[np.float64]
    nodes: NDArray[np.float64]

    def measured(self, grid: Grid, marks: Mapping[str, tuple[float, float]]) -> Body:
        to_c7 = np.array([0, 0, at(grid, self.nodes, *marks["C7"])[2]])
        nodes = self.nodes - to_c7
        found = {mark: at(grid, nodes, *where) for mark, where in marks.items()}
        crown = float(self.points[:, 1].max())
        return Body(
            person=self.person, pose=self.pose, height_cm=crown, points_cm=self.points - to_c7, nodes_cm=nodes,
            landmarks_cm=found, frame=frame_for(s2_cm=float(found["S2"][1]), crown_cm=crown),
        )  # fmt: skip


def save_numbers(bodies: Bodies, folder: Path) -> list[Path]:
    """Write NAME.npz and NAME.seated.npz for every person and return the paths."""
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
        landmark_reference_cm=np.array(list(bodies.marks.values()), dtype=np.float32),
        landmark_points_cm=np.array(list(body.landmarks_cm.values()), dtype=np.float32),
        silhouette_cm=ring_points,
        silhouette_ring=ring_of,
    )
    return path
