"""What a device may reach: decided here alone. What is another's is as unknown as what never was.

A handler asks for the thing, never for an id to look up: `night: GivenNight`, and only who may have it is called.
"""

from asyncio import to_thread
from typing import TypeAlias, TypeVar

from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, SkipValidation

from backrub.bootstrap.house import House
from backrub.bootstrap.live import Live
from backrub.bootstrap.shelf import shelf_of
from backrub.domain.home import Device, Person
from backrub.domain.night import Night
from backrub.domain.shelf import Thing
from backrub.web.followed import Followed, GivenFollower, session_followed
from backrub.web.here import GivenDevice, GivenHere, GivenHouse, Here

T = TypeVar("T")

GivenNight: TypeAlias = NamedDependency[SkipValidation[Night]]
"""How a handler asks for the holder's night that its path names, as `night`."""

GivenThing: TypeAlias = NamedDependency[SkipValidation[Thing]]
"""How a handler asks for what of the home's shelf its path names, as `thing`."""

GivenPerson: TypeAlias = NamedDependency[SkipValidation[Person]]
"""How a handler asks for whom of the device's own people its path names, as `person_there`."""

GivenOther: TypeAlias = NamedDependency[SkipValidation[Device]]
"""How a handler asks for which of the holder's other devices its path names, as `other`."""

GivenFollowed: TypeAlias = NamedDependency[SkipValidation[Followed]]
"""How a handler asks for the session that its path names, as the device follows it, as `followed`."""


def person_of(house: House, device: Device, person_id: str) -> Person:
    """Return someone a device speaks for.

    Raises: NotFoundException, StoreUnavailable.
    """
    return _known(next((one for one in people_of(house, device) if one.id == person_id), None))


def people_of(house: House, device: Device) -> list[Person]:
    """Return whom a device speaks for, in the order they came.

    Raises: StoreUnavailable.
    """
    return [one for one in house.people.people(device.home_id) if one.id in device.people]


def others_of(house: House, here: Here) -> list[Device]:
    """Return the holder's devices but this one.

    Raises: StoreUnavailable.
    """
    theirs = house.people.devices(here.person.home_id)
    return [one for one in theirs if here.person.id in one.people and one.id != here.device.id]


async def _give_night(house: GivenHouse, here: GivenHere, night_id: FromPath[str]) -> Night:
    nights = await to_thread(house.nights.nights, here.person.home_id)
    return _known(next((one for one in nights if one.id == night_id and here.person.id in one.people), None))


async def _give_thing(house: GivenHouse, here: GivenHere, thing_id: FromPath[str]) -> Thing:
    things = (await to_thread(shelf_of, house, here.person.home_id)).value
    return _known(next((one for one in things if one.id == thing_id), None))


async def _give_person(house: GivenHouse, device: GivenDevice, person_id: FromPath[str]) -> Person:
    return person_of(house, device, person_id)


async def _give_other(house: GivenHouse, here: GivenHere, device_id: FromPath[str]) -> Device:
    return _known(next((one for one in others_of(house, here) if one.id == device_id), None))


async def _give_followed(
    live: NamedDependency[SkipValidation[Live]], follower: GivenFollower, session_id: FromPath[str]
) -> Followed:
    return await session_followed(live, follower, session_id)


def _known(found: T | None) -> T:
    """Return what was found.

    Raises: NotFoundException, alike for what there is not and what is not theirs.
    """
    if found is None:
        raise NotFoundException
    return found


REACH = {
    "night": Provide(_give_night),
    "thing": Provide(_give_thing),
    "person_there": Provide(_give_person),
    "other": Provide(_give_other),
    "followed": Provide(_give_followed),
}
"""What handlers may ask for by the id in their path."""
