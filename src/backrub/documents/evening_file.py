"""Read an evening file: what two people wrote becomes an evening, or one sentence says what to change."""

from collections.abc import Collection
from pathlib import Path

import msgspec

from backrub.documents.evening_allowed import unknown_key
from backrub.documents.evening_refusals import Source, no_such_key, not_allowed, refusal, shown
from backrub.documents.evening_rules import evening_of
from backrub.documents.evening_schema import EveningFile
from backrub.documents.evening_syntax import Format, read_syntax
from backrub.domain.check_in import Evening

LARGEST_BYTES = 65_536
"""The most an evening file may hold: 64 kB, read as 64 times 1,024 bytes."""

_FORMATS: dict[str, Format] = {".toml": "toml", ".json": "json"}
_WANTED = "name an evening file in TOML or JSON"


def read_evening(path: Path, known_health: Collection[str]) -> Evening:
    """Return the evening a file describes; `known_health` are the keys of the safety catalogue.

    Raises: BadInput, if the file cannot be read or used; its sentence names the place and what is allowed.
    """
    name = str(path)
    data = _read(path, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fact = "this byte is not UTF-8; save the file as UTF-8"
        raise refusal(name, f"line {data[: error.start].count(10) + 1}", fact=fact) from None
    return read_evening_text(text, name=name, format=_format(path, text), known_health=known_health)


def read_evening_text(
    text: str,
    *,
    name: str,
    format: Format,  # noqa: A002
    known_health: Collection[str],
) -> Evening:
    """Return the evening a text describes; `name` is what a refusal calls it.

    Raises: BadInput, if the text cannot be used; its sentence names the place and what is allowed.
    """
    _refuse_size(len(text.encode("utf-8", "surrogatepass")), name)
    if not text.strip():
        raise refusal(name, fact="this is empty; an evening begins with format = 1 and minutes")
    source, raw = Source(name, text), read_syntax(text, name=name, form=format)
    _refuse_format(raw, source)
    if place := unknown_key(raw):
        raise no_such_key(source, place)
    try:
        file = msgspec.convert(raw, EveningFile)  # only a terminal reads one, and it is alone
    except msgspec.ValidationError as error:
        raise not_allowed(source, raw, error) from None
    except UnicodeEncodeError:  # only an escape of JSON can spell half a character
        raise refusal(name, fact="it holds half a character (\\ud800 to \\udfff); write it whole") from None
    return evening_of(file, source, known_health)


def _read(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise refusal(name, fact=f"there is no such file; {_WANTED}") from None
    except IsADirectoryError:
        raise refusal(name, fact=f"this is a directory; {_WANTED}") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise refusal(name, fact=f"this cannot be read ({reason.lower()}); {_WANTED}") from None
    _refuse_size(len(data), name)
    return data


def _refuse_size(size_bytes: int, name: str) -> None:
    if size_bytes > LARGEST_BYTES:
        raise refusal(name, fact=f"this is larger than the {LARGEST_BYTES:,} bytes an evening file may have")


def _format(path: Path, text: str) -> Format:
    """Return the format by the extension, otherwise by the text: only JSON begins with a brace."""
    return _FORMATS.get(path.suffix.lower(), "json" if text.lstrip().startswith("{") else "toml")


def _refuse_format(raw: dict[str, object], source: Source) -> None:
    if "format" not in raw:
        raise source.refusal(("format",), "this is missing; give 1")
    if raw["format"] is True or raw["format"] != 1:
        raise source.refusal(("format",), f"{shown(raw['format'])} is not a format read here; give 1")
