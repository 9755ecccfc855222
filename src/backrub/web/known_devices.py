"""The devices that follow a session: each is looked up once, and again once a hint says that its home changed.

A press is worth most while it is young, and looking its device up took as long as recording it. Only who follows a
session, or waits for tonight to change, is known this way: for any other page the record is asked.
"""

from functools import partial

from backrub.bootstrap.house import House
from backrub.domain.errors import StoreUnavailable
from backrub.domain.home import Device

KEPT = 4096


class KnownDevices:
    """Know devices by the digests of their tokens, as long as this server hears of every change.

    All of it belongs to one event loop.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._by_digest: dict[bytes, Device] = {}
        self._changes = 0
        house.hub.on_hint.append(self._heard)

    async def device(self, key: bytes) -> Device | None:
        """Return a device, None if it was forgotten.

        Raises: StoreUnavailable.
        """
        known = self._by_digest.get(key) if self._house.hub.hears else None
        return known or await self._looked_up(key)

    async def stays(self, key: bytes) -> bool:
        """Return whether a device is known still; where the record cannot be asked now, it stays."""
        try:
            return await self.device(key) is not None
        except StoreUnavailable:
            return True

    async def _looked_up(self, key: bytes) -> Device | None:
        changes = self._changes
        device = await self._house.beside(partial(self._house.people.device, key))
        if device is not None and self._changes == changes:
            self._keep(key, device)
        return device

    def _keep(self, key: bytes, device: Device) -> None:
        if len(self._by_digest) >= KEPT:
            self._by_digest.clear()
        self._by_digest[key] = device

    def _heard(self, topic: str) -> None:
        """Forget the devices of a home that changed; no topic means that any may have."""
        kind, _, home_id = topic.partition(":")
        if kind in {"", "home"}:
            self._changes += 1
            self._by_digest = {
                key: device for key, device in self._by_digest.items() if topic and device.home_id != home_id
            }
