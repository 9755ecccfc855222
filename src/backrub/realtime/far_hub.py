"""Hints between servers that share a PostgreSQL: LISTEN and NOTIFY, watched over.

Theory of operation. A hint wakes those who wait here at once and then goes to the other servers, each of which wakes
its own. One connection listens and sends. When it breaks, silently or not, it is made anew, and then everyone who
waits here is woken once, because hints may have been missed; what happened is read from the log.
"""

import asyncio
import logging
from asyncio import Event, Task
from contextlib import suppress
from typing import Any

import asyncpg

from backrub.realtime.hub import Hub

CHANNEL = "backrub"
PING_S = 2.0
"""How often a connection that says nothing is asked whether it is there."""

ANSWER_S = 2.0
AGAIN_S = (0.05, 0.2, 0.5, 1.0)
"""How long to wait before the next try, the last one from then on."""

_SEND = f"SELECT pg_notify('{CHANNEL}', unnest($1::text[]))"
_LOST = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)

log_of = logging.getLogger("backrub.realtime")


class FarHub(Hub):
    """Pass hints to everyone who waits, here and on the other servers; `node` names this one among them."""

    def __init__(self, address: str, node: str) -> None:
        super().__init__()
        self._address = address
        self._node = node
        self._to_send: dict[str, None] = {}
        self._has_some = Event()
        self._task: Task[None] | None = None

    def publish(self, topic: str) -> None:
        """Wake everyone who waits for the topic, on every server."""
        super().publish(topic)
        self._to_send[topic] = None
        self._has_some.set()

    async def start(self) -> None:
        """Listen and send from now on."""
        self._task = asyncio.create_task(self._stay_connected(), name="hints")

    async def close(self) -> None:
        """Listen and send no more."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _stay_connected(self) -> None:
        tries = 0
        while True:
            try:
                connection = await asyncpg.connect(self._address, timeout=ANSWER_S)
            except _LOST:
                tries += 1
            else:
                tries = await self._connected(connection)
            await asyncio.sleep(AGAIN_S[min(tries, len(AGAIN_S) - 1)])

    async def _connected(self, connection: Any) -> int:  # noqa: ANN401  # asyncpg's own connection
        """Listen and send until the connection breaks; return how many tries failed since: none."""
        try:
            await connection.add_listener(CHANNEL, self._heard)
            self.wake_all()
            while True:
                await self._send(connection)
        except _LOST:
            log_of.warning("Hints between servers are interrupted; they are taken up again.")
        finally:
            connection.terminate()
        return 0

    async def _send(self, connection: Any) -> None:  # noqa: ANN401  # asyncpg's own connection
        """Send what there is, or ask whether the other end is there."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._has_some.wait(), PING_S)
        self._has_some.clear()
        topics = list(self._to_send)
        await connection.fetch(_SEND, [f"{self._node} {topic}" for topic in topics], timeout=ANSWER_S)
        for topic in topics:
            self._to_send.pop(topic, None)

    def _heard(self, _connection: Any, _pid: int, _channel: str, payload: str) -> None:  # noqa: ANN401
        node, _, topic = payload.partition(" ")
        if node != self._node:
            super().publish(topic)
