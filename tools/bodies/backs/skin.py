"""Six tones of skin and how skin, hair and cloth take light."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.ndimage import gaussian_filter

from backs.relief import smooth_step

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from backs.picture import Layers

    Image = NDArray[np.float32]
    Colour = tuple[float, float, float]

# Linear reflectance in red, green, blue, from pale to dark.
TONES: dict[str, tuple[float, float, float]] = {
    "fair": (0.87, 0.63, 0.50),
    "light": (0.78, 0.505, 0.385),
    "olive": (0.67, 0.435, 0.29),
    "bronze": (0.50, 0.305, 0.195),
    "brown": (0.33, 0.185, 0.115),
    "deep": (0.20, 0.110, 0.075),
}
HAIR = (0.022, 0.016, 0.013)


@lru_cache(maxsize=8)
def noise(shape: tuple[int, int], spread_px: tuple[float, float], seed: int) -> Image:
    """Return smooth noise of unit spread, the same on every machine."""
    rough = np.random.default_rng(seed).normal(0, 1, shape).astype(np.float32)
    soft = gaussian_filter(rough, spread_px)
    return np.asarray(soft / soft.std(), dtype=np.float32)


def reflectance(layers: Layers, skin: Colour, cloth: Colour, px_per_cm: float) -> Image:
    """Return what share of the light each pixel gives back, with skin a little uneven and hair in strands."""
    shape = layers.cover.shape
    uneven = 0.012 * noise(shape, (0.9 * px_per_cm, 0.9 * px_per_cm), 1)
    flush = 0.018 * noise(shape, (2.6 * px_per_cm, 2.6 * px_per_cm), 2)
    tint = np.stack([uneven + 0.3 * flush, uneven - 0.4 * flush, uneven - 0.5 * flush], axis=-1)
    strands = noise(shape, (0.40 * px_per_cm, 0.06 * px_per_cm), 3)
    edge = smooth_step(layers.hair * (1 + 0.20 * np.clip(strands, -2, 2)), 0.10, 0.55)[..., None].astype(
        np.float32
    )
    hair = np.array(HAIR, dtype=np.float32) * (1 + 0.22 * np.clip(strands, -2, 2))[..., None]
    body = (np.array(skin, dtype=np.float32) * (1 + tint)) * (1 - edge) + hair * edge
    towel, share = np.array(cloth, dtype=np.float32), layers.cloth[..., None]
    return np.asarray(body * (1 - share) + towel * share, dtype=np.float32)


def sheen(layers: Layers, towards: tuple[float, float, float], gathered: float) -> Image:
    """Return the shine of a lamp on skin seen from behind, 0…1, without its strength or colour."""
    lamp = np.array(towards, dtype=np.float32)
    half = lamp / np.linalg.norm(lamp) + np.array([0, 0, 1], dtype=np.float32)
    half /= np.linalg.norm(half)
    return np.asarray(np.clip(layers.normals @ half, 0, 1) ** gathered * (1 - layers.cloth), dtype=np.float32)


def rim(layers: Layers, power: float) -> Image:
    """Return how much a pixel turns away from the eye, 0…1, on skin only."""
    away = (1 - np.clip(layers.normals[..., 2], 0, 1)) ** power
    return np.asarray(away * (1 - layers.cloth), dtype=np.float32)


def filmic(linear: Image) -> Image:
    """Return display values 0…1 with a soft shoulder, for linear light (Narkowicz 2015)."""
    curve = (linear * (2.51 * linear + 0.03)) / (linear * (2.43 * linear + 0.59) + 0.14)
    return np.asarray(np.clip(curve, 0, 1) ** (1 / 2.2), dtype=np.float32)
