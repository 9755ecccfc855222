"""Read what is said of muscles and zones beside their pictures."""

from dataclasses import dataclass, replace
from functools import cache

from backrub.atlas.authored import converted, read_toml
from backrub.domain.errors import DamagedAtlas
from backrub.domain.stroke import Evidence

FILE = "notes.toml"


@dataclass(frozen=True, slots=True)
class MuscleNote:
    """Say where a muscle begins and ends, which way it runs, where knots form, and which strokes suit it.

    `strokes` are keys of the catalogue, the gentlest first; `knots` is empty where none are typical; `source`
    holds keys of sources.toml until the notes are loaded, then the citations in full.
    """

    begins: str
    ends: str
    runs: str
    strokes: tuple[str, ...]
    source: tuple[str, ...]
    evidence: Evidence
    knots: str = ""


@dataclass(frozen=True, slots=True)
class ZoneNote:
    """Name a zone in plain words, and say why hands hold back there."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Name the muscles that cards ask about: which way a stroke runs, and where hands may press."""

    ways: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """Hold what is said of every muscle and of every zone, by name without a side, and what cards ask."""

    muscle: dict[str, MuscleNote]
    zone: dict[str, ZoneNote]
    cards: Asked


@cache
def load_notes() -> Notes:
    """Return the notes, read once.

    Raises: DamagedAtlas, naming the file that is not whole.
    """
    citations = read_toml("sources.toml")
    notes = converted(FILE, read_toml(FILE), Notes)
    try:
        cited = {name: _cited(note, citations) for name, note in notes.muscle.items()}
    except KeyError as error:
        raise DamagedAtlas(f"{FILE} names a source that is not in sources.toml: {error}.") from error
    return Notes(cited, notes.zone, notes.cards)


def _cited(note: MuscleNote, citations: dict[str, str]) -> MuscleNote:
    return replace(note, source=tuple(citations[key] for key in note.source))
