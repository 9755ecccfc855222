"""A phone that is slower than this machine, on a link that is slower than this machine's."""

from dataclasses import dataclass
from typing import Any

from tests.begun import COOKIE
from tests.browser.server import Server

SCREEN = {"width": 390, "height": 844}
SLOWER_CPU = 4
_BYTES_A_MBIT = 1_000_000 / 8


@dataclass(frozen=True, slots=True)
class Link:
    """Hold how far away the server is, and how much passes."""

    latency_ms: int
    down_mbit: float
    up_mbit: float


HOME_WIFI = Link(latency_ms=40, down_mbit=10, up_mbit=5)
SLOW_4G = Link(latency_ms=150, down_mbit=1.6, up_mbit=0.75)
"""The link that Lighthouse supposes for a phone."""


def slow_phone(browser: Any, server: Server, token: str | None, link: Link) -> tuple[Any, Any, Any]:  # noqa: ANN401
    """Return context, page and protocol session of a phone that has kept nothing from before."""
    context = browser.new_context(
        viewport=SCREEN, has_touch=True, color_scheme="dark", service_workers="block"
    )
    if token:
        context.add_cookies([{"name": COOKIE, "value": token, "url": f"http://127.0.0.1:{server.port}"}])
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": link.latency_ms,
            "downloadThroughput": link.down_mbit * _BYTES_A_MBIT,
            "uploadThroughput": link.up_mbit * _BYTES_A_MBIT,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    return context, page, session
