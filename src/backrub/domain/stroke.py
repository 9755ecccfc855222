"""Strokes and the tools that make them, as the catalogue describes them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from backrub.domain.back import Site


class Evidence(StrEnum):
    """Name how well a row is founded: read at its source, remembered, or our own default."""

    CITED = "cited"
    UNVERIFIED = "unverified"
    DEFAULT = "default"


class Tool(StrEnum):
    """Name the part of the giver's arm that touches."""

    PALM = "palm"
    PALM_HEEL = "palm_heel"
    SOFT_FIST = "soft_fist"
    FOREARM = "forearm"
    FINGERS = "fingers"
    THUMB = "thumb"
    ELBOW = "elbow"


LADDER_TOOLS = frozenset({Tool.SOFT_FIST, Tool.FOREARM, Tool.ELBOW})
"""Tools that carry leaned weight without hurting the giver (PRACTICE P18)."""


class Family(StrEnum):
    """Name the family of a stroke."""

    HOLD = "hold"
    GLIDE = "glide"
    KNEAD = "knead"
    FRICTION = "friction"
    PRESS = "press"
    ROCK = "rock"
    PERCUSSION = "percussion"
    FEATHER = "feather"
    SCALP = "scalp"


class TouchKind(StrEnum):
    """Name a kind of touch that can be wished for: those that hands can give at most places and pressures."""

    GLIDING = "gliding"
    KNEADING = "kneading"
    LEANING = "leaning"
    CIRCLING = "circling"

    @property
    def family(self) -> Family:
        """Return the family of strokes it favours."""
        return _FAVOURED[self]


_FAVOURED = {
    TouchKind.GLIDING: Family.GLIDE,
    TouchKind.KNEADING: Family.KNEAD,
    TouchKind.LEANING: Family.PRESS,
    TouchKind.CIRCLING: Family.FRICTION,
}


class Needs(StrEnum):
    """Name what a stroke needs of skin, cloth and oil.

    `cloth_ok` strokes slide: without oil they stay at or below 2.0.
    """

    ANY = "any"
    CLOTH_OK = "cloth_ok"
    OIL = "oil"
    NO_OIL = "no_oil"


class Hands(StrEnum):
    """Name how two hands share the work when a step covers both sides."""

    TOGETHER = "together"
    ALTERNATE = "alternate"


@dataclass(frozen=True, slots=True)
class ToolRow:
    """Describe a tool: width in cm, its rung on the ladder of leverage (0 is off it), body mechanics."""

    key: Tool
    name: str
    width_cm: float
    rung: int
    mechanics: str
    cautions: tuple[str, ...]
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Travel:
    """Say how a stroke becomes a path; content/strokes.toml tells what the fields mean."""

    shape: Literal["lanes", "spots"]
    direction: Literal["along", "across"] = "along"
    way: Literal["return", "on"] = "on"
    runs: bool = False
    downwards: bool = False
    advance: float | None = None
    stay_s: float | None = None
    rounds: int = 1


@dataclass(frozen=True, slots=True)
class Suits:
    """Say how much more gladly than any other a stroke is taken (unitless): anywhere, and where something was named."""

    anywhere: float = 0.0
    knot: float = 0.0
    ache: float = 0.0
    tight: float = 0.0

    def feel(self, feel: str) -> float:
        """Return how well it suits a place that feels so."""
        return {"knot": self.knot, "ache": self.ache, "tight": self.tight}[feel]


@dataclass(frozen=True, slots=True)
class Stroke:
    """Describe a stroke.

    `pressure` is a range of Walton levels, `speed_cm_s` a range along the skin or None when the hands stay,
    `cycle_s` the seconds of one round or None, `dose_s` the seconds one step of it may take.
    """

    key: str
    term: str
    name: str
    family: Family
    tools: tuple[Tool, ...]
    direction: str
    pressure: tuple[float, float]
    speed_cm_s: tuple[float, float] | None
    cycle_s: tuple[float, float] | None
    dose_s: tuple[int, int]
    sites: frozenset[Site]
    needs: Needs
    hands: Hands
    focal: bool
    practised_only: bool
    travel: Travel
    suits: Suits
    how: str
    mistake: str
    cautions: tuple[str, ...]
    source: str
    evidence: Evidence
