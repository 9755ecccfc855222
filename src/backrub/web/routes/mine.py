"""What is about one person: name, back, devices, all of it as a file, and the way out."""

from asyncio import to_thread
from dataclasses import replace
from functools import partial

import msgspec
from litestar import Response, get, post
from litestar.params import URLEncodedBody

from backrub.application.erase import erase_person
from backrub.application.export_person import export_person
from backrub.bootstrap.house import House
from backrub.bootstrap.languages import choose_language, chosen_by
from backrub.bootstrap.tastes import liked_with
from backrub.content.languages import languages
from backrub.documents.person_json import person_bytes
from backrub.domain.body_map import Body
from backrub.domain.catalogue import ENGLISH
from backrub.domain.errors import BackrubError, BadInput, NameTaken
from backrub.domain.home import Device, name_from
from backrub.pictures.theme import SkinTone
from backrub.web.here import GivenHere, GivenHouse, Here, may_look_back
from backrub.web.page import Answer, page, see
from backrub.web.reach import GivenOther, others_of
from backrub.web.routes.start import NameForm

BODIES = {
    Body.NEUTRAL: "Between",
    Body.FEMININE: "Feminine",
    Body.MASCULINE: "Masculine",
    Body.SLIM_TALL: "Slim and tall",
    Body.SMALL: "Small",
    Body.HEAVY_FEMININE: "Full, feminine",
    Body.HEAVY_MASCULINE: "Full, masculine",
    Body.OLDER: "Older",
}
TONES = {tone: tone.value.capitalize() for tone in SkinTone}


class BackForm(msgspec.Struct):
    """Carry which back is drawn."""

    body: str = ""
    tone: str = ""


class LanguageForm(msgspec.Struct):
    """Carry the code of a language, empty for what the browser asks for."""

    language: str = ""


@get("/mine")
async def show_mine(house: GivenHouse, here: GivenHere) -> Answer:
    """Show what is about the holder."""
    return await to_thread(_mine_page, house, here)


@post("/mine/name")
async def rename(data: URLEncodedBody[NameForm], house: GivenHouse, here: GivenHere) -> Answer:
    """Call the holder by another name."""
    try:
        renamed = replace(here.person, name=name_from(data.name))
        await to_thread(house.people.change_person, renamed)
    except (BadInput, NameTaken) as error:
        return await to_thread(_mine_page, house, here, name=data.name, trouble=error)
    house.hub.publish(f"home:{here.person.home_id}")
    return see("/mine")


@get("/mine/back")
async def show_back(here: GivenHere) -> Answer:
    """Show the backs to choose from."""
    return page("history/back.html", person=here.person, bodies=BODIES.items(), tones=TONES.items())


@post("/mine/back")
async def choose_back(data: URLEncodedBody[BackForm], house: GivenHouse, here: GivenHere) -> Answer:
    """Draw another back for the holder; what was not chosen stays.

    Raises: BadInput.
    """
    body, tone = data.body or here.person.body, data.tone or here.person.tone
    if body not in list(Body) or tone not in list(SkinTone):
        raise BadInput("The back that is drawn: choose one of those on the page.")
    await to_thread(house.people.change_person, replace(here.person, body=body, tone=tone))
    return see("/mine/back")


@get("/mine/language")
async def show_language(house: GivenHouse, here: GivenHere) -> Answer:
    """Show the languages to choose from."""
    return await to_thread(_language_page, house, here)


@post("/mine/language")
async def choose(data: URLEncodedBody[LanguageForm], house: GivenHouse, here: GivenHere) -> Answer:
    """Speak another language with the holder."""
    try:
        await to_thread(choose_language, house, here.person.id, data.language)
    except BadInput as error:
        return await to_thread(_language_page, house, here, trouble=error)
    return see("/mine")


@post("/mine/devices/{device_id:str}/forget")
async def forget(other: GivenOther, house: GivenHouse) -> Answer:
    """Let one of the holder's other devices in no more."""
    await to_thread(house.people.forget_device, other.id)
    house.hub.publish(f"home:{other.home_id}")
    return see("/mine")


@get("/mine/export.json")
async def export(house: GivenHouse, here: GivenHere) -> Answer | Response[bytes]:
    """Give the holder all that is about them as one file."""
    if not may_look_back(house, here):
        return page("history/locked.html", status=403)
    all_of_it = await to_thread(
        export_person,
        house.people,
        house.nights,
        house.keepsakes,
        house.log,
        here.person,
        partial(liked_with, house, here.person),
    )
    body = person_bytes(all_of_it)
    headers = {"Content-Disposition": 'attachment; filename="mine.json"'}
    return Response(body, media_type="application/json", headers=headers)


@post("/mine/erase")
async def erase_me(house: GivenHouse, here: GivenHere) -> Answer:
    """Erase the holder and every evening they were part of."""
    for topic in await to_thread(erase_person, house.people, house.nights, here.person):
        house.hub.publish(topic)
    return see("/")


def _mine_page(
    house: House, here: Here, *, name: str | None = None, trouble: BackrubError | None = None
) -> Answer:
    return page(
        "history/mine.html",
        status=400 if trouble else 200,
        person=here.person,
        name=here.person.name if name is None else name,
        trouble=trouble,
        has_pin=house.people.pin_hash(here.person.id) is not None,
        is_shared=here.device.is_shared,
        may_look_back=may_look_back(house, here),
        devices=[(device.id, _whose(device, here)) for device in others_of(house, here)],
        partner=here.partner(),
    )


def _language_page(house: House, here: Here, *, trouble: BackrubError | None = None) -> Answer:
    chosen = chosen_by(house, here.person.id)
    worded = (
        (code, language.name, "" if code == ENGLISH else "Where somebody wrote it; the rest in English")
        for code, language in languages().items()
    )
    return page(
        "history/language.html",
        status=400 if trouble else 200,
        options=[("", "As this phone says", ""), *worded],
        chosen=chosen.value,
        trouble=trouble or chosen.trouble,
    )


def _whose(device: Device, here: Here) -> str:
    names = [here.names[one] for one in device.people if one in here.names and one != here.person.id]
    if names:
        return f"A phone you share with {names[0]}, who would have to join again"
    return "Another phone of yours"


handlers = (show_mine, rename, show_back, choose_back, show_language, choose, forget, export, erase_me)
