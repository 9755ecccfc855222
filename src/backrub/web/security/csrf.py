"""Forms that change something carry a signed token that other sites cannot read."""

from typing import Any

from litestar import Response
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import Cookie
from litestar.exceptions import PermissionDeniedException
from litestar.middleware.csrf import generate_csrf_token
from litestar.response import Template
from litestar.utils.scope.state import ScopeState

from backrub.web.page import Asked

_COOKIE = "backrub_form"


def csrf_config(key: bytes) -> CSRFConfig:
    """Return how tokens are signed; the key outlives restarts, so that open pages stay good."""
    return CSRFConfig(secret=key.hex(), cookie_name=_COOKIE, cookie_httponly=True, cookie_samesite="lax")


def form_token_of(request: Asked) -> str:
    """Return the token of a browser whose form was let through."""
    return request.cookies.get(_COOKIE, "")


def with_fresh_token(request: Asked, key: bytes, shown: Template) -> Template:
    """Give a page a token of its own in the place of the one a browser brought: someone may have planted that."""
    if form_token_of(request):
        fresh = ScopeState.from_scope(request.scope).csrf_token = generate_csrf_token(key.hex())
        shown.set_cookie(Cookie(_COOKIE, value=fresh, path="/", httponly=True, samesite="lax"))
    return shown


def is_about_csrf(error: Exception) -> bool:
    """Return whether a request was refused for its token."""
    return isinstance(error, PermissionDeniedException)


def without_token(answer: Response[Any]) -> Response[Any]:
    """Let the browser forget a token that was refused: the next page brings a good one."""
    answer.delete_cookie(_COOKIE)
    return answer
