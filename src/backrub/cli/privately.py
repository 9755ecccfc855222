"""Put questions to one person alone: one at a time on a cleared screen that leaves nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from backrub.cli.closing import Ask
from backrub.cli.palette import CREAM, DIM, FLAME
from backrub.domain.planner.words import Speaker

LONGEST_ANSWER = 300


@contextmanager
def asked_privately(speaker: Speaker) -> Iterator[Ask]:
    """Give a way to ask the receiver alone; on stderr, so that events stay apart."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    receiver = speaker.brief.receiver
    with console.screen(hide_cursor=False) if console.is_terminal else _plain():
        only = f"Only {receiver} sees this."
        _page(console, only, f"Hand it to {receiver}, and press Enter.")
        _answer(console)

        def ask(question: str, hint: str) -> str:
            _page(console, question, f"{hint} Enter passes over it.", only)
            return _answer(console)

        yield ask
        console.clear()


@contextmanager
def _plain() -> Iterator[None]:
    yield


def _page(console: Console, title: str, *hints: str) -> None:
    console.clear()
    console.print(Padding(Text(title, f"bold {CREAM}"), (2, 4, 1, 4)))
    for hint in hints:
        console.print(Padding(Text(hint, DIM), (0, 4)))
    console.print()


def _answer(console: Console) -> str:
    """Return what was typed, empty at the end of input."""
    try:
        typed = console.input(Text("    > ", FLAME))
    except EOFError:
        return ""
    return "".join(char for char in typed if char.isprintable()).strip()[:LONGEST_ANSWER]


def goes_on() -> bool:
    """Ask whether to go on where the evening was cut off; Enter means yes."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    console.print(Padding(Text("Go on where you were?", f"bold {CREAM}"), (1, 4, 0, 4)))
    console.print(Padding(Text("Enter goes on; n begins anew.", DIM), (0, 4, 1, 4)))
    return not _answer(console).lower().startswith("n")


def handed_over_to(receiver: str) -> None:
    """Wait until the receiver alone is looking."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    _page(console, f"For {receiver} alone.", "These are their own words.", "Enter when nobody else looks.")
    _answer(console)
