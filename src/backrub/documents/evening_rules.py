"""Turn a read evening file into an evening, refusing what its keys say against each other."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator

from msgspec import UnsetType

from backrub.documents import evening_schema as schema
from backrub.documents.evening_allowed import listed
from backrub.documents.evening_lines import Place
from backrub.documents.evening_refusals import Source, near, shown
from backrub.domain.back import Side, Site, SiteSide, sides_of
from backrub.domain.check_in import (
    Evening,
    Frame,
    GiverCheckIn,
    HealthAnswer,
    Position,
    ReceiverCheckIn,
    Spot,
    Surface,
    TicklishHow,
)

_LYING = (Surface.BED, Surface.FLOOR, Surface.TABLE)
_SURFACES = {
    Position.SEATED: (Surface.CHAIR, Surface.BED, Surface.FLOOR),
    Position.PRONE: _LYING,
    Position.SIDE_LYING: _LYING,
}
"""The surfaces each position may have, the default first."""

_JOINERS = "\u200c\u200d"
"""Not printable, yet names in several scripts are spelt with them."""


def evening_of(file: schema.EveningFile, source: Source, known_health: Collection[str]) -> Evening:
    """Return the evening a file describes.

    Raises: BadInput, if two of its keys cannot both be meant, or a name or health key cannot be used.
    """
    frame = _frame(file, source)
    _refuse_contradicted_spots(file.receiver, source)
    receiver = _receiver(file.receiver, source, known_health)
    giver = _giver(file.giver, source, known_health)
    if giver.name.casefold() == receiver.name.casefold():
        other = source.mention(("receiver", "name"))
        fact = f"{shown(giver.name)} is also {other}; give two different names"
        raise source.refusal(("giver", "name"), fact)
    return Evening(frame, receiver, giver)


def _frame(file: schema.EveningFile, source: Source) -> Frame:
    surfaces = _SURFACES[file.position]
    surface = surfaces[0] if isinstance(file.surface, UnsetType) else file.surface
    if surface not in surfaces:
        fact = f"{surface} does not go with position {file.position}; give {listed(surfaces, 'or')}"
        raise source.refusal(("surface",), fact)
    if file.oil and file.clothed:
        clothed = source.mention(("clothed",))
        fact = f"oil needs bare skin, but {clothed} is true; set it to false or leave oil out"
        raise source.refusal(("oil",), fact)
    return Frame(file.minutes, file.position, surface, file.clothed, file.oil, file.cradle)


def _receiver(said: schema.Receiver, source: Source, known_health: Collection[str]) -> ReceiverCheckIn:
    return ReceiverCheckIn(
        name=_name(said.name, "receiver", source),
        tonight=said.tonight,
        state=tuple(dict.fromkeys(said.state)),
        intention=said.intention,
        mood=said.mood,
        pressure=said.pressure,
        pace=said.pace,
        kinds=frozenset(said.kinds),
        spots=tuple(
            Spot(where, spot.feel, spot.tension) for spot in said.spots for where in _sides(spot.where)
        ),
        avoid=frozenset(where for text in said.avoid for where in _sides(text)),
        ticklish=frozenset(where for text in said.ticklish for where in _sides(text)),
        ticklish_how=said.ticklish_how,
        health=_health(said.health, "receiver", source, known_health),
    )


def _giver(said: schema.Giver, source: Source, known_health: Collection[str]) -> GiverCheckIn:
    return GiverCheckIn(
        name=_name(said.name, "giver", source),
        tonight=said.tonight,
        state=tuple(dict.fromkeys(said.state)),
        intention=said.intention,
        mood=said.mood,
        experience=said.experience,
        health=_health(said.health, "giver", source, known_health),
        guess=None if isinstance(said.guess, UnsetType) else said.guess.pressure,
    )


def _name(text: str, who: str, source: Source) -> str:
    name = unicodedata.normalize("NFC", text.strip())
    is_plain = all(char.isprintable() or char in _JOINERS for char in name)
    if not is_plain or not name.strip(_JOINERS):
        fact = f"{shown(text)} is not a name; give 1 to 40 characters that can be seen, on one line"
        raise source.refusal((who, "name"), fact)
    return name


def _health(
    said: tuple[str, ...] | UnsetType, who: str, source: Source, known_health: Collection[str]
) -> tuple[HealthAnswer, ...] | None:
    """Return the answers, those of one key with places joined; a bare key stays an answer of its own."""
    if isinstance(said, UnsetType):
        return None
    answers: dict[tuple[str, bool], list[SiteSide]] = {}
    for index, text in enumerate(said):
        key, has_place, where = text.partition("@")
        if key not in known_health:
            hint = near(key, known_health) or "; `backrub catalogue safety` lists them all"
            raise source.refusal((who, "health", index), f"{shown(key)} is not a known health answer{hint}")
        answers.setdefault((key, bool(has_place)), []).extend(_sides(where) if where else ())
    return tuple(HealthAnswer(key, tuple(dict.fromkeys(places))) for (key, _), places in answers.items())


def _refuse_contradicted_spots(said: schema.Receiver, source: Source) -> None:
    asked: dict[SiteSide, Place] = {}
    for where, place in _written(("receiver", "spots"), (spot.where for spot in said.spots), "where"):
        if where in asked:
            fact = f"{where} is asked for twice, also by {source.mention(asked[where])}; keep one of the two"
            raise source.refusal(place, fact)
        asked[where] = place
    for where, place in _left_out(said):
        if where in asked:
            fact = f"{where} is to be left out by {source.mention(place)}; keep one of the two"
            raise source.refusal(asked[where], fact)


def _left_out(said: schema.Receiver) -> Iterator[tuple[SiteSide, Place]]:
    yield from _written(("receiver", "avoid"), said.avoid)
    if said.ticklish_how is TicklishHow.SKIP:
        yield from _written(("receiver", "ticklish"), said.ticklish)


def _written(place: Place, texts: Iterable[str], *key: str) -> Iterator[tuple[SiteSide, Place]]:
    """Yield every site-side a list names, with the place that names it."""
    for index, text in enumerate(texts):
        for where in _sides(text):
            yield where, (*place, index, *key)


def _sides(text: str) -> tuple[SiteSide, ...]:
    site, side = text.split(":")
    return sides_of(Site(site), Side(side))
