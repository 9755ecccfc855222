"""The shelf of a home, and what each person privately says of it, as JSON."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.json import Decoder
from msgspec.structs import asdict

from backrub.documents.keepsake_json import read_kept, write_kept
from backrub.domain.shelf import MOST_THINGS, Again, Kind, LeftOut, Rating, Thing

LONGEST_NAME = 60
MOST_WORDS = 12
"""How many words of one's own a list may have."""

Word = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]
Words = Annotated[tuple[Word, ...], Meta(max_length=MOST_WORDS)]
Key = Annotated[str, Meta(max_length=40)]


class _Thing(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    id: Annotated[str, Meta(min_length=1, max_length=80)]
    kind: Kind
    name: Word
    scent: Annotated[str, Meta(max_length=LONGEST_NAME)] = ""
    holds: tuple[Key, ...] | None = None
    also: Words = ()


class _Shelf(Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    things: Annotated[tuple[_Thing, ...], Meta(max_length=MOST_THINGS)]


class _Rating(Struct, frozen=True, forbid_unknown_fields=True):
    again: Again
    shared: bool


class _Ratings(Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    ratings: dict[str, _Rating]


class _LeftOut(Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    keys: frozenset[Key]
    words: Words


class Tried(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Hold what one person privately said of an evening's experiment: waved off, or how it was and what it was."""

    waved: bool = False
    text: str = ""
    again: Again | None = None


_SHELF, _RATINGS = Decoder(_Shelf), Decoder(_Ratings)
_LEFT_OUT, _TRIED = Decoder(_LeftOut), Decoder(Tried)


def read_shelf(text: str) -> tuple[Thing, ...]:
    """Return the things of a home.

    Raises: UnreadableKeepsake.
    """
    kept = read_kept(text, _SHELF, what="The shelf")
    return tuple(Thing(**asdict(thing)) for thing in kept.things)


def write_shelf(things: Sequence[Thing]) -> str:
    """Return the text that `read_shelf` reads."""
    kept = tuple(_Thing(one.id, one.kind, one.name, one.scent, one.holds, one.also) for one in things)
    return write_kept(_Shelf(1, kept))


def read_ratings(text: str) -> dict[str, Rating]:
    """Return a person's ratings by the id of the thing.

    Raises: UnreadableKeepsake.
    """
    kept = read_kept(text, _RATINGS, what="How you like what is on the shelf")
    return {thing: Rating(one.again, one.shared) for thing, one in kept.ratings.items()}


def write_ratings(ratings: Mapping[str, Rating]) -> str:
    """Return the text that `read_ratings` reads."""
    return write_kept(_Ratings(1, {thing: _Rating(one.again, one.shared) for thing, one in ratings.items()}))


def read_left_out(text: str) -> LeftOut:
    """Return what does not suit a person.

    Raises: UnreadableKeepsake.
    """
    kept = read_kept(text, _LEFT_OUT, what="What does not suit you")
    return LeftOut(kept.keys, kept.words)


def write_left_out(left_out: LeftOut) -> str:
    """Return the text that `read_left_out` reads."""
    return write_kept(_LeftOut(1, left_out.keys, left_out.words))


def read_tried(text: str) -> Tried:
    """Return what a person said of an evening's experiment.

    Raises: UnreadableKeepsake.
    """
    return read_kept(text, _TRIED, what="What you tried")


def write_tried(tried: Tried) -> str:
    """Return the text that `read_tried` reads."""
    return write_kept(tried)
