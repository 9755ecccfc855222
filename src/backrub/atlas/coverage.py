"""Which cells of half a centimetre hands touch; the right side stands for both."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from backrub.atlas.drawn import CELL_CM, DrawnBody, DrawnLane
from backrub.domain.back import Site

Cells = int
"""A set of cells, one bit each."""


@dataclass(frozen=True)
class Ground:
    """Hold the treatable cells of a body and what lanes touch of them."""

    drawn: DrawnBody
    _known: dict[DrawnLane, Cells] = field(default_factory=dict)

    def touched(self, lane: DrawnLane) -> Cells:
        """Return the cells within reach of hands on a lane."""
        if lane not in self._known:
            near = _near(self._middles, np.asarray(lane.points), lane.width_cm / 2)
            self._known[lane] = int.from_bytes(np.packbits(near).tobytes(), "big")
        return self._known[lane]

    def share(self, site: Site, cells: Cells) -> float:
        """Return the share of a site's treatable cells that are among these, 0 to 1."""
        own = self._of_site[site]
        return (cells & own).bit_count() / own.bit_count()

    @cached_property
    def _middles(self) -> NDArray[np.float64]:
        cells = [cell for site in Site for cell in self.drawn.sites[site].cells]
        return (np.asarray(cells, dtype=float) + 0.5) * CELL_CM

    @cached_property
    def _of_site(self) -> dict[Site, Cells]:
        sizes = [len(self.drawn.sites[site].cells) for site in Site]
        owner = np.repeat(np.arange(len(sizes)), sizes)
        return {
            site: int.from_bytes(np.packbits(owner == number).tobytes(), "big")
            for number, site in enumerate(Site)
        }


def _near(places: NDArray[np.float64], line: NDArray[np.float64], reach_cm: float) -> NDArray[np.bool_]:
    """Return which places lie within reach of a line."""
    near = np.zeros(len(places), dtype=bool)
    low, high = line.min(axis=0) - reach_cm, line.max(axis=0) + reach_cm
    maybe = np.flatnonzero(((places >= low) & (places <= high)).all(axis=1))
    start, way = line[:-1], np.diff(line, axis=0)
    away = places[maybe][:, None] - start
    share = np.clip((away * way).sum(axis=2) / (way * way).sum(axis=1), 0, 1)
    rest = away - share[..., None] * way
    near[maybe] = ((rest * rest).sum(axis=2) <= reach_cm * reach_cm).any(axis=1)
    return near
