"""Where hands hold back near a muscle, and spots to point at: inside a zone, or clear of all of them."""

from collections.abc import Iterable

from shapely import (
    MultiLineString,
    MultiPoint,
    Point,
    Polygon,
    get_coordinates,
    maximum_inscribed_circle,
    segmentize,
    union_all,
)

from backrub.domain.back import Side
from backrub.domain.body_map import BodyMap, Zone
from backrub.domain.body_map import Point as Place

NEAR_CM = 0.5
"""A zone this close to a muscle, or closer, is told of beside it: hands on the one are soon on the other."""

_DEEP_ENOUGH = 0.8
_EVERY_CM = 0.5


def base_name(name: str) -> str:
    """Return the name of a muscle or a zone without its side."""
    return name.partition(":")[0]


def zones_near(body_map: BodyMap, muscle: str) -> list[Zone]:
    """Return the zones over a muscle of the right side or close to it, those it shares most with first."""
    outline = Polygon(body_map.muscles[f"{muscle}:{Side.RIGHT}"].polygon).buffer(NEAR_CM)
    shared = [(Polygon(zone.polygon).intersection(outline).area, zone) for zone in _right(body_map)]
    near = [(area, zone) for area, zone in shared if area > 0]
    return [zone for _, zone in sorted(near, key=lambda one: (-one[0], one[1].name))]


def spot_in(zone: Zone) -> Place:
    """Return the middle of a zone, or, where that is near its edge or outside, the place furthest from the edge."""
    outline = Polygon(zone.polygon)
    deepest = maximum_inscribed_circle(outline, tolerance=0.05)
    middle = outline.centroid
    is_deep = outline.contains(middle) and middle.distance(outline.exterior) > _DEEP_ENOUGH * deepest.length
    return _rounded(middle if is_deep else Point(deepest.coords[0]))


def clear_spot(body_map: BodyMap, muscle: str) -> tuple[Place, float]:
    """Return the place on a muscle's fibres, right side, furthest from every zone, and how far that is in cm."""
    zones = union_all([Polygon(zone.polygon) for zone in _right(body_map)])
    shape = body_map.muscles[f"{muscle}:{Side.RIGHT}"]
    edge = Polygon(shape.polygon).exterior
    fibres = segmentize(MultiLineString(shape.fibres), _EVERY_CM)
    places = MultiPoint(get_coordinates(fibres)).geoms
    spot = max(places, key=lambda place: min(place.distance(zones), place.distance(edge)))
    return _rounded(spot), spot.distance(zones)


def _right(body_map: BodyMap) -> Iterable[Zone]:
    return (zone for zone in body_map.no_go.values() if not zone.name.endswith(f":{Side.LEFT}"))


def _rounded(place: Point) -> Place:
    return round(place.x, 2), round(place.y, 2)
