"""The hub: one hint wakes everyone who waits for a topic; what happened is read from the log.

A hint carries nothing, so that a lost one costs time and never an event: waiters subscribe first, read second
and wait third. All of it belongs to one event loop.
"""

import asyncio
from asyncio import Future
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Waiter:
    """Wait for the next hint on a topic; hints that came meanwhile count as one."""

    __slots__ = ("_came", "_going_on")  # thousands wait, each with no more than this and a future

    def __init__(self) -> None:
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
        self._waiters: dict[str, set[Waiter]] = defaultdict(set)

    def publish(self, topic: str) -> None:
        """Wake everyone who waits for the topic, wherever they are."""
        self.wake(topic)

    def wake(self, topic: str) -> None:
        """Wake everyone here who waits for the topic."""
        for waiter in self._waiters.get(topic, ()):
            waiter.wake()

    def wake_all(self) -> None:
        """Wake everyone here, because hints may have been missed."""
        for topic in tuple(self._waiters):
            self.wake(topic)

    async def start(self) -> None:
        """Do nothing: within one server hints need no way of their own."""

    async def close(self) -> None:
        """Do nothing, as `start`."""

    @contextmanager
    def subscribed(self, topic: str) -> Iterator[Waiter]:
        """Give a waiter for the topic, and forget it afterwards."""
        waiter = Waiter()
        self._waiters[topic].add(waiter)
        try:
            yield waiter
        finally:
            self._waiters[topic].discard(waiter)
            if not self._waiters[topic]:
                del self._waiters[topic]

    def __len__(self) -> int:
        """Return how many wait."""
        return sum(map(len, self._waiters.values()))
