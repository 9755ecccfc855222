"""Server-sent events as an answer: the task of the request sends them, and one more listens for a phone that leaves.

Litestar's own Stream opens a group of tasks for that, which is some kilobytes more for each of thousands who wait.
"""

import asyncio
from asyncio import CancelledError, Task
from collections.abc import AsyncIterator
from functools import partial

from litestar.response.streaming import ASGIStreamingResponse
from litestar.types import Receive, Send

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class EventStream(ASGIStreamingResponse):
    """Answer with events, each whole, until there are no more or nobody listens; then let the events close."""

    def __init__(self, events: AsyncIterator[bytes]) -> None:
        super().__init__(iterator=events, media_type="text/event-stream", headers=_HEADERS)

    async def send_body(self, send: Send, receive: Receive) -> None:
        """Send every event as it comes."""
        sending: Task[object] = asyncio.current_task()  # type: ignore[assignment]  # answers are given by tasks
        leaving = asyncio.create_task(_left(receive))
        leaving.add_done_callback(partial(_hang_up, sending))
        try:
            await self._stream(send)
        except CancelledError:
            if not leaving.done():
                raise  # the server ends it, and the connection with it
            sending.uncancel()
        finally:
            leaving.cancel()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _hang_up(sending: Task[object], leaving: Task[None]) -> None:
    if not leaving.cancelled():
        sending.cancel()
