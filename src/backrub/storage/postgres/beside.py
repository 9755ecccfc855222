"""Work beside a loop that asks a PostgreSQL, on connections of that loop."""

from collections.abc import Callable
from typing import TypeVar

from backrub.storage.beside import OnTheLoop, Threads
from backrub.storage.postgres.failures import in_one_sentence
from backrub.storage.postgres.pools import Pools

T = TypeVar("T")


class Beside:
    """Do work on a loop that was started, beside any other in a thread (see `application.ports.Beside`)."""

    def __init__(self, pools: Pools, place: str) -> None:
        self._pools = pools
        self._place = place

    async def start(self) -> None:
        """Have connections for work beside the running loop.

        Raises: StoreUnavailable.
        """
        with in_one_sentence(self._place):
            await self._pools.start()

    async def close(self) -> None:
        """Close the connections that were for work beside the running loop."""
        await self._pools.close()

    async def __call__(self, work: Callable[[], T]) -> T:
        """Return what a work returned; raises what it raises."""
        if not self._pools.is_started:
            return await Threads()(work)
        # A thousand phones that come back at once wait here, not for a connection.
        async with self._pools.turns:
            return await OnTheLoop()(work)
