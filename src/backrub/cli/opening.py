"""Open an evening: the brief for both to read, and hands only once someone says so."""

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from backrub.application.plan_tonight import Tonight
from backrub.cli.keys import single_keys
from backrub.cli.palette import DIM, candle_console
from backrub.cli.plan_view import brief_lines, to_make_ready
from backrub.cli.remote import STOP_KEYS

WIDEST = 100


def welcomed(tonight: Tonight) -> bool:
    """Show the brief and wait; return whether the evening begins, False for another time."""
    console = candle_console()
    hint = Text("\nEnter begins. q is for another time.", DIM)
    # The brief comes last: on a small screen it is what stays in sight.
    page = Padding(Group(*to_make_ready(tonight), Text(), *brief_lines(tonight), hint), (1, 2))
    console.print(page, width=min(console.width, WIDEST))
    with single_keys() as keys:
        while (key := keys.wait(1.0)) not in {"\n", "\r"}:
            if key in STOP_KEYS:
                return False
    return True
