"""Scenes lit and turned into pixels, before any colour of skin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from backs.light import Lamp, lit, neighbours, spread
from backs.rays import Caster

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Image = NDArray[np.float32]

    from backs.frame import Frame
    from backs.scene import Scene

FINER = 2  # rays a pixel, each way
# How many passes blue, green and red light wander in skin: red goes farthest.
WANDERING = (5, 10, 24)
LAMPS = {
    "flame": Lamp(towards=(-0.93, 0.36, 0.16), sharpness=22, strength=1.0, rays=120),
    "ember": Lamp(towards=(0.95, 0.20, 0.00), sharpness=14, strength=1.0, rays=72),
    "room": Lamp(towards=(-0.35, 0.55, 0.75), sharpness=3, strength=1.0, rays=72),
    "window": Lamp(towards=(-0.66, 0.62, 0.46), sharpness=16, strength=1.0, rays=120),
    "wall": Lamp(towards=(0.90, 0.15, 0.30), sharpness=8, strength=1.0, rays=72),
    "sky": Lamp(towards=(0.0, 0.2, 1.0), sharpness=0.8, strength=1.0, rays=128),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """Hold one picture: light by lamp (spread as colours, and sharp), and what is where.

    `light[lamp]` is (height, width, 3), `sharp[lamp]` (height, width); `cover` is how much of a pixel the body
    fills, and all else is the mean over that part.
    """

    light: dict[str, Image]
    sharp: dict[str, Image]
    normals: Image
    hair: Image
    cloth: Image
    cover: Image


def expose(scene: Scene, frame: Frame) -> Layers:
    """Light a scene and look at it from behind."""
    caster = Caster(scene.points, scene.triangles)
    direct = lit(tuple(LAMPS.values()), caster, scene.points, scene.normals)
    around = neighbours(scene.triangles, len(scene.points))
    blue, green, red = spread(direct, around, WANDERING)
    soft = scene.cloth[:, None] < 0.5  # noqa: PLR2004 - cloth does not glow
    colours = np.stack(
        [0.35 * blue + 0.65 * red, 0.55 * blue + 0.45 * green, 0.85 * blue + 0.15 * green], axis=-1
    )
    colours = np.where(soft[..., None], colours, direct[..., None])
    hits = caster.from_behind(*_pixels(frame))

    cover = _coarser(hits.found.astype(np.float32))

    def drawn(values: NDArray[np.float64]) -> Image:
        fine = hits.carry(scene.triangles, values.astype(np.float32))
        fine[~hits.found] = 0
        return np.asarray((_coarser(fine).T / np.maximum(cover.T, 1e-3)).T, dtype=np.float32)

    normals = drawn(scene.normals)
    return Layers(
        light={name: drawn(colours[:, k]) for k, name in enumerate(LAMPS)},
        sharp={name: drawn(blue[:, k]) for k, name in enumerate(LAMPS)},
        normals=normals / np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-6),
        hair=drawn(scene.hair),
        cloth=drawn(scene.cloth),
        cover=cover,
    )


def _pixels(frame: Frame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    size = 1 / (frame.px_per_cm * FINER)
    x = -frame.half_width_cm + (np.arange(frame.width_px * FINER) + 0.5) * size
    y = frame.top_cm - (np.arange(frame.height_px * FINER) + 0.5) * size
    wide, high = np.meshgrid(x, y)
    return wide, high


def _coarser(image: Image) -> Image:
    height, width = image.shape[0] // FINER, image.shape[1] // FINER
    cells = image.reshape(height, FINER, width, FINER, *image.shape[2:])
    return np.asarray(cells.mean(axis=(1, 3)), dtype=np.float32)
