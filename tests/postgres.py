"""A real PostgreSQL server in a folder of its own, on a free port of this machine alone, as long as tests last."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.ports import free_port


class NoPostgres(Exception):
    """Say that there is no server on this machine, and how to get one."""


def binaries() -> Path:
    """Return the folder of the newest server installed.

    Raises: NoPostgres.
    """
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[4]))
    found = debian[-1] if debian else shutil.which("initdb")
    if not found:
        raise NoPostgres(
            "No PostgreSQL server was found. Install it (Debian: apt-get install postgresql), "
            "or set BACKRUB_NO_POSTGRES=1 to leave its tests out."
        )
    return Path(found).resolve().parent


class Postgres:
    """Run a server, in a fresh folder unless one is given.

    It refuses to run as root, so root lends it the user that its package made.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._bin = binaries()
        self._user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        self.folder = folder or Path(tempfile.mkdtemp(prefix="postgres-"))
        if self._user:
            shutil.chown(self.folder, **self._user)
        self._run(
            "initdb", "-D", self.data, "-A", "trust", "-U", "backrub", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        self.port = free_port()
        self.process = None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def address(self) -> str:
        return f"postgresql://backrub@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self._bin / "postgres", "-D", self.data, *options],
                stdout=log,
                stderr=log,
                cwd="/",
                **self._user,
            )
        end = time.monotonic() + 30
        while not self._answers():
            assert time.monotonic() < end, (self.folder / "log").read_text()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Shut it down fast, or as `how` says; SIGQUIT is like a crash."""
        if self.process is not None:
            self.process.send_signal(how)  # neither waits for those connected
            self.process.wait(20)
            self.process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def emptied(self) -> str:
        """Return the address once nothing is kept there."""
        self.run_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        return self.address

    def run_sql(self, statements: str) -> None:
        """Run statements as whoever owns the server."""
        where = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "backrub", "-d", "postgres")
        command = [self._bin / "psql", "-q", "-v", "ON_ERROR_STOP=1", *where, "-c", statements]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _answers(self) -> bool:
        command = [self._bin / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-t", "1"]
        return subprocess.run(command, check=False).returncode == 0

    def _run(self, name: str, *arguments: object) -> None:
        subprocess.run(
            [self._bin / name, *map(str, arguments)],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            **self._user,
        )


if __name__ == "__main__":
    try:
        binaries()
    except NoPostgres as missing:
        sys.exit(str(missing))
