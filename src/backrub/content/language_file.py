"""Read the file of a language and find what is wrong with it, and what it lacks, beside the English rows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable

import msgspec

from backrub.content.checks import slots_of
from backrub.content.rows import converted, damage, flat, read_toml
from backrub.domain.catalogue import Catalogue
from backrub.domain.errors import DamagedCatalogue

FOLDER = "languages"


class SiteWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the names of a site as they stand after "for"; `label` strips the article and leaves the rest."""

    name: str
    read_back: str


class PressureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold how a pressure is said, and its image."""

    name: str
    image: str


class LanguageFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold what a language's file says; `whole` names the screens of which every word is there."""

    name: str
    plural: str
    whole: tuple[str, ...]
    sites: dict[str, SiteWords]
    pressures: dict[str, PressureWords]
    strokes: dict[str, str]
    tools: dict[str, str]
    phrases: dict[str, str | dict[str, str]]
    screens: dict[str, str | tuple[str, ...]]


def read_language(directory: Traversable, code: str, english: Catalogue) -> LanguageFile:
    """Return the file of a language.

    Raises: DamagedCatalogue, naming file, row and what is wrong.
    """
    path = f"{FOLDER}/{code}.toml"
    try:
        told = converted(read_toml(directory, path), LanguageFile)
    except msgspec.ValidationError as error:
        raise DamagedCatalogue(f"{path}: {error}.") from error
    for key, fault in _faults(told, english):
        raise damage(path, key, fault)
    return told


def missing_rows(told: LanguageFile, english: Catalogue) -> Iterator[str]:
    """Yield the rows of the catalogue that a language has no words for yet, e.g. "strokes.petrissage"."""
    for table, keys, words in _tables(told, english):
        yield from (f"{table}.{key}" for key in keys if key not in words)


def _tables(
    told: LanguageFile, english: Catalogue
) -> Iterator[tuple[str, Iterable[str], Mapping[str, object]]]:
    yield "sites", english.sites, told.sites
    yield "pressures", english.pressures, told.pressures
    yield "strokes", english.strokes, told.strokes
    yield "tools", english.tools, told.tools
    yield "phrases", english.phrases, dict(flat(told.phrases))


def _faults(told: LanguageFile, english: Catalogue) -> Iterator[tuple[str, str]]:
    yield from _strange(told, english)
    yield from _blank(told, english)
    for key, site in told.sites.items():
        if _slots(site.read_back) != ["side"]:
            yield f"sites.{key}", "read_back must hold the slot {side} once and no other"
    for key, text in flat(told.phrases):
        if set(_slots(text)) != set(_slots(english.phrases[key].text)):
            yield f"phrases.{key}", f"its slots are not those of {english.phrases[key].text!r}"
    yield from _screen_faults(told)


def _strange(told: LanguageFile, english: Catalogue) -> Iterator[tuple[str, str]]:
    for table, keys, words in _tables(told, english):
        known = set(keys)
        yield from (
            (f"{table}.{key}", "there is no such row in English") for key in words if key not in known
        )


def _blank(told: LanguageFile, english: Catalogue) -> Iterator[tuple[str, str]]:
    # Not by a pattern in the types: types that share one can end a process with a segmentation fault (msgspec 717).
    about = {"name": told.name, "plural": told.plural}
    tables = [(f"{table}.", words) for table, _, words in _tables(told, english)]
    for table, words in (*tables, ("screens.", told.screens), ("", about)):
        for key, said in words.items():
            if not all(text.strip() for text in _texts(said)):
                yield f"{table}{key}", "what it says is missing"


def _texts(said: object) -> tuple[str, ...]:
    match said:
        case SiteWords() | PressureWords():
            return msgspec.structs.astuple(said)
        case tuple():
            return said
    return (str(said),)


def _screen_faults(told: LanguageFile) -> Iterator[tuple[str, str]]:
    for english, forms in told.screens.items():
        for form in (forms,) if isinstance(forms, str) else forms:
            if set(_OPEN.findall(form)) != set(_OPEN.findall(english)):
                yield f"screens.{english}", f"what {form!r} leaves open is not what the English does"


def _slots(text: str) -> list[str]:
    try:
        return list(slots_of(text))
    except ValueError as error:
        return [f"braces that do not match ({error})"]


_OPEN = re.compile(r"%\(\w+\)s|\{\w+\}")
"""What a line of a screen leaves open: for the server to fill, or for a script."""
