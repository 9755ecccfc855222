"""Read single keys from a terminal, and leave it as it was whatever happens."""

import os
import re
import select
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager

ESCAPE = "\x1b"
ESCAPE_WAIT_S = 0.05
"""How long the rest of an arrow key may take after its escape; alone, escape is a key of its own."""

_SEQUENCE = re.compile(r"\x1b(?:\[[0-9;?<]*[~A-Za-z]|O.)")


class Keys:
    """Give the keys pressed on a terminal, one at a time and in order."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._pressed: list[str] = []

    def wait(self, seconds: float) -> str | None:
        """Return the next key in lower case, None if there is none within so many real seconds.

        Raises: KeyboardInterrupt, if the terminal is gone.
        """
        if not self._pressed and self._ready(seconds):
            text = self._read()
            if text.endswith(ESCAPE) and self._ready(ESCAPE_WAIT_S):
                text += self._read()
            self._pressed = list(keys_in(text))
        return self._pressed.pop(0) if self._pressed else None

    def _ready(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        return bool(ready)

    def _read(self) -> str:
        data = os.read(self._descriptor, 256)
        if not data:
            raise KeyboardInterrupt
        return data.decode("utf-8", "ignore")


def keys_in(text: str) -> str:
    """Return the plain keys in what a terminal sent: arrows and function keys are none."""
    return _SEQUENCE.sub("", text).lower()


@contextmanager
def single_keys() -> Iterator[Keys]:
    """Give the terminal's keys one by one, without showing them; afterwards it is as it was."""
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    # What was typed a moment too early counts: it may be a stop.
    tty.setcbreak(descriptor, termios.TCSADRAIN)
    try:
        yield Keys(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)
