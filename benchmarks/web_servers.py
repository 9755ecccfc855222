"""The servers that Backrub is measured beside: bare Starlette, and Litestar with our hub alone.

A bare press makes one commit of its own and goes to queues in memory; a bare page makes the queries of Tonight and
renders its template.

`python -m benchmarks.web_servers NAME PORT FILE`; NAME is one of `SERVERS`, FILE a database that it may make.
"""

import asyncio
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from threading import Lock
from typing import Any

import uvicorn
from litestar import Litestar, get, post
from litestar.params import FromPath, JSONBody
from litestar.response import ServerSentEvent, ServerSentEventMessage
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from backrub.application.begin_night import tonights
from backrub.application.tokens import digest
from backrub.bootstrap.check_ins import last_evening_ms
from backrub.bootstrap.house import House
from backrub.bootstrap.languages import chosen_by
from backrub.bootstrap.rhythm import rhythm_for
from backrub.config import DATABASE
from backrub.content.loader import load_catalogue
from backrub.realtime.hub import Hub
from backrub.storage.store import open_store
from backrub.web.dates import day_of
from backrub.web.drawings import TEMPLATE_GLOBALS
from backrub.web.language import PageWords
from backrub.web.page import template_engine

PING_S = 5
TOKEN = "0" * 128
FIELD = f'<input type="hidden" name="_csrf_token" value="{TOKEN}">'


class Commits:
    """Keep each press in one transaction of its own, synced to the disk before it is answered."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("CREATE TABLE event (session TEXT, seq INT, body TEXT, PRIMARY KEY (session, seq))")
        self._lock = Lock()

    def append(self, session: str, seq: int, body: str) -> None:
        """Return once it is on the disk."""
        with self._lock:
            self._db.execute("INSERT INTO event VALUES (?, ?, ?)", (session, seq, body))


def starlette(path: Path, *, durable: bool) -> Starlette:
    """Return the bare floor: a queue a stream; a press is committed first if `durable`."""
    commits = Commits(path) if durable else None
    queues: dict[str, set[asyncio.Queue[bytes]]] = defaultdict(set)
    last: dict[str, int] = defaultdict(int)

    async def press(request: Request) -> JSONResponse:
        session = request.path_params["session"]
        body = await request.json()
        last[session] += 1
        seq = last[session]
        if commits:
            await run_in_threadpool(commits.append, session, seq, body["press"])
        for queue in queues[session]:
            queue.put_nowait(b'id: %d\ndata: {"seq":%d}\n\n' % (seq, seq))
        return JSONResponse({"seq": seq})

    async def stream(request: Request) -> StreamingResponse:
        return StreamingResponse(messages(request.path_params["session"]), media_type="text/event-stream")

    async def messages(session: str) -> AsyncIterator[bytes]:
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        queues[session].add(queue)
        yield b"event: hello\n\n"
        try:
            while True:
                yield await queue.get()
        finally:
            queues[session].discard(queue)

    return Starlette(
        routes=[
            Route("/healthz", _healthz),
            Route("/sessions/{session}/presses", press, methods=["POST"]),
            Route("/sessions/{session}/stream", stream),
        ]
    )


def bare_page(data: Path) -> Starlette:
    """Return Starlette with the page of Tonight: its template, its bytes, its queries."""
    store = open_store(data / DATABASE)
    house = House(
        store.people,
        store.nights,
        store.keepsakes,
        store.throttle,
        store.links,
        store.log,
        Hub(),
        load_catalogue(),
        lambda: time.time_ns() // 1_000_000,
        str,
        b"",
    )
    environment = template_engine(TEMPLATE_GLOBALS, PageWords(house)).engine
    environment.install_null_translations(newstyle=True)
    environment.globals |= {
        "shown": lambda: "en",
        "csrf_token": lambda: TOKEN,
        "csrf_field": lambda: Markup(FIELD),  # noqa: S704 - ours
    }
    template = environment.get_template("tonight/start.html")

    async def tonight(request: Request) -> HTMLResponse:
        device = house.people.device(digest(request.cookies["backrub_device"]))
        assert device  # noqa: S101 - the bench has made it
        home = house.people.people(device.home_id)
        person = next(one for one in home if one.id == device.holder)
        assert not chosen_by(house, person.id).value  # noqa: S101
        last_ms = last_evening_ms(house, device.home_id, person.id)
        assert tonights(house.nights, device.home_id, person.id, now_ms=house.now_ms()) is None  # noqa: S101
        assert rhythm_for(house, person).shared.time is None  # noqa: S101
        last = day_of(last_ms) if last_ms else None
        text = template.render(person=person, today=day_of(house.now_ms()), last=last, reminder=None)
        return HTMLResponse(text)

    return Starlette(routes=[Route("/healthz", _healthz), Route("/tonight", tonight)])


def _healthz(_: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


def hub_alone() -> Litestar:
    """Return a Litestar app with our hub, and a record in memory that streams read after each hint."""
    hub, record = Hub(), defaultdict[str, list[str]](list)

    @get("/healthz")
    async def healthz() -> str:
        return "ok"

    @post("/sessions/{session:str}/presses", status_code=200)
    async def press(session: FromPath[str], data: JSONBody[dict[str, Any]]) -> dict[str, int]:
        record[session].append(data["press"])
        hub.publish(f"session:{session}")
        return {"seq": len(record[session])}

    @get("/sessions/{session:str}/stream")
    async def stream(session: FromPath[str]) -> ServerSentEvent:
        return ServerSentEvent(messages(session))

    async def messages(session: str) -> AsyncIterator[ServerSentEventMessage]:
        with hub.subscribed(f"session:{session}") as waiter:
            yield ServerSentEventMessage(event="hello")
            seq = 0
            while True:
                for _ in record[session][seq:]:
                    seq += 1
                    yield ServerSentEventMessage(id=seq, data=f'{{"seq":{seq}}}')
                await waiter.wait(PING_S)

    return Litestar([healthz, press, stream], openapi_config=None, logging_config=None)


def main() -> None:
    name, port, path = sys.argv[1:]
    makers: dict[str, Callable[[], Any]] = {
        "bare": lambda: starlette(Path(path), durable=False),
        "bare, durable": lambda: starlette(Path(path), durable=True),
        "bare page": lambda: bare_page(Path(path)),
        "hub alone": hub_alone,
    }
    uvicorn.run(
        makers[name](),
        host="127.0.0.1",
        port=int(port),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=75,
    )


if __name__ == "__main__":
    main()
