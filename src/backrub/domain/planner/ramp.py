"""Light first: how firm a hand may be at each site-side, given all the contact it has had.

Rising pressure is comfortable; starting deep makes muscles guard (Roberts 2011). So, at every site-side: the
first contact is at most 2.0; pressure rises at most 1.0 per 60 seconds of contact, both from start to start
and within any 60 seconds; above 3.5 only after 180 seconds.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from backrub.domain.back import SiteSide
from backrub.domain.pressure import DEEP_ABOVE, LIGHT, MOST

RISE_PER_S = 1.0 / 60.0
WINDOW_S = 60
DEEP_AFTER_S = 180
_GRAIN = 10
"""Pressures are rounded down to tenths of a level."""


@dataclass(slots=True)
class _Contact:
    seconds: float = 0.0
    # The least of (pressure - start * RISE_PER_S) over all contact: the line no later start may rise above.
    line: float = math.inf
    recent: list[tuple[float, float]] = field(default_factory=list)  # (end in contact seconds, pressure)


class Ramp:
    """Follow the contact of every site-side and say how firm the next may be."""

    def __init__(self) -> None:
        self._contacts: dict[SiteSide, _Contact] = {}

    def most(self, covers: Iterable[SiteSide]) -> float:
        """Return the highest pressure all these site-sides are ready for, a level in tenths."""
        level = min((self._ready(ss) for ss in covers), default=MOST)
        return math.floor(level * _GRAIN + 1e-6) / _GRAIN

    def touch(self, covers: Iterable[SiteSide], pressure: float, seconds: float) -> None:
        """Record contact: the same pressure for so many seconds at every one of these site-sides."""
        for ss in covers:
            contact = self._contacts.setdefault(ss, _Contact())
            contact.line = min(contact.line, pressure - contact.seconds * RISE_PER_S)
            contact.seconds += seconds
            horizon = contact.seconds - WINDOW_S
            contact.recent = [r for r in contact.recent if r[0] > horizon]
            contact.recent.append((contact.seconds, pressure))

    def seconds(self, site_side: SiteSide) -> float:
        """Return the seconds of contact a site-side has had."""
        contact = self._contacts.get(site_side)
        return contact.seconds if contact else 0.0

    def _ready(self, site_side: SiteSide) -> float:
        contact = self._contacts.get(site_side)
        if contact is None:
            return LIGHT
        steady = contact.line + contact.seconds * RISE_PER_S
        sudden = min(pressure for _, pressure in contact.recent) + 1.0
        deep = MOST if contact.seconds >= DEEP_AFTER_S else DEEP_ABOVE
        return min(steady, sudden, deep)
