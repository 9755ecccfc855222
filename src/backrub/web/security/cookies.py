"""The one cookie by which a device is known again."""

import hmac
from base64 import urlsafe_b64encode

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


def token_by_link(key: bytes, link: str, browser: str) -> str:
    """Return the token of the device that one browser becomes by one link, 256 bits that only we can tell.

    It is the same when the same browser asks again because our answer was lost; `browser` is its form token.
    """
    made = hmac.digest(key, f"{link}\n{browser}".encode("utf-8", "surrogatepass"), "sha256")
    return urlsafe_b64encode(made).rstrip(b"=").decode()


def token_of(request: Asked) -> str:
    """Return the token a request carries, empty if there is none."""
    return request.cookies.get(DEVICE_COOKIE, "")


def key_of(request: Asked) -> bytes | None:
    """Return the digest of the token a request carries, by which its device is known; None if there is none."""
    token = token_of(request)
    return digest(token) if 0 < len(token) <= _LONGEST_TOKEN else None


def device_of(request: Asked, house: House) -> Device | None:
    """Return the device whose token a request carries, None if there is none or it was forgotten."""
    key = key_of(request)
    return house.people.device(key) if key else None
