"""The map of one body's back: areas, muscles, bones, zones and paths, drawn in the picture plane.

Lengths are in cm: x to the receiver's right, 0 at the midline, y up from the floor the body stands on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from backrub.domain.back import Side, Site, SiteSide
from backrub.domain.stroke import Evidence, Tool

Point = tuple[float, float]
"""A place in the picture plane, x and y in cm."""

Ring = tuple[Point, ...]
"""A closed outline, its first point not repeated at the end."""

Line = tuple[Point, ...]
"""An open line of two points or more."""


class ZoneRule(StrEnum):
    """Name what hands may do in a zone.

    `never`: no hands. `no_pressure`: no pressing; a palm at 2.0 or less may pass over, except on the spine
    strip. `light_only`: at most 2.0. `broad_only`: palm, soft fist or forearm at most 3.0, no percussion.
    """

    NEVER = "never"
    NO_PRESSURE = "no_pressure"
    LIGHT_ONLY = "light_only"
    BROAD_ONLY = "broad_only"

    __hash__ = str.__hash__


class Body(StrEnum):
    """Name a body Backrub can draw; all are adults."""

    FEMININE = "feminine"
    MASCULINE = "masculine"
    NEUTRAL = "neutral"
    HEAVY_FEMININE = "heavy_feminine"
    HEAVY_MASCULINE = "heavy_masculine"
    SLIM_TALL = "slim_tall"
    SMALL = "small"
    OLDER = "older"

    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class SiteArea:
    """Outline a site-side; `treatable_cm2` is what hands may press there."""

    polygon: Ring
    treatable_cm2: float


@dataclass(frozen=True, slots=True)
class Muscle:
    """Outline a muscle and its fibres, from origin to insertion; `depth` 1 lies under the skin, 4 deepest."""

    name: str
    plain: str
    latin: str
    side: Side
    polygon: Ring
    fibres: tuple[Line, ...]
    depth: int
    sites: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class Bone:
    """Draw a bone, by lines, an outline, or both; bones are shown, not touched."""

    name: str
    lines: tuple[Line, ...]
    polygon: Ring | None


@dataclass(frozen=True, slots=True)
class Zone:
    """Outline a zone with a rule of its own, and say what the rule is founded on."""

    name: str
    rule: ZoneRule
    polygon: Ring
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class StrokePath:
    """Lead the middle of a tool `width_cm` wide along `points`; `length_cm` is measured along the skin."""

    id: str
    stroke: str
    tool: Tool
    covers: tuple[SiteSide, ...]
    side: Side
    points: Line
    width_cm: float
    length_cm: float


@dataclass(frozen=True, slots=True)
class BodyMap:
    """Hold everything drawn and kept on one body; keys are the names of what they lead to."""

    body: Body
    height_cm: float
    silhouette: Ring
    landmarks: Mapping[str, Point]
    sites: Mapping[SiteSide, SiteArea]
    muscles: Mapping[str, Muscle]
    bones: Mapping[str, Bone]
    no_go: Mapping[str, Zone]
    paths: Mapping[str, StrokePath]
