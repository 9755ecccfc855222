"""The places whose pressure is learned, and how alike two of them are before anything was heard."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from backrub.domain.back import Side, Site, SiteSide
from backrub.domain.errors import BadInput

Floats = NDArray[np.float64]

LEARNED: tuple[SiteSide, ...] = tuple(
    where for where in SiteSide if where.site not in {Site.SCALP, Site.SKULL_BASE}
)
"""Where pressure is learned; scalp and skull base stay light and are not asked (CONTRACT "Preferences")."""

PLACES: tuple[SiteSide, ...] = LEARNED + tuple(where for where in SiteSide if where not in LEARNED)
"""Every site-side, the learned ones first."""

COUNT = len(LEARNED)

_PROFILE = {
    Site.NECK: 2.5,
    Site.SHOULDER_TOP: 3.1,
    Site.SHOULDER_BLADE: 2.9,
    Site.BETWEEN_BLADES: 3.1,
    Site.MID_BACK: 3.0,
    Site.LOW_BACK: 2.8,
    Site.HIP_RIM: 3.0,
}
"""Walton levels most people would call right; our own default."""

PROFILE: Floats = np.array([_PROFILE[where.site] for where in LEARNED])

_ORDER = np.array([list(_PROFILE).index(where.site) for where in LEARNED], dtype=float)
_SIDE = np.array([1.0 if where.side is Side.LEFT else -1.0 for where in LEARNED])
_APART = np.abs(_ORDER[:, None] - _ORDER)
_TILT = (_ORDER - _ORDER.mean()) / _ORDER.max() * 2
_ONES: Floats = np.ones((COUNT, COUNT))
_EACH: Floats = np.eye(COUNT)

LASTING: Floats = (
    0.65**2 * _ONES
    + 0.30**2 * np.exp(-_APART / 1.5)
    + 0.18**2 * np.outer(_SIDE, _SIDE) * np.exp(-_APART / 2)
    + 0.28**2 * _EACH
)
"""How far lasting likings lie from the profile, and how they go together."""

TONIGHT: Floats = 0.35**2 * _ONES + 0.12**2 * np.outer(_TILT, _TILT) + 0.18**2 * _EACH
"""How far a mood moves them, for one evening."""

BETWEEN_EVENINGS: Floats = 0.10**2 * _EACH
"""How far likings wander from one evening to the next."""

HALF_MINUTE: Floats = 0.03**2 * (_EACH + _ONES)
"""How far a mood wanders in half a minute."""

_INDEX = {(where.site.value, where.side.value): place for place, where in enumerate(PLACES)}


@cache
def place_of(site: str, side: str) -> int:
    """Return the place of a site-side in PLACES.

    Raises BadInput where there is no such site, or the side is neither left nor right.
    """
    place = _INDEX.get((str(site), str(side)))
    if place is None:
        sites = ", ".join(Site)
        raise BadInput(f'"{site}:{side}" is not one place; sites are {sites}, and sides left or right.')
    return place


def learned_place_of(site: str, side: str) -> int:
    """Return the place of a site-side in LEARNED; raises BadInput for any other."""
    place = place_of(site, side)
    if place >= COUNT:
        raise BadInput(f"At {PLACES[place]} nothing is learned; hands stay light there.")
    return place
