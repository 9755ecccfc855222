"""What was learned of a person, on their back and in words; theirs to see, to change and to forget."""

from asyncio import to_thread
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, URLEncodedBody
from markupsafe import Markup

from backrub.application.carry_taste import finished
from backrub.application.learn_taste import EditKind, TasteEdit, taste_of
from backrub.application.words_heard import Heard, words_heard
from backrub.bootstrap.house import House
from backrub.bootstrap.night_plan import body_of
from backrub.bootstrap.taste_edits import change_taste
from backrub.bootstrap.tastes import edits_of, taste_with
from backrub.domain.back import SiteSide
from backrub.domain.errors import BadInput
from backrub.domain.home import Person
from backrub.domain.preferences import LEARNED, Taste, UnreadableTaste
from backrub.domain.preferences.tempo import FASTEST_CM_S, SLOWEST_CM_S
from backrub.domain.pressure import LEAST
from backrub.pictures.back import Look
from backrub.pictures.heat_map import liking_map
from backrub.pictures.theme import CANDLE
from backrub.web.assets import asset
from backrub.web.here import GivenHere, GivenHouse, Here, may_look_back
from backrub.web.learned_words import LearnedPlace, Spoken, learned_places, place_name
from backrub.web.naming import capital
from backrub.web.page import Answer, page, see

LEVELS = {"softer": -0.5, "a_little_softer": -0.25, "just_so": 0.0, "a_little_firmer": 0.15, "firmer": 0.3}
"""Walton levels to add; further down than up, as on the evening (CONTRACT "Pressure")."""

PACES = {"slower": 0.8, "faster": 1.25}
"""What speed is multiplied by."""

FORGET = "forget"
WORDS = (
    ("softer", "Softer"),
    ("firmer", "Firmer"),
    ("a_little_softer", "A little softer"),
    ("a_little_firmer", "A little firmer"),
    ("just_so", "Just so"),
    ("slower", "Slower"),
    ("faster", "Faster"),
)
"""What may be changed at a place, in pairs as the page sets them."""


class ChangeForm(msgspec.Struct):
    """Carry what is to change at a place."""

    change: str = ""


@dataclass(frozen=True, slots=True)
class With:
    """Join a giver's name, "" while there is none, with what was learned with them."""

    giver: str
    taste: Taste
    spoken: Spoken


@dataclass(frozen=True, slots=True)
class Mine:
    """Hold what was learned of a person with each giver, and what stood in the way, "" if nothing did."""

    learned: tuple[With, ...]
    trouble: str


@get("/mine/learned")
async def show_learned(house: GivenHouse, here: GivenHere) -> Answer:
    """Show a person what was learned of them."""
    if not may_look_back(house, here):
        return page("history/locked.html")
    return await to_thread(_learned_page, house, here)


@get("/mine/learned/{where:str}")
async def show_place(where: FromPath[str], house: GivenHouse, here: GivenHere) -> Answer:
    """Show one place, why it is believed so, and what to change."""
    place = _place(where)
    if not may_look_back(house, here):
        return page("history/locked.html")
    return await to_thread(_place_page, house, here, place)


@post("/mine/learned/{where:str}")
async def change_place(
    where: FromPath[str], data: URLEncodedBody[ChangeForm], house: GivenHouse, here: GivenHere
) -> Answer:
    """Change or forget one place; the next plan follows."""
    place = _place(where)
    if not may_look_back(house, here):
        return page("history/locked.html", status=403)
    try:
        edit = await to_thread(_edit, house, here, place, data.change)
    except BadInput as error:
        return await to_thread(_place_page, house, here, place, str(error))
    await to_thread(change_taste, house, here.person.id, edit)
    return see(f"/mine/learned/{where}")


@post("/mine/learned/forget")
async def forget_all(house: GivenHouse, here: GivenHere) -> Answer:
    """Forget everything that was learned of a person."""
    if not may_look_back(house, here):
        return page("history/locked.html", status=403)
    await to_thread(change_taste, house, here.person.id, TasteEdit(house.now_ms(), None, EditKind.FORGET))
    return see("/mine/learned")


def _place(where: str) -> SiteSide:
    """Return a learned place; of any other nothing is told."""
    if where not in LEARNED:
        raise NotFoundException
    return SiteSide(where)


def _mine(house: House, here: Here) -> Mine:
    """Return what was learned with each giver, the latest first; before the first evening with the other of the two."""
    me, partner = here.person, here.partner()
    sessions = house.log.sessions(receiver=me.id, home=me.home_id)
    givers = list(dict.fromkeys(ref.giver for ref in reversed(sessions))) or ([partner.id] if partner else [])
    edits = _edits(house, me)
    if not givers:
        return Mine((With("", taste_of((), edits), Spoken((), edits)),), "")
    kept = [taste_with(house, giver=giver, receiver=me.id, home=me.home_id) for giver in givers]
    learned = tuple(
        With(here.names.get(giver, "someone who left"), one.taste, Spoken(_heard(house, me, giver), edits))
        for giver, one in zip(givers, kept, strict=True)
    )
    return Mine(learned, next((one.trouble for one in kept if one.trouble), ""))


def _edits(house: House, person: Person) -> tuple[TasteEdit, ...]:
    """Return what they changed; that it cannot be read is said with the taste."""
    try:
        return edits_of(house, person.id)
    except UnreadableTaste:
        return ()


def _heard(house: House, person: Person, giver: str) -> tuple[Heard, ...]:
    refs = house.log.sessions(giver=giver, receiver=person.id, home=person.home_id)
    return tuple(word for lived in finished(house.log, refs) for word in words_heard(lived))


def _told(house: House, mine: Mine) -> list[tuple[str, list[LearnedPlace]]]:
    """Return every place in words, by giver."""
    return [
        (one.giver, learned_places(one.taste, one.spoken, house.catalogue, house.now_ms()))
        for one in mine.learned
    ]


def _learned_page(house: House, here: Here) -> Answer:
    mine = _mine(house, here)
    told = _told(house, mine)
    return page(
        "learned/learned.html",
        trouble=mine.trouble,
        can_forget=any(_is_known(places) for _, places in told),
        learned=[
            (giver, _by_site(house, places), _picture(here.person, places, prefix=f"suits{index}"))
            for index, (giver, places) in enumerate(told)
        ],
    )


def _is_known(places: Sequence[LearnedPlace]) -> bool:
    return any(place.is_known for place in places)


def _by_site(
    house: House, places: Sequence[LearnedPlace]
) -> list[tuple[str, list[tuple[str, LearnedPlace]]]]:
    """Return the places of each site with their sides, head to hip."""
    return [
        (
            capital(house.catalogue.sites[site].name.removeprefix("the ")),
            [(place.where.side.value, place) for place in sides],
        )
        for site, sides in groupby(places, lambda place: place.where.site)
    ]


def _place_page(house: House, here: Here, where: SiteSide, trouble: str = "") -> Answer:
    mine = _mine(house, here)
    told = [
        (giver, place) for giver, places in _told(house, mine) for place in places if place.where is where
    ]
    return page(
        "learned/place.html",
        status=400 if trouble else 200,
        trouble=trouble or mine.trouble,
        where=where,
        name=place_name(house.catalogue, where),
        told=told,
        changes=WORDS,
        at_ceiling=told[0][1].level >= house.catalogue.sites[where.site].ceiling,
        can_forget=_is_known([place for _, place in told]),
    )


def _edit(house: House, here: Here, where: SiteSide, change: str) -> TasteEdit:
    """Return the change of a place that a word asks for, from what is told of it with whom hands were last.

    Raises: BadInput, if it is none of the page's words.
    """
    at_ms = house.now_ms()
    if change == FORGET:
        return TasteEdit(at_ms, where, EditKind.FORGET)
    _, places = _told(house, _mine(house, here))[0]
    told = next(place for place in places if place.where is where)
    if change in LEVELS:
        level = min(told.level + LEVELS[change], house.catalogue.sites[where.site].ceiling)
        return TasteEdit(at_ms, where, EditKind.SET, level=max(LEAST, level))
    if change in PACES:
        return TasteEdit(at_ms, where, EditKind.SET, speed_cm_s=_paced(told.speed_cm_s * PACES[change]))
    raise BadInput("What is to change here: press one of the words on the page.")


def _paced(speed_cm_s: float) -> float:
    return min(max(speed_cm_s, SLOWEST_CM_S), FASTEST_CM_S)


def _picture(person: Person, places: Sequence[LearnedPlace], *, prefix: str) -> Markup | None:
    """Return the back with what is known of it, None while nothing is."""
    if not _is_known(places):
        return None
    body = body_of(person.body)
    back = body.placed(asset(f"backs/{person.body}.candle.{person.tone}.webp"), seated=False)
    look = Look(theme=CANDLE, back=back, prefix=prefix, style=False)
    likings = {place.where: place.warmth for place in places}
    rows = [place.row for place in places]
    drawn = liking_map(body.tracer.body_map, look, likings=likings, rows=rows, owner="Your")
    return Markup(drawn)  # noqa: S704 - our own shapes, names from the catalogue


handlers = (show_learned, show_place, change_place, forget_all)
