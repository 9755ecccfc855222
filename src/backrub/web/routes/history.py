"""Earlier evenings, each shown to the person it is about; erasing one erases it for both."""

from asyncio import to_thread
from collections import defaultdict
from collections.abc import Mapping, Sequence

from litestar import get, post
from markupsafe import Markup

from backrub.application.erase import erase_night, nights_of
from backrub.application.look_back import share_of_hands
from backrub.application.recall_evenings import Received, evenings_given, evenings_received
from backrub.bootstrap.house import House
from backrub.bootstrap.night_plan import body_of
from backrub.domain.home import Person
from backrub.domain.night import Night
from backrub.pictures.back import Look
from backrub.pictures.heat_map import heat_map
from backrub.pictures.theme import CANDLE
from backrub.web.assets import asset
from backrub.web.dates import day_of
from backrub.web.here import GivenHere, GivenHouse, Here, may_look_back
from backrub.web.page import Answer, page, see
from backrub.web.past import Told, told_given, told_received
from backrub.web.reach import GivenNight


@get("/history")
async def show_history(house: GivenHouse, here: GivenHere) -> Answer:
    """Show a person their evenings, latest first."""
    if not may_look_back(house, here):
        return page("history/locked.html")
    return await to_thread(_history_page, house, here)


@get("/history/{night_id:str}")
async def show_evening(night: GivenNight, house: GivenHouse, here: GivenHere) -> Answer:
    """Show a person one evening, in their own words."""
    if not may_look_back(house, here):
        return page("history/locked.html")
    return await to_thread(_evening_page, house, here, night)


@post("/history/{night_id:str}/erase")
async def erase_evening(night: GivenNight, house: GivenHouse) -> Answer:
    """Erase an evening for both; a session under way ends."""
    for topic in await to_thread(erase_night, house.nights, night):
        house.hub.publish(topic)
    return see("/history")


def _history_page(house: House, here: Here) -> Answer:
    received = evenings_received(house.log, house.nights, here.person)
    told = _told(house, here, received)
    nights = [
        night for night in nights_of(house.nights, here.person)[::-1] if night.is_over or night.id in told
    ]
    rows = [
        (f"/history/{night.id}", day_of(night.made_ms), [one.title for one in told.get(night.id, ())])
        for night in nights
    ]
    return page(
        "history/history.html",
        rows=rows,
        picture=_picture(house, here.person, received),
    )


def _evening_page(house: House, here: Here, night: Night) -> Answer:
    received = evenings_received(house.log, house.nights, here.person)
    told = _told(house, here, received).get(night.id, [])
    partner = here.names.get(night.partner_of(here.person.id), "the other")
    return page("history/evening.html", night=night, day=day_of(night.made_ms), told=told, partner=partner)


def _told(house: House, here: Here, received: Sequence[Received]) -> Mapping[str, list[Told]]:
    """Return this person's evenings in words, by their night."""
    told: dict[str, list[Told]] = defaultdict(list)
    for taken in received:
        giver = here.names.get(taken.giver, "the other")
        told[taken.night_id].append(told_received(taken, house.catalogue, giver))
    for given in evenings_given(house.log, house.nights, here.person):
        told[given.night_id].append(told_given(given, here.names.get(given.receiver, "the other")))
    return told


def _picture(house: House, person: Person, received: Sequence[Received]) -> Markup | None:
    """Return where hands have been as a map of warmth, None before the first evening."""
    values = share_of_hands(received)
    if not values:
        return None
    body = body_of(person.body)
    back = body.placed(asset(f"backs/{person.body}.candle.{person.tone}.webp"), seated=False)
    labels = {where: house.catalogue.own_place_name(where) for where in values}
    look = Look(theme=CANDLE, back=back, prefix="past", style=False)
    drawn = heat_map(body.tracer.body_map, look, values=values, labels=labels, owner="Your")
    return Markup(drawn)  # noqa: S704 - our own shapes, names from the catalogue


handlers = (show_history, show_evening, erase_evening)
