"""Leave a command through every open door, however it is told to."""

import signal
from types import FrameType
from typing import NoReturn


def leave_well() -> None:
    """Let the end of a terminal, or whoever ends this process, be as Ctrl-C: what is half done is tidied up."""
    for name in ("SIGTERM", "SIGHUP"):
        # Windows has no SIGHUP.
        if number := getattr(signal, name, None):
            signal.signal(number, _leave)


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt
