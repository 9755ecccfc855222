"""The shelf: what a home has for its evenings; what each thinks of it, and what does not suit them, is their own."""

from asyncio import to_thread

from litestar import get, post
from litestar.params import URLEncodedBody

from backrub.bootstrap.shelf import leave_out, put_up, rate, take_down
from backrub.content.shelf import load_shelf_rows
from backrub.documents.shelf_form import NOTHING, left_out_from, rating_from
from backrub.domain.errors import BadInput
from backrub.domain.shelf import Kind
from backrub.web.here import GivenHere, GivenHouse, may_look_back
from backrub.web.page import Answer, page, see
from backrub.web.reach import GivenThing
from backrub.web.shelf_view import (
    LeftOutForm,
    Looked,
    RatingForm,
    ThingForm,
    form_page,
    left_out_page,
    several,
    shelf_page,
    thing_page,
    tried_page,
)


@get("/shelf")
async def show_shelf(house: GivenHouse, here: GivenHere) -> Answer:
    """Show everything on the shelf."""
    return await to_thread(shelf_page, house, here)


@get("/shelf/new")
async def show_new() -> Answer:
    """Ask what to put on the shelf."""
    return form_page(ThingForm(kind=Kind.OIL), back="/shelf", action="/shelf/new")


@post("/shelf/new")
async def add(data: URLEncodedBody[ThingForm], house: GivenHouse, here: GivenHere) -> Answer:
    """Put something on the shelf."""
    try:
        await to_thread(put_up, house, here.person.home_id, data.thing(house.new_token()))
    except BadInput as error:
        return form_page(data, back="/shelf", action="/shelf/new", trouble=error)
    return see("/shelf")


@get("/shelf/mine")
async def show_left_out(house: GivenHouse, here: GivenHere) -> Answer:
    """Show a person what they leave out."""
    if not may_look_back(house, here):
        return page("history/locked.html")
    return await to_thread(left_out_page, house, here)


@post("/shelf/mine")
async def change_left_out(data: URLEncodedBody[LeftOutForm], house: GivenHouse, here: GivenHere) -> Answer:
    """Keep what does not suit a person."""
    if not may_look_back(house, here):
        return page("history/locked.html", status=403)
    try:
        left_out = left_out_from(several(data.keys), data.words, known=load_shelf_rows().allergens.keys())
    except BadInput as error:
        return await to_thread(left_out_page, house, here, typed=data, trouble=error)
    await to_thread(leave_out, house, here.person.id, left_out)
    return see("/shelf")


@get("/shelf/tried")
async def show_tried(house: GivenHouse, here: GivenHere) -> Answer:
    """Show a person what they tried, in their own words; nobody else's."""
    if not may_look_back(house, here):
        return page("history/locked.html")
    return await to_thread(tried_page, house, here)


@get("/shelf/{thing_id:str}")
async def show_thing(thing: GivenThing, house: GivenHouse, here: GivenHere) -> Answer:
    """Show one thing."""
    return await to_thread(thing_page, Looked(house, here, thing))


@get("/shelf/{thing_id:str}/change")
async def show_change(thing: GivenThing) -> Answer:
    """Show a thing to be changed."""
    holds = [NOTHING] if thing.holds == () else list(thing.holds or ())
    form = ThingForm(thing.kind, thing.name, thing.scent, ", ".join(thing.also), holds)
    return form_page(form, back=f"/shelf/{thing.id}", action=f"/shelf/{thing.id}/change", known=True)


@post("/shelf/{thing_id:str}/change")
async def change(
    thing: GivenThing, data: URLEncodedBody[ThingForm], house: GivenHouse, here: GivenHere
) -> Answer:
    """Change a thing; what both think of it stays."""
    address = f"/shelf/{thing.id}"
    try:
        await to_thread(put_up, house, here.person.home_id, data.thing(thing.id))
    except BadInput as error:
        return form_page(data, back=address, action=f"{address}/change", known=True, trouble=error)
    return see(address)


@post("/shelf/{thing_id:str}/rating")
async def rate_thing(
    thing: GivenThing, data: URLEncodedBody[RatingForm], house: GivenHouse, here: GivenHere
) -> Answer:
    """Keep what a person thinks of a thing.

    Raises: BadInput.
    """
    if not may_look_back(house, here):
        return page("history/locked.html", status=403)
    rating = rating_from(data.again, shared=bool(data.shared))
    await to_thread(rate, house, here.person.id, thing.id, rating)
    return see(f"/shelf/{thing.id}")


@post("/shelf/{thing_id:str}/take-down")
async def remove(thing: GivenThing, house: GivenHouse, here: GivenHere) -> Answer:
    """Take a thing off the shelf, and let go of what this person thought of it."""
    await to_thread(take_down, house, here.person.home_id, thing.id)
    await to_thread(rate, house, here.person.id, thing.id, None)
    return see("/shelf")


handlers = (
    show_shelf,
    show_new,
    add,
    show_left_out,
    change_left_out,
    show_tried,
    show_thing,
    show_change,
    change,
    rate_thing,
    remove,
)
