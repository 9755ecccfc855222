"""Ask the app as a server does, so that nothing is added, followed or remembered on the way."""

import asyncio
import re
from asyncio import FIRST_COMPLETED
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
ENDLESS = re.compile(r"/stream$|\.(mp3|aac)$")
"""Addresses whose answers go on until someone leaves."""


@dataclass(frozen=True)
class Told:
    """Hold an answer; headers are sorted."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def text(self):
        """Return the body as text."""
        return self.body.decode("utf-8", "replace")

    def header(self, name):
        """Return a header, "" without one."""
        return dict(self.headers).get(name.encode(), b"").decode()


@dataclass(frozen=True)
class Asked:
    """Hold a request; a stream is read up to its first event or sound."""

    method: str
    address: str
    body: bytes = b""
    kind: str = FORM
    cookies: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    client: str = "127.0.0.1"
    stream: bool = False

    def all_headers(self):
        """Return the headers as they go over the wire."""
        sent = {"host": "home.test", **self.headers}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self.body:
            sent |= {"content-type": self.kind, "content-length": str(len(self.body))}
        return [(name.encode(), value.encode()) for name, value in sent.items()]


async def ask(app, asked):
    """Return what an app answers."""
    path, _, query = asked.address.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": asked.method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": asked.all_headers(),
        "client": (asked.client, 1),
        "server": ("home.test", 80),
    }
    exchange = Exchange(asked.body)
    task = asyncio.create_task(app(scope, exchange.receive, exchange.send))
    if not asked.stream:
        await task
        return exchange.told
    both = {task, asyncio.create_task(exchange.spoken.wait())}
    await asyncio.wait(both, return_when=FIRST_COMPLETED)
    for one in both:
        one.cancel()
    await asyncio.gather(*both, return_exceptions=True)
    return exchange.told


class Exchange:
    """Stand at the other end of one request."""

    def __init__(self, body):
        self._asked = [{"type": "http.request", "body": body, "more_body": False}]
        self._came = []
        self.spoken = asyncio.Event()

    async def receive(self):
        if self._asked:
            return self._asked.pop()
        return await asyncio.get_running_loop().create_future()

    async def send(self, message):
        self._came.append(message)
        body = message.get("body", b"")
        if b"event: " in body or (body and not body.startswith(b"retry: ")):
            self.spoken.set()

    @property
    def told(self):
        """Return what came."""
        start, *rest = self._came
        return Told(
            start["status"],
            tuple(sorted(start["headers"])),
            b"".join(one.get("body", b"") for one in rest),
        )
