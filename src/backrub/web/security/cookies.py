"""The one cookie by which a device is known again."""

from litestar.datastructures import Cookie

from backrub.application.tokens import digest
from backrub.bootstrap.house import House
from backrub.domain.home import Device
from backrub.web.page import Asked

DEVICE_COOKIE = "backrub_device"
_DAYS = 400  # browsers keep no cookie longer (RFC 6265bis)
_LONGEST_TOKEN = 200


def device_cookie(token: str) -> Cookie:
    """Return the cookie that makes a browser this device; on https, headers.py adds Secure."""
    return Cookie(
        DEVICE_COOKIE, value=token, path="/", max_age=_DAYS * 24 * 3600, httponly=True, samesite="lax"
    )


def token_of(request: Asked) -> str:
    """Return the token a request carries, empty if there is none."""
    return request.cookies.get(DEVICE_COOKIE, "")


def device_of(request: Asked, house: House) -> Device | None:
    """Return the device whose token a request carries, None if there is none or it was forgotten."""
    token = token_of(request)
    return house.people.device(digest(token)) if 0 < len(token) <= _LONGEST_TOKEN else None
