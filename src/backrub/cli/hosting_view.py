"""Show homes and links to whoever hosts."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from rich.table import Table

from backrub.application.host_homes import HomeSummary
from backrub.cli.palette import CREAM, DIM, candle_console


def show_homes(homes: Sequence[HomeSummary]) -> None:
    """Print a line a home."""
    console = candle_console()
    if not homes:
        console.print("There is no home here yet.")
        return
    table = Table(box=None, header_style=DIM, style=CREAM, pad_edge=False)
    table.add_column("home", overflow="fold", min_width=43)
    for name in ("people", "evenings", "last"):
        table.add_column(name, justify="right", no_wrap=True)
    for home in homes:
        table.add_row(home.id, str(home.people), str(home.evenings), _day(home.last_ms) or "never")
    console.print(table)


def homes_bytes(homes: Sequence[HomeSummary]) -> bytes:
    """Return the homes as UTF-8 JSON, ended by a line break."""
    rows = [
        {"home": one.id, "people": one.people, "evenings": one.evenings, "last_day": _day(one.last_ms)}
        for one in homes
    ]
    return msgspec.json.format(msgspec.json.encode({"homes": rows}), indent=2) + b"\n"


def show_link(link: str) -> None:
    """Print a link, on a terminal with a code to scan."""
    console = candle_console()
    if console.is_terminal:
        from backrub.cli.serve import address_code

        console.print(address_code(link))
    console.print(link, soft_wrap=True)
    console.print("Good once, for a week. Whoever opens it begins a home of their own.")


def _day(unix_ms: int | None) -> str | None:
    return None if unix_ms is None else f"{datetime.fromtimestamp(unix_ms / 1000, UTC):%Y-%m-%d}"
