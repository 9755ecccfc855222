"""Every body in both poses, both lights and all tones of skin, as WebP."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PIL import Image

from backs.candle import candle
from backs.day import cast, day
from backs.picture import expose
from backs.scene import make_scene
from backs.skin import TONES

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from backs.numbers import Bodies, Body

LOGGER = logging.getLogger(__name__)
LIGHTS = {"candle": candle, "day": day}
QUALITY = {"candle": 91, "day": 86}  # dark slopes show compression first
SHADOW_SMALLER = 7  # soft enough to be stretched


def save_pictures(bodies: Bodies, folder: Path) -> list[Path]:
    """Write NAME[.seated].LIGHT.TONE.webp and NAME[.seated].shadow.webp for everyone; return the paths."""
    return [path for body in bodies.each for path in _save(body, bodies, folder)]


def _save(body: Body, bodies: Bodies, folder: Path) -> list[Path]:
    layers = expose(make_scene(body, bodies), body.frame)
    paths = [_save_shadow(cast(layers, body.frame), folder / f"{body.name}.shadow.webp")]
    for light, develop in LIGHTS.items():
        for tone in TONES:
            path = folder / f"{body.name}.{light}.{tone}.webp"
            Image.fromarray(develop(layers, body.frame, tone)).save(path, quality=QUALITY[light], method=6)
            paths.append(path)
    LOGGER.info("%s: %d kB", body.name, sum(path.stat().st_size for path in paths) // 1000)
    return paths


def _save_shadow(shadow: NDArray[np.uint8], path: Path) -> Path:
    height, width = (side // SHADOW_SMALLER for side in shadow.shape[:2])
    Image.fromarray(shadow).resize((width, height), Image.Resampling.BOX).save(path, method=6)
    return path
