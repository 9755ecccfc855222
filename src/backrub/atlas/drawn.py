"""A body as the build draws it and the package ships it: the right side, and what lies across the midline."""

from dataclasses import dataclass
from typing import Literal

from backrub.atlas.grades import Grade
from backrub.domain.back import Site
from backrub.domain.body_map import Body, Line, Point, Ring, ZoneRule
from backrub.domain.stroke import Evidence, Tool

CELL_CM = 0.5
"""The side of the square cells in which coverage is counted."""


@dataclass(frozen=True, slots=True)
class DrawnSite:
    """Outline a site; `cells` are the half-centimetre cells (column, row) that are treatable."""

    polygon: Ring
    treatable_cm2: float
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DrawnMuscle:
    """Outline a muscle and its fibres, with what is known of it."""

    plain: str
    latin: str
    polygon: Ring
    fibres: tuple[Line, ...]
    depth: int
    sites: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class DrawnBone:
    """Draw a bone; `midline` bones are whole."""

    midline: bool
    lines: tuple[Line, ...]
    polygon: Ring | None


@dataclass(frozen=True, slots=True)
class DrawnZone:
    """Outline a zone; `midline` zones are whole."""

    midline: bool
    rule: ZoneRule
    polygon: Ring
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """Lead hands of a width along points, over sites; the length is along the skin."""

    width_cm: float
    length_cm: float
    points: Line
    sites: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """Say what is looked for: lanes along or across, or spots, for a tool at a grade."""

    shape: Literal["lanes", "spots"]
    direction: Literal["along", "across"]
    tool: Tool
    grade: Grade
    percussion: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Hold the lanes or spots of a kind on a site or a run of sites, the most useful first."""

    kind: Kind
    sites: tuple[Site, ...]
    lanes: tuple[DrawnLane, ...]


@dataclass(frozen=True, slots=True)
class DrawnBody:
    """Hold all that is shipped of one body."""

    body: Body
    height_cm: float
    silhouette: Ring
    landmarks: dict[str, Point]
    sites: dict[Site, DrawnSite]
    muscles: dict[str, DrawnMuscle]
    bones: dict[str, DrawnBone]
    zones: dict[str, DrawnZone]
    families: tuple[Family, ...]
