"""Say what may stand at a place of an evening file, read off its structs."""

from collections.abc import Iterable

from msgspec import inspect

from backrub.documents.evening_lines import Place
from backrub.documents.evening_schema import EveningFile

_EVENING = inspect.type_info(EveningFile)


def allowed_at(place: Place) -> str:
    """Return what may stand at a place, to follow the word "give"."""
    return _allowed(_kind_at(place))


def words_at(place: Place) -> list[str]:
    """Return the words that may stand at a place; none where it takes no words."""
    return _words(_kind_at(place))


def keys_at(place: Place) -> list[str]:
    """Return the keys of the table at a place."""
    return _keys(_kind_at(place))


def unknown_key(raw: object) -> Place | None:
    """Return the place of the first key the format does not have, if there is one."""
    return _unknown_key(raw, _EVENING, ())


def listed(words: Iterable[str], last: str) -> str:
    """Return words as a list within a sentence, `last` before the last of them."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def _allowed(kind: inspect.Type) -> str:
    match kind:
        case inspect.Metadata(type=inner, extra=extra):
            return (extra or {}).get("allowed") or _allowed(inner)
        case inspect.IntType(ge=least, le=most):
            return f"a whole number from {least} to {most}"
        case inspect.StrType(min_length=least, max_length=most):
            return f"text of {least} to {most} characters"
        case inspect.VarTupleType(item_type=item):
            return f"a list; an item is {_allowed(item)}"
        case inspect.StructType():
            return f"a table with {listed(_keys(kind), 'or')}"
    return listed(_words(kind), "or")


def _words(kind: inspect.Type) -> list[str]:
    match kind:
        case inspect.Metadata(extra={"words": list(words)}):
            return words
        case inspect.Metadata(type=inner):
            return _words(inner)
        case inspect.EnumType(cls=enum):
            return [str(word.value) for word in enum]
        case inspect.LiteralType(values=values):
            return [str(value) for value in values]
        case inspect.BoolType():
            return ["true", "false"]
    return []


def _keys(kind: inspect.Type) -> list[str]:
    bare = _bare(kind)
    return [field.encode_name for field in bare.fields] if isinstance(bare, inspect.StructType) else []


def _kind_at(place: Place) -> inspect.Type:
    kind: inspect.Type | None = _EVENING
    for part in place:
        kind = _inner(kind, part)
    if kind is None:
        raise KeyError(place)
    return kind


def _inner(kind: inspect.Type | None, part: str | int) -> inspect.Type | None:
    match _bare(kind):
        case inspect.StructType(fields=fields):
            return next((field.type for field in fields if field.encode_name == part), None)
        case inspect.VarTupleType(item_type=item):
            return item
    return None


def _bare(kind: inspect.Type | None) -> inspect.Type | None:
    return _bare(kind.type) if isinstance(kind, inspect.Metadata) else kind


def _unknown_key(raw: object, kind: inspect.Type, place: Place) -> Place | None:
    inside: Iterable[tuple[str | int, object]] = ()
    match raw, _bare(kind):
        case dict(), inspect.StructType():
            inside = raw.items()
        case list(), inspect.VarTupleType():
            inside = enumerate(raw)
    for part, value in inside:
        inner = _inner(kind, part)
        found = (*place, part) if inner is None else _unknown_key(value, inner, (*place, part))
        if found:
            return found
    return None
