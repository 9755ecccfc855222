"""Serve the pages: say where they are, and stay until told to stop."""

import asyncio
import errno
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable
from threading import Thread
from types import FrameType
from typing import NoReturn

import segno
import uvicorn
from litestar import Litestar
from rich.text import Text

from backrub.bootstrap.house import open_house
from backrub.cli.palette import candle_console
from backrub.cli.tidying import tidy_rarely, tidy_up
from backrub.config import LARGEST_PORT, Hosting, Settings
from backrub.domain.errors import BadInput
from backrub.web.addresses import is_loopback, lan_address
from backrub.web.app import create_app
from backrub.web.security.quiet_log import log_quietly
from backrub.web.security.slow_senders import ImpatientProtocol
from backrub.web.streams import OpenStreams

GRACE_S = 2
KNOWN_WITHIN_S = 1.0
"""How long a server that was asked to stop still answers, and says that it is not ready."""

KEEP_ALIVE_S = 75
_BACKLOG = 2048
_INK = "#000000 on #FFFFFF"  # said outright: a code must not turn with the terminal's colours
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def serve_here(settings: Settings, hosting: Hosting) -> None:
    """Serve the house until Ctrl-C or SIGTERM.

    Raises: BadInput, if the address cannot be had; StoreUnavailable.
    """
    log_quietly(sys.stderr, form=hosting.log, node=f"{socket.gethostname()}:{settings.port}")
    reach = (lambda: None) if _is_private(settings.host) else lan_address
    streams = OpenStreams(on_quiet=tidy_up)
    with _listener(settings) as listener, open_house(settings, os.environ, hosting.rules) as house:
        app = create_app(house, reach=reach, streams=streams, metrics_token=hosting.metrics_token)
        tidy_rarely()
        _run(_Server(_config(app), streams, lambda: announce(reach(), settings.port)), listener)


class _Server(uvicorn.Server):
    """Tell once it listens; when asked to stop, let whoever spreads requests know first, then end the streams.

    Who stops it at a terminal has nobody to let know.
    """

    def __init__(self, config: uvicorn.Config, streams: OpenStreams, tell: Callable[[], None]) -> None:
        super().__init__(config)
        self._streams = streams
        self._tell = tell
        self._is_one_of_many = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._tell()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._is_one_of_many = sig == signal.SIGTERM
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._streams.stop()
        if self._is_one_of_many:
            await asyncio.sleep(KNOWN_WITHIN_S)
        # After the listener is closed, which is at once: who asks again is not to find this server.
        asyncio.get_running_loop().call_soon(self._streams.end)
        await super().shutdown(sockets)


def _config(app: Litestar) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        http=ImpatientProtocol,
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=KEEP_ALIVE_S,
    )


def _run(server: uvicorn.Server, listener: socket.socket) -> None:
    # uvicorn raises the signal that ended it once more; then the record is still to be closed.
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _listener(settings: Settings) -> socket.socket:
    """Return a socket that listens, or say in one sentence why not."""
    host, port = settings.host, settings.port
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except socket.gaierror:
        raise BadInput(
            f"--host: {host} is no address of this machine; leave it out, or give 127.0.0.1."
        ) from None
    except OSError as error:
        raise BadInput(_why_not(error, host, port)) from error


def _why_not(error: OSError, host: str, port: int) -> str:
    other = port + 1 if port < LARGEST_PORT else port - 1
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use already, perhaps by another Backrub; try --port {other}."
    if error.errno == errno.EACCES:
        return f"Port {port} is not for everyone to take; try --port 8000."
    return f"--host: {host} is no address of this machine; leave it out, or give 127.0.0.1."


def _is_private(host: str) -> bool:
    return is_loopback(host) and host not in {"0.0.0.0", "::"}  # noqa: S104  # asked about, not bound


def announce(own: str | None, port: int) -> None:
    """Say on stdout where Backrub is; a terminal also gets the code for phones."""
    console = candle_console()
    here = f"http://localhost:{port}"
    if own:
        address = f"http://{own}:{port}"
        if console.is_terminal:
            console.print(address_code(address))
        console.print(f"Backrub is at {address} for phones in the same Wi-Fi,")
        console.print(f"and at {here} on this machine. Ctrl-C stops it.")
    else:
        console.print(f"Backrub is at {here}, for this machine alone. Ctrl-C stops it.")
    sys.stdout.flush()
    if console.is_terminal and _has_display():
        Thread(target=webbrowser.open, args=(here,), daemon=True).start()


def _has_display() -> bool:
    return sys.platform in {"darwin", "win32"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def address_code(address: str) -> Text:
    """Return a QR code in half blocks, black on white with its quiet zone."""
    rows = [[bool(module) for module in row] for row in segno.make_qr(address).matrix_iter(border=3)]
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    lines = ("".join(map(_half, upper, lower)) for upper, lower in zip(rows[::2], rows[1::2], strict=True))
    return Text("\n").join(Text(line, style=_INK) for line in lines)


def _half(upper: bool, lower: bool) -> str:
    return _HALVES[upper, lower]
