"""Find the line on which each place of a TOML or JSON text is written.

The text has already been read by its own parser; this walk over its tokens only keeps in step with it.
"""

import json
import re
from typing import NamedTuple

Place = tuple[str | int, ...]
"""The way to a value from the top: keys, and indexes from 0 within lists."""

DEEPEST = 5
"""One more than the deepest place of an evening file; what lies deeper is stepped over."""

_TOKEN = re.compile(
    r"""
      (?P<gap> [ \t\r]+ | \#[^\n]* )
    | (?P<token>
        \n
      | [\[\]{},=:]
      | \"{3} (?:\\.|[^\\])*? \"{3,5}
      | '{3} .*? '{3,5}
      | " (?:\\.|[^"\\])* "
      | ' [^']* '
      | [^\s\#\[\]{},=:"']+
      )
    """,
    re.VERBOSE | re.DOTALL,
)
_END = ""


class _Token(NamedTuple):
    text: str
    line: int


class Lines(NamedTuple):
    """Hold the line (from 1) of every place, and the places written twice."""

    of: dict[Place, int]
    repeated: list[Place]


def lines_of(text: str) -> Lines:
    """Return the lines of a text that its parser reads as TOML or as a JSON object."""
    walk = _Walk(text)
    walk.document()
    return Lines(walk.found, walk.repeated)


def _tokens(text: str) -> list[_Token]:
    line, tokens = 1, []
    for match in _TOKEN.finditer(text):
        if match["token"]:
            tokens.append(_Token(match["token"], line))
        line += match[0].count("\n")
    return [*tokens, _Token(_END, line)]


def _unquoted(text: str) -> list[str]:
    """Return the keys one token holds; a bare one may hold several with dots between."""
    if text[0] == "'":
        return [text[1:-1]]
    if text[0] != '"':
        return [key for key in text.split(".") if key]
    try:
        return [json.loads(text, strict=False)]
    except ValueError:  # an escape of TOML's own, in no key we know
        return [text[1:-1]]


class _Walk:
    """Walk the tokens once; every loop also ends at the end of the text."""

    def __init__(self, text: str) -> None:
        self.found: dict[Place, int] = {}
        self.repeated: list[Place] = []
        self._tokens = _tokens(text)
        self._at = 0
        self._last_of: dict[Place, int] = {}

    def document(self) -> None:
        table: Place = ()
        while self._peek() != _END:
            if self._peek() == "[":
                table = self._header()
            elif self._peek() == "{":
                self._value(table)
            else:
                self._pair(table)

    def _header(self) -> Place:
        line = self._next().line
        is_list = self._peek() == "["
        if is_list:
            self._next()
        *outer, last = self._keys({"]", _END}) or [""]
        if is_list:
            self._next()
        place = (*self._current(outer), last)
        if is_list:
            self._last_of[place] = self._last_of.get(place, -1) + 1
        place = self._current([last], self._current(outer))
        for length in range(1, len(place) + 1):
            self.found.setdefault(place[:length], line)
        return place

    def _current(self, keys: list[str], place: Place = ()) -> Place:
        """Return the place of a table, within the newest table of every list on the way."""
        for key in keys:
            place = (*place, key)
            if place in self._last_of:
                place = (*place, self._last_of[place])
        return place

    def _pair(self, table: Place) -> None:
        line = self._tokens[self._at].line
        keys = self._keys({"=", ":", _END})
        place = (*table, *keys)
        if place in self.found:
            self.repeated.append(place)
        for length in range(len(table) + 1, len(place) + 1):
            self.found.setdefault(place[:length], line)
        self._value(place)

    def _keys(self, stops: set[str]) -> list[str]:
        keys: list[str] = []
        while self._peek() not in stops:
            keys += _unquoted(self._next().text)
        self._next()
        return keys[:DEEPEST]

    def _value(self, place: Place) -> None:
        opening = self._peek()
        if opening in {"{", "["} and len(place) >= DEEPEST:
            self._step_over()
        elif opening == "{":
            self._inner_table(place)
        elif opening == "[":
            self._list(place)
        else:
            while self._tokens[self._at].text not in {",", "]", "}", "\n", _END}:
                self._next()

    def _inner_table(self, place: Place) -> None:
        self._next()
        while self._peek() not in {"}", _END}:
            if self._peek() == ",":
                self._next()
            else:
                self._pair(place)
        self._next()

    def _list(self, place: Place) -> None:
        self._next()
        index = 0
        while self._peek() not in {"]", _END}:
            if self._peek() == ",":
                self._next()
                index += 1
            else:
                self.found[*place, index] = self._tokens[self._at].line
                self._value((*place, index))
        self._next()

    def _step_over(self) -> None:
        depth = 0
        while self._peek() != _END:
            text = self._next().text
            depth += (text in {"{", "["}) - (text in {"}", "]"})
            if depth == 0:
                return

    def _peek(self) -> str:
        """Return the text of the next token that is not a line break."""
        while self._tokens[self._at].text == "\n":
            self._at += 1
        return self._tokens[self._at].text

    def _next(self) -> _Token:
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token
