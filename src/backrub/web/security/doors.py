"""What the doors of an app share: limits, PINs, links that are shown, the way here."""

from asyncio import to_thread
from dataclasses import dataclass
from typing import TypeAlias

from litestar.di import NamedDependency
from litestar.params import SkipValidation

from backrub.application.guard_pin import PinHasher, WrongPin, check_pin
from backrub.application.home_ports import People
from backrub.application.invite import invite
from backrub.application.tokens import digest
from backrub.bootstrap.house import House
from backrub.domain.home import Device
from backrub.web.addresses import Reach
from backrub.web.security.limits import Limits
from backrub.web.security.pins import Argon2

_ENOUGH_LEFT_MS = 2 * 60 * 1000
_TOO_OFTEN = "That was often in a short time. Wait ten minutes, then try again."


class PinGate:
    """Check PINs, five tries a person in ten minutes and thirty a day; what is too often is not looked at."""

    def __init__(self, people: People, limits: Limits, hasher: PinHasher) -> None:
        self._people = people
        self._limits = limits
        self.hasher = hasher

    async def check(self, person_id: str, pin: str) -> None:
        """Let pass who knows the PIN of a person, and everyone where none is set.

        Raises: WrongPin.
        """
        if self._people.pin_hash(person_id) is None:
            return
        if not await self._limits.take_pin(person_id):
            raise WrongPin(_TOO_OFTEN)
        await to_thread(check_pin, self._people, self.hasher, person_id=person_id, pin=pin)
        await self._limits.give_back_pin(person_id)


class OpenLinks:
    """Remember the links that devices show now, whichever server shows them.

    Invitations are known by digests only. Without this, showing a page again would void what was just scanned.
    """

    def __init__(self, house: House) -> None:
        self._house = house

    async def for_newcomer(self, home_id: str) -> str:
        """Return the token of the home's link, a new one when the last is used or nearly over.

        Raises: NotAllowed, if both are there already.
        """
        token = self._house.links.shown(home_id)
        if token is None or self._ms_left(token) < _ENOUGH_LEFT_MS:
            token = await self._invite(home_id, home_id, None)
        return token

    async def make_own(self, device: Device, person_id: str) -> None:
        """Make a link for another device of a person, to be shown on this one until it is put away."""
        await self._invite(device.id, device.home_id, person_id)

    def own(self, device: Device) -> str | None:
        """Return the token of the link that was made on a device, None if it is used, over or put away."""
        token = self._house.links.shown(device.id)
        return token if token and self._ms_left(token) > 0 else None

    async def close(self, place: str) -> None:
        """Show a home's or a device's link no more."""
        await to_thread(self._house.links.put_away, place)

    async def _invite(self, place: str, home_id: str, person_id: str | None) -> str:
        """Make a link and show it at a place."""
        people, new_token, now_ms = self._house.people, self._house.new_token, self._house.now_ms()
        token = await to_thread(
            invite, people, new_token, home_id=home_id, now_ms=now_ms, person_id=person_id
        )
        await to_thread(self._house.links.show, place, home_id, token)
        return token

    def _ms_left(self, token: str) -> int:
        now_ms = self._house.now_ms()
        kept = self._house.people.invitation(digest(token), now_ms)
        return kept.expires_ms - now_ms if kept else 0


@dataclass(frozen=True, slots=True)
class Doors:
    """Hold what the doors share."""

    limits: Limits
    pins: PinGate
    links: OpenLinks
    reach: Reach


GivenDoors: TypeAlias = NamedDependency[SkipValidation[Doors]]
"""How a handler asks for the doors, as `doors`."""


def doors_of(house: House, reach: Reach) -> Doors:
    """Return fresh doors of a house."""
    limits = Limits(house)
    return Doors(limits, PinGate(house.people, limits, Argon2()), OpenLinks(house), reach)
