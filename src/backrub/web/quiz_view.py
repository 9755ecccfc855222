"""The cards as pages show them: the question, its picture, what may be said, and what is told then."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from backrub.application.quiz import Card, Kind, Press, Way
from backrub.atlas.nearby import clear_spot, spot_in
from backrub.atlas.notes import load_notes
from backrub.domain.back import Side
from backrub.domain.body_map import BodyMap, Point, Zone
from backrub.pictures.back import Look
from backrub.pictures.curves import middle
from backrub.pictures.muscle_map import Tap, atlas_map, lit_muscle, marked_spot, stroke_over
from backrub.web.atlas_view import Told, hold_back

PRESSES = {
    Press.YES: "Yes, hands may press",
    Press.GENTLY: "Only gently, with broad hands",
    Press.NO: "No",
}
WAYS = {Way.ALONG: "Along", Way.ACROSS: "Across"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Offer one thing to say; `note` is told kindly if it was said and is not the answer."""

    value: str
    word: str
    small: str
    note: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Show a card: its question, picture and choices; `answer` and `told` are what is shown then."""

    key: str
    title: str
    lead: str
    picture: Markup
    choices: tuple[Choice, ...]
    right: str
    answer: str
    told: str

    def said(self, value: str) -> Choice | None:
        """Return the choice of a value, None if there is none."""
        return next((choice for choice in self.choices if choice.value == value), None)


@dataclass(frozen=True, slots=True)
class Desk:
    """Hold what cards are drawn with: the body, how it looks by prefix of ids, and its muscles in words."""

    body_map: BodyMap
    look: Callable[[str], Look]
    told: Mapping[str, Told]

    def asked(self, card: Card) -> Question:
        """Return a card as it is shown.

        Raises: DamagedAtlas.
        """
        return _ASKED[card.kind](self, card, self.look(card.key.replace(".", "-")))


def _name(desk: Desk, card: Card, look: Look) -> Question:
    one = desk.told[card.subject]
    choices = tuple(
        Choice(key, desk.told[key].plain, desk.told[key].latin, _elsewhere(desk.told[key]))
        for key in card.choices
    )
    picture = lit_muscle(desk.body_map, look, card.subject)
    return _question(card, ("What is it called?", ""), picture, choices, (one.plain, one.sentence))


def _place(desk: Desk, card: Card, look: Look) -> Question:
    one = desk.told[card.subject]
    marks = {key: str(number) for number, key in enumerate(_downwards(desk.body_map, card.choices), 1)}
    choices = tuple(
        Choice(key, f"Place {mark}", _where(key), _elsewhere(desk.told[key]), mark)
        for key, mark in marks.items()
    )
    taps = [
        Tap(key, f"#{look.prefix}-{mark}", f"Place {mark}", mark, is_answer=key == card.answer)
        for key, mark in marks.items()
    ]
    picture = atlas_map(desk.body_map, look, taps)
    at = f"{one.plain}: place {marks[card.subject]}"
    return _question(card, ("Where is it?", one.plain), picture, choices, (at, one.sentence))


def _press(desk: Desk, card: Card, look: Look) -> Question:
    choices = tuple(Choice(value, word, "", "") for value, word in PRESSES.items())
    spot, zones = _spot(desk.body_map, card.subject)
    if zones:
        held = hold_back(zones[0])
        told = f"{held.name[:1].upper()}{held.name[1:]}: {held.rule}. {held.why}"
    else:
        told = f"{desk.told[card.subject].plain}: muscle, well clear of bone."
    picture = marked_spot(desk.body_map, look, spot, zones)
    answer = PRESSES[Press(card.answer)]
    return _question(card, ("May one press here?", ""), picture, choices, (answer, told))


def _way(desk: Desk, card: Card, look: Look) -> Question:
    one = desk.told[card.subject]
    choices = tuple(Choice(value, word, "", "") for value, word in WAYS.items())
    picture = stroke_over(desk.body_map, look, card.subject, across=card.answer == Way.ACROSS)
    told = f"{one.plain}: the fibres run {one.note.runs}."
    lead = f"{one.plain}. Which way does the stroke go over its fibres?"
    return _question(card, ("Along or across?", lead), picture, choices, (WAYS[Way(card.answer)], told))


_ASKED: Mapping[Kind, Callable[[Desk, Card, Look], Question]] = {
    Kind.NAME: _name,
    Kind.PLACE: _place,
    Kind.PRESS: _press,
    Kind.WAY: _way,
}


def _question(
    card: Card,
    words: tuple[str, str],
    picture: str,
    choices: tuple[Choice, ...],
    told: tuple[str, str],
) -> Question:
    drawn = Markup(picture)  # noqa: S704 - our own shapes, names from the atlas
    return Question(card.key, *words, drawn, choices, card.answer, *told)


def _downwards(body_map: BodyMap, muscles: Iterable[str]) -> list[str]:
    """Return muscles from head to hip, as their places are numbered."""
    return sorted(muscles, key=lambda key: -middle(body_map.muscles[f"{key}:{Side.RIGHT}"].polygon)[1])


def _elsewhere(one: Told) -> str:
    return f"{one.plain}, for comparison: from {one.note.begins} to {one.note.ends}."


def _where(key: str) -> str:
    """Return in words where a marked place is, without its name."""
    note = load_notes().muscle[key]
    return f"From {note.begins} to {note.ends}"


def _spot(body_map: BodyMap, subject: str) -> tuple[Point, list[Zone]]:
    """Return the spot a card points at, and the zone there on both sides; none where hands may press."""
    zones = list(_zones(body_map, subject))
    if not zones:
        return clear_spot(body_map, subject)[0], []
    return spot_in(zones[0]), zones


def _zones(body_map: BodyMap, subject: str) -> Iterator[Zone]:
    """Yield a zone, that of the right side first."""
    for name in (subject, f"{subject}:{Side.RIGHT}", f"{subject}:{Side.LEFT}"):
        if name in body_map.no_go:
            yield body_map.no_go[name]
