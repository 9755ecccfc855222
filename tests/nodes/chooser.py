"""What stands before several nodes: each connection goes to the next of them that lets it in."""

import asyncio
from contextlib import suppress
from itertools import cycle

from tests.browser.tcp_proxy import TcpProxy


class Chooser(TcpProxy):
    """Pass connections on to the nodes at `ports`, in turn."""

    def __init__(self, ports):
        super().__init__(ports[0])
        self._tries = len(ports)
        self._turn = cycle(ports)

    @property
    def door(self):
        """Return the address that phones know."""
        return f"http://127.0.0.1:{self.port}"

    async def _reached(self):
        for _ in range(self._tries):
            with suppress(ConnectionRefusedError):
                return await asyncio.open_connection("127.0.0.1", next(self._turn))
        raise ConnectionRefusedError("No node lets anyone in.")
