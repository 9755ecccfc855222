"""Measure what pages cost a slow phone that opens them for the first time, as Lighthouse does: docs/performance.md."""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from benchmarks.slow_phone import SLOW_4G, SLOWER_CPU, slow_phone
from tests.begun import begin, move_in
from tests.browser.chromium import a_browser
from tests.browser.people import begin_tonight
from tests.browser.phone import phones_of
from tests.browser.seeded import let_in, record_of
from tests.browser.server import Server

TARGET = Path(__file__).parents[1] / "docs" / "performance.md"
TRIES = 5
QUIET_MS = 1500
WATCH = """
window.found = {first: 0, largest: 0, drawn: 0, shift: 0, tasks: []};
const watch = (type, take) =>
  new PerformanceObserver(list => list.getEntries().forEach(take)).observe({type, buffered: true});
watch('paint', one => { if (one.name === 'first-contentful-paint') found.first = one.startTime; });
watch('largest-contentful-paint', one => { found.largest = one.startTime; });
watch('layout-shift', one => { if (!one.hadRecentInput) found.shift += one.value; });
new MutationObserver((_, watching) => {
  if (!document.querySelector('.canvas svg')) return;
  found.drawn = performance.now();
  watching.disconnect();
}).observe(document, {childList: true, subtree: true});
watch('longtask', one => found.tasks.push([one.startTime, one.duration]));
"""
FOUND = """() => ({...found, largest: Math.max(found.largest, found.drawn), blocked: found.tasks
  .filter(([start, lasts]) => start + lasts > found.first)
  .reduce((sum, [, lasts]) => sum + lasts - 50, 0)})"""
HEAD = f"""\
# What the pages cost

Written by `.venv/bin/python -m benchmarks.bench_pages`, which `script/bench` runs too; do not edit by hand.

A Chromium made {SLOWER_CPU} times slower than the machine it ran on, {SLOW_4G.down_mbit} Mbit/s down,
{SLOW_4G.latency_ms} ms away, nothing kept from before: the phone and the link that Lighthouse supposes, though
in a home the server is in the same Wi-Fi. The middle of {TRIES} loads. First and largest paint in seconds after
the tap, the largest of the guide not before its picture is there; shift is how far things moved that were there
already (up to 0.1 counts as steady); blocked is how long, in all, the page could not have answered a finger.
Times depend on the machine and on what else it did; bytes and requests do not.

| page | first paint s | largest s | shift | blocked ms | kB | requests | axe finds |
|---|---:|---:|---:|---:|---:|---:|---:|
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Hold what one load cost: times in milliseconds, bytes on the wire, requests, and what axe finds."""

    first_ms: float
    largest_ms: float
    shift: float
    blocked_ms: float
    bytes: float
    requests: float
    violations: float

    def row(self, name: str) -> str:
        """Return a row of the table."""
        return (
            f"| {name} | {self.first_ms / 1000:.1f} | {self.largest_ms / 1000:.1f} | {self.shift:.3f} "
            f"| {self.blocked_ms:.0f} | {self.bytes / 1000:.0f} | {self.requests:.0f} | {self.violations:.0f} |"
        )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, a_browser() as browser:
        server = Server(Path(folder))
        server.start()
        try:
            rows = list(_rows(browser, server))
        finally:
            server.stop()
    text = HEAD + "\n".join(rows) + "\n"
    TARGET.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _rows(browser: Any, server: Server) -> Iterator[str]:  # noqa: ANN401
    with record_of(server) as store:
        begun = begin(store, began_ms=time.time_ns() // 1_000_000 - 60_000)
        move_in(store, "other")
    yield _cost(browser, server, "/", None).row("the first page, `/`")
    yield _cost(browser, server, "/tonight", "other-giver-token").row("home, `/tonight`")
    with phones_of(browser, server) as phone:
        begin_tonight(let_in(phone("Cheryl"), "other-receiver-token"))
    check_in = "/tonight/check-in/part"
    yield _cost(browser, server, check_in, "other-receiver-token").row(f"check-in, `{check_in}`")
    yield _cost(browser, server, "/tonight/guide", begun.giver).row("the guide, `/tonight/guide`")


def _cost(browser: Any, server: Server, path: str, token: str | None) -> Cost:  # noqa: ANN401
    """Return the middle of some loads."""
    loads = [astuple(_load(browser, server, path, token)) for _ in range(TRIES)]
    return Cost(*map(statistics.median, zip(*loads, strict=True)))


def _load(browser: Any, server: Server, path: str, token: str | None) -> Cost:  # noqa: ANN401
    context, page, session = slow_phone(browser, server, token, SLOW_4G)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    requests: list[str] = []
    session.on("Network.requestWillBeSent", lambda event: requests.append(event["requestId"]))
    page.add_init_script(WATCH)
    page.goto(f"http://127.0.0.1:{server.port}{path}", wait_until="load")
    page.evaluate("document.fonts.ready.then(() => 1)")
    page.wait_for_timeout(QUIET_MS)
    found, cost, asked = page.evaluate(FOUND), sum(sizes), len(requests)
    violations = len(Axe().run(page).response["violations"])
    context.close()
    return Cost(found["first"], found["largest"], found["shift"], found["blocked"], cost, asked, violations)


if __name__ == "__main__":
    main()
