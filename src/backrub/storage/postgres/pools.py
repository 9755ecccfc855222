"""Connections to a PostgreSQL, each for the loop it was opened on."""

import asyncio
from asyncio import AbstractEventLoop, Semaphore
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from backrub.storage.postgres.failures import LOST, Broken

CONNECTIONS = 8
"""How many there are at most for a loop."""

ANSWER_S = 2.0
"""How long to wait for a connection, and for the answer to a statement."""

_SETTINGS = {
    "application_name": "backrub",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "plan_cache_mode": "force_generic_plan",
}
"""What the server is asked to do when it hears no more of us, and to plan each statement once: all look up a key."""

_LIMITS = ("idle_in_transaction_session_timeout", "statement_timeout")


@dataclass(slots=True)
class _OfALoop:
    """Hold the connections of a loop; those at rest are kept at hand, which asyncpg's pool takes two tasks for.

    Work beside the loop waits for one of the `turns`, however long, and so never for one that is `free`.
    """

    pool: Any
    turns: Semaphore = field(default_factory=lambda: Semaphore(CONNECTIONS))
    free: Semaphore = field(default_factory=lambda: Semaphore(CONNECTIONS))
    at_rest: list[Any] = field(default_factory=list)
    breaks: int = 0

    @asynccontextmanager
    async def one_of_few(self) -> AsyncIterator[None]:
        """Wait until a connection is free, as long as an answer may take.

        Raises: TimeoutError.
        """
        if self.free.locked():
            async with asyncio.timeout(ANSWER_S):
                await self.free.acquire()
        else:
            await self.free.acquire()  # at once
        try:
            yield
        finally:
            self.free.release()

    async def take(self) -> Any:  # noqa: ANN401  # asyncpg's own connection
        """Return a connection that is free, opened if none is at rest."""
        while self.at_rest:
            connection = self.at_rest.pop()
            if not _is_gone(connection):
                return connection
            await self.pool.release(connection)
        return await self.pool.acquire(timeout=ANSWER_S)

    async def drop(self, broken: Any) -> None:  # noqa: ANN401
        """Drop a connection that broke, and with it all that were opened before."""
        dropped, self.at_rest = [broken, *self.at_rest], []
        self.breaks += 1
        await self.pool.expire_connections()
        for connection in dropped:
            with suppress(asyncpg.InterfaceError):  # it may have left the pool by itself
                connection.terminate()
            await self.pool.release(connection)

    async def close(self) -> None:
        """Close every connection."""
        while self.at_rest:
            await self.pool.release(self.at_rest.pop())
        await self.pool.close()


def _is_gone(connection: Any) -> bool:  # noqa: ANN401
    try:
        return bool(connection.is_closed())
    except asyncpg.InterfaceError:  # it left the pool when it broke
        return True


class Pools:
    """Lend connections to what runs on a loop that was started; a statement may take `limit_s`."""

    def __init__(self, address: str, limit_s: float) -> None:
        self._address = address
        self._limit_s = limit_s
        self._of: dict[AbstractEventLoop, _OfALoop] = {}

    @property
    def turns(self) -> Semaphore:
        """Return what lets as much work at once use the running loop's connections as there are."""
        return self._of[asyncio.get_running_loop()].turns

    @property
    def is_started(self) -> bool:
        """Return whether the running loop has connections."""
        return asyncio.get_running_loop() in self._of

    async def start(self) -> None:
        """Have connections for the running loop.

        Raises: what says that the server cannot be reached.
        """
        pool = await asyncpg.create_pool(
            self._address,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=ANSWER_S,
            command_timeout=self._limit_s,
            server_settings=_SETTINGS | dict.fromkeys(_LIMITS, f"{self._limit_s:.0f}s"),
            reset=_as_it_is,
        )
        self._of[asyncio.get_running_loop()] = _OfALoop(pool)

    async def close(self) -> None:
        """Close the connections of the running loop; closing twice changes nothing."""
        here = self._of.pop(asyncio.get_running_loop(), None)
        if here is not None:
            with suppress(*LOST):
                await asyncio.wait_for(here.close(), ANSWER_S)

    @asynccontextmanager
    async def lending(self) -> AsyncIterator[Any]:
        """Lend a connection; one that breaks meanwhile takes along all that were opened before."""
        here = self._of[asyncio.get_running_loop()]
        async with here.one_of_few():
            connection, breaks = await here.take(), here.breaks
            try:
                yield connection
            except (Broken, *LOST):
                await here.drop(connection)
                raise
            except BaseException:
                # The pool waits until a statement that was cancelled has ended.
                await here.pool.release(connection)
                raise
            if here.breaks == breaks:
                here.at_rest.append(connection)
            else:
                await here.pool.release(connection)


async def _as_it_is(_connection: Any) -> None:  # noqa: ANN401  # asyncpg's own
    """Leave a connection that is given back as it is, which saves asking the server: nobody changes its settings."""
