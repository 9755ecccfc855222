"""The catalogue as plain rows: what `backrub catalogue … --format json` would print, keyed by key."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

_TABLES = ("sites", "strokes", "tools", "safety")


def rows(catalogue: Any) -> dict[str, Any]:
    """Return the sites, strokes, tools and safety answers of a catalogue as plain data."""
    return {table: _plain(getattr(catalogue, table)) for table in _TABLES}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {_plain(key): _plain(row) for key, row in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted(_plain(item) for item in value)
    return value
