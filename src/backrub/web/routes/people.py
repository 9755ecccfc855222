"""One phone for two: who holds it, handing it over, and the PIN that guards what is private."""

from asyncio import to_thread
from dataclasses import replace
from typing import Literal

import msgspec
from litestar import get, post
from litestar.params import URLEncodedBody
from litestar.response import Template

from backrub.application.guard_pin import WrongPin, set_pin
from backrub.application.hold_device import hold, put_away
from backrub.application.join_home import join_here
from backrub.domain.errors import BackrubError, BadInput, NameTaken, NotAllowed
from backrub.domain.home import Device, Person
from backrub.web.here import GivenDevice, GivenHere, GivenHouse, Here, check_oneself, here_by
from backrub.web.page import Answer, page, see
from backrub.web.reach import GivenPerson, people_of, person_of
from backrub.web.routes.start import NameForm
from backrub.web.routes.tonight import come_along
from backrub.web.security.doors import Doors, GivenDoors


class HoldForm(msgspec.Struct):
    """Carry who takes the phone, and their PIN if they have one."""

    person: str = ""
    pin: str = ""


class PutAwayForm(msgspec.Struct):
    """Carry to whom the phone goes, if that is known."""

    to: str = ""


class PinForm(msgspec.Struct):
    """Carry the PIN so far, the new one, and what to do."""

    old: str = ""
    new: str = ""
    change: Literal["set", "remove"] = "set"


@get("/people")
async def show_newcomer(here: GivenHere) -> Answer:
    """Ask who else uses this phone."""
    return _newcomer_page(here) if here.partner() is None else see("/who")


@post("/people")
async def add_newcomer(
    data: URLEncodedBody[NameForm], house: GivenHouse, here: GivenHere, doors: GivenDoors
) -> Answer:
    """Add the second person to this phone; its holder stays."""
    try:
        await to_thread(join_here, house.people, house.new_token, device=here.device, name=data.name)
    except (BadInput, NameTaken, NotAllowed) as error:
        return _newcomer_page(here, name=data.name, trouble=error)
    await doors.links.close(here.device.home_id)
    house.hub.publish(f"home:{here.device.home_id}")
    return see("/tonight")


@get("/who")
async def who(house: GivenHouse, device: GivenDevice, doors: GivenDoors) -> Template:
    """Ask who holds the phone; what is private is put away by then."""
    await _put_away(house, device, doors)
    return page("doors/who.html", people=people_of(house, device))


@get("/hand-over/{person_id:str}")
async def show_hand_over(
    person_there: GivenPerson, house: GivenHouse, device: GivenDevice, doors: GivenDoors
) -> Template:
    """Ask to pass the phone to someone; what is private is put away by then."""
    asked = _hand_over_page(house, device, person_there)
    await _put_away(house, device, doors)
    return asked


@post("/hold")
async def take(
    data: URLEncodedBody[HoldForm], house: GivenHouse, device: GivenDevice, doors: GivenDoors
) -> Answer:
    """Give the phone to who says they are there; a PIN, where one is set, must fit.

    An evening that the other has begun goes on with their first question.
    """
    person = person_of(house, device, data.person)
    if not data.pin and house.people.pin_hash(person.id) is not None:
        return see(f"/hand-over/{person.id}")
    try:
        await doors.pins.check(person.id, data.pin)
    except WrongPin as error:
        return _hand_over_page(house, device, person, trouble=error)
    await to_thread(hold, house.people, device, person.id)
    await to_thread(lambda: come_along(house, here_by(house, replace(device, holder=person.id))))
    return see("/tonight")


@post("/put-away")
async def put_down(
    data: URLEncodedBody[PutAwayForm], house: GivenHouse, device: GivenDevice, doors: GivenDoors
) -> Answer:
    """Put away what is private; `to` names who comes next."""
    to = person_of(house, device, data.to) if data.to else None
    await _put_away(house, device, doors)
    return see(f"/hand-over/{to.id}" if to else "/who")


@get("/pin")
async def show_pin(house: GivenHouse, here: GivenHere) -> Template:
    """Offer to set, change or remove the holder's PIN."""
    return _pin_page(house, here)


@post("/pin")
async def change_pin(
    data: URLEncodedBody[PinForm], house: GivenHouse, here: GivenHere, doors: GivenDoors
) -> Answer:
    """Set, change or remove the holder's PIN; on a shared phone the PIN so far must fit.

    Raises: NotAllowed.
    """
    check_oneself(house, here)
    try:
        if here.device.is_shared:
            await doors.pins.check(here.person.id, data.old)
        if data.change == "remove":
            await to_thread(house.people.set_pin_hash, here.person.id, None)
        else:
            await to_thread(set_pin, house.people, doors.pins.hasher, person_id=here.person.id, pin=data.new)
    except (WrongPin, BadInput) as error:
        return _pin_page(house, here, trouble=error)
    return see("/mine")


async def _put_away(house: GivenHouse, device: Device, doors: Doors) -> None:
    """Let nobody hold the device; looking at a page does it too, as its words promise."""
    await doors.links.close(device.id)
    if device.holder is not None:
        await to_thread(put_away, house.people, device)


def _newcomer_page(here: Here, *, name: str = "", trouble: BackrubError | None = None) -> Template:
    return page("doors/newcomer.html", status=400 if trouble else 200, here=here, name=name, trouble=trouble)


def _hand_over_page(
    house: GivenHouse, device: Device, to: Person, *, trouble: BackrubError | None = None
) -> Template:
    others = [one for one in people_of(house, device) if one.id != to.id]
    return page(
        "doors/hand_over.html",
        status=403 if trouble else 200,
        to=to,
        other=others[0] if others else None,
        has_pin=house.people.pin_hash(to.id) is not None,
        trouble=trouble,
    )


def _pin_page(house: GivenHouse, here: Here, *, trouble: BackrubError | None = None) -> Template:
    has_pin = house.people.pin_hash(here.person.id) is not None
    return page(
        "doors/pin.html",
        status=400 if trouble else 200,
        here=here,
        has_pin=has_pin,
        asks_old=has_pin and here.device.is_shared,
        trouble=trouble,
    )


handlers = (
    show_newcomer,
    add_newcomer,
    who,
    show_hand_over,
    take,
    put_down,
    show_pin,
    change_pin,
)
