"""The paper picture: soft light from a window, as in an anatomy plate, on transparency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.ndimage import gaussian_filter, shift

from backs.picture import LAMPS
from backs.relief import smooth_step
from backs.skin import TONES, filmic, reflectance, rim, sheen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from backs.frame import Frame
    from backs.picture import Layers

    Image = NDArray[np.float32]

WINDOW = np.array((1.00, 0.95, 0.87), dtype=np.float32) * 0.92
WALL = np.array((1.00, 0.84, 0.68), dtype=np.float32) * 0.16
SKY = np.array((1.00, 0.97, 0.93), dtype=np.float32) * 0.24
BOUNCE = np.array((1.00, 0.78, 0.62), dtype=np.float32) * 0.035  # from skin to skin, into every crease
CLOTH = (0.80, 0.77, 0.70)
SHADOW = np.array((62, 40, 22), dtype=np.float32)
EXPOSURE = 0.92
SHADOW_DEPTH = 0.30
FADE_CM = 7.0  # above the bottom edge


def day(layers: Layers, frame: Frame, tone: str) -> NDArray[np.uint8]:
    """Return a picture with alpha, (height, width, 4): the body and its soft shadow on whatever paper."""
    light = sum(
        layers.light[name] * colour for name, colour in (("window", WINDOW), ("wall", WALL), ("sky", SKY))
    )
    shown = (light + BOUNCE) * reflectance(layers, TONES[tone], CLOTH, frame.px_per_cm) + _shine(layers)
    return _on_shadow(filmic(shown * EXPOSURE) * 255, layers.cover, frame)


def _shine(layers: Layers) -> Image:
    window = layers.sharp["window"][..., None]
    gloss = 0.075 * sheen(layers, LAMPS["window"].towards, 12)[..., None] * window * WINDOW
    edge = 0.10 * rim(layers, 3)[..., None] * (layers.sharp["sky"][..., None] * SKY + window * WINDOW)
    return np.asarray((gloss + edge) * (1 - 0.6 * layers.hair)[..., None], dtype=np.float32)


def _on_shadow(colour: Image, cover: Image, frame: Frame) -> NDArray[np.uint8]:
    cm = frame.px_per_cm
    near = gaussian_filter(shift(cover, (0.9 * cm, 0.9 * cm), order=1), 0.9 * cm)
    far = gaussian_filter(shift(cover, (1.6 * cm, 1.6 * cm), order=1), 2.6 * cm)
    shade = SHADOW_DEPTH * (0.6 * near + 0.4 * far)
    shade = np.where(shade < 0.01, 0, shade)  # noqa: PLR2004 - an unseen haze would only weigh
    alpha = cover + (1 - cover) * shade
    mixed = (colour * cover[..., None] + SHADOW * ((1 - cover) * shade)[..., None]) / np.maximum(alpha, 1e-3)[
        ..., None
    ]
    high = frame.top_cm - (np.arange(frame.height_px) + 0.5) / cm
    alpha = alpha * smooth_step(high - frame.bottom_cm, 0.3, FADE_CM)[:, None]
    return np.round(np.dstack([np.clip(mixed, 0, 255), alpha * 255])).astype(np.uint8)
