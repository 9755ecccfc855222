"""How often something may be tried, within a sliding time.

What guards a secret is counted in the record, so that tries on several servers are as many as on one; what only keeps
one server from too much work is counted in its memory.
"""

import hmac
from asyncio import to_thread
from collections import deque
from collections.abc import Callable

from litestar.exceptions import TooManyRequestsException

from backrub.bootstrap.house import House
from backrub.web.page import Asked

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
_MOST_KEYS = 10_000


class Allowance:
    """Allow `most` tries a key within `window_ms` on this server; the longest unused keys are dropped beyond 10,000."""

    def __init__(self, most: int, window_ms: int, now_ms: Callable[[], int]) -> None:
        self._most = most
        self._window_ms = window_ms
        self._now_ms = now_ms
        self._tries: dict[str, deque[int]] = {}

    def take(self, key: str) -> bool:
        """Return whether one more try is allowed, and count it if so."""
        now_ms = self._now_ms()
        tries = self._tries.pop(key, deque())
        while tries and tries[0] <= now_ms - self._window_ms:
            tries.popleft()
        is_allowed = len(tries) < self._most
        if is_allowed:
            tries.append(now_ms)
        self._tries[key] = tries
        if len(self._tries) > _MOST_KEYS:
            del self._tries[next(iter(self._tries))]
        return is_allowed


class SharedAllowance:
    """Allow `most` tries a key within `window_ms` on all servers of a house together; `name` keeps allowances apart."""

    def __init__(self, house: House, name: str, most: int, window_ms: int) -> None:
        self._house = house
        self._name = name
        self._most = most
        self._window_ms = window_ms

    async def take(self, key: str) -> bool:
        """Return whether one more try is allowed, and count it if so.

        Raises: StoreUnavailable.
        """
        return await to_thread(
            self._house.throttle.take,
            self._digest(key),
            most=self._most,
            window_ms=self._window_ms,
            now_ms=self._house.now_ms(),
        )

    async def give_back(self, key: str) -> None:
        """Count the latest try of a key no more.

        Raises: StoreUnavailable.
        """
        await to_thread(self._house.throttle.give_back, self._digest(key))

    def _digest(self, key: str) -> bytes:
        """Return what is kept of a key: of an address of the network no more than that."""
        return hmac.digest(self._house.key, f"{self._name}\n{key}".encode("utf-8", "surrogatepass"), "sha256")


class Limits:
    """Hold every allowance of an app, in Unix milliseconds of its own clock."""

    def __init__(self, house: House) -> None:
        self.homes = SharedAllowance(house, "homes", 10, HOUR_MS)
        self.joins = SharedAllowance(house, "joins", 30, 10 * MINUTE_MS)
        self.invitations = Allowance(600, 10 * MINUTE_MS, house.now_ms)
        self.presses = Allowance(600, MINUTE_MS, house.now_ms)
        self._pin_soon = SharedAllowance(house, "pin soon", 5, 10 * MINUTE_MS)
        self._pin_day = SharedAllowance(house, "pin day", 30, DAY_MS)

    async def take_pin(self, person_id: str) -> bool:
        """Return whether a PIN of a person may be tried, and count the try."""
        return await self._pin_soon.take(person_id) and await self._pin_day.take(person_id)

    async def give_back_pin(self, person_id: str) -> None:
        """Count a try no more, as its PIN was right; earlier wrong ones stay counted."""
        await self._pin_soon.give_back(person_id)
        await self._pin_day.give_back(person_id)


def address_of(request: Asked) -> str:
    """Return where a request comes from."""
    return request.client.host if request.client else ""


async def at_most_anywhere(allowance: SharedAllowance, key: str) -> None:
    """Count a try, whichever server it came to.

    Raises: TooManyRequestsException, if there were enough; StoreUnavailable.
    """
    if not await allowance.take(key):
        raise TooManyRequestsException


def at_most(allowance: Allowance, key: str) -> None:
    """Count a try on this server.

    Raises: TooManyRequestsException, if there were enough.
    """
    if not allowance.take(key):
        raise TooManyRequestsException
