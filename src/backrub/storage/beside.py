"""Work that asks a record, done on a loop's own thread while the loop goes on.

Theory of operation. In a thread of its own a piece of work changes threads on its way there and back, and once more
each time it asks the record: on a small machine most of the time that a press takes. Here it runs as a greenlet.
Where it waits for the record, it hands what it waits for to the task that began it, which awaits it as anything
else, and then lets it go on: as SQLAlchemy's asyncio extension does it (decision 20).
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import copy_context
from typing import Any, TypeVar

from greenlet import getcurrent, greenlet

T = TypeVar("T")


class Threads:
    """Do each piece of work in a thread (see `application.ports.Beside`)."""

    async def start(self) -> None:
        """Do nothing: threads come when they are needed."""

    async def close(self) -> None:
        """Do nothing, as `start`."""

    async def __call__(self, work: Callable[[], T]) -> T:
        """Return what a work returned; raises what it raises."""
        return await asyncio.to_thread(work)


class OnTheLoop(Threads):
    """Do work on the running loop's thread; whatever it waits for by `awaited` lets the loop go on."""

    async def __call__(self, work: Callable[[], T]) -> T:
        """Return what a work returned.

        Raises: what the work raises; a cancellation is raised in the work, where it waits.
        """
        side = _Side(work)
        side.gr_context = copy_context()
        said: Any = side.switch()
        while not side.dead:
            said = await _answered(side, said)
        result: T = said
        return result


class _Side(greenlet):
    """Run a piece of work; what it switches back with is to be awaited until it is dead, then its result."""


async def _answered(side: _Side, doing: Awaitable[Any]) -> Any:  # noqa: ANN401  # what the work says next
    """Return what a work says next, once what it waits for is there or went wrong."""
    try:
        value = await doing
    except BaseException as error:  # noqa: BLE001  # the work's to catch, as if it had waited itself
        return side.throw(error)
    return side.switch(value)


def is_beside() -> bool:
    """Return whether this is a work that `OnTheLoop` does."""
    return isinstance(getcurrent(), _Side)


def awaited(doing: Coroutine[Any, Any, T]) -> T:
    """Return what comes of something that is awaited, to a work beside a loop."""
    here = getcurrent()
    assert here.parent is not None  # noqa: S101  # a work has whoever does it
    value: T = here.parent.switch(doing)
    return value
