"""The body map of the check-in: the picture, the list that says the same, and each place read back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from backrub.bootstrap.house import House
from backrub.bootstrap.night_plan import body_of
from backrub.documents.check_in_places import LEAVE, STRENGTHS, TICKLES, Places, open_at
from backrub.domain.back import Side, Site, SiteSide, sides_of
from backrub.domain.catalogue import Catalogue
from backrub.domain.check_in import Feel
from backrub.domain.home import Person
from backrub.pictures.back import Look
from backrub.pictures.check_in_map import Mark, Wish, check_in_map
from backrub.pictures.theme import CANDLE
from backrub.web.assets import asset
from backrub.web.check_in_words import FEELS

_RINGS = {word: count for count, word in enumerate(STRENGTHS, 1)}
_SIDES = (Side.LEFT, Side.BOTH, Side.RIGHT)
_SIDE_WORDS = {Side.LEFT: "Your left", Side.BOTH: "Both", Side.RIGHT: "Your right"}


@dataclass(frozen=True, slots=True)
class PlaceButton:
    """Describe one button of the list: `at` is SITE:SIDE, `name` how its owner is told of it, `wish` if any."""

    at: str
    side: str
    name: str
    inside: str
    wish: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Describe one site of the list, with a button for each side and one for both."""

    name: str
    buttons: tuple[PlaceButton, ...]


def rows_of(catalogue: Catalogue, places: Places) -> list[PlaceRow]:
    """Return the list, head to hip."""
    return [
        PlaceRow(
            catalogue.sites[site].name.removeprefix("the ").capitalize(),
            tuple(_button(catalogue, site, side, places) for side in _SIDES),
        )
        for site in Site
    ]


def _button(catalogue: Catalogue, site: Site, side: Side, places: Places) -> PlaceButton:
    at = f"{site}:{side}"
    wishes = {places.get(where, "") for where in sides_of(site, side)}
    wish = wishes.pop() if len(wishes) == 1 else ""
    return PlaceButton(at, _SIDE_WORDS[side], place_words(catalogue, at), inside_words(catalogue, at), wish)


def place_words(catalogue: Catalogue, at: str) -> str:
    """Return SITE:SIDE as its owner is told of it; both sides in one breath.

    Raises: BadInput, if it is no place.
    """
    wheres = open_at(at)
    if len(wheres) == 1:
        return catalogue.own_place_name(wheres[0])
    return f"{catalogue.sites[wheres[0].site].name}, on your left and right"


def inside_words(catalogue: Catalogue, at: str) -> str:
    """Return where something is felt, e.g. "in the top of your left shoulder".

    Raises: BadInput, if it is no place.
    """
    place = place_words(catalogue, at)
    between = place.removeprefix("the muscle between spine and ")
    return f"in {place}" if between == place else f"between your spine and {between}"


def sentence(catalogue: Catalogue, at: str, wish: str) -> str:
    """Return a place read back, e.g. "A knot in the top of your left shoulder. Strong."."""
    if wish == LEAVE:
        return f"Hands leave {place_words(catalogue, at)} alone."
    if wish == TICKLES:
        return f"It tickles: {place_words(catalogue, at)}."
    if not wish:
        return f"More time {inside_words(catalogue, at)}?"
    feel, _, strength = wish.partition(".")
    return f"{FEELS[Feel(feel)][1]} {inside_words(catalogue, at)}. {strength.capitalize()}."


def wish_word(wish: str) -> str:
    """Return a wish in a word or two for the list, empty for none."""
    if wish in {LEAVE, TICKLES}:
        return {LEAVE: "leave alone", TICKLES: "tickles"}[wish]
    return wish.replace(".", ", ")


def picture(house: House, person: Person, places: Mapping[SiteSide, str], prefix: str = "map") -> Markup:
    """Return the picture on the person's own body, marked with their places."""
    body = body_of(person.body)
    back = body.placed(asset(f"backs/{person.body}.candle.{person.tone}.webp"), seated=False)
    labels = {where: house.catalogue.own_place_name(where) for where in SiteSide}
    marks = {where: _mark(wish) for where, wish in places.items()}
    look = Look(theme=CANDLE, back=back, prefix=prefix, style=False)
    return Markup(check_in_map(body.tracer.body_map, look, labels=labels, marks=marks))  # noqa: S704 - our own


def _mark(wish: str) -> Mark:
    if wish in {LEAVE, TICKLES}:
        return Mark(Wish(wish))
    return Mark(Wish.MORE, _RINGS[wish.partition(".")[2]])


def emphasised(text: str, words: Sequence[str]) -> Markup:
    """Return text with some of its words set apart."""
    parts = (
        f"<b>{escape(word)}</b>" if word.strip(".,").casefold() in words else escape(word)
        for word in text.split(" ")
    )
    return Markup(" ").join(Markup(part) for part in parts)  # noqa: S704 - each part is escaped above
