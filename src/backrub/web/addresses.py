"""The address under which other phones reach this house."""

import socket
from collections.abc import Callable
from ipaddress import ip_address
from typing import TypeAlias
from urllib.parse import urlsplit

from litestar.di import NamedDependency
from litestar.exceptions import ClientException
from litestar.params import SkipValidation

from backrub.web.page import Asked

Reach: TypeAlias = Callable[[], str | None]
"""Return this machine's address for others, None if nobody else can reach it."""

GivenReach: TypeAlias = NamedDependency[SkipValidation[Reach]]
"""How a handler asks for it, as `reach`."""

_NOWHERE = ("192.0.2.1", 9)  # an address for documentation (RFC 5737), never anyone's


def lan_address() -> str | None:
    """Return this machine's address in its own network, None without one.

    Choosing a route for a datagram sends nothing: no packet leaves.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as chooser:
        try:
            chooser.connect(_NOWHERE)
        except OSError:
            return None
        own = str(chooser.getsockname()[0])
    return None if is_loopback(own) else own


def home_address(request: Asked, reach: Reach) -> tuple[str, bool]:
    """Return scheme, host and port to put into links, and whether another phone can open them.

    It is the one this request came to, unless that means only this machine and there is a better one.
    Raises: ClientException, if the request names no host that could be one.
    """
    try:
        url = urlsplit(f"{request.scope['scheme']}://{request.headers.get('host', '')}")
        host, port = url.hostname or "", url.port
    except ValueError:
        raise ClientException from None
    own = reach() if is_loopback(host) else None
    if own is None:
        return url.geturl(), not is_loopback(host)
    return f"{url.scheme}://{own}" + (f":{port}" if port else ""), True


def is_loopback(host: str) -> bool:
    """Return whether a host means the machine it is said on."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback or ip_address(host).is_unspecified
    except ValueError:
        return False
