"""Headers of every answer: nothing from elsewhere runs, nothing is kept by caches unasked."""

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

_OWN = ("script", "style", "img", "font", "connect", "worker", "manifest")
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    + "".join(f"{kind}-src 'self'; " for kind in _OWN)
    # A blob is a file the page itself was given: someone's own music, which never leaves the device.
    + "media-src 'self' blob:; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

ALWAYS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Our own pages may know where one came from: forms need an Origin. Other sites learn nothing.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-resource-policy": "same-origin",
}


_ALWAYS = tuple((name.encode(), value.encode()) for name, value in ALWAYS.items())
_NAMES = frozenset(name for name, _ in _ALWAYS)


async def harden(message: Message, scope: Scope) -> None:
    """Set the headers of an answer, whoever made it; `Cache-Control` stays where a handler set one."""
    if message["type"] != "http.response.start":
        return
    # As bytes and in one go, for this is done for every answer; a name here is as handlers wrote it.
    message["headers"] = [*(one for one in message["headers"] if one[0].lower() not in _NAMES), *_ALWAYS]
    headers = MutableScopeHeaders.from_message(message)
    headers.setdefault("cache-control", "no-store")
    if scope.get("scheme") == "https":
        # On plain http browsers ignore it, and say so in the console.
        headers["cross-origin-opener-policy"] = "same-origin"
        _only_encrypted(headers)


def _only_encrypted(headers: MutableScopeHeaders) -> None:
    """Keep cookies that were set over https from ever leaving over http."""
    cookies = headers.getall("set-cookie", [])
    if not cookies:
        return
    del headers["set-cookie"]
    for cookie in cookies:
        headers.add("set-cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")
