"""Read the text of an evening file as TOML or JSON, refusing what is neither."""

import json
import re
import tomllib
from typing import Any, Literal

from backrub.documents.evening_lines import lines_of
from backrub.documents.evening_refusals import Source, printable, refusal

Format = Literal["toml", "json"]

# tomllib takes memory with the square of a dotted key's length: 64 kB of "a.a.a" would take 16 GB.
_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_LONG_DOTTED_KEY = re.compile(rf"(?<![A-Za-z0-9_-]){_KEY}(?:[ \t]*\.[ \t]*{_KEY}){{16}}")
_NESTED = "it is nested too deeply; an evening file has spots in receiver and guess in giver, nothing deeper"


def read_syntax(text: str, *, name: str, form: Format) -> dict[str, Any]:
    """Return what a text says.

    Raises: BadInput, if it is malformed, holds a key twice, or is not a table.
    """
    try:
        return _read_toml(text, name) if form == "toml" else _read_json(text, name)
    except RecursionError:
        raise refusal(name, fact=_NESTED) from None
    except ValueError:  # a number of more digits than Python converts
        raise refusal(name, fact="it holds a number of too many digits; no number here is above 60") from None


def _read_toml(text: str, name: str) -> dict[str, Any]:
    if _LONG_DOTTED_KEY.search(text):
        raise refusal(name, fact=_NESTED)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault, _, where = str(error).rpartition(" (at ")
        where = where.rstrip(")").replace("end of document", f"line {text.rstrip().count(chr(10)) + 1}")
        raise refusal(name, where, fact=_malformed("TOML", fault)) from None


def _read_json(text: str, name: str) -> dict[str, Any]:
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise refusal(name, where, fact=_malformed("JSON", error.msg)) from None
    if not isinstance(raw, dict):
        raise refusal(name, fact='an evening in JSON is an object; begin with {"format": 1, "minutes": 15')
    if repeated := lines_of(text).repeated:
        raise Source(name, text).refusal(repeated[0], "this key is written twice; keep one of the two")
    return raw


def _malformed(language: str, fault: str) -> str:
    if fault.startswith(("Cannot overwrite", "Cannot declare")):
        return "this key or table is written twice; keep one of the two"
    return f"this is not {language} ({printable(fault[:1].lower() + fault[1:80])})"
