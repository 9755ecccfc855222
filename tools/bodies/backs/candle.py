"""The night picture: a flame low on the left, an ember on the far flank, hardly any room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from backs.picture import LAMPS
from backs.relief import smooth_step
from backs.skin import TONES, filmic, reflectance, rim, sheen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from backs.frame import Frame
    from backs.picture import Layers

    Image = NDArray[np.float32]

FLAME = np.array((1.0, 0.555, 0.265), dtype=np.float32) * 1.95
EMBER = np.array((0.85, 0.33, 0.13), dtype=np.float32) * 0.42
ROOM = np.array((0.62, 0.42, 0.28), dtype=np.float32) * 0.055
FLAME_STANDS_CM, EMBER_STANDS_CM = 54.0, 70.0  # beside the midline; light thins with distance squared
NEAR_CM = 24.0  # a shoulder's distance from the midline, where both lamps have their given strength
CLOTH = (0.16, 0.12, 0.09)
CONTRAST = 1.7
GAIN = 1.12
BRIGHTEST = 0.97
GRAIN = 1.2  # levels of 255
GRAIN_BELOW = 20.0  # what is darker than 1/20 gets less; black stays black
COOLING = np.array((1.0, 1.15, 1.3), dtype=np.float32)  # light that fades turns red, as embers do
FADE_CM = 15.0  # above the bottom edge


def candle(layers: Layers, frame: Frame, tone: str) -> NDArray[np.uint8]:
    """Return a picture on black, (height, width, 3); to be blended onto the dark with `screen`."""
    skin = _warmed(TONES[tone])
    flame, ember = _nearness(frame)
    light = layers.light["flame"] * FLAME * flame + layers.light["ember"] * EMBER * ember
    light = light + layers.light["room"] * ROOM
    shown = light * reflectance(layers, skin, CLOTH, frame.px_per_cm) + _shine(layers, flame, ember)
    shown = filmic(shown) ** CONTRAST * GAIN
    peak = shown.max(axis=-1, keepdims=True)
    shown = np.where(peak > BRIGHTEST, shown * BRIGHTEST / np.maximum(peak, 1e-6), shown)
    shown = shown * layers.cover[..., None] * _falloff(frame) ** COOLING
    return np.round(np.clip(shown * 255 + _grain(shown), 0, 255)).astype(np.uint8)


def _grain(shown: Image) -> Image:
    """Return a little grain where there is light: it keeps dark slopes from breaking into steps."""
    rough = np.random.default_rng(7).normal(0, GRAIN, shown.shape[:2]).astype(np.float32)
    lit = np.clip(shown.max(axis=-1) * GRAIN_BELOW, 0, 1)
    return np.asarray((rough * lit)[..., None], dtype=np.float32)


def _warmed(skin: tuple[float, float, float]) -> tuple[float, float, float]:
    """Bring tones closer together, as eyes used to the dark do."""
    red, green, blue = (0.62 * (share / 0.62) ** 0.62 for share in skin)
    return red, green, blue


def _nearness(frame: Frame) -> tuple[Image, Image]:
    """Return how much of the flame and of the ember reaches each column, 1 at the nearer shoulder."""
    across = (np.arange(frame.width_px) + 0.5) / frame.px_per_cm - frame.half_width_cm
    flame = ((FLAME_STANDS_CM - NEAR_CM) / (FLAME_STANDS_CM + across)) ** 2
    ember = ((EMBER_STANDS_CM - NEAR_CM) / (EMBER_STANDS_CM - across)) ** 2
    return flame[None, :, None].astype(np.float32), ember[None, :, None].astype(np.float32)


def _shine(layers: Layers, flame_reach: Image, ember_reach: Image) -> Image:
    """Return the soft gloss of oiled skin and the light that wraps round its edges."""
    flame = layers.sharp["flame"][..., None] * flame_reach
    ember = layers.sharp["ember"][..., None] * ember_reach
    less_on_hair = (1 - 0.75 * layers.hair)[..., None]
    gloss = 0.34 * sheen(layers, LAMPS["flame"].towards, 9)[..., None] * flame * FLAME
    gloss = gloss + 0.25 * sheen(layers, LAMPS["ember"].towards, 7)[..., None] * ember * EMBER
    edge = rim(layers, 2.4)[..., None] * (0.30 * flame * FLAME + 0.45 * ember * EMBER)
    return np.asarray(0.35 * (gloss + edge) * less_on_hair, dtype=np.float32)


def _falloff(frame: Frame) -> Image:
    """Return 1 on the back, falling to black towards the bottom edge and the hands."""
    high = frame.top_cm - (np.arange(frame.height_px) + 0.5) / frame.px_per_cm
    wide = np.abs((np.arange(frame.width_px) + 0.5) / frame.px_per_cm - frame.half_width_cm)
    up = smooth_step(high - frame.bottom_cm, 3.0, 3.0 + FADE_CM)
    low = 1 - smooth_step(high, frame.hem_cm - 6, frame.hem_cm + 16)
    hands = 1 - 0.75 * np.outer(low, smooth_step(wide, 13, 24))
    return np.asarray(up[:, None] * hands, dtype=np.float32)[..., None]
