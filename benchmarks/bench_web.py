"""Measure the pages, the live presses and the first load beside a bare Starlette server in the same run.

Adds its section to benchmarks/results.md, after the others.
"""

import resource
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
from benchmarks.results import keep
from benchmarks.web_first_load import FirstLoad, first_load
from benchmarks.web_load import Load, Loaded, Phone
from benchmarks.web_running import begin_homes, beside, form_headers, form_token, run_load, serving
from tests.begun import Begun
from tests.browser.server import Server

from backrub.config import DATABASE
from backrub.storage.store import open_store

TITLE = "## Pages and live sessions"
STREAMS = (100, 1000, 3000)
BAR_STREAMS = 1000
OPEN_FILES = 2 * STREAMS[-1] + 500
WARMING, WARM_S = 20, 1
"""How many sessions a server keeps going first: what comes once is no cost of a stream."""

PRESSING_S = 3
PAGE_TRIES, PAGE_SECONDS = 3, 3.0


def main() -> None:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < OPEN_FILES:
        sys.exit(
            f"The bench opens {OPEN_FILES} connections; allow as many open files (ulimit -n {OPEN_FILES})."
        )
    keep("\n".join(_section()))


def _section() -> Iterator[str]:
    yield from (TITLE, "")
    yield (
        "Everything over loopback, servers and load in processes of their own. Pages: 8 connections ask for Tonight; "
        "the bare server renders the same template from the same queries. Presses: 100 a second, at their times "
        "whether or not earlier ones were answered; a stream for each of two phones a session; a press counts once "
        "both have it. The bare server commits each press alone (synchronous=FULL) and passes it on in memory. "
        f"Ours is warm: it has had {WARMING} sessions before."
    )
    yield from _pages()
    yield from _presses()
    yield from _first_load()


# Pages


def _pages() -> Iterator[str]:
    yield from ("", "| Tonight | pages a second | bytes | ÷ bare | bar |", "|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        cookie = _new_home(server)
        with beside("bare page", Path(folder) / "data") as (port, _):
            tries = [(_page(server.port, cookie), _page(port, cookie)) for _ in range(PAGE_TRIES)]
    ours, bare = (statistics.median(one.pages_a_second for one in each) for each in zip(*tries, strict=True))
    yield f"| bare Starlette | {bare:.0f} | {tries[0][1].page_bytes} | 1.00 | |"
    yield f"| Backrub | {ours:.0f} | {tries[0][0].page_bytes} | {ours / bare:.2f} | ≥ 0.5 |"


def _new_home(server: Server) -> str:
    """Return the cookies of one of two people who have just moved in."""
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}") as client:
        token = form_token(client)
        client.post("/homes", data={"name": "Cheryl", "_csrf_token": token})
        client.post("/people", data={"name": "Scott", "_csrf_token": token})
        return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


def _page(port: int, cookie: str) -> Loaded:
    return run_load(Load(port, seconds=PAGE_SECONDS, page="/tonight", headers={"cookie": cookie}))


# Presses


@dataclass(frozen=True, slots=True)
class Row:
    """Hold what came of the same load on a server and on its floor."""

    name: str
    streams: int
    ours: Loaded
    bare: Loaded

    def __str__(self) -> str:
        """Return a row of the table."""
        cells = (
            *(f"{self.bare.p50_ms:.2f}", f"{self.bare.p99_ms:.1f}", f"{self.ours.p50_ms:.2f}"),
            *(f"{self.ours.p99_ms:.1f}", f"{self.ours.p50_ms / self.bare.p50_ms:.2f}"),
            *(f"{self.ours.p99_ms / self.bare.p99_ms:.2f}", f"{self.ours.delivered / self.ours.posts:.1%}"),
            f"{self.ours.kb_a_stream:.0f}",
        )
        return f"| {self.name} | {self.streams} | " + " | ".join(cells) + " |"


def _presses() -> Iterator[str]:
    yield ""
    yield (
        "| press → other phone | streams | bare p50 ms | p99 | ours p50 ms | p99 | p50 ÷ bare | p99 ÷ bare "
        "| delivered | kB a stream |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    rows = [Row("hub alone", BAR_STREAMS, _floor("hub alone", BAR_STREAMS), _floor("bare", BAR_STREAMS))]
    rows += [Row("durable", count, _ours(count), _floor("bare, durable", count)) for count in STREAMS]
    yield from map(str, rows)
    yield ""
    many, few = rows[-1], rows[1]
    yield (
        f"p50 at {many.streams} streams is {many.ours.p50_ms / few.ours.p50_ms:.2f} times that at {few.streams} "
        f"(bar 1.5). Bars at {BAR_STREAMS}: p50 ≤ 2 times bare, durable p99 ≤ 5 times, all delivered, ≤ 40 kB."
    )


def _floor(name: str, streams: int) -> Loaded:
    with (
        tempfile.TemporaryDirectory() as folder,
        beside(name, Path(folder) / "floor.sqlite3") as (port, pid),
    ):
        phones = tuple(Phone(str(number // 2)) for number in range(streams))
        return run_load(Load(port, phones, pids=(pid,)))


def _ours(streams: int) -> Loaded:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        sessions = streams // 2
        _press(server, range(sessions, sessions + WARMING), seconds=WARM_S)
        return _press(server, range(sessions), seconds=PRESSING_S)


def _press(server: Server, homes: range, *, seconds: float) -> Loaded:
    phones = tuple(
        Phone(one.session_id, f"backrub_device={token}")
        for one in _begin(server, homes)
        for token in (one.receiver, one.giver)
    )
    headers = form_headers(server.port)
    return run_load(Load(server.port, phones, seconds=seconds, headers=headers, pids=(server.pid,)))


def _begin(server: Server, homes: range) -> list[Begun]:
    with open_store(server.home / "data" / DATABASE) as store:
        return begin_homes(store, homes)


# First load


def _first_load() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        (begun,) = _begin(server, range(1))
        found = first_load(server, begun)
    yield from ("", FirstLoad.NOTE, "", "| the guide, first load | measured | bar |", "|---|---:|---:|")
    yield from found.rows()


if __name__ == "__main__":
    main()
