"""The grid of time that all sound is made on: whole chunks from the first second, whatever blocks are asked for."""

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000
CHUNK = 8_192
"""Samples made at once, 0.17 s; the room's transforms and the pads' tables are of this length."""

Stereo = NDArray[np.float32]
"""Two rows of samples, left and right."""

Mono = NDArray[np.float32]
"""One row of samples."""


def silence(frames: int = CHUNK) -> Stereo:
    """Return two rows of nothing."""
    return np.zeros((2, frames), np.float32)
