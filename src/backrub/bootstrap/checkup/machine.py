"""Look at the machine: its disk, its port, what is installed, who speaks, and how phones reach it."""

import errno
import platform
import shutil
import socket
import sqlite3
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from backrub import __version__
from backrub.bootstrap.checkup.finding import Finding, Mark, in_mb
from backrub.config import Settings
from backrub.speech.choose import engines
from backrub.speech.in_order import NOTHING_SPEAKS
from backrub.speech.trial import why_silent

LITTLE_BYTES, TOO_LITTLE_BYTES = 1_000_000_000, 100_000_000
_PARTS = ("litestar", "uvicorn", "cryptography", "asyncpg", "numpy")


def look_at_disk(data_dir: Path) -> Finding:
    """Tell how much room there is where data is kept."""
    folder = next(one for one in (data_dir.absolute(), *data_dir.absolute().parents) if one.exists())
    free = shutil.disk_usage(folder).free
    if free < LITTLE_BYTES:
        mark = Mark.FAULT if free < TOO_LITTLE_BYTES else Mark.LOOK
        return Finding("disk", mark, f"Only {in_mb(free)} are free at {folder}; make room there.")
    return Finding("disk", Mark.FINE, f"{in_mb(free)} are free at {folder}.")


def look_at_port(settings: Settings) -> Finding:
    """Tell whether Backrub could listen where it is to."""
    host, port = settings.host, settings.port
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            told = f"Port {port} is in use, by Backrub itself if it runs; else give another one with --port."
            return Finding("port", Mark.LOOK, told)
        told = f"Nothing can listen at {host} port {port}; give another --host or --port."
        return Finding("port", Mark.FAULT, told)
    return Finding("port", Mark.FINE, f"Port {port} is free.")


def look_at_versions() -> Finding:
    """Tell what Backrub runs on."""
    parts = ", ".join(f"{part} {version(part)}" for part in _PARTS)
    told = f"Backrub {__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {parts}."
    return Finding("versions", Mark.FINE, told)


def look_at_voices(data_dir: Path, environ: Mapping[str, str]) -> Finding:
    """Tell who speaks; every engine before them was tried."""
    for engine in engines(data_dir, environ):
        if not why_silent(engine):
            return Finding("voice", Mark.FINE, f"{engine.voices[0].name} speaks.")
    return Finding("voice", Mark.LOOK, NOTHING_SPEAKS)


def look_at_address(own: str | None, port: int) -> Finding:
    """Tell how phones reach this machine, `own` being its address for them, and what browsers make of that."""
    if own is None:
        told = (
            f"Only this machine reaches http://localhost:{port}; leave out --host, or put a proxy before it."
        )
        return Finding("address", Mark.FINE, told)
    told = (
        f"Phones reach http://{own}:{port}, where others in the same Wi-Fi could read along; behind https nobody "
        "can, and phones also keep their screen lit and open the page without a network."
    )
    return Finding("address", Mark.LOOK, told)
