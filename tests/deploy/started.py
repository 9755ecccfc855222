"""A server that is started by somebody else's command line, and ends with the test."""

import http.client
import subprocess
from contextlib import contextmanager

from tests.browser.server import READY_S, wait_until
from tests.commands import BACKRUB, environ
from tests.ports import free_port


@contextmanager
def started(command, home, **surroundings):
    """Run `backrub` with a command's words until the block ends, and see that it then ends well.

    Yields the port it answers at, of this machine alone, and its surroundings.
    """
    port, log = free_port(), home / "server.log"
    around = environ(home, **surroundings, BACKRUB_HOST="127.0.0.1", BACKRUB_PORT=str(port))
    with log.open("wb") as out:
        process = subprocess.Popen([BACKRUB, *command], stdout=out, stderr=out, cwd=home, env=around)
        try:
            wait_until(lambda: _answers(process, port, log), most_s=READY_S, why=log.read_text)
            yield port, around
            process.terminate()
            assert process.wait(10) == 0, log.read_text()
        finally:
            process.kill()
            process.wait(10)


def _answers(process, port, log):
    assert process.poll() is None, f"the server ended by itself:\n{log.read_text()}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
