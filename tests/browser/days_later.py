"""A server whose days pass as a test says: `python days_later.py FILE LOOKS_S serve …`.

FILE says how far it is. LOOKS_S is how often, in seconds, it looks at its clock and tells it; 0 leaves that as it is.
"""

import sys
import time
from importlib import import_module
from pathlib import Path

NS_A_SECOND = 1_000_000_000


class Calendar:
    """Hold by how many seconds the clock of a server is ahead of the machine's."""

    def __init__(self, folder, *, looks_s=0.0):
        self._path = folder / "seconds_ahead"
        self._looks_s = looks_s
        self.pass_by()

    @property
    def command(self):
        """Return what serves by this calendar."""
        return [sys.executable, __file__, str(self._path), str(self._looks_s), "serve"]

    def pass_by(self, *, days=0, minutes=0, seconds=0):
        """Let time pass; a server hears of it when it next looks at its clock."""
        before = int(self._path.read_text()) if self._path.exists() else 0
        written = self._path.with_suffix(".new")
        written.write_text(str(before + 60 * (24 * 60 * days + minutes) + seconds))
        written.rename(self._path)


def follow(path):
    """Let the clock of this process be as far ahead as a file says."""
    real_ns = time.time_ns
    time.time_ns = lambda: real_ns() + int(path.read_text()) * NS_A_SECOND


def look_every(seconds):
    """Let nobody wait longer than that for what the clock of this process brings."""
    import_module("backrub.realtime.conductor").LONGEST_WAIT_S = seconds
    import_module("backrub.web.live_stream").PING_S = seconds


if __name__ == "__main__":
    from backrub.__main__ import main

    follow(Path(sys.argv.pop(1)))
    if looks_s := float(sys.argv.pop(1)):
        look_every(looks_s)
    main()
