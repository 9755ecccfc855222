"""The shelf: lotions, oils, candles and music of a home, and which of them an evening may offer."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from backrub.domain.stroke import Evidence

MOST_THINGS = 60
"""How many things a shelf holds."""

_RESTS_IN = 4
"""Of so many evenings a thing rests on one, whatever anyone leaves out: that it is not there says nothing."""


class Kind(StrEnum):
    """Name what a thing is."""

    LOTION = "lotion"
    OIL = "oil"
    CANDLE = "candle"
    MUSIC = "music"


ON_SKIN = frozenset({Kind.LOTION, Kind.OIL})


class Again(StrEnum):
    """Say whether someone would like something again."""

    GLADLY = "gladly"
    PERHAPS = "perhaps"
    RATHER_NOT = "rather_not"


@dataclass(frozen=True, slots=True)
class Allergen:
    """Describe something that skin or lungs may not bear; `words` are names that a label has for it.

    `any_scent` means that whatever has a scent holds it.
    """

    key: str
    name: str
    words: tuple[str, ...]
    source: str
    evidence: Evidence
    any_scent: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """Describe a thing on the shelf; `holds` are keys of allergens, None while nobody has read its label.

    `also` are further ingredients in someone's own words.
    """

    id: str
    kind: Kind
    name: str
    scent: str = ""
    holds: tuple[str, ...] | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Hold what does not suit someone: keys of allergens, and words of their own; no reason is kept.

    `wary` means that whatever touches skin or has a scent is left out.
    """

    keys: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    wary: bool = False

    def __or__(self, other: "LeftOut") -> "LeftOut":
        """Return what suits not both; whose it is is not in it."""
        words = tuple(sorted({*self.words, *other.words}))
        return LeftOut(self.keys | other.keys, words, self.wary or other.wary)


@dataclass(frozen=True, slots=True)
class Rating:
    """Hold whether someone would like a thing again, and whether the other may know."""

    again: Again
    shared: bool = False


def found_on(thing: Thing, left_out: LeftOut, allergens: Mapping[str, Allergen]) -> tuple[str, ...]:
    """Return what of someone's list is on a thing, in words; nothing found means that it suits.

    Where a label was not read, or a thing may touch what somebody is wary of, the graver reading counts.
    """
    keys = _all_keys(left_out, allergens)
    names = [allergens[key].name for key in sorted(keys) if _holds(thing, allergens[key])]
    words = [word for word in left_out.words if _says(_label(thing), word)]
    found = [*names, *words]
    if left_out.wary and not _is_plain(thing):
        found.append("oils, lotions and scents")
    if keys and thing.holds is None and thing.kind is not Kind.MUSIC:
        found.append("a label that nobody has read")
    return tuple(dict.fromkeys(found))


def suited(
    things: Iterable[Thing], left_out: LeftOut, allergens: Mapping[str, Allergen]
) -> tuple[Thing, ...]:
    """Return the things on which nothing is found."""
    return tuple(thing for thing in things if not found_on(thing, left_out, allergens))


def for_tonight(suitable: Iterable[Thing], *, seed: int, oil: bool) -> tuple[Thing, ...]:
    """Return what an evening offers of the things that suit: at most one for the skin, one candle, one music."""
    awake = sorted(
        (thing for thing in suitable if chance(seed, thing.id) % _RESTS_IN),
        key=lambda thing: chance(seed, thing.id),
    )
    groups: Sequence[Collection[Kind]] = ((ON_SKIN if oil else ()), (Kind.CANDLE,), (Kind.MUSIC,))
    picks = (next((thing for thing in awake if thing.kind in group), None) for group in groups)
    return tuple(thing for thing in picks if thing is not None)


def shared_with(mine: Rating | None, theirs: Rating | None) -> Rating | None:
    """Return the other's rating of a thing: only where both rated it and both share that."""
    both = mine is not None and theirs is not None and mine.shared and theirs.shared
    return theirs if both else None


def chance(seed: int, name: str) -> int:
    """Return a number of 64 bits that only `seed` and `name` decide."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{name}".encode()).digest()[:8])


def _all_keys(left_out: LeftOut, allergens: Mapping[str, Allergen]) -> frozenset[str]:
    """Return the allergens meant: those named, and those a word of one's own is a name for."""
    said = " / ".join(left_out.words)
    meant = {key for key, row in allergens.items() if _names(row, said)}
    return frozenset(meant | (left_out.keys & allergens.keys()))


def _holds(thing: Thing, allergen: Allergen) -> bool:
    if allergen.key in (thing.holds or ()) or _names(allergen, _label(thing)):
        return True
    return allergen.any_scent and thing.kind is not Kind.MUSIC and bool(thing.scent)


def _names(allergen: Allergen, text: str) -> bool:
    return any(_says(text, word) for word in (allergen.name, *allergen.words))


def _is_plain(thing: Thing) -> bool:
    """Return whether a thing touches no skin and has no scent, as far as anyone has said."""
    return thing.kind is Kind.MUSIC or (thing.kind is Kind.CANDLE and not thing.scent and thing.holds == ())


def _label(thing: Thing) -> str:
    return " / ".join((thing.kind.value, thing.name, thing.scent, *thing.also))


def _says(text: str, word: str) -> bool:
    """Return whether a text has a word, also as a plural, in any case of its letters."""
    bare = word.casefold().strip().removesuffix("s")
    return bool(bare) and re.search(rf"\b{re.escape(bare)}(s|es)?\b", text.casefold()) is not None
