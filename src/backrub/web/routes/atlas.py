"""The back between evenings: the explorer, and a few cards a day about it."""

from asyncio import to_thread
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Template
from msgspec import Meta

from backrub.application.quiz import Card, Said, cards_for
from backrub.bootstrap.house import House
from backrub.bootstrap.quiz import answer_cards, deck, remembered
from backrub.documents.cards_json import read_answers
from backrub.domain.home import Person
from backrub.web.atlas_view import LAYERS, look_of, map_of, muscles_told, picture_of
from backrub.web.here import GivenHere, GivenHouse, Here, may_look_back
from backrub.web.page import KEEP, Answer, Asked, own_page, page, see
from backrub.web.quiz_view import Desk

Word = Annotated[str, Meta(max_length=80)]


class AnswerForm(msgspec.Struct):
    """Carry the answer to one card; no words are "show me"."""

    card: Word
    said: Word = ""


@get("/learn/back")
async def show_atlas(here: GivenHere, layer: FromQuery[int] = 1) -> Answer:
    """Show the back with one layer of its muscles."""
    return await to_thread(_explorer, here.person, "", layer)


@get("/learn/back/{muscle:str}")
async def show_muscle(here: GivenHere, muscle: FromPath[str]) -> Answer:
    """Show one muscle, lit, and what is known of it."""
    return await to_thread(_explorer, here.person, muscle, 1)


@get("/learn/back/quiz")
async def show_cards(house: GivenHouse, here: GivenHere) -> Answer:
    """Show today's cards that are left."""
    if not may_look_back(house, here):
        return page("history/locked.html")
    return await to_thread(_cards_page, house, here)


@get("/learn/back/quiz/told")
async def show_told(here: GivenHere, card: FromQuery[str] = "", said: FromQuery[str] = "") -> Answer:
    """Show what there is to know of a card after an answer; it changes nothing."""
    if card not in deck():
        return see("/learn/back/quiz")
    return await to_thread(_told_page, here.person, deck()[card], said)


@post("/learn/back/quiz")
async def answer_card(data: URLEncodedBody[AnswerForm], house: GivenHouse, here: GivenHere) -> Answer:
    """Keep one answer, given now."""
    if may_look_back(house, here):
        said = Said(data.card, data.said, house.now_ms())
        await to_thread(answer_cards, house, here.person.id, [said])
    return see(f"/learn/back/quiz/told?{urlencode({'card': data.card, 'said': data.said})}")


@post("/learn/back/quiz/answers", status_code=204)
async def take_answers(request: Asked, house: GivenHouse, here: GivenHere) -> None:
    """Keep answers that a phone gathered, some of them late.

    Raises: BadInput.
    """
    answers = read_answers(await request.body(), house.now_ms())
    if may_look_back(house, here):
        await to_thread(answer_cards, house, here.person.id, answers)


def _explorer(person: Person, muscle: str, layer: int) -> Template:
    told = muscles_told(person.body)
    if (muscle and muscle not in told) or layer not in LAYERS:
        raise NotFoundException
    chosen = told.get(muscle)
    return page(
        "atlas/explorer.html",
        told=told,
        chosen=chosen,
        layers=LAYERS,
        layer=chosen.layer if chosen else layer,
        picture=picture_of(person.body, person.tone, muscle),
    )


def _cards_page(house: House, here: Here) -> Template:
    known = remembered(house, here.person.id)
    desk = _desk(here.person)
    left = cards_for(deck(), known.value, house.now_ms())
    return own_page(
        "atlas/cards.html",
        is_shared=here.device.is_shared,
        questions=[desk.asked(card) for card in left],
        trouble=known.trouble,
        owner=here.person.id,
    )


def _told_page(person: Person, card: Card, said: str) -> Template:
    question = _desk(person).asked(card)
    shown = page("atlas/told.html", one=question, said=question.said(said), was_right=said == card.answer)
    shown.headers[KEEP] = "no"
    return shown


def _desk(person: Person) -> Desk:
    body, tone = person.body, person.tone
    return Desk(map_of(body), partial(look_of, body, tone), muscles_told(body))


handlers = (show_atlas, show_cards, show_told, answer_card, take_answers, show_muscle)
