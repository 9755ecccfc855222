"""A terminal to run Backrub in: a pseudo-terminal with a size, keys to press, and what was written on it."""

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

BACKRUB = Path(sys.executable).with_name("backrub")
_CONTROL = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07|[()][A-Z0-9]|.)")


class Terminal:
    """Run a command as a person at a keyboard would."""

    def __init__(self, *arguments, columns=80, rows=24, env=None) -> None:
        self._ours, self._theirs = pty.openpty()
        self.resize(columns, rows)
        environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            if name not in (env or {}):
                environ.pop(name, None)
        self.process = subprocess.Popen(
            [str(BACKRUB), *map(str, arguments)],
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            env=environ,
            start_new_session=True,
        )
        self.written = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def __enter__(self):
        return self

    def __exit__(self, *_exception) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)
        os.close(self._theirs)

    def resize(self, columns, rows) -> None:
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def settings(self):
        """Return how the terminal treats what is typed."""
        return termios.tcgetattr(self._theirs)

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    @property
    def text(self) -> str:
        """Return all that was written, without colours and movements."""
        return _CONTROL.sub("", self.written)

    def wait_for(self, words: str, *, then="", seconds=20.0) -> str:
        """Read until some words appear anew, and `then` after them, and return all that came with them."""
        deadline = time.monotonic() + seconds
        before = len(self.written)
        while (
            then not in (new := _CONTROL.sub("", self.written[before:])).partition(words)[2]
            or words not in new
        ):
            if not self._read(deadline - time.monotonic()):
                raise AssertionError(f"{words!r} did not appear; the end of what did:\n{self.text[-3000:]}")
        return new

    def wait(self, *, seconds=20.0) -> int:
        """Read to the end and return the exit status."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            self._read(0.05)
            assert time.monotonic() < deadline, f"it did not end:\n{self.text[-3000:]}"
        while self._read(0.05):
            pass
        return self.process.returncode

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._ours], [], [], max(0.0, seconds))
        if ready:
            self.written += self._decoder.decode(os.read(self._ours, 65536))
        return bool(ready)
