"""Load the catalogue and refuse a damaged one."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TypeVar

from backrub.content.checks import phrase_faults, safety_faults, site_faults, stroke_faults, tool_faults
from backrub.content.rows import damage, read_phrases, read_rows, read_sources
from backrub.domain.back import Site
from backrub.domain.catalogue import Catalogue, Phrase, PressureRow, SafetyRow, SetUpRow, SignRow, SiteRow
from backrub.domain.errors import DamagedCatalogue
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import Stroke, Tool, ToolRow

Row = TypeVar("Row")
Key = TypeVar("Key", bound=StrEnum)

LANGUAGE_FILE = "phrases/en.toml"

STROKE_ABSENT: Mapping[str, object] = {
    "speed_cm_s": None,
    "cycle_s": None,
    "hands": "together",
    "focal": False,
    "practised_only": False,
    "suits": {},
}
SAFETY_ABSENT: Mapping[str, object] = {
    "who": "receiver",
    "urgent": False,
    "ceiling": None,
    "forbids_tools": (),
    "forbids_positions": (),
    "forbids_percussion": False,
    "forbids_oil": False,
    "ask_every_time": False,
}
SET_UP_ABSENT: Mapping[str, object] = {"positions": (), "surfaces": (), "oil": None, "cradle": None}


@cache
def load_catalogue() -> Catalogue:
    """Return the catalogue that Backrub ships, read once.

    Raises: DamagedCatalogue.
    """
    return load_catalogue_from(files("backrub.content"))


def load_catalogue_from(directory: Traversable) -> Catalogue:
    """Return the catalogue in a directory; each row's `source` holds its citations in full.

    Raises: DamagedCatalogue, naming file, row and what is wrong.
    """
    sources = read_sources(directory)

    def rows(file: str, row_type: type[Row], absent: Mapping[str, object]) -> dict[str, Row]:
        return read_rows(directory, file, row_type, sources, absent)

    sites = _complete("sites.toml", Site, rows("sites.toml", SiteRow, {}))
    tools = _complete("tools.toml", Tool, rows("tools.toml", ToolRow, {}))
    pressures = _complete("pressures.toml", PressureWord, rows("pressures.toml", PressureRow, {}))
    strokes = rows("strokes.toml", Stroke, STROKE_ABSENT)
    safety = rows("safety.toml", SafetyRow, SAFETY_ABSENT)
    phrases = dict(read_phrases(directory, LANGUAGE_FILE))

    _refuse("sites.toml", sites.items(), site_faults)
    _refuse("tools.toml", tools.items(), tool_faults)
    _refuse("strokes.toml", strokes.items(), partial(stroke_faults, sites=sites))
    _refuse("safety.toml", safety.items(), safety_faults)
    _refuse(LANGUAGE_FILE, phrases.items(), phrase_faults)

    return Catalogue(
        sites=sites,
        strokes=MappingProxyType(strokes),
        tools=tools,
        safety=MappingProxyType(safety),
        pressures=pressures,
        set_up=tuple(rows("set_up.toml", SetUpRow, SET_UP_ABSENT).values()),
        signs=MappingProxyType(rows("signs.toml", SignRow, {})),
        phrases=MappingProxyType({key: Phrase(key, text) for key, text in phrases.items()}),
    )


def _complete(file: str, keys: type[Key], rows: dict[str, Row]) -> Mapping[Key, Row]:
    """Return the rows under their typed keys, in the keys' own order."""
    if missing := [key.value for key in keys if key.value not in rows]:
        raise DamagedCatalogue(f"{file}: the row {missing[0]} is missing.")
    return MappingProxyType({key: rows[key.value] for key in keys})


def _refuse(file: str, rows: Iterable[tuple[str, Row]], faults: Callable[[Row], Iterable[str]]) -> None:
    for key, row in rows:
        for fault in faults(row):
            raise damage(file, key, fault)
