"""Who follows a live session: a device that speaks for one of its two people, or for both."""

from asyncio import to_thread
from dataclasses import dataclass

from litestar.exceptions import NotFoundException

from backrub.application.begin_night import tonights
from backrub.bootstrap.house import House
from backrub.bootstrap.live import Live
from backrub.domain.home import Device
from backrub.domain.session.events import Who
from backrub.realtime.conductor import LiveSession


@dataclass(frozen=True, slots=True)
class Followed:
    """Join a live session with the device that follows it; in a session nobody is asked for a PIN."""

    session: LiveSession
    device: Device

    @property
    def gives(self) -> bool:
        """Return whether the device speaks for the giver."""
        return self.session.ref.giver in self.device.people

    @property
    def receives(self) -> bool:
        """Return whether the device speaks for the receiver."""
        return self.session.ref.receiver in self.device.people

    @property
    def who(self) -> Who:
        """Return who taps; a device of both lies beside the giver."""
        return Who.GIVER if self.gives else Who.RECEIVER


async def session_followed(live: Live, device: Device, session_id: str) -> Followed:
    """Return the session that a device follows; one of others is as unknown as one that never was.

    Raises: NotFoundException, StoreUnavailable.
    """
    # No id holds a null, and PostgreSQL would not even look one up.
    for person_id in device.people if "\0" not in session_id else ():
        session = await live.follow(session_id, person_id)
        if session is not None:
            return Followed(session, device)
    raise NotFoundException


async def tonight_followed(house: House, live: Live, device: Device) -> Followed | None:
    """Return the session under way on this device's evening, None if there is none."""
    for person_id in device.people:
        night = await to_thread(tonights, house.nights, device.home_id, person_id, now_ms=house.now_ms())
        if night and night.now and night.now.session_id:
            followed = await session_followed(live, device, night.now.session_id)
            return None if followed.session.is_over else followed
    return None
