"""A link that can be cut, go silent or grow slow, between one phone and the server."""

import asyncio
import threading
from contextlib import suppress
from enum import Enum, auto

ROUNDS = 10
"""How often the loop goes round until whoever came is heard, or a transport that was closed is gone."""


class Link(Enum):
    """Name how the link is."""

    OPEN = auto()
    CUT = auto()
    SILENT = auto()


class TcpProxy:
    """Pass bytes between a port of its own and `target_port`, both on this machine.

    What was open when the link went silent stays silent for good, as behind a router that forgot it; after
    `mend` only new connections pass.
    """

    def __init__(self, target_port):
        self.target_port = target_port
        self.port = 0
        self.delay_s = 0.0
        self._link = Link.OPEN
        self._silent = set()
        self._tasks = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        assert self._ready.wait(10), "the proxy did not start"
        return self

    def __exit__(self, *_):
        self._in_loop(self._close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def cut(self):
        """Break every connection, and every new one, until `mend`."""
        self._in_loop(self._set, Link.CUT)

    def fall_silent(self):
        """Accept and hold: nobody hears anything any more, and nobody is told."""
        self._in_loop(self._set, Link.SILENT)

    def mend(self):
        """Let new connections pass again."""
        self._in_loop(self._set, Link.OPEN)

    def _run(self):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._join, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self._end(server))

    async def _end(self, server):
        """Let everything under way end, and every transport hear that it is closed."""
        self._link = Link.CUT
        for listening in server.sockets:
            self._loop.remove_reader(listening.fileno())
        # Who was let in this moment has to find the link cut: a task that is cancelled before it began closes nothing,
        # and a server that is closed meanwhile loses the connection.
        await self._go_round()
        server.close()
        self._close()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._go_round()

    async def _go_round(self):
        for _ in range(ROUNDS):
            await asyncio.sleep(0)

    def _in_loop(self, do, *arguments):
        done = threading.Event()

        def run():
            do(*arguments)
            done.set()

        self._loop.call_soon_threadsafe(run)
        assert done.wait(10), "the proxy hangs"

    def _set(self, link):
        self._link = link
        if link is Link.CUT:
            self._close()
        if link is Link.SILENT:
            self._silent |= self._tasks

    def _close(self):
        for task in list(self._tasks):
            task.cancel()

    async def _join(self, reader, writer):
        task = asyncio.current_task()
        self._tasks.add(task)
        if self._link is Link.SILENT:
            self._silent.add(task)
        try:
            if self._link is not Link.CUT:
                await self._carry(task, reader, writer)
        except (asyncio.CancelledError, OSError):
            writer.transport.abort()
        finally:
            self._tasks.discard(task)
            self._silent.discard(task)
            writer.close()

    async def _carry(self, task, reader, writer):
        there, back = await self._reached()
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pass(task, reader, back))
                both.create_task(self._pass(task, there, writer))
        except* OSError:
            writer.transport.abort()
        finally:
            back.transport.abort()

    async def _reached(self):
        return await asyncio.open_connection("127.0.0.1", self.target_port)

    async def _pass(self, task, reader, writer):
        while chunk := await reader.read(65536):
            if self.delay_s:
                await asyncio.sleep(self.delay_s)
            if task in self._silent:
                await asyncio.get_running_loop().create_future()
            writer.write(chunk)
            await writer.drain()
        with suppress(OSError):
            writer.write_eof()


class Overheard:
    """Read from a stream and let somebody hear what was read."""

    def __init__(self, reader, hear):
        self._reader = reader
        self._hear = hear

    async def read(self, most):
        chunk = await self._reader.read(most)
        self._hear(chunk)
        await asyncio.sleep(0)  # whoever was cut off meanwhile passes nothing on
        return chunk
