"""The languages that Backrub speaks: English, and one file each beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from gettext import c2py
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TypeVar

from backrub.content.language_file import FOLDER, LanguageFile, missing_rows, read_language
from backrub.content.loader import load_catalogue, load_catalogue_from
from backrub.content.rows import flat
from backrub.domain.catalogue import ENGLISH, Catalogue, Phrase

Key = TypeVar("Key")
Row = TypeVar("Row")
Words = TypeVar("Words")


@dataclass(frozen=True, slots=True)
class Language:
    """Hold a language: its catalogue, the words of screens by their English, and what it lacks.

    `whole` names the templates it words wholly; any other page stays English. `missing` lists rows by file and key.
    """

    code: str
    name: str
    catalogue: Catalogue
    whole: frozenset[str] = frozenset()
    screens: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    plural: str = "n != 1"

    def word(self, english: str, count: int = 1) -> str | None:
        """Return the words for English ones, in the form that so many of something take; None if they are missing."""
        forms = self.screens.get(english)
        return forms[min(_chooser(self.plural)(count), len(forms) - 1)] if forms else None


_chooser = cache(c2py)
"""Read the formula of a plural, each once."""


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages that Backrub ships by their code, English first.

    Raises: DamagedCatalogue.
    """
    return languages_from(files("backrub.content"), load_catalogue())


def languages_from(directory: Traversable, english: Catalogue | None = None) -> Mapping[str, Language]:
    """Return the languages of a directory of content by their code, English first.

    Raises: DamagedCatalogue, naming file, row and what is wrong.
    """
    known = english or load_catalogue_from(directory)
    found = {ENGLISH: Language(ENGLISH, "English", known)}
    for file in sorted(directory.joinpath(FOLDER).iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            code = file.name.removesuffix(".toml")
            found[code] = _language(directory, code, known)
    return MappingProxyType(found)


def catalogue_in(code: str) -> Catalogue:
    """Return the catalogue in the words of a language, in English where nobody wrote that language yet.

    Raises: DamagedCatalogue.
    """
    return languages().get(code, languages()[ENGLISH]).catalogue


def _language(directory: Traversable, code: str, english: Catalogue) -> Language:
    told = read_language(directory, code, english)
    return Language(
        code=code,
        name=told.name,
        catalogue=_worded(code, told, english),
        whole=frozenset(told.whole),
        screens={one: (forms,) if isinstance(forms, str) else forms for one, forms in told.screens.items()},
        missing=tuple(missing_rows(told, english)),
        plural=told.plural,
    )


def _worded(code: str, told: LanguageFile, english: Catalogue) -> Catalogue:
    """Return the catalogue with every word that the file has; what it lacks stays English."""
    phrases = {key: Phrase(key, text) for key, text in flat(told.phrases)}
    return replace(
        english,
        sites=_each(
            english.sites, told.sites, lambda row, w: replace(row, name=w.name, read_back=w.read_back)
        ),
        pressures=_each(
            english.pressures, told.pressures, lambda row, w: replace(row, name=w.name, image=w.image)
        ),
        strokes=_each(english.strokes, told.strokes, lambda row, name: replace(row, name=name)),
        tools=_each(english.tools, told.tools, lambda row, name: replace(row, name=name)),
        phrases=MappingProxyType({**english.phrases, **phrases}),
        language=code,
    )


def _each(
    rows: Mapping[Key, Row], words: Mapping[str, Words], worded: Callable[[Row, Words], Row]
) -> Mapping[Key, Row]:
    return MappingProxyType(
        {key: worded(row, words[str(key)]) if str(key) in words else row for key, row in rows.items()}
    )
