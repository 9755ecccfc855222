"""How often something may be tried: counted in memory, within a sliding time."""

from collections import deque
from collections.abc import Callable

from litestar.exceptions import TooManyRequestsException

from backrub.web.page import Asked

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
_MOST_KEYS = 10_000


class Allowance:
    """Allow `most` tries a key within `window_ms`; the longest unused keys are dropped beyond 10,000."""

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

    def give_back(self, key: str) -> None:
        """Count the latest try of a key no more."""
        if self._tries.get(key):
            self._tries[key].pop()


class Limits:
    """Hold every allowance of an app, in Unix milliseconds of its own clock."""

    def __init__(self, now_ms: Callable[[], int]) -> None:
        self.homes = Allowance(10, HOUR_MS, now_ms)
        self.joins = Allowance(30, 10 * MINUTE_MS, now_ms)
        self.invitations = Allowance(600, 10 * MINUTE_MS, now_ms)
        self.presses = Allowance(600, MINUTE_MS, now_ms)
        self._pin_soon = Allowance(5, 10 * MINUTE_MS, now_ms)
        self._pin_day = Allowance(30, DAY_MS, now_ms)

    def take_pin(self, person_id: str) -> bool:
        """Return whether a PIN of a person may be tried, and count the try."""
        return self._pin_soon.take(person_id) and self._pin_day.take(person_id)

    def give_back_pin(self, person_id: str) -> None:
        """Count a try no more, as its PIN was right; earlier wrong ones stay counted."""
        self._pin_soon.give_back(person_id)
        self._pin_day.give_back(person_id)


def address_of(request: Asked) -> str:
    """Return where a request comes from."""
    return request.client.host if request.client else ""


def at_most(allowance: Allowance, key: str) -> None:
    """Count a try.

    Raises: TooManyRequestsException, if there were enough.
    """
    if not allowance.take(key):
        raise TooManyRequestsException
