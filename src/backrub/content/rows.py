"""Read a table of the catalogue: TOML in, typed rows out, every complaint naming file, row and field."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from importlib.resources.abc import Traversable
from threading import Lock
from typing import Any, TypeVar

import msgspec

from backrub.domain.errors import DamagedCatalogue

Row = TypeVar("Row")
Sources = Mapping[str, str]
_ONE_AT_A_TIME = Lock()


def read_toml(directory: Traversable, file: str) -> dict[str, Any]:
    """Return what a TOML file holds.

    Raises: DamagedCatalogue, if the file is missing, is not UTF-8 or is not TOML.
    """
    try:
        return tomllib.loads(directory.joinpath(*file.split("/")).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DamagedCatalogue(f"{file} cannot be read: {error}.") from error


def converted(table: object, kind: type[Row]) -> Row:
    """Return plain data as its type, one at a time: two that meet a type first end the process (decision 22).

    Raises: msgspec.ValidationError.
    """
    with _ONE_AT_A_TIME:
        return msgspec.convert(table, kind)


def read_sources(directory: Traversable) -> Sources:
    """Return the citations by key.

    Raises: DamagedCatalogue, if a citation is not a sentence of its own.
    """
    citations = read_toml(directory, "sources.toml")
    for key, citation in citations.items():
        if not isinstance(citation, str) or not citation.strip():
            raise damage("sources.toml", key, "a citation must be text")
    return citations


def read_rows(
    directory: Traversable, file: str, row_type: type[Row], sources: Sources, absent: Mapping[str, object]
) -> dict[str, Row]:
    """Return the rows of a file in its order; `absent` holds the values of fields a row may leave out.

    The row's `source` comes out as the citations it names, joined by semicolons.
    Raises: DamagedCatalogue, if a row is not whole.
    """
    return {
        key: _row(file, key, table, row_type, sources, absent)
        for key, table in read_toml(directory, file).items()
    }


def read_phrases(directory: Traversable, file: str) -> Iterator[tuple[str, str]]:
    """Yield the phrases of a file as dotted key and text.

    Raises: DamagedCatalogue, if a phrase is not text.
    """
    for key, text in flat(read_toml(directory, file)):
        if not isinstance(text, str) or not text.strip():
            raise damage(file, key, "a phrase must be text")
        yield key, text


def flat(entries: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield entries and the entries of their tables by dotted keys."""
    for head, entry in entries.items():
        lines = entry if isinstance(entry, dict) else {"": entry}
        for tail, text in lines.items():
            yield f"{head}.{tail}".rstrip("."), text


def damage(file: str, key: str, what: str) -> DamagedCatalogue:
    """Return the error that names file, row and what is wrong."""
    return DamagedCatalogue(f"{file}, row {key}: {what}.")


def _row(
    file: str, key: str, table: object, row_type: type[Row], sources: Sources, absent: Mapping[str, object]
) -> Row:
    if not isinstance(table, dict):
        raise damage(file, key, "a row must be a table")
    names = {field.name for field in fields(row_type)} - {"key"}  # type: ignore[arg-type]
    if unknown := sorted(table.keys() - names):
        raise damage(file, key, f"unknown field {unknown[0]}")
    if empty := [name for name, value in table.items() if isinstance(value, str) and not value.strip()]:
        raise damage(file, key, f"{empty[0]} is empty")
    whole = {**absent, **table, "key": key, "source": _citations(file, key, table, sources)}
    try:
        return converted(whole, row_type)
    except msgspec.ValidationError as error:
        raise damage(file, key, str(error)) from error


def _citations(file: str, key: str, table: Mapping[str, object], sources: Sources) -> str:
    named = table.get("source")
    if not isinstance(named, list) or not named:
        raise damage(file, key, "it names no source")
    if strange := [name for name in named if name not in sources]:
        raise damage(file, key, f"its source {strange[0]} is not in sources.toml")
    return "; ".join(sources[name] for name in named)
