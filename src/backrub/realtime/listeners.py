"""Who listens to a live sound: everyone gets the same bytes, and nobody waits for anybody."""

from asyncio import Queue
from collections import deque
from collections.abc import AsyncGenerator

KEPT = 16
MOST_WAITING = 32
"""How many chunks wait for one who is slow; then they go on with the newest one."""


class Listeners:
    """Pass chunks of sound on; all of it belongs to one event loop."""

    def __init__(self) -> None:
        self._queues: set[Queue[bytes | None]] = set()
        self._latest: deque[tuple[int, bytes]] = deque(maxlen=KEPT)
        self._has_ended = False

    def __len__(self) -> int:
        """Return how many listen."""
        return len(self._queues)

    def publish(self, chunk: bytes, *, until_ms: int) -> None:
        """Pass a chunk on that sounds until a moment of the clock."""
        self._latest.append((until_ms, chunk))
        for queue in self._queues:
            if queue.full():
                _empty(queue)
            queue.put_nowait(chunk)

    def end(self) -> None:
        """Let everyone hear what waits for them, and then the end."""
        self._has_ended = True
        for queue in self._queues:
            if queue.full():
                _empty(queue)
            queue.put_nowait(None)

    async def listen(self, now_ms: int) -> AsyncGenerator[bytes]:
        """Yield chunks from the one that sounds now, until the end."""
        queue = self._joined(now_ms)
        try:
            while (chunk := await queue.get()) is not None:
                yield chunk
        finally:
            self._queues.discard(queue)

    def _joined(self, now_ms: int) -> Queue[bytes | None]:
        queue: Queue[bytes | None] = Queue(MOST_WAITING)
        for until_ms, chunk in self._latest:
            if until_ms > now_ms:
                queue.put_nowait(chunk)
        self._queues.add(queue)
        if self._has_ended:
            queue.put_nowait(None)
        return queue


def _empty(queue: Queue[bytes | None]) -> None:
    while not queue.empty():
        queue.get_nowait()
