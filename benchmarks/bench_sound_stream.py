"""Measure live sound: what a stream costs, how many go at once, and how soon a press is heard.

Adds its section to benchmarks/results.md, after the others.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import httpx
import numpy as np
from benchmarks.results import keep
from playwright.sync_api import Page
from tests.aired import Aired, decoded
from tests.begun import EVENING, Begun, begin
from tests.browser.chromium import a_browser
from tests.browser.phone import phones_of
from tests.browser.seeded import let_in, record_of
from tests.browser.server import Server, wait_until
from tests.browser.test_live_sound import ASLEEP, EAR

from backrub.audio.grid import RATE_HZ
from backrub.audio.on_air import BLOCK_MS
from backrub.audio.stream_encoder import BIT_RATE

TITLE = "## Live sound"
WHISTLING = Path(__file__).parents[1] / "tests" / "browser" / "whistling.py"
STREAMS = (1, 20)
OPENING_S = 5.0
MEASURED_S = 20.0
PRESSES = 10
MINUTES = 10
BYTES_A_S = BIT_RATE / 8
CHANGED = 0.01


@dataclass(slots=True)
class Ear:
    """Hold what came over one stream, and when."""

    came: list[tuple[float, int]] = field(default_factory=list)
    sound: bytearray = field(default_factory=bytearray)

    async def listen(self, client: httpx.AsyncClient, path: str) -> None:
        """Listen until cancelled."""
        async with client.stream("GET", path, timeout=None) as answer:
            answer.raise_for_status()
            async for chunk in answer.aiter_raw():
                self.sound += chunk
                self.came.append((time.perf_counter(), len(self.sound)))

    def starved(self, since: float) -> int:
        """Return how often since then a player that began with the first byte had nothing left to play."""
        began = self.came[0][0]
        pairs = zip(self.came[1:], self.came, strict=False)
        return sum(at > since and at - began > had / BYTES_A_S for (at, _), (_, had) in pairs)


def main() -> None:
    keep("\n".join(_section()))


def _section() -> Iterator[str]:
    yield from (TITLE, "")
    yield (
        f"MP3 at {BIT_RATE // 1000} kbit/s over loopback, a session for each stream, server and load in processes "
        f"of their own, {MEASURED_S:.0f} s each. A block is late if a player that began with the first byte had "
        "nothing left to play before it. A press counts from the moment it is sent until the first byte of the "
        "frames that differ has come (server), or until a real browser plays the word (heard; a page over plain "
        "http whose timers stand still)."
    )
    yield from ("", "| streams | of a core | bar | late blocks |", "|---:|---:|---:|---:|")
    for count in STREAMS:
        core, late = asyncio.run(_cost(count))
        yield f"| {count} | {core:.1%} | ≤ {'5' if count == 1 else '100'} % | {late} |"
    server_ms = asyncio.run(_pressed())
    late_s, heard_s = _heard()
    yield from ("", "| a press | median | most | bar |", "|---|---:|---:|---:|")
    yield f"| changed sound leaves the server, ms | {statistics.median(server_ms):.0f} | {max(server_ms):.0f} | ≤ 300 |"
    yield f"| its word is heard in Chromium, s | {statistics.median(heard_s):.2f} | {max(heard_s):.2f} | |"
    yield f"| a planned line is heard later than planned, s | {statistics.median(late_s):.2f} | {max(late_s):.2f} | |"


@contextmanager
def _serving(command: list[str] | None = None) -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), command=command)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _begin(server: Server, count: int, *, ago_s: float, home: str = "home") -> tuple[list[Begun], float]:
    began_ms = time.time_ns() // 1_000_000 - round(ago_s * 1000)
    with record_of(server) as store:
        evening = {**EVENING, "minutes": MINUTES}
        made = [begin(store, began_ms=began_ms, evening=evening, home=f"{home}-{n}") for n in range(count)]
    return made, began_ms / 1000


# Cost


async def _cost(count: int) -> tuple[float, int]:
    """Return the share of a core that some streams take, and how many blocks were late."""
    with _serving() as server:
        begun, _ = _begin(server, count, ago_s=100)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as client:
            ears = [Ear() for _ in begun]
            tasks = [
                asyncio.create_task(ear.listen(_with(client, one), f"/sessions/{one.session_id}/sound.mp3"))
                for ear, one in zip(ears, begun, strict=True)
            ]
            await asyncio.sleep(OPENING_S)
            before, began = _cpu_s(server.pid), time.perf_counter()
            await asyncio.sleep(MEASURED_S)
            core = (_cpu_s(server.pid) - before) / (time.perf_counter() - began)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    if not all(ear.sound for ear in ears):
        raise RuntimeError("Not every stream was opened in time.")
    return core, sum(ear.starved(began) for ear in ears)


def _with(client: httpx.AsyncClient, one: Begun) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=client.base_url, cookies={"backrub_device": one.giver}, limits=httpx.Limits()
    )


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


# Presses


async def _pressed() -> list[float]:
    """Return after how many milliseconds each press has changed what comes."""
    with _serving([sys.executable, str(WHISTLING), "serve"]) as server:
        base, quiet_s = f"http://127.0.0.1:{server.port}", _quiet_s()
        return [
            await _changed_ms(base, _begin(server, 1, ago_s=quiet_s, home=f"home{n}")[0][0], n / PRESSES)
            for n in range(PRESSES)
        ]


def _quiet_s() -> float:
    """Return the second after which nothing rings or is said for longest, with time for a bell to fade."""
    points = Aired(minutes=MINUTES).points
    struck = sorted(each.at_s for each in (*points.bells, *points.spoken) if each.at_s > 60)
    before, after = max(pairwise(struck), key=lambda pair: pair[1] - pair[0])
    if after - before < 20:
        raise RuntimeError("The evening is never quiet for long enough.")
    return before + 8


async def _changed_ms(base: str, one: Begun, between: float) -> float:
    """Return when the first frames came that hold the bell of a press; a stream of bells alone shows it."""
    path = f"/sessions/{one.session_id}/sound.mp3?character=voice_only"
    async with httpx.AsyncClient(base_url=base, cookies={"backrub_device": one.giver}) as client:
        token = (await client.get("/what-works")).text.partition('name="csrf" content="')[2].partition('"')[0]
        ear = Ear()
        task = asyncio.create_task(ear.listen(client, path))
        await asyncio.sleep(OPENING_S / 2)
        # Presses come at any moment between two blocks.
        await asyncio.sleep(between * BLOCK_MS / 1000)
        pressed, had = time.perf_counter(), len(ear.sound)
        body = {"key": "press-1234", "press": "lovely", "pressed_ms": 1, "sent_ms": 1}
        await client.post(f"/sessions/{one.session_id}/presses", json=body, headers={"x-csrftoken": token})
        await asyncio.sleep(2.0)
        task.cancel()
    heard = decoded(bytes(ear.sound))
    quiet = np.abs(heard[: round(had / BYTES_A_S * RATE_HZ)]).max()
    rings = np.flatnonzero(np.abs(heard) > quiet + CHANGED)[0]
    byte = rings / RATE_HZ * BYTES_A_S
    return next((at - pressed) * 1000 for at, total in ear.came if total >= byte)


def _heard() -> tuple[list[float], list[float]]:
    """Return how much later than planned lines are heard in a browser, and how long after its press a word."""
    with _serving([sys.executable, str(WHISTLING), "serve"]) as server, a_browser() as browser:
        (begun,), began_s = _begin(server, 1, ago_s=105)
        with phones_of(browser, server) as make:
            phone, remote = make("Scott", plain=True), make("Cheryl", plain=True)
            phone.context.add_init_script(ASLEEP)
            page = let_in(phone, begun.giver).open("/tonight/listen")
            page.evaluate(EAR)
            let_in(remote, begun.receiver).open("/tonight/remote").wait_for_selector("[data-ready]")
            wait_until(lambda: len(page.evaluate("window.whistled")) >= 2, most_s=60)
            late_s = [_late_s(at / 1000 - began_s) for at in page.evaluate("window.whistled")]
            return late_s, [_word_s(page, remote.page) for _ in range(PRESSES)]


def _late_s(heard_s: float) -> float:
    """Return how long after the nearest line before it something was heard."""
    return min(heard_s - cue.at_s for cue in Aired(minutes=MINUTES).points.spoken if cue.at_s <= heard_s)


def _word_s(page: Page, remote: Page) -> float:
    wait_until(lambda: page.evaluate("Date.now() - window.last > 1500"), most_s=30)
    had = len(page.evaluate("window.whistled"))
    pressed = time.time_ns() / 1e6
    remote.locator(".remote > [value='lovely']").click()
    wait_until(lambda: len(page.evaluate("window.whistled")) > had, most_s=10)
    return float(page.evaluate("window.whistled")[had] - pressed) / 1000


if __name__ == "__main__":
    main()
