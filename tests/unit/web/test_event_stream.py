"""A stream of events ends when its phone leaves, when the server ends it, and when there are no more."""

import asyncio
from asyncio import CancelledError, Event
from collections.abc import AsyncIterator

import pytest
from tests.loop import run

from backrub.web.event_stream import EventStream


class Phone:
    """Ask for a stream, keep what comes, and leave when told to."""

    def __init__(self) -> None:
        self.leaves, self.hears = Event(), Event()
        self.got = b""
        self.is_whole = False

    async def receive(self) -> dict[str, object]:
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, object]) -> None:
        self.got += message.get("body", b"")
        if self.got:
            self.hears.set()
        self.is_whole = not message.get("more_body", True)

    async def ask(self, events: AsyncIterator[bytes]) -> None:
        await EventStream(events)({"type": "http"}, self.receive, self.send)


class Events:
    """Give one event, and then what a test says; know whether they were let go."""

    def __init__(self) -> None:
        self.is_closed = False
        self.more = Event()

    async def __call__(self) -> AsyncIterator[bytes]:
        try:
            yield b"data: 1\n\n"
            await self.more.wait()
            yield b"data: 2\n\n"
        finally:
            self.is_closed = True


async def begun() -> tuple[Phone, Events, asyncio.Task[None]]:
    phone, events = Phone(), Events()
    asked = asyncio.create_task(phone.ask(events()))
    await phone.hears.wait()
    return phone, events, asked


def test_it_is_whole_once_there_are_no_more_events():
    async def evening() -> None:
        phone, events, asked = await begun()
        events.more.set()
        await asked
        assert phone.got == b"data: 1\n\ndata: 2\n\n"
        assert phone.is_whole
        assert events.is_closed

    run(evening())


def test_a_phone_that_leaves_ends_it_quietly():
    async def evening() -> None:
        phone, events, asked = await begun()
        phone.leaves.set()
        await asyncio.wait_for(asked, 5)
        assert events.is_closed
        assert not asked.cancelled()

    run(evening())


def test_a_server_that_ends_it_breaks_it_off():
    async def evening() -> None:
        phone, events, asked = await begun()
        asked.cancel()
        with pytest.raises(CancelledError):
            await asked
        assert events.is_closed
        assert not phone.is_whole

    run(evening())


def test_what_goes_wrong_among_the_events_is_raised():
    async def broken() -> AsyncIterator[bytes]:
        yield b"data: 1\n\n"
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        run(Phone().ask(broken()))
