"""The catalogue as a therapist would correct it: the rows of its files, with what a row may leave unsaid."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_UNSAID: dict[str, dict[str, Any]] = {
    "sites": {},
    "strokes": {
        "speed_cm_s": None,
        "cycle_s": None,
        "hands": "together",
        "focal": False,
        "practised_only": False,
    },
    "safety": {
        "ceiling": None,
        "forbids_tools": [],
        "forbids_positions": [],
        "forbids_percussion": False,
        "forbids_oil": False,
    },
}


@cache
def catalogue_rows() -> dict[str, dict[str, dict[str, Any]]]:
    """Return the rows of sites, strokes and safety answers, by table and key."""
    return {table: _table(table, unsaid) for table, unsaid in _UNSAID.items()}


def _table(table: str, unsaid: dict[str, Any]) -> dict[str, dict[str, Any]]:
    text = (files("backrub.content") / f"{table}.toml").read_text(encoding="utf-8")
    return {key: unsaid | row for key, row in tomllib.loads(text).items()}
