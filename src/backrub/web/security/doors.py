"""What the doors of an app share while it runs: limits, PINs, links that are open, the way here."""

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
        if not self._limits.take_pin(person_id):
            raise WrongPin(_TOO_OFTEN)
        await to_thread(check_pin, self._people, self.hasher, person_id=person_id, pin=pin)
        self._limits.give_back_pin(person_id)


class OpenLinks:
    """Remember, in memory alone, the link a home shows to its second person.

    The record knows digests only. Without this, showing the page again would void what was just scanned.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._tokens: dict[str, str] = {}

    async def of(self, home_id: str) -> str:
        """Return the token of the home's link, a new one when the last is used or nearly over.

        Raises: NotAllowed, if both are there already.
        """
        now_ms = self._house.now_ms()
        token = self._tokens.get(home_id, "")
        kept = self._house.people.invitation(digest(token), now_ms)
        if kept is None or kept.expires_ms - now_ms < _ENOUGH_LEFT_MS:
            token = await to_thread(
                invite, self._house.people, self._house.new_token, home_id=home_id, now_ms=now_ms
            )
            self._tokens[home_id] = token
        return token

    def close(self, home_id: str) -> None:
        """Forget a home's link, as nobody is to come any more."""
        self._tokens.pop(home_id, None)


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
    limits = Limits(house.now_ms)
    return Doors(limits, PinGate(house.people, limits, Argon2()), OpenLinks(house), reach)
