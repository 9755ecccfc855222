"""The streams that are open: how many there may be, and their end when the server stops.

A stream belongs to the task that answers its request. Ending it breaks its connection, so that a browser knows that
the stream is not over, and asks again: another server by then, or this one once it is back.
"""

import asyncio
from asyncio import Task
from collections import Counter
from collections.abc import Callable
from typing import TypeAlias

from litestar.di import NamedDependency
from litestar.exceptions import ServiceUnavailableException
from litestar.params import SkipValidation

from backrub.application.quotas import MOST_STREAMS, MOST_STREAMS_OF_HOME


class OpenStreams:
    """Know every open stream and whose home it is for; all of it belongs to one event loop.

    `on_quiet` is called whenever the last one has ended.
    """

    def __init__(self, on_quiet: Callable[[], object] = lambda: None) -> None:
        self._on_quiet = on_quiet
        self._tasks: dict[Task[object], str] = {}
        self._of_home: Counter[str] = Counter()
        self.is_stopping = False

    def __len__(self) -> int:
        """Return how many streams are open."""
        return len(self._tasks)

    def add(self, home_id: str) -> None:
        """Let the request that is being answered be a stream of a home.

        Raises: ServiceUnavailableException, if there are as many as may be, or the server stops.
        """
        if self.is_stopping or len(self) >= MOST_STREAMS or self._of_home[home_id] >= MOST_STREAMS_OF_HOME:
            raise ServiceUnavailableException(headers={"Retry-After": "1"})
        task = asyncio.current_task()
        if task is not None and task not in self._tasks:
            self._tasks[task] = home_id
            self._of_home[home_id] += 1
            task.add_done_callback(self._ended)

    def stop(self) -> None:
        """Begin no stream any more; those that are open go on until they are ended."""
        self.is_stopping = True

    def end(self) -> None:
        """End every stream, and begin none any more."""
        self.stop()
        for task in list(self._tasks):
            task.cancel()

    def _ended(self, task: Task[object]) -> None:
        home_id = self._tasks.pop(task)
        self._of_home[home_id] -= 1
        if not self._of_home[home_id]:
            del self._of_home[home_id]
        if not self._tasks:
            self._on_quiet()


GivenStreams: TypeAlias = NamedDependency[SkipValidation[OpenStreams]]
"""How a handler asks for the open streams, as `streams`."""
