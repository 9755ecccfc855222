"""The back as a picture needs it: its outline and its places, in centimetres, as seen from behind.

A schematic, not the atlas: x runs to the receiver's right from the spine, y up from below the hips.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from backrub.domain.back import Side, Site, SiteSide

WIDTH_CM, HEIGHT_CM = 50.0, 82.0
SPINE_CM = 1.3
NECK_TOP_CM = 58.0

_ARM_INNER_CM, _ARMPIT_CM = 16.6, 37.0
_TORSO = ((0.0, 16.0), (6.0, 15.2), (18.0, 12.8), (30.0, 14.4), (38.0, 17.0))
_SHOULDER = (
    (10.0, 24.2),
    (34.0, 23.0),
    (42.0, 22.0),
    (46.0, 20.4),
    (49.0, 17.5),
    (52.0, 12.0),
    (55.5, 6.8),
    (58.0, 5.4),
    (66.0, 5.2),
)


@dataclass(frozen=True, slots=True)
class _Oval:
    """A place as an oval: its middle beside the spine and above the hips, half width, half height, slope."""

    wide_cm: float
    y_cm: float
    half_width_cm: float
    half_height_cm: float
    slope: float = 0.0

    def reach(self, wide: float, y: float) -> float:
        """Return how far out a point lies: 0.0 in the middle, 1.0 at the edge."""
        across = wide - self.wide_cm
        return hypot(across / self.half_width_cm, (y - self.y_cm - self.slope * across) / self.half_height_cm)


_HEAD = _Oval(0.0, 70.0, 8.2, 11.0)
_PLACES = {
    Site.SCALP: _Oval(3.8, 73.0, 3.8, 7.5),
    Site.SKULL_BASE: _Oval(3.0, 63.0, 2.6, 2.6),
    Site.NECK: _Oval(2.9, 57.5, 2.1, 3.6),
    Site.SHOULDER_TOP: _Oval(10.5, 52.0, 8.0, 2.8, slope=-0.38),
    Site.SHOULDER_BLADE: _Oval(11.0, 41.0, 4.8, 6.6, slope=0.2),
    Site.BETWEEN_BLADES: _Oval(3.9, 42.0, 2.7, 7.2),
    Site.MID_BACK: _Oval(6.6, 27.0, 5.6, 7.2),
    Site.LOW_BACK: _Oval(6.2, 14.5, 5.2, 6.0),
    Site.HIP_RIM: _Oval(8.0, 4.8, 6.6, 4.2),
}


def outline_cm(x: float, y: float) -> float:
    """Return how far inside the body a point lies, in centimetres, negative outside."""
    wide = abs(x)
    head = (1 - _HEAD.reach(wide, y)) * _HEAD.half_width_cm
    if y > _SHOULDER[-1][0]:
        return head
    outer = max(head, _along(_SHOULDER, y) - wide)
    if y >= _ARMPIT_CM:
        return outer
    return max(_along(_TORSO, y) - wide, min(wide - _ARM_INNER_CM, outer))


def reach(where: SiteSide, x: float, y: float) -> float:
    """Return how far out of a site-side a point lies: 0.0 in its middle, 1.0 at its edge."""
    return _PLACES[where.site].reach(x if where.side is Side.RIGHT else -x, y)


def _along(points: tuple[tuple[float, float], ...], y: float) -> float:
    """Return the half width at a height, straight between points; beyond them as at the nearest."""
    for (y0, w0), (y1, w1) in pairwise(points):
        if y < y1:
            return w0 + (w1 - w0) * max(0.0, y - y0) / (y1 - y0)
    return points[-1][1]
