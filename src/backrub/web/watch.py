"""Watch every request from outside the app: how long it took and how it was answered, for counts and for the log."""

import logging
import time
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from backrub.bootstrap.metrics import Metrics

NO_ROUTE = "(none)"
"""What stands for the route of a request that no route takes: what it asked for may be anyone's secret."""

LARGEST_OK = 399
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_PRESSES = frozenset({"/sessions/{session_id}/presses", "/tonight/press"})
_STREAMS = (b"text/event-stream", b"audio/mpeg", b"audio/aac")

log = logging.getLogger("backrub.requests")


class Watch:
    """Pass requests on to the app, and tell what came of each in words of ours alone."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        seen = _Seen(send)
        try:
            await self._app(scope, receive, seen.send)
        finally:
            self._tell(scope, seen)

    def _tell(self, scope: Any, seen: "_Seen") -> None:  # noqa: ANN401  # litestar's scope of http
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = scope.get("path_template") or NO_ROUTE
        self._metrics.answered(method, route, seen.status, seen.seconds)
        if method == "POST" and route in _PRESSES and seen.status <= LARGEST_OK:
            self._metrics.pressed()
        told = {"method": method, "route": route, "status": seen.status, "ms": round(seen.seconds * 1000, 1)}
        log.info("request", extra={"told": told})


class _Seen:
    """See an answer pass; one that never began counts as a fault of ours."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._began_s = time.perf_counter()
        self._until_s: float | None = None
        self.status = 500

    @property
    def seconds(self) -> float:
        """Return how long it took, for a stream until it began."""
        return (time.perf_counter() if self._until_s is None else self._until_s) - self._began_s

    async def send(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            kind = next((value for name, value in message["headers"] if name.lower() == b"content-type"), b"")
            if kind.startswith(_STREAMS):
                self._until_s = time.perf_counter()
        await self._send(message)
