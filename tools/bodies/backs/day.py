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
    """Return a picture with alpha, (height, width, 4): for whatever paper."""
    light = sum(
        layers.light[name] * colour for name, colour in (("window", WINDOW), ("wall", WALL), ("sky", SKY))
    )
    shown = (light + BOUNCE) * reflectance(layers, TONES[tone], CLOTH, frame.px_per_cm) + _shine(layers)
    alpha = layers.cover * _fade(frame)
    return np.round(np.dstack([filmic(shown * EXPOSURE), alpha]) * 255).astype(np.uint8)


def _shine(layers: Layers) -> Image:
    window = layers.sharp["window"][..., None]
    gloss = 0.075 * sheen(layers, LAMPS["window"].towards, 12)[..., None] * window * WINDOW
    edge = 0.10 * rim(layers, 3)[..., None] * (layers.sharp["sky"][..., None] * SKY + window * WINDOW)
    return np.asarray((gloss + edge) * (1 - 0.6 * layers.hair)[..., None], dtype=np.float32)


def cast(layers: Layers, frame: Frame) -> NDArray[np.uint8]:
    """Return the soft shadow of a body on paper, (height, width, 4), the same for all tones."""
    cm = frame.px_per_cm
    near = gaussian_filter(shift(layers.cover, (0.9 * cm, 0.9 * cm), order=1), 0.9 * cm)
    far = gaussian_filter(shift(layers.cover, (1.6 * cm, 1.6 * cm), order=1), 2.6 * cm)
    alpha = SHADOW_DEPTH * (0.6 * near + 0.4 * far) * _fade(frame)
    flat = np.broadcast_to(SHADOW, (*alpha.shape, 3))
    return np.round(np.dstack([flat, alpha * 255])).astype(np.uint8)


def _fade(frame: Frame) -> Image:
    high = frame.top_cm - (np.arange(frame.height_px) + 0.5) / frame.px_per_cm
    return np.asarray(smooth_step(high - frame.bottom_cm, 0.3, FADE_CM)[:, None], dtype=np.float32)
