"""Who is here: the device a request comes from, the person who holds it, and their home."""

from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from litestar.di import NamedDependency
from litestar.params import SkipValidation

from backrub.bootstrap.house import House
from backrub.domain.errors import NotAllowed
from backrub.domain.home import Device, Person
from backrub.web.page import Asked
from backrub.web.security.cookies import device_of

GivenHouse: TypeAlias = NamedDependency[SkipValidation[House]]
"""How a handler asks for the house, as `house`."""


class NoDevice(Exception):
    """The request comes from a device that no home knows."""


class NobodyHolds(Exception):
    """A shared device was put down; first someone says who they are."""


@dataclass(frozen=True, slots=True)
class Here:
    """Join a device with its holder and everyone of the home, in the order they came."""

    device: Device
    person: Person
    home: tuple[Person, ...]

    def partner(self) -> Person | None:
        """Return the other of the two, None while nobody else has come."""
        return next((one for one in self.home if one.id != self.person.id), None)

    def sharer(self) -> Person | None:
        """Return the other of the two if this device is theirs as well."""
        partner = self.partner()
        return partner if partner is not None and partner.id in self.device.people else None

    @property
    def names(self) -> dict[str, str]:
        """Return everyone's name by id."""
        return {one.id: one.name for one in self.home}


def may_look_back(house: House, here: Here) -> bool:
    """Return whether what the holder put away opens here: on a shared device only behind their own PIN."""
    return not here.device.is_shared or house.people.pin_hash(here.person.id) is not None


def check_oneself(house: House, here: Here) -> None:
    """Let pass who may say on this device what lets them in elsewhere, or on it later.

    On a phone of both, without a PIN, anyone can say they are someone: whoever has a phone of their own says it there.
    Raises: NotAllowed, StoreUnavailable.
    """
    theirs = (one for one in house.people.devices(here.person.home_id) if here.person.id in one.people)
    if not (may_look_back(house, here) or all(one.is_shared for one in theirs)):
        raise NotAllowed("Do this on your own phone: two share this one, and you have no PIN yet.")


GivenHere: TypeAlias = NamedDependency[SkipValidation[Here]]
"""How a handler asks for who is here, as `here`; without anyone it is not called."""


async def give_device(request: Asked, house: GivenHouse) -> Device:
    """Return the device of a request.

    Raises: NoDevice.
    """
    return await house.beside(partial(_device, request, house))


GivenDevice: TypeAlias = NamedDependency[SkipValidation[Device]]
"""How a handler asks for the device alone, as `device`, whether or not anyone holds it."""


async def give_here(request: Asked, house: GivenHouse) -> Here:
    """Return who is here.

    Raises: NoDevice, NobodyHolds.
    """
    # Nearly every page asks: one way there and back for all of it, and no other dependency at the same time.
    return await house.beside(lambda: here_by(house, _device(request, house)))


def here_by(house: House, device: Device) -> Here:
    """Return who is here by a device.

    Raises: NobodyHolds, StoreUnavailable.
    """
    home = tuple(house.people.people(device.home_id))
    held_by = next((one for one in home if one.id == device.holder), None)
    if held_by is None:
        raise NobodyHolds
    return Here(device, held_by, home)


def _device(request: Asked, house: House) -> Device:
    device = device_of(request, house)
    if device is None:
        raise NoDevice
    return device
