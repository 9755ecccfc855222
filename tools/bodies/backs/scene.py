"""What is seen: a body with relief, hair and a towel, as one mesh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from backs.hair import THICKNESS_CM, hair_share, knot
from backs.rays import Caster, vertex_normals
from backs.relief import relief_cm, smooth_step
from backs.towel import towel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from backs.numbers import Bodies, Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Hold the mesh to draw; `hair` and `cloth` say of each vertex how much it is either (0…1)."""

    points: NDArray[np.float64]
    triangles: NDArray[np.int64]
    normals: NDArray[np.float64]
    hair: NDArray[np.float64]
    cloth: NDArray[np.float64]


def make_scene(body: Body, bodies: Bodies) -> Scene:
    """Dress one body for its picture."""
    share = hair_share(bodies.reference.points_cm, bodies.marks)
    skin = _shaped(body, bodies, share)
    trunk = bodies.fine.triangles[~(bodies.arm[bodies.fine.triangles] > 0.5).any(axis=1)]  # noqa: PLR2004
    parts = [(skin, bodies.fine.triangles, share, 0.0)]
    cloth = towel(Caster(skin, trunk), skin, trunk, body.frame)
    parts.append((*cloth, np.zeros(len(cloth[0])), 1.0))
    if body.person.hair == "up":
        wound = knot(skin[np.argmax(skin[:, 1])])
        parts.append((*wound, np.ones(len(wound[0])), 0.0))
    return _joined(parts)


def _shaped(body: Body, bodies: Bodies, share: NDArray[np.float64]) -> NDArray[np.float64]:
    triangles, reference = bodies.fine.triangles, bodies.reference
    behind = smooth_step(vertex_normals(reference.points_cm, triangles)[:, 2], 0.1, 0.5)
    depth = relief_cm(reference.points_cm, bodies.marks) * behind * (bodies.arm < 0.5)  # noqa: PLR2004
    depth = depth * body.person.definition * body.height_cm / reference.height_cm
    depth = depth + share * THICKNESS_CM[body.person.hair]
    return body.points_cm + vertex_normals(body.points_cm, triangles) * depth[:, None]


def _joined(
    parts: list[tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64], float]],
) -> Scene:
    first = np.cumsum([0, *(len(points) for points, _, _, _ in parts)])
    normals = [vertex_normals(points, triangles) for points, triangles, _, _ in parts]
    return Scene(
        points=np.concatenate([points for points, _, _, _ in parts]),
        triangles=np.concatenate([part[1] + start for part, start in zip(parts, first, strict=False)]),
        normals=np.concatenate(normals),
        hair=np.concatenate([part[2] for part in parts]),
        cloth=np.concatenate([np.full(len(part[0]), part[3]) for part in parts]),
    )
