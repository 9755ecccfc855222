"""Place sites and zones on a body and find what hands may press; the right side, x > 0, stands for both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from shapely import LineString, MultiPolygon, Polygon, unary_union
from shapely.geometry.base import BaseGeometry

from backrub.atlas.anatomy import Anatomy, Pair, SiteShape, ZoneShape
from backrub.atlas.curves import Points, smooth
from backrub.atlas.placing import Lattice
from backrub.domain.back import Site
from backrub.domain.body_map import ZoneRule

EVERY_CM = 0.5
OPENING_CM = 2.5
"""What is treatable takes a disc of this diameter, a thumb."""

_STRIP = "spine_strip"
_FINE = 16
"""Segments of a quarter circle: a hand's round edge is true to 0.01 cm."""


@dataclass(frozen=True)
class Areas:
    """Hold a body's sites and zones as shapes of the picture plane, in cm."""

    lattice: Lattice
    anatomy: Anatomy
    ceilings: Mapping[Site, float]

    @cached_property
    def sites(self) -> Mapping[Site, Polygon]:
        """Return the sites' right sides."""
        return {site: self._site(shape) for site, shape in self.anatomy.sites.site.items()}

    @cached_property
    def zones(self) -> Mapping[str, Polygon]:
        """Return the zones; those of the midline whole, of the others the right one."""
        return {name: self._zone(shape) for name, shape in self.anatomy.zones.items()}

    def along(self, site: Site) -> Points:
        """Return the unit vector of a site's lanes on this body."""
        shape = self.anatomy.sites.site[site]
        middle = self._ring(shape).mean(axis=0)
        ends = self.plane(np.array([middle, middle + np.asarray(shape.along)]))
        way = ends[1] - ends[0]
        unit: Points = way / np.linalg.norm(way)
        return unit

    def forbidden(self, rules: Iterable[ZoneRule], *, but_strip: bool = False) -> BaseGeometry:
        """Return the union of the zones of these rules, and of the spine strip when `but_strip`."""
        wanted = set(rules)
        return unary_union(
            [
                self.zones[name]
                for name, shape in self.anatomy.zones.items()
                if shape.rule in wanted or (but_strip and name == _STRIP)
            ]
        )

    @cached_property
    def strip(self) -> Polygon:
        """Return the spine strip."""
        return self.zones[_STRIP]

    def treatable(self, site: Site) -> BaseGeometry:
        """Return the part of a site's right side that hands may press, where a thumb has room."""
        return self._treatable[site]

    @cached_property
    def _treatable(self) -> Mapping[Site, BaseGeometry]:
        return {site: self._pressed(site) for site in self.sites}

    def _pressed(self, site: Site) -> BaseGeometry:
        barred = {ZoneRule.NEVER, ZoneRule.NO_PRESSURE}
        if self.ceilings[site] > 2.0:  # noqa: PLR2004 - Walton's "light"
            barred.add(ZoneRule.LIGHT_ONLY)
        free = self.sites[site].difference(self.forbidden(barred))
        radius = OPENING_CM / 2
        return free.buffer(-radius, quad_segs=_FINE).buffer(radius, quad_segs=_FINE).intersection(free)

    def plane(self, reference: Points) -> Points:
        """Return places of the reference body on this body's picture plane."""
        return self.lattice.place(reference)[:, :2]

    def _ring(self, shape: SiteShape) -> Points:
        """Return a site's ring on the reference body; borders shared with a neighbour have the same points."""
        parts = [_border(self.anatomy.sites.border[name]) for name in shape.ring]
        if not _meets(parts[0][-1], parts[1]):
            parts[0] = parts[0][::-1]
        ring = [parts[0]]
        for part in parts[1:]:
            ring.append(part if np.array_equal(part[0], ring[-1][-1]) else part[::-1])
        return np.vstack([part[:-1] for part in ring])

    def _site(self, shape: SiteShape) -> Polygon:
        return Polygon(self.plane(self._ring(shape)))

    def _zone(self, shape: ZoneShape) -> Polygon:
        if shape.line:
            strip = LineString(smooth(shape.line, 40)).buffer(shape.width_cm / 2, quad_segs=4)
            return Polygon(self.plane(np.asarray(strip.exterior.coords)[:-1]))
        measured = self._measured(shape)
        if not shape.ring:
            side = measured
        elif len(measured):
            side = np.vstack([measured, self.plane(np.asarray(shape.ring))])
        else:
            side = self.plane(_open_or_closed(shape))
        if shape.midline:
            side = np.vstack([side, (side * [-1, 1])[::-1]])
        return _simple(Polygon(side))

    def _measured(self, shape: ZoneShape) -> Points:
        """Return true distances from the midline at the heights the reference places have on this body."""
        if not shape.measured:
            return np.empty((0, 2))
        points = np.asarray(shape.measured)
        heights = self.plane(np.column_stack([np.zeros(len(points)), points[:, 1]]))[:, 1]
        return np.column_stack([points[:, 0], heights])


def _border(points: Sequence[Pair]) -> Points:
    """Return a smooth border with a point every half centimetre or so; its ends are as authored."""
    length_cm = np.linalg.norm(np.diff(np.asarray(points), axis=0), axis=1).sum()
    curve = smooth(points, max(2, int(length_cm / EVERY_CM)))
    return np.vstack([points[:1], curve[1:-1], points[-1:]])


def _meets(point: Points, line: Points) -> bool:
    return np.array_equal(point, line[0]) or np.array_equal(point, line[-1])


def _open_or_closed(shape: ZoneShape) -> Points:
    """Return a smooth ring, or for the midline its half from top to bottom."""
    return smooth(shape.ring, 40, closed=not shape.midline)


def _simple(shape: Polygon) -> Polygon:
    whole = shape if shape.is_valid else shape.buffer(0)
    return max(whole.geoms, key=lambda part: part.area) if isinstance(whole, MultiPolygon) else whole
