"""A server whose days pass as a test says: `python days_later.py FILE serve …`, where FILE says how far it is."""

import sys
import time
from pathlib import Path

NS_A_SECOND = 1_000_000_000


class Calendar:
    """Hold by how many seconds the clock of a server is ahead of the machine's."""

    def __init__(self, folder):
        self._path = folder / "seconds_ahead"
        self.pass_by()

    @property
    def command(self):
        """Return what serves by this calendar."""
        return [sys.executable, __file__, str(self._path), "serve"]

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


if __name__ == "__main__":
    from backrub.__main__ import main

    follow(Path(sys.argv.pop(1)))
    main()
