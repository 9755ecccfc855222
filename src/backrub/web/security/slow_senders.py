"""Let nobody hold a connection by sending slowly, nor fill the memory with the head of a request.

uvicorn has no such limits: it waits for the rest of a request for ever, and keeps whatever head arrives.
"""

from asyncio import TimerHandle, Transport
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from backrub.web.security.headers import ALWAYS

WHOLE_WITHIN_S = 15.0
LARGEST_HEAD_BYTES = 32 * 1024

_SENTENCES = {
    400: b"That could not be read.\n",
    408: b"That took too long to arrive; try again.\n",
    431: b"The head of that request is too large.\n",
}


class TooLargeHead(Exception):
    """A request has more in its head than any browser sends here."""


class ImpatientProtocol(HttpToolsProtocol):
    """Speak HTTP as uvicorn does, with whoever sends a request whole in time; answers may take as long as they like."""

    # Python keeps what many connections have alike only up to thirty names in each; uvicorn's are that many.
    __slots__ = ("_head_bytes", "_in_head", "_patience")

    def __init__(self, *known: Any, **more: Any) -> None:  # noqa: ANN401  # as uvicorn makes it
        super().__init__(*known, **more)
        self._in_head = True
        self._head_bytes = 0
        self._patience: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in a piece of a request, unless its head has grown too large."""
        if self._patience is None:  # here, and not where a message begins: empty lines begin none
            self._wait()
        if self._in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > LARGEST_HEAD_BYTES:
            self._refuse(431)

    def on_headers_complete(self) -> None:
        """Go on to the body.

        Raises: TooLargeHead, when all of it came at once.
        """
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > LARGEST_HEAD_BYTES:
            raise TooLargeHead
        self._in_head, self._head_bytes = False, 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Note that the request is whole."""
        self._in_head = True
        self._wait_no_more()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  # uvicorn's own words
        """Refuse what is no request, or none that is answered here."""
        self._refuse(431 if self._head_bytes > LARGEST_HEAD_BYTES else 400)

    def _wait(self) -> None:
        self._patience = self.loop.call_later(WHOLE_WITHIN_S, self._give_up)

    def _wait_no_more(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        is_idle = (
            self._in_head and not self._head_bytes
        )  # browsers connect ahead, and would show an answer as a page
        is_answered = (
            self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete
        )
        if is_idle or is_answered:
            self.transport.abort()
        else:
            self._refuse(408)

    def _refuse(self, status: int) -> None:
        """Answer whatever there is, in one sentence, and hang up."""
        if self.transport.is_closing():
            return
        sentence = _SENTENCES[status]
        headers = {
            **ALWAYS,
            "content-type": "text/plain",
            "content-length": len(sentence),
            "connection": "close",
        }
        lines = (f"{name}: {value}\r\n" for name, value in headers.items())
        self.transport.write(STATUS_LINE[status] + "".join(lines).encode() + b"\r\n" + sentence)
        self.transport.close()
