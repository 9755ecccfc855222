"""Load a web server from a process of its own: open streams, press, and see what arrives where and when.

Reads a `Load` as JSON from standard input, writes a `Loaded` to standard output. Posts go out at their times
whether or not earlier ones were answered; a press counts as delivered once both phones of its session have it.
"""

import asyncio
import os
import re
import secrets
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import cast

import msgspec
import uvloop

EVENT_ID = re.compile(rb"^id: ?(\d+)\r?$", re.MULTILINE)
SETTLE_S = 1.0
OPENING_S = 60.0
PATIENCE_S = 10.0
AGAIN_S = 0.2
RUN = secrets.token_hex(8)
"""Tells the presses of this run from those of earlier ones: a press again would change nothing."""


class Phone(msgspec.Struct, frozen=True):
    """Name a stream to hold open, with which cookies, and on which port if not the load's own."""

    session: str
    cookie: str = ""
    port: int = 0


class Load(msgspec.Struct, frozen=True):
    """State what to do: `rate` presses a second for `seconds`, each session in turn, or a page again and again.

    `pids` are the processes that serve, whose memory and time are measured, `database` is one whose time is.
    """

    port: int
    phones: tuple[Phone, ...] = ()
    rate: float = 100
    seconds: float = 3
    headers: dict[str, str] = {}
    page: str = ""
    pids: tuple[int, ...] = ()
    database: int = 0


class Loaded(msgspec.Struct, frozen=True):
    """Report what came of it; times in milliseconds, `kb_a_stream` of the server's memory.

    The seconds of a core, of who serves, of the database and of the load itself, are those of the `seconds` that
    presses took.
    """

    posts: int = 0
    delivered: int = 0
    p50_ms: float = 0
    p99_ms: float = 0
    kb_a_stream: float = 0
    tried_again: int = 0
    seconds: float = 0
    server_core_s: float = 0
    database_core_s: float = 0
    load_core_s: float = 0
    pages_a_second: float = 0
    page_bytes: int = 0


class Stream(asyncio.Protocol):
    """Hold one stream open and remember when each event id came."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.came: dict[int, float] = {}
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._tail = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(
            f"GET /sessions/{self.phone.session}/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Accept: text/event-stream\r\nCookie: {self.phone.cookie}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        """Note the ids that arrived now."""
        now = time.perf_counter()
        if not self.opened.done():
            refused = None if b" 200 " in data[:16] else RuntimeError(data[:200].decode(errors="replace"))
            self.opened.set_exception(refused) if refused else self.opened.set_result(None)
        text = self._tail + data
        for found in EVENT_ID.finditer(text):
            self.came.setdefault(int(found[1]), now)
        self._tail = text.rpartition(b"\n")[2]


class Poster:
    """Send requests over kept connections, a new one where all are busy."""

    def __init__(self) -> None:
        self._free: dict[int, list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]] = defaultdict(list)

    async def send(self, port: int, request: bytes) -> tuple[int, bytes]:
        """Return status and body of the answer."""
        free = self._free[port]
        pair = free.pop() if free else await asyncio.open_connection("127.0.0.1", port)
        reader, writer = pair
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: ?(\d+)", head, re.IGNORECASE)
        body = await reader.readexactly(int(length[1]) if length else 0)
        free.append(pair)
        return int(head[9:12]), body


async def _open(load: Load) -> list[Stream]:
    loop = asyncio.get_running_loop()
    streams = []
    for start in range(0, len(load.phones), 100):
        some = load.phones[start : start + 100]
        made = [
            await loop.create_connection(lambda one=one: Stream(one), "127.0.0.1", one.port or load.port)
            for one in some
        ]
        streams += [stream for _, stream in made]
        await asyncio.wait_for(asyncio.gather(*(stream.opened for _, stream in made)), OPENING_S)
    return streams


def _press(load: Load, phone: Phone, number: int) -> bytes:
    body = f'{{"key":"{RUN}-{number:08}","press":"lovely","pressed_ms":{number},"sent_ms":{number}}}'
    more = "".join(f"{name}: {value}\r\n" for name, value in load.headers.items() if name != "cookie")
    cookie = "; ".join(filter(None, (phone.cookie, load.headers.get("cookie", ""))))
    return (
        f"POST /sessions/{phone.session}/presses HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n{more}"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def _post_all(load: Load) -> tuple[list[tuple[str, int, float]], int]:
    """Return session, seq and moment of sending of every press, and how often one was sent again."""
    poster, start, sent, tried_again = Poster(), time.perf_counter(), [], Counter[int]()
    pressers = [phone for place, phone in enumerate(load.phones) if place % 2 == 0]

    async def one(number: int) -> None:
        await asyncio.sleep(start + number / load.rate - time.perf_counter())
        phone = pressers[number % len(pressers)]
        at = time.perf_counter()
        request = _press(load, phone, number)
        status, body = await poster.send(phone.port or load.port, request)
        while status == 503 and time.perf_counter() < at + PATIENCE_S:  # the record is away: as the page does
            tried_again[number] += 1
            await asyncio.sleep(AGAIN_S)
            status, body = await poster.send(phone.port or load.port, request)
        if status not in {200, 201}:
            raise RuntimeError(f"a press was answered with {status}: {body[:200]!r}")
        sent.append((phone.session, msgspec.json.decode(body)["seq"], at))

    await asyncio.gather(*map(one, range(round(load.rate * load.seconds))))
    return sent, tried_again.total()


def _latencies(sent: Sequence[tuple[str, int, float]], streams: Sequence[Stream]) -> list[float]:
    """Return the milliseconds from each press to the session's other phone, of those that both phones have."""
    of_session: dict[str, list[Stream]] = defaultdict(list)
    for stream in streams:
        of_session[stream.phone.session].append(stream)
    found = []
    for session, seq, at in sent:
        presser, other = of_session[session]
        if seq in presser.came and seq in other.came:
            found.append((other.came[seq] - at) * 1000)
    return found


def _memory_kb(pid: int) -> int:
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as table:  # noqa: PTH123
        return next(int(line.split()[1]) for line in table if line.startswith("Rss:"))


class Clocks:
    """Measure the seconds of a core that were spent since now."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._start = self._now()

    def spent(self) -> Loaded:
        """Return what was spent, and the seconds it took."""
        seconds, *cores = (now - then for now, then in zip(self._now(), self._start, strict=True))
        return Loaded(0, 0, 0, 0, 0, 0, seconds, *cores)

    def _now(self) -> tuple[float, float, float, float]:
        database_s = _core_s(self._load.database) if self._load.database else 0
        return time.perf_counter(), sum(map(_core_s, self._load.pids)), database_s, time.process_time()


def _core_s(pid: int) -> float:
    """Return the seconds of a core that a process and its children took so far."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:  # noqa: PTH123
        ticks = sum(map(int, stat.read().rpartition(")")[2].split()[11:15]))
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:  # noqa: PTH123
        return ticks / os.sysconf("SC_CLK_TCK") + sum(
            _core_s(int(child)) for child in children.read().split()
        )


async def _presses(load: Load) -> Loaded:
    # What a server loads once, with its first session, is no cost of a stream.
    first = await _open(msgspec.structs.replace(load, phones=load.phones[:2]))
    await asyncio.sleep(SETTLE_S)
    before = sum(map(_memory_kb, load.pids))
    others = await _open(msgspec.structs.replace(load, phones=load.phones[2:]))
    await asyncio.sleep(SETTLE_S)
    memory = (sum(map(_memory_kb, load.pids)) - before) / len(others)
    streams = first + others
    clocks = Clocks(load)
    sent, tried_again = await _post_all(load)
    spent = clocks.spent()
    end = time.perf_counter() + PATIENCE_S
    while len(times := _latencies(sent, streams)) < len(sent) and time.perf_counter() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.05)  # many streams, no one event to wait for
    cuts = statistics.quantiles(times, n=100)
    for stream in streams:
        stream.transport.abort()
    return msgspec.structs.replace(
        spent,
        posts=len(sent),
        tried_again=tried_again,
        delivered=len(times),
        p50_ms=statistics.median(times),
        p99_ms=cuts[98],
        kb_a_stream=memory,
    )


async def _pages(load: Load) -> Loaded:
    request = (
        f"GET {load.page} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {load.headers['cookie']}\r\n\r\n".encode()
    )
    end, counts, sizes = time.perf_counter() + load.seconds, [0], set()

    async def one() -> None:
        poster = Poster()
        while time.perf_counter() < end:
            status, body = await poster.send(load.port, request)
            if status != 200:
                raise RuntimeError(f"the page was answered with {status}: {body[:200]!r}")
            counts[0] += 1
            sizes.add(len(body))

    await asyncio.gather(*(one() for _ in range(8)))
    return Loaded(pages_a_second=counts[0] / load.seconds, page_bytes=max(sizes))


def main() -> None:
    load = msgspec.json.decode(sys.stdin.buffer.read(), type=Load)
    loaded = uvloop.run(_pages(load) if load.page else _presses(load))
    sys.stdout.buffer.write(msgspec.json.encode(loaded))


if __name__ == "__main__":
    main()
