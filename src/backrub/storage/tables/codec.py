"""Turn events into text that lasts, and back, without losing anything.

The domain's dataclasses say what an event holds; nothing here repeats it. A new event needs no line here.
"""

import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache, partial
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from backrub.domain.back import Group, Place, Site, SiteSide
from backrub.domain.errors import StoreUnavailable
from backrub.domain.plan import SetUpItem, Why
from backrub.domain.session.events import Event


@dataclass(frozen=True, slots=True)
class Written:
    """Hold an event as it is kept: its kind, its millisecond, and a JSON object of everything else."""

    kind: str
    at_ms: int
    body: str


def kind_of(event: type[Event] | Event) -> str:
    """Return the kind of an event or event class, its name in snake_case, e.g. "step_began"."""
    name = event.__name__ if isinstance(event, type) else type(event).__name__
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def encode(event: Event) -> Written:
    """Return an event as it is kept.

    Raises: StoreUnavailable, if a value has no exact text, such as a number that is not finite.
    """
    body = msgspec.to_builtins(event, str_keys=True, enc_hook=_plain)
    at_ms = body.pop("at_ms")
    try:
        # The standard library's writer, because msgspec writes "not a number" as null without a word.
        text = json.dumps(body, allow_nan=False, separators=(",", ":"))
    except ValueError as error:
        raise StoreUnavailable(
            f"A {kind_of(event)} with a number that is not finite cannot be kept."
        ) from error
    return Written(kind_of(event), at_ms, text)


def decode(written: Written, *, where: str) -> Event:
    """Return the event that was written; `where` names its place for a person.

    Raises: StoreUnavailable, if this version does not know the kind or the body is damaged.
    """
    if written.kind not in _READERS:
        raise StoreUnavailable(
            f'{where} is a "{written.kind}", which this Backrub does not know; update Backrub.'
        )
    try:
        body = _shared(json.loads(written.body))
        event: Event = _READERS[written.kind]({**body, "at_ms": written.at_ms})
    except (ValueError, TypeError, KeyError) as error:  # msgspec's ValidationError is a ValueError
        raise StoreUnavailable(
            f"{where} is damaged; put a backup in its place, or begin a new evening."
        ) from error
    return event


_Reader = Callable[[Any], Any]
_RECURRING = (tuple[SiteSide, ...], tuple[Why, ...], tuple[SetUpItem, ...])
_PLACES: dict[str, Place] = {place.value: place for place in (*Site, *Group)}


def _shared(value: Any) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Return plain data with every text kept once: sessions by the hundred speak from the same bank of lines."""
    match value:
        case str():
            return sys.intern(value)
        case list():
            return [_shared(item) for item in value]
        case dict():
            return {key: _shared(item) for key, item in value.items()}
    return value


@lru_cache(maxsize=4096)
def _once(built: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the same parts for equal ones: the steps of evenings have few areas and reasons among them."""
    return built


def _plain(value: object) -> object:
    """Return any mapping as a dict, which is what it is read back as."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"Nothing tells how to keep a {type(value).__name__}.")


def _reader(hint: Any) -> _Reader:  # noqa: ANN401  # any annotation
    """Return what makes plain data into the type its hint names: msgspec, wherever msgspec can."""
    try:
        msgspec.json.Decoder(hint)
    except TypeError:  # it refuses a union of two string enums, as Place is
        return _reader_in_parts(hint)
    whole = partial(msgspec.convert, type=hint)  # the decoder above made its types ready
    return (lambda value: _once(whole(value))) if hint in _RECURRING else whole


def _reader_in_parts(hint: Any) -> _Reader:  # noqa: ANN401  # any annotation
    if hint == Place:
        return _PLACES.__getitem__
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return partial(
            _read_dataclass, hint, {field.name: _reader(hints[field.name]) for field in fields(hint)}
        )
    if get_origin(hint) is tuple:
        each = _reader(get_args(hint)[0])
        return lambda items: tuple(map(each, items))
    raise TypeError(f"Nothing tells how to read {hint}.")


def _read_dataclass(cls: Any, readers: Mapping[str, _Reader], value: dict[str, Any]) -> Any:  # noqa: ANN401  # any dataclass
    """Return an instance of a dataclass; fields that are missing take their defaults."""
    return cls(**{name: read(value[name]) for name, read in readers.items() if name in value})


# Whole as soon as the module is: types that two threads read first at once end the process (decision 22).
_READERS: dict[str, _Reader] = {kind_of(event): _reader(event) for event in get_args(Event)}
