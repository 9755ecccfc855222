"""The back as pages show it: every muscle in words, and the picture that leads to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from backrub.atlas.nearby import base_name, zones_near
from backrub.atlas.notes import MuscleNote, load_notes
from backrub.bootstrap.night_plan import body_of
from backrub.domain.back import Side
from backrub.domain.body_map import Body, BodyMap, Muscle, Zone, ZoneRule
from backrub.domain.catalogue import Catalogue
from backrub.domain.stroke import Evidence
from backrub.pictures.back import Look
from backrub.pictures.muscle_map import Held, Tap, atlas_map
from backrub.pictures.theme import CANDLE
from backrub.web.assets import asset

LAYERS = {1: "Outer", 2: "Beneath", 3: "Deepest"}
RULES = {
    ZoneRule.NEVER: "no hands",
    ZoneRule.NO_PRESSURE: "no pressure",
    ZoneRule.LIGHT_ONLY: "light hands only",
    ZoneRule.BROAD_ONLY: "broad hands, no thumbs",
}
FOUNDED = {
    Evidence.CITED: "read at its source",
    Evidence.UNVERIFIED: "from memory, to be checked",
    Evidence.DEFAULT: "our own careful choice",
}


@dataclass(frozen=True, slots=True)
class HoldBack:
    """Tell of a zone: its name, the rule, why, and what that is founded on."""

    name: str
    rule: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Suits:
    """Tell of a stroke that suits a muscle, and which way it goes."""

    key: str
    name: str
    way: str


@dataclass(frozen=True, slots=True)
class Told:
    """Tell of a muscle; `layer` is 1 near the skin to 3 deepest."""

    key: str
    plain: str
    latin: str
    layer: int
    note: MuscleNote
    strokes: tuple[Suits, ...]
    near: tuple[HoldBack, ...]
    source: str

    @property
    def sentence(self) -> str:
        """Return where it begins and ends, and which way it runs."""
        return f"From {self.note.begins} to {self.note.ends}. The fibres run {self.note.runs}."


def look_of(body: str, tone: str, prefix: str) -> Look:
    """Return how pictures of a back look by candle light; `prefix` keeps ids apart in one page."""
    back = body_of(body).placed(asset(f"backs/{body}.candle.{tone}.webp"), seated=False)
    return Look(theme=CANDLE, back=back, prefix=prefix, style=False)


def map_of(body: str) -> BodyMap:
    """Return the map of a body.

    Raises: DamagedAtlas.
    """
    return body_of(body).tracer.body_map


@lru_cache(maxsize=len(Body))
def muscles_told(body: str) -> Mapping[str, Told]:
    """Return every muscle of a body in words, near the skin first.

    Raises: DamagedAtlas.
    """
    catalogue, body_map = body_of(body).catalogue, map_of(body)
    right = [muscle for muscle in body_map.muscles.values() if muscle.side is Side.RIGHT]
    right.sort(key=lambda muscle: muscle.depth)
    return {base_name(muscle.name): _told(catalogue, body_map, muscle) for muscle in right}


@lru_cache(maxsize=64)
def picture_of(body: str, tone: str, lit: str) -> Markup:
    """Return the back with every muscle as a link, `lit` the one that is shown; empty for none."""
    told, body_map, look = muscles_told(body), map_of(body), look_of(body, tone, "atlas")
    taps = [Tap(key, f"/learn/back/{key}", one.plain, lit=key == lit) for key, one in told.items()]
    return Markup(atlas_map(body_map, look, taps, _held(body_map, told, lit)))  # noqa: S704 - our own shapes


def hold_back(zone: Zone) -> HoldBack:
    """Return what is told of a zone.

    Raises: DamagedAtlas.
    """
    note = load_notes().zone[base_name(zone.name)]
    founded = f"{zone.source}; {FOUNDED[zone.evidence]}."
    return HoldBack(note.name, RULES[zone.rule], note.why, founded)


def _told(catalogue: Catalogue, body_map: BodyMap, muscle: Muscle) -> Told:
    key = base_name(muscle.name)
    note = load_notes().muscle[key]
    strokes = (catalogue.strokes[stroke] for stroke in note.strokes)
    return Told(
        key=key,
        plain=muscle.plain[:1].upper() + muscle.plain[1:],
        latin=muscle.latin,
        layer=min(muscle.depth, max(LAYERS)),
        note=note,
        strokes=tuple(Suits(stroke.key, stroke.name, _way(stroke.direction)) for stroke in strokes),
        near=tuple(hold_back(zone) for zone in zones_near(body_map, key)),
        source=f"{'; '.join(note.source)}; {FOUNDED[note.evidence]}.",
    )


def _way(direction: str) -> str:
    return "resting" if direction == "none" else direction


def _held(body_map: BodyMap, told: Mapping[str, Told], lit: str) -> list[Held]:
    """Return every zone with the muscles it is near."""
    near: dict[str, list[str]] = {}
    for key in told:
        for zone in zones_near(body_map, key):
            near.setdefault(zone.name, []).append(key)
    return [Held(body_map.no_go[name], tuple(keys), lit=lit in keys) for name, keys in near.items()]
