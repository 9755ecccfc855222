"""What the guide costs a phone that opens it for the first time, in a slowed-down Chromium."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from benchmarks.slow_phone import HOME_WIFI, SLOWER_CPU, slow_phone
from tests.begun import Begun
from tests.browser.chromium import a_browser
from tests.browser.server import Server

TRIES = 5
TAPS = ("lovely", "stay", "softer", "firmer", "slower")
TAP_SHOWN = """name => new Promise((done) => {
  const zone = document.querySelector(`.remote > [value="${name}"]`);
  const from = performance.now();
  zone.click();
  requestAnimationFrame(() => requestAnimationFrame(() =>
    done(zone.classList.contains("pressed") ? performance.now() - from : Infinity)));
})"""
LOADED = """() => new Promise((done) => {
  const look = () => document.querySelector("[data-ready]") ? done(performance.now()) : setTimeout(look, 5);
  look();
})"""


@dataclass(frozen=True, slots=True)
class FirstLoad:
    """Hold the bytes on the wire, the moment a press is answered, and how long a tap takes to show."""

    NOTE: ClassVar[str] = (
        f"A phone: {SLOWER_CPU} times slower than this machine, {HOME_WIFI.down_mbit} Mbit/s down, "
        f"{HOME_WIFI.latency_ms} ms away, nothing kept from before; the middle of {TRIES}. Interactive is when the "
        "guide has taken over its buttons; a tap "
        "shows once a frame with the lit zone was drawn."
    )
    kilobytes: float
    interactive_ms: float
    tap_ms: float

    def rows(self) -> Iterator[str]:
        """Yield the rows of the table."""
        yield f"| kB, fonts and one back included | {self.kilobytes:.0f} | ≤ 300 |"
        yield f"| interactive, ms | {self.interactive_ms:.0f} | ≤ 1000 |"
        yield f"| a tap shows, ms | {self.tap_ms:.0f} | ≤ 100 |"


def first_load(server: Server, begun: Begun) -> FirstLoad:
    """Return what it costs to open the guide, and what a tap on the remote takes."""
    with a_browser() as browser:
        loads = [_load(browser, server, "guide", begun.giver) for _ in range(TRIES)]
        taps = _taps(browser, server, begun.receiver)
    middle = [statistics.median(each) for each in zip(*loads, strict=True)]
    return FirstLoad(middle[0], middle[1], statistics.median(taps))


def _load(browser: Any, server: Server, page_name: str, token: str) -> tuple[float, float]:  # noqa: ANN401
    context, page, session = slow_phone(browser, server, token, HOME_WIFI)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"http://127.0.0.1:{server.port}/tonight/{page_name}", wait_until="commit")
    interactive_ms = page.evaluate(LOADED)
    page.evaluate("document.fonts.ready.then(() => 1)")
    page.wait_for_load_state("load")
    page.wait_for_timeout(500)
    context.close()
    return sum(sizes) / 1000, interactive_ms


def _taps(browser: Any, server: Server, token: str) -> list[float]:  # noqa: ANN401
    context, page, _ = slow_phone(browser, server, token, HOME_WIFI)
    page.goto(f"http://127.0.0.1:{server.port}/tonight/remote")
    page.wait_for_selector("[data-ready]")
    taps = [page.evaluate(TAP_SHOWN, name) for name in TAPS]
    context.close()
    return taps
