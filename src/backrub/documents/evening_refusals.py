"""Refuse an evening file in one sentence: the file, the line, the place, and what is allowed there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import msgspec

from backrub.documents.evening_allowed import allowed_at, keys_at, listed, words_at
from backrub.documents.evening_lines import Place, lines_of
from backrub.domain.errors import BadInput

_LONGEST_NAME = 32
_LONGEST_WORD = 22
_LARGEST_SHOWN = 10**12


@dataclass(frozen=True, slots=True)
class Source:
    """Hold an outside text that its parser can read, and the name a person knows it by."""

    name: str
    text: str

    def refusal(self, place: Place, fact: str) -> BadInput:
        """Return the refusal of what stands at a place."""
        line = self._line(place)
        return refusal(self.name, f"line {line}" if line else "", _path(place), fact=fact)

    def mention(self, place: Place) -> str:
        """Return a place with its line, to be named within a sentence."""
        line = self._line(place)
        return f"{_path(place)} on line {line}" if line else _path(place)

    def _line(self, place: Place) -> int | None:
        """Return the line of a place, or of the nearest place around it that is written."""
        found = lines_of(self.text).of
        around = (place[:length] for length in range(len(place), 0, -1))
        return next((found[outer] for outer in around if outer in found), None)


def refusal(name: str, *where: str, fact: str) -> BadInput:
    """Return the refusal of a file, at parts of it that are not empty."""
    tail = name if len(name) <= _LONGEST_NAME else f"…{name[1 - _LONGEST_NAME :]}"
    return BadInput(f"{', '.join(filter(None, [printable(tail), *where]))}: {fact}.")


def no_such_key(source: Source, place: Place) -> BadInput:
    """Return the refusal of a key the format does not have."""
    key = str(place[-1])
    if key in keys_at(()):
        return source.refusal(place, f"{key} is about the whole evening; write it before receiver and giver")
    keys = keys_at(place[:-1])
    hint = near(key, keys) or f"; the keys are {listed(keys, 'and')}"
    return source.refusal(place, f"there is no such key{hint}")


def not_allowed(source: Source, raw: Any, error: msgspec.ValidationError) -> BadInput:  # noqa: ANN401
    """Return the refusal that says, where validation failed, what is allowed instead."""
    place = _place(str(error))
    if missing := re.search(r"missing required field `(\w+)`", str(error)):
        place = (*place, missing[1])
        return source.refusal(place, f"this is missing; give {allowed_at(place)}")
    value = raw
    for part in place:
        value = value[part]
    hint = near(value, words_at(place)) if isinstance(value, str) else ""
    return source.refusal(place, f"{shown(value)} is not allowed; give {allowed_at(place)}{hint}")


def near(word: str, words: Iterable[str]) -> str:
    """Return the nearest of some words as a clause, or nothing if none is near."""
    nearest = get_close_matches(word.casefold(), sorted(words), n=1)
    return f"; the nearest is {nearest[0]}" if nearest else ""


def shown(value: object) -> str:
    """Return a value as a person would recognise it, never long."""
    match value:
        case str():
            return f'"{_short(value)}"'
        case bool():
            return "true" if value else "false"
        case int() if abs(value) > _LARGEST_SHOWN:  # Python refuses to print a huge whole number
            return "so large a number"
        case int() | float():
            return str(value)
        case dict() | list():
            return "a table" if isinstance(value, dict) else "a list"
    return "null" if value is None else "a date or time"


def printable(text: str) -> str:
    """Return a text with a mark in place of what a terminal cannot show."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _place(message: str) -> Place:
    path = message.rpartition(" - at `$")[2] if " - at `$" in message else ""
    return tuple(key or int(index) for key, index in re.findall(r"\.(\w+)|\[(\d+)\]", path))


def _path(place: Place) -> str:
    steps = (f"[{part}]" if isinstance(part, int) else f".{_short(part)}" for part in place)
    return "".join(steps).removeprefix(".")


def _short(text: str) -> str:
    return printable(text if len(text) <= _LONGEST_WORD else f"{text[: _LONGEST_WORD - 1]}…")
