"""The hub: one hint wakes everyone who waits for a topic; what happened is read from the log.

A hint that is lost costs time and never an event: waiters subscribe first, read second and wait third. One from
another server may bring what happened, so that who has all before it need not ask. All of it belongs to one event loop.
"""

import asyncio
from asyncio import Future
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Waiter:
    """Wait for the next hint on a topic; hints that came meanwhile count as one."""

    __slots__ = ("_came", "_going_on", "take_in")  # thousands wait, each with no more than this and a future

    def __init__(self, take_in: Callable[[str], None] | None = None) -> None:
        self.take_in = take_in
        self._came = False
        self._going_on: Future[None] | None = None

    def wake(self) -> None:
        """Let the waiter go on, now or when it next waits."""
        self._came = True
        self._go_on()

    async def wait(self, most_s: float) -> bool:
        """Return whether a hint came within `most_s` seconds."""
        if not self._came:
            await self._wait(most_s)
        came, self._came = self._came, False
        return came

    async def _wait(self, most_s: float) -> None:
        loop = asyncio.get_running_loop()
        self._going_on = loop.create_future()
        timer = loop.call_later(most_s, self._go_on)
        try:
            await self._going_on
        finally:
            timer.cancel()
            self._going_on = None

    def _go_on(self) -> None:
        if self._going_on is not None and not self._going_on.done():
            self._going_on.set_result(None)


class Hub:
    """Pass hints from those who changed something to those who wait for it."""

    def __init__(self) -> None:
        """Count the hints sent to and received from other servers, and how often the link to them was made."""
        self.sent = self.received = self.connected = 0
        self._waiters: dict[str, dict[Waiter, None]] = defaultdict(dict)
        self.on_hint: list[Callable[[str], None]] = []
        """Who hears every topic before those who wait for it, and "" where hints of any may have been missed."""

    def publish(self, topic: str, news: Callable[[], str] = str) -> None:
        """Wake everyone who waits for the topic, wherever they are; `news` tells what another server may take in."""
        del news  # who is here knows
        self.wake(topic)

    def wake(self, topic: str) -> None:
        """Wake everyone here who waits for the topic."""
        self._tell(topic)
        # Phones before whoever keeps the session going, who came first and has time.
        for waiter in reversed(self._waiters.get(topic, {})):
            waiter.wake()

    def hear(self, topic: str, news: str = "") -> None:
        """Take in a hint of another server, with its news or none, and wake everyone here who waits for the topic."""
        for waiter in self._waiters.get(topic, {}):
            if waiter.take_in:
                waiter.take_in(news)
        self.wake(topic)

    def wake_all(self) -> None:
        """Wake everyone here, because hints may have been missed."""
        self._tell("")
        for topic in tuple(self._waiters):
            self.hear(topic)

    @property
    def hears(self) -> bool:
        """Return whether hints from everywhere come in now; here other processes send none."""
        return False

    async def start(self) -> None:
        """Do nothing: within one server hints need no way of their own."""

    async def close(self) -> None:
        """Do nothing, as `start`."""

    def _tell(self, topic: str) -> None:
        for hear in self.on_hint:
            hear(topic)

    @contextmanager
    def subscribed(self, topic: str, take_in: Callable[[str], None] | None = None) -> Iterator[Waiter]:
        """Give a waiter for the topic, and forget it afterwards.

        `take_in` hears of each hint from another server before anyone is woken, with its news or an empty text.
        """
        waiter = Waiter(take_in)
        self._waiters[topic][waiter] = None
        try:
            yield waiter
        finally:
            del self._waiters[topic][waiter]
            if not self._waiters[topic]:
                del self._waiters[topic]

    def __len__(self) -> int:
        """Return how many wait."""
        return sum(map(len, self._waiters.values()))
