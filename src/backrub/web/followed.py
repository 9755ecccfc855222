"""Who follows a live session: a device that speaks for one of its two people, or for both."""

from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import SkipValidation

from backrub.application.begin_night import tonights
from backrub.bootstrap.house import House
from backrub.bootstrap.live import Live
from backrub.domain.home import Device
from backrub.domain.session.events import Who
from backrub.realtime.conductor import LiveSession
from backrub.web.here import GivenHouse, NoDevice
from backrub.web.known_devices import KnownDevices
from backrub.web.language import Tongue, tongue_of
from backrub.web.page import Asked
from backrub.web.security.cookies import key_of


@dataclass(frozen=True, slots=True)
class Follower:
    """Join the device that a request comes from, known by its `key`, with the languages it is answered in."""

    device: Device
    key: bytes
    known: KnownDevices
    tongue: Tongue

    async def stays(self) -> bool:
        """Return whether the device is let in still, which a stream asks as it goes on."""
        return await self.known.stays(self.key)


GivenKnown: TypeAlias = NamedDependency[SkipValidation[KnownDevices]]
"""How a handler asks for the devices known here, as `known`."""

GivenFollower: TypeAlias = NamedDependency[SkipValidation[Follower]]
"""How a handler asks for the device that follows a session, as `follower`."""


async def give_follower(request: Asked, house: GivenHouse, known: GivenKnown) -> Follower:
    """Return the device of a request with its languages.

    Raises: NoDevice, StoreUnavailable.
    """
    key = key_of(request)
    device = await known.device(key) if key else None
    if key is None or device is None:
        raise NoDevice
    return Follower(device, key, known, tongue_of(request, house))


@dataclass(frozen=True, slots=True)
class Followed:
    """Join a live session with the device that follows it; in a session nobody is asked for a PIN."""

    session: LiveSession
    follower: Follower

    @property
    def gives(self) -> bool:
        """Return whether the device speaks for the giver."""
        return self.session.ref.giver in self.follower.device.people

    @property
    def receives(self) -> bool:
        """Return whether the device speaks for the receiver."""
        return self.session.ref.receiver in self.follower.device.people

    async def language(self) -> str:
        """Return the language the device is told in; one of both lies beside the giver.

        Raises: StoreUnavailable.
        """
        ref, tongue = self.session.ref, self.follower.tongue
        return await tongue.house.beside(partial(tongue.of, ref.giver if self.gives else ref.receiver))

    @property
    def who(self) -> Who:
        """Return who taps; a device of both lies beside the giver."""
        return Who.GIVER if self.gives else Who.RECEIVER


async def session_followed(live: Live, follower: Follower, session_id: str) -> Followed:
    """Return the session that a device follows; one of others is as unknown as one that never was.

    Raises: NotFoundException, StoreUnavailable.
    """
    # No id holds a null, and PostgreSQL would not even look one up.
    for person_id in follower.device.people if "\0" not in session_id else ():
        session = await live.follow(session_id, person_id)
        if session is not None:
            return Followed(session, follower)
    raise NotFoundException


async def tonight_followed(house: House, live: Live, follower: Follower) -> Followed | None:
    """Return the session under way on this device's evening, None if there is none."""
    for person_id in follower.device.people:
        home_id, now_ms = follower.device.home_id, house.now_ms()
        night = await house.beside(partial(tonights, house.nights, home_id, person_id, now_ms=now_ms))
        if night and night.now and night.now.session_id:
            followed = await session_followed(live, follower, night.now.session_id)
            return None if followed.session.is_over else followed
    return None
