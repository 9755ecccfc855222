"""Hints between servers that share a PostgreSQL: LISTEN and NOTIFY, watched over.

Theory of operation. A hint wakes those who wait here at once and then goes to the other servers, each of which wakes
its own; what happened goes with it, sealed, where that is short (decision 21). One connection listens and sends. When
it breaks, silently or not, it is made anew, and then everyone who waits here is woken once, because hints may have been
missed; what happened is read from the log.

A server that ended between recording something and hinting at it never will: so each says at least every second that it
is there, and where one falls silent, the others wake everyone once.
"""

import asyncio
import logging
import secrets
from asyncio import Task
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import asyncpg

from backrub.realtime.hub import Hub, Waiter

CHANNEL = "backrub"
PING_S = 1.0
"""How often a server says at least that it is there, and so sees that it is heard."""

LONGEST_NEWS = 2000
"""How many bytes of news a hint brings: every server gets every hint, and what is longer holds a plan."""

ANSWER_S = 1.5
SILENT_S = 2.5
"""After how long another server that says nothing counts as ended; its last hints may be lost."""

AGAIN_S = (0.05, 0.2, 0.5)
"""How long to wait before the next try, the last one from then on."""

_SETTINGS = {"application_name": "backrub hints", "synchronous_commit": "off"}
"""A hint may be lost, so that sending one need not wait for the server's disk, as committing what it is about did."""

_SEND = f"SELECT pg_notify('{CHANNEL}', unnest($1::text[]))"

log_of = logging.getLogger("backrub.realtime")


async def tell_servers(address: str, topics: Iterable[str]) -> None:
    """Hint at topics from a process that ends soon; servers that cannot be told notice with the next step or press.

    They take it for a server that ended, and wake everyone once more when it stays silent.
    """
    node = secrets.token_hex(8)
    try:
        connection = await _connect(address)
        try:
            await connection.fetch(_SEND, [f"{node} {topic} " for topic in topics])
        finally:
            connection.terminate()
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:  # a timeout is an OSError
        log_of.warning("The servers that run could not be told (%s).", type(error).__name__)


async def _connect(address: str) -> Any:  # noqa: ANN401  # asyncpg's own connection
    return await asyncpg.connect(
        address, timeout=ANSWER_S, command_timeout=ANSWER_S, server_settings=_SETTINGS
    )


class FarHub(Hub):
    """Pass hints to everyone who waits, here and on the other servers; `node` names this one among them."""

    def __init__(self, address: str, node: str) -> None:
        super().__init__()
        self._address = address
        self._node = node
        self._to_send: dict[str, None] = {}
        self._has_some = Waiter()
        self._task: Task[None] | None = None
        self._heard_s: dict[str, float] = {}
        self._hears = False

    @property
    def hears(self) -> bool:
        """Return whether hints from everywhere come in now, as far as the last second tells."""
        return self._hears

    def publish(self, topic: str, news: Callable[[], str] = str) -> None:
        """Wake everyone who waits for the topic, on every server; long news are left for others to read."""
        told = news()
        self._to_send[f"{topic} {told if len(told) <= LONGEST_NEWS else ''}"] = None
        self._has_some.wake()  # first: it has the longer way
        self.wake(topic)

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
        """Connect again and again, whatever broke it: nobody else would take hints up again."""
        tries = 0
        while True:
            before = self.connected
            try:
                await self._connected()
            except Exception as error:  # noqa: BLE001
                tries = 0 if self.connected > before else tries + 1
                if tries == 0:
                    why = type(error).__name__
                    log_of.warning(
                        "Hints between servers are interrupted (%s); they are taken up again.", why
                    )
            await asyncio.sleep(AGAIN_S[min(tries, len(AGAIN_S) - 1)])

    async def _connected(self) -> None:
        """Listen and send until the connection breaks.

        Raises: whatever broke it.
        """
        connection = await _connect(self._address)
        try:
            await connection.add_listener(CHANNEL, self._heard)
            self._heard_s.clear()
            self.connected += 1
            self._hears = True
            self.wake_all()
            while True:
                await self._send(connection)
        finally:
            self._hears = False
            connection.terminate()

    async def _send(self, connection: Any) -> None:  # noqa: ANN401  # asyncpg's own connection
        """Send what there is, soon; where there is nothing, that this server is there."""
        await self._has_some.wait(PING_S)
        # What is hinted at while this is on its way may have happened after it: it has to go again.
        sending, self._to_send = self._to_send, {}
        try:
            await connection.fetch(_SEND, [f"{self._node} {hint}" for hint in sending or (" ",)])
        except BaseException:
            self._to_send = sending | self._to_send
            raise
        self.sent += len(sending)
        self._miss_the_silent()

    def _heard(self, _connection: Any, _pid: int, _channel: str, payload: str) -> None:  # noqa: ANN401
        node, topic, news = payload.split(" ")
        if node != self._node:
            self._heard_s[node] = asyncio.get_running_loop().time()
            if topic:
                self.received += 1
                self.hear(topic, news)

    def _miss_the_silent(self) -> None:
        now_s = asyncio.get_running_loop().time()
        silent = [node for node, heard_s in self._heard_s.items() if now_s - heard_s > SILENT_S]
        for node in silent:
            del self._heard_s[node]
        if silent:
            self.wake_all()
