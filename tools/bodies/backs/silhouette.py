"""The outline of a body seen from behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from skimage.measure import approximate_polygon, find_contours

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from backs.frame import Frame
    from backs.rays import Caster

CELL_CM = 0.1
TOLERANCE_CM = 0.04
SMALLEST_CM = 4.0  # shorter rings are slits between fingers


def outline(caster: Caster, frame: Frame) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """Return points (n, 2) in cm and the ring each belongs to; ring 0 is the outside, the rest are gaps."""
    x = np.arange(-frame.half_width_cm - CELL_CM, frame.half_width_cm + 2 * CELL_CM, CELL_CM)
    y = np.arange(frame.bottom_cm, frame.top_cm, CELL_CM)
    inside = caster.from_behind(*np.meshgrid(x, y)).found.astype(float)
    inside = (inside + inside[:, ::-1]) / 2
    rings = find_contours(np.pad(inside, 1), 0.499)
    rings = [approximate_polygon(ring, TOLERANCE_CM / CELL_CM) for ring in rings]
    corner = np.array([y[0] - CELL_CM, x[0] - CELL_CM])
    rings = [(ring * CELL_CM + corner)[:, ::-1] for ring in rings]
    rings = [ring for ring in rings if np.ptp(ring, axis=0).max() > SMALLEST_CM]
    rings.sort(key=lambda ring: -float(np.ptp(ring[:, 0]) * np.ptp(ring[:, 1])))
    ring_of = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    return np.concatenate(rings).astype(np.float32), ring_of.astype(np.int32)
