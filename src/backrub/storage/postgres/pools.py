"""Connections to a PostgreSQL, each for the loop it was opened on."""

import asyncio
from asyncio import AbstractEventLoop, Semaphore
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
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
"""What the server is asked to do when it hears no more of us."""

_LIMITS = ("idle_in_transaction_session_timeout", "statement_timeout")


class Pools:
    """Lend connections to what runs on a loop that was started; a statement may take `limit_s`."""

    def __init__(self, address: str, limit_s: float) -> None:
        self._address = address
        self._limit_s = limit_s
        self._pools: dict[AbstractEventLoop, Any] = {}
        self._turns: dict[AbstractEventLoop, Semaphore] = {}

    @property
    def turns(self) -> Semaphore:
        """Return what lets as much work at once use the running loop's connections as there are."""
        return self._turns[asyncio.get_running_loop()]

    @property
    def is_started(self) -> bool:
        """Return whether the running loop has connections."""
        return asyncio.get_running_loop() in self._pools

    async def start(self) -> None:
        """Have connections for the running loop.

        Raises: what says that the server cannot be reached.
        """
        self._pools[asyncio.get_running_loop()] = await asyncpg.create_pool(
            self._address,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=ANSWER_S,
            command_timeout=self._limit_s,
            server_settings=_SETTINGS | dict.fromkeys(_LIMITS, f"{self._limit_s:.0f}s"),
            reset=_as_it_is,
        )
        self._turns[asyncio.get_running_loop()] = Semaphore(CONNECTIONS)

    async def close(self) -> None:
        """Close the connections of the running loop; closing twice changes nothing."""
        self._turns.pop(asyncio.get_running_loop(), None)
        pool = self._pools.pop(asyncio.get_running_loop(), None)
        if pool is not None:
            with suppress(*LOST):
                await asyncio.wait_for(pool.close(), ANSWER_S)

    @asynccontextmanager
    async def lending(self) -> AsyncIterator[Any]:
        """Lend a connection; one that breaks meanwhile takes along all that were opened before."""
        pool = self._pools[asyncio.get_running_loop()]
        connection = await pool.acquire(timeout=ANSWER_S)
        try:
            yield connection
        except (Broken, *LOST):
            await pool.expire_connections()
            with suppress(asyncpg.InterfaceError):  # it may have left the pool by itself
                connection.terminate()
            raise
        finally:
            await pool.release(connection)


async def _as_it_is(_connection: Any) -> None:  # noqa: ANN401  # asyncpg's own
    """Leave a connection that is given back as it is, which saves asking the server: nobody changes its settings."""
