"""The real server, a process of its own, on a port and a data directory of its own."""

import http.client
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from tests.commands import BACKRUB, environ
from tests.ports import free_port

READY_S = 90
PATIENCE_S = 30
"""For how long to wait for what is to come true, where how soon it does is not the question."""


class Server:
    """Start, kill and start again `backrub serve`; the port and the record stay."""

    def __init__(self, home, *, command=None):
        self.home = home
        self.port = free_port()
        self._command = command or [str(BACKRUB), "serve"]
        self._process = None
        self._log = home / "server.log"

    @property
    def pid(self):
        """Return the id of the process that runs."""
        return self._process.pid

    @property
    def log(self):
        """Return all that the server wrote, in every life."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    def start(self):
        """Start it and come back once it answers."""
        arguments = ["--host", "127.0.0.1", "--port", str(self.port), "--data-dir", str(self.home / "data")]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._command, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.home,
                env=environ(self.home),
            )
        wait_until(self.answers, most_s=READY_S, why=lambda: f"the server is not ready:\n{self.log}")

    def answers(self):
        """Tell whether it answers; one that ended fails at once."""
        assert self._process.poll() is None, f"the server ended by itself:\n{self.log}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self):
        """End it as a power cut does."""
        self._process.kill()
        self._process.wait(10)

    def stop(self, how=signal.SIGINT):
        """End it as a person does, or as `how` says, and return its exit status."""
        if self._process is None or self._process.poll() is not None:
            return None
        self._process.send_signal(how)
        try:
            return self._process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def other_hosts(self):
        """Return the addresses outside this machine that the process is connected to."""
        sockets = set(_open_files(self.pid))
        rows = [row.split() for table in ("tcp", "tcp6", "udp", "udp6") for row in _table(self.pid, table)]
        ours = [row[2] for row in rows if f"socket:[{row[9]}]" in sockets]
        return sorted(far for far in ours if not _is_here(far))


def _open_files(pid):
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # it was closed meanwhile
            yield str(link.readlink())


def _table(pid, name):
    return Path(f"/proc/{pid}/net/{name}").read_text(encoding="ascii").splitlines()[1:]


def _is_here(address):
    """Tell whether an address of /proc/net is nowhere (listening) or this machine's own loopback."""
    host = address.partition(":")[0]
    return set(host) == {"0"} or host.endswith("7F") or host == "00000000000000000000000001000000"


def wait_until(holds, *, most_s=PATIENCE_S, why=lambda: "it did not come true in time"):
    """Come back as soon as `holds()`; fail with `why()` after `most_s` seconds."""
    end = time.monotonic() + most_s
    while not holds():
        assert time.monotonic() < end, why()
        time.sleep(0.02)
