"""Read what is authored once on the reference body: landmarks, sites, zones, muscles, bones."""

from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from backrub.atlas.authored import converted, read_toml
from backrub.domain.back import Site
from backrub.domain.body_map import ZoneRule
from backrub.domain.errors import DamagedAtlas
from backrub.domain.stroke import Evidence

Pair = tuple[float, float]
"""A place on the reference body: cm to the side of the midline, cm above the floor."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Landmark:
    """Name a point that fingers can find; `source` holds its citations in full."""

    at: Pair
    plain: str
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SiteShape:
    """Outline a site by the borders it shares; `few` says why less than 60 % of it bears pressure."""

    ring: tuple[str, ...]
    along: Pair
    few: str = ""


@dataclass(frozen=True, slots=True)
class SiteTable:
    """Hold the sites and the borders they are made of."""

    border: dict[str, tuple[Pair, ...]]
    site: dict[Site, SiteShape]


@dataclass(frozen=True, slots=True)
class ZoneShape:
    """Outline a zone by a ring, by `measured` points (true cm from the midline), or by a line of a width."""

    rule: ZoneRule
    source: str
    evidence: Evidence
    midline: bool = False
    ring: tuple[Pair, ...] = ()
    measured: tuple[Pair, ...] = ()
    line: tuple[Pair, ...] = ()
    width_cm: float = 0.0


@dataclass(frozen=True, slots=True)
class MuscleShape:
    """Rule a muscle's patch between two curves; `bow` is its belly in cm at the curves' two ends."""

    plain: str
    latin: str
    origin: tuple[Pair, ...]
    insertion: tuple[Pair, ...]
    bow: Pair
    fibres: int
    depth: int
    sites: tuple[Site, ...]
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class BoneShape:
    """Draw a bone; `vertebra` rows are height above the floor, half width, half height in cm."""

    midline: bool = False
    ring: tuple[Pair, ...] = ()
    lines: tuple[tuple[Pair, ...], ...] = ()
    vertebra: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Anatomy:
    """Hold all that is authored, keyed by name."""

    landmarks: dict[str, Landmark]
    sites: SiteTable
    zones: dict[str, ZoneShape]
    muscles: dict[str, MuscleShape]
    bones: dict[str, BoneShape]


@cache
def load_anatomy() -> Anatomy:
    """Return what is authored, read once.

    Raises: DamagedAtlas, naming the file that is not whole.
    """
    return Anatomy(
        landmarks=_sourced("landmarks.toml", Landmark),
        sites=converted("sites.toml", read_toml("sites.toml"), SiteTable),
        zones=_sourced("zones.toml", ZoneShape),
        muscles=_sourced("muscles.toml", MuscleShape),
        bones=converted("bones.toml", read_toml("bones.toml"), dict[str, BoneShape]),
    )


def _sourced(file: str, row_type: type[Row]) -> dict[str, Row]:
    """Return rows whose `source` keys are replaced by the citations they name."""
    citations = read_toml("sources.toml")
    rows = read_toml(file)
    for name, row in rows.items():
        keys = row.get("source") or []
        if not keys or not citations.keys() >= set(keys):
            raise DamagedAtlas(f"{file}, row {name}: it names no source, or one that is not in sources.toml.")
        row["source"] = "; ".join(citations[key] for key in keys)
    return converted(file, rows, dict[str, row_type])  # type: ignore[valid-type]
