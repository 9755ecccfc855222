"""A server that is started by somebody else's command line, and ends with the test."""

import subprocess
import sys
from contextlib import contextmanager

from tests.browser.server import READY_S, wait_until
from tests.commands import BACKRUB, environ


@contextmanager
def started(command, home, **surroundings):
    """Run `backrub` with a command's words until the block ends; its exit status is then 0.

    Yields a function that runs another command in the same surroundings and tells whether it succeeded.
    """
    around = environ(home, **surroundings)
    log = home / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen([BACKRUB, *command], stdout=out, stderr=out, cwd=home, env=around)
        try:
            yield lambda *asked: _passes(process, log, asked, around)
            process.terminate()
            assert process.wait(10) == 0, log.read_text()
        finally:
            process.kill()
            process.wait(10)


def _passes(process, log, asked, around):
    def passes():
        assert process.poll() is None, f"the server ended by itself:\n{log.read_text()}"
        return subprocess.run(asked, env=around, capture_output=True, timeout=10, check=False).returncode == 0

    wait_until(passes, most_s=READY_S, why=lambda: f"{asked} did not pass:\n{log.read_text()}")
    return True


def python(*words):
    """Return a command of the container as it runs here."""
    assert words[0] == "python"
    return (sys.executable, *words[1:])
