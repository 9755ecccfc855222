"""Areas to tap on the back: one for every site-side, none smaller than a fingertip, none over another."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from backrub.domain.back import Side, Site, SiteSide, site_side
from backrub.domain.body_map import BodyMap, Point, Ring
from backrub.pictures.curves import extent, mirrored

TARGET_PX, PHONE_PX = 44.0, 360.0
"""No area is smaller than this many pixels on a phone this wide."""

_ROWS = (
    Site.SCALP,
    Site.SKULL_BASE,
    Site.NECK,
    Site.SHOULDER_TOP,
    Site.BETWEEN_BLADES,
    Site.MID_BACK,
    Site.LOW_BACK,
    Site.HIP_RIM,
)
_BESIDE_CM = 2.5


@dataclass(frozen=True, slots=True)
class HitArea:
    """Outline what answers a tap, and place the mark that shows it: its centre and its radius in cm."""

    ring: Ring
    centre: Point
    radius_cm: float


def hit_areas(body_map: BodyMap, window_cm: float) -> dict[SiteSide, HitArea]:
    """Return the areas in a picture `window_cm` wide, mirrored by construction.

    Rows run down the body, each at least a fingertip high; the blade lies beside the space between the
    blades, and the shoulder's top reaches up beside the neck.
    """
    least = TARGET_PX / PHONE_PX * window_cm + 0.05
    right = {site: body_map.sites[site_side(site, Side.RIGHT)].polygon for site in Site}
    rows = _rows(right, least)
    rings = {site: _ring(site, right, rows, least) for site in Site}
    found: dict[SiteSide, HitArea] = {}
    for site, ring in rings.items():
        mark = _mark((ring[0], ring[1], ring[-1]) if site is Site.SHOULDER_TOP else ring, least)
        found[site_side(site, Side.RIGHT)] = HitArea(ring, *mark)
        found[site_side(site, Side.LEFT)] = HitArea(mirrored(ring), (-mark[0][0], mark[0][1]), mark[1])
    return {where: found[where] for where in SiteSide}


def _rows(right: dict[Site, Ring], least: float) -> dict[Site, tuple[float, float]]:
    """Return bottom and top of each row: cut half way between neighbours, moved as little as they must be."""
    heights = [extent(right[site]) for site in _ROWS]
    between = [(above[1] + below[3]) / 2 for above, below in pairwise(heights)]
    cuts = _apart([heights[0][3] + 1, *between, heights[-1][1] - 1], least)
    return {site: (cuts[index + 1], cuts[index]) for index, site in enumerate(_ROWS)}


def _apart(cuts: list[float], least: float) -> list[float]:
    """Return falling cuts at least so far apart, the sum of squared moves the smallest there is.

    Cuts that would come too near form a block that keeps its mean (pooling of adjacent violators).
    """
    blocks: list[list[float]] = []
    for index, cut in enumerate(cuts):
        blocks.append([cut + index * least])
        while len(blocks) > 1 and fmean(blocks[-2]) < fmean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    level = [fmean(block) for block in blocks for _ in block]
    return [height - index * least for index, height in enumerate(level)]


def _ring(site: Site, right: dict[Site, Ring], rows: dict[Site, tuple[float, float]], least: float) -> Ring:
    if site is Site.SHOULDER_TOP:
        return _shoulder_top(right, rows, least)
    split = max(least, extent(right[Site.BETWEEN_BLADES])[2])
    if site is Site.SHOULDER_BLADE:
        bottom, top = rows[Site.BETWEEN_BLADES]
        return _box(split, bottom, max(split + least, extent(right[site])[2] + _BESIDE_CM), top)
    bottom, top = rows[site]
    outer = split if site is Site.BETWEEN_BLADES else max(least, extent(right[site])[2] + _BESIDE_CM / 2)
    return _box(0.0, bottom, outer, top)


def _shoulder_top(right: dict[Site, Ring], rows: dict[Site, tuple[float, float]], least: float) -> Ring:
    """Return the row of the shoulder's top, with the slope beside the neck."""
    bottom, top = rows[Site.SHOULDER_TOP]
    neck_bottom, neck_top = rows[Site.NECK]
    beside = max(least, extent(right[Site.NECK])[2] + _BESIDE_CM / 2)
    outer = max(beside + least, extent(right[Site.SHOULDER_TOP])[2] + _BESIDE_CM)
    ledge = (neck_bottom + neck_top) / 2
    return ((0, bottom), (outer, bottom), (outer, ledge), (beside, ledge), (beside, top), (0, top))


def _box(left: float, bottom: float, right: float, top: float) -> Ring:
    return ((left, bottom), (right, bottom), (right, top), (left, top))


def _mark(ring: Ring, least: float) -> tuple[Point, float]:
    left, bottom, right, top = extent(ring)
    room = min(right - left, top - bottom)
    return ((left + right) / 2, (bottom + top) / 2), min(room / 2 - 0.3, least * 0.62)
