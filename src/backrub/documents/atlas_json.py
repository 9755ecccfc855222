"""Write a body's map as the outside JSON document."""

import msgspec

from backrub.domain.body_map import BodyMap, StrokePath, ZoneRule


def atlas_bytes(body_map: BodyMap) -> bytes:
    """Return the outside document as UTF-8 JSON, ended by a line break; the same map gives the same bytes.

    Lengths are in cm in the picture plane, x to the receiver's right, y up; `length_cm` is along the skin.
    """
    return msgspec.json.encode(atlas_document(body_map)) + b"\n"


def atlas_document(body_map: BodyMap) -> dict[str, object]:
    """Return the outside document, keys in their fixed order.

    The band where only broad tools press is no zone of the agreement: it binds tools, and plans keep to it.
    """
    return {
        "body": body_map.body.value,
        "height_cm": body_map.height_cm,
        "sites": {
            name.value: {"polygon": area.polygon, "treatable_cm2": area.treatable_cm2}
            for name, area in body_map.sites.items()
        },
        "muscles": {
            name: {"polygon": muscle.polygon, "fibres": muscle.fibres}
            for name, muscle in body_map.muscles.items()
        },
        "no_go": {
            name: {"rule": zone.rule.value, "polygon": zone.polygon}
            for name, zone in body_map.no_go.items()
            if zone.rule is not ZoneRule.BROAD_ONLY
        },
        "paths": {name: _path(path) for name, path in body_map.paths.items()},
    }


def _path(path: StrokePath) -> dict[str, object]:
    return {
        "stroke": path.stroke,
        "tool": path.tool.value,
        "covers": [where.value for where in path.covers],
        "side": path.side.value,
        "points": path.points,
        "width_cm": path.width_cm,
        "length_cm": path.length_cm,
    }
