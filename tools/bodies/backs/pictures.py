"""Every body in both poses, both lights and all tones of skin, as WebP."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PIL import Image

from backs.candle import candle
from backs.day import day
from backs.picture import expose
from backs.scene import make_scene
from backs.skin import TONES

if TYPE_CHECKING:
    from pathlib import Path

    from backs.numbers import Bodies, Body

LOGGER = logging.getLogger(__name__)
LIGHTS = {"candle": candle, "day": day}
QUALITY = {"candle": 91, "day": 80}  # dark slopes show compression first
ALPHA_QUALITY = 70


def save_pictures(bodies: Bodies, folder: Path) -> list[Path]:
    """Write NAME[.seated].LIGHT.TONE.webp for everyone and return the paths."""
    return [path for body in bodies.each for path in _save(body, bodies, folder)]


def _save(body: Body, bodies: Bodies, folder: Path) -> list[Path]:
    layers = expose(make_scene(body, bodies), body.frame)
    paths = []
    for light, develop in LIGHTS.items():
        for tone in TONES:
            path = folder / f"{body.name}.{light}.{tone}.webp"
            Image.fromarray(develop(layers, body.frame, tone)).save(
                path, quality=QUALITY[light], alpha_quality=ALPHA_QUALITY, method=6
            )
            paths.append(path)
    LOGGER.info("%s: %d kB", body.name, sum(path.stat().st_size for path in paths) // 1000)
    return paths
