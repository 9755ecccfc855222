"""A link on which every answer comes in pieces, so that pages are seen empty, half, and before their scripts."""

import asyncio
import re

from tests.browser.tcp_proxy import Overheard, TcpProxy

WISH = re.compile(rb"([A-Z]+) /\S* HTTP/1\.1\r\n")
LENGTH = re.compile(rb"\ncontent-length: (\d+)", re.IGNORECASE)


class HeldLink(TcpProxy):
    """Pass everything, but pause for `held_s` seconds before an answer to a press, in a page and before a script."""

    def __init__(self, target_port, held_s):
        super().__init__(target_port)
        self._held_s = held_s

    async def _carry(self, task, reader, writer):
        asked = []
        wishes = Overheard(reader, lambda chunk: asked.extend(methods(chunk)))
        await super()._carry(task, wishes, Answering(writer, asked, self._held_s))


class Answering:
    """Write what is answered, with its pauses."""

    def __init__(self, writer, asked, held_s):
        self.transport = writer.transport
        self.write_eof = writer.write_eof
        self._writer = writer
        self._asked = asked
        self._held_s = held_s
        self._chunk = b""
        self._pauses = []

    def write(self, chunk):
        self._chunk = chunk
        if chunk.startswith(b"HTTP/1.1 "):
            self._pauses = pauses(self._asked.pop(0), chunk)

    async def drain(self):
        chunk = self._chunk
        while self._pauses and self._pauses[0] < len(chunk):
            passes = self._pauses[0]
            self._writer.write(chunk[:passes])
            await asyncio.sleep(self._held_s)
            chunk = chunk[passes:]
            self._pauses = [place - passes for place in self._pauses[1:]]
        self._pauses = [place - len(chunk) for place in self._pauses]
        self._writer.write(chunk)
        await self._writer.drain()


def methods(asked):
    """Return the method of what is asked, where it begins."""
    return [wish[1]] if (wish := WISH.match(asked)) else []


def pauses(method, answer):
    """Return after how many bytes of an answer to pause."""
    head = answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    length = int(found[1]) if (found := LENGTH.search(head)) else 0
    before = [0] if method == b"POST" else []
    if b"text/html" in head:
        return [*before, len(head), len(head) + length // 2]
    return [*before, len(head)] if b"javascript" in head else before
