"""Everything that can go wrong becomes one kind sentence: a page, or JSON for scripts."""

import logging
from typing import Any

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect
from litestar.status_codes import (
    HTTP_303_SEE_OTHER,
    HTTP_400_BAD_REQUEST,
    HTTP_401_UNAUTHORIZED,
    HTTP_404_NOT_FOUND,
    HTTP_500_INTERNAL_SERVER_ERROR,
    HTTP_503_SERVICE_UNAVAILABLE,
)
from litestar.types import ExceptionHandlersMap

from backrub.domain.errors import (
    BackrubError,
    BadInput,
    IllegalCommand,
    NameTaken,
    NotAllowed,
    SequenceConflict,
    SessionGone,
    StoreAway,
    StoreUnavailable,
)
from backrub.web.here import NobodyHolds, NoDevice
from backrub.web.page import Asked, page
from backrub.web.security.csrf import is_about_csrf, without_token
from backrub.web.security.quiet_log import what_failed

log = logging.getLogger("backrub.web")

_STATUS: dict[type[Exception], int] = {
    BadInput: 400,
    NotAllowed: 403,
    NameTaken: 409,
    SequenceConflict: 409,
    IllegalCommand: 409,
}
_NO_RECORD = "Backrub cannot reach its record just now; nothing was lost. Try again in a moment."
_BROKEN = "Something in Backrub is not as it should be. Nothing was lost; go back and try again."
_SENTENCES = {
    400: "Something in that could not be read; go back and try again.",
    403: "This page was open for too long; open it again, then try once more.",
    404: "There is nothing here. Perhaps it was put away.",
    405: "That cannot be done here; go back and use the buttons of the page.",
    413: "That is more than can be kept here; write a little less.",
    429: "That was often in a short time; wait a little, then try again.",
}


def wants_json(request: Asked) -> bool:
    """Return whether a script asks, and not a person's browser for a page."""
    return (
        "application/json" in request.headers.get("accept", "")
        or request.headers.get("content-type", "").startswith("application/json")
        or request.scope["path"].startswith("/sessions/")
    )


def refuse(request: Asked, sentence: str, status: int) -> Response[Any]:
    """Answer with one sentence, as a page or as JSON."""
    if wants_json(request):
        return Response({"trouble": sentence}, status_code=status, media_type="application/json")
    return page("doors/trouble.html", status=status, sentence=sentence)


def _no_device(request: Asked, _: Exception) -> Response[Any]:
    return _send_on(request, "/", "This phone is not known here; open the start page.")


def _nobody_holds(request: Asked, _: Exception) -> Response[Any]:
    return _send_on(request, "/who", "Say first who holds this phone.")


def _send_on(request: Asked, path: str, sentence: str) -> Response[Any]:
    if wants_json(request):
        return refuse(request, sentence, HTTP_401_UNAUTHORIZED)
    return Redirect(path, status_code=HTTP_303_SEE_OTHER)


def _http(request: Asked, error: Exception) -> Response[Any]:
    """Answer what Litestar refuses; its own details name fields and are for nobody."""
    status = error.status_code if isinstance(error, HTTPException) else HTTP_500_INTERNAL_SERVER_ERROR
    answer = refuse(request, _SENTENCES.get(status, _BROKEN), status)
    return without_token(answer) if is_about_csrf(error) else answer


def _too_deep(request: Asked, _: Exception) -> Response[Any]:
    """Answer JSON that is nested deeper than it can be read; nothing of ours goes as deep."""
    return refuse(request, _SENTENCES[HTTP_400_BAD_REQUEST], HTTP_400_BAD_REQUEST)


def _known(request: Asked, error: Exception) -> Response[Any]:
    """Answer a fault of what was asked in its own sentence."""
    status = next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), None)
    return refuse(request, str(error), status) if status else _unknown(request, error)


def _gone(request: Asked, _: Exception) -> Response[Any]:
    """Answer that an evening is not there any more; scripts have nothing to try again."""
    return refuse(request, _SENTENCES[HTTP_404_NOT_FOUND], HTTP_404_NOT_FOUND)


def _no_record(request: Asked, error: Exception) -> Response[Any]:
    """Answer that the record cannot be used; its sentence names files of this machine, so the log alone has it.

    It is no 503: that would have scripts try the same again until it goes through.
    """
    log.error("%s", error)
    return refuse(request, _NO_RECORD, HTTP_500_INTERNAL_SERVER_ERROR)


def _record_away(request: Asked, error: Exception) -> Response[Any]:
    """Answer that the record is away for a moment; scripts try the same again until it is back."""
    log.warning("%s (%s)", error, type(error.__cause__).__name__)
    answer = refuse(request, _NO_RECORD, HTTP_503_SERVICE_UNAVAILABLE)
    answer.headers["retry-after"] = "1"
    return answer


def _unknown(request: Asked, error: Exception) -> Response[Any]:
    """Log what kind of fault it was and where, never its words: they may be someone's answers."""
    log.error("%s", what_failed(error))
    return refuse(request, _BROKEN, HTTP_500_INTERNAL_SERVER_ERROR)


HANDLERS: ExceptionHandlersMap = {
    NoDevice: _no_device,
    NobodyHolds: _nobody_holds,
    HTTPException: _http,
    SessionGone: _gone,
    StoreAway: _record_away,
    StoreUnavailable: _no_record,
    RecursionError: _too_deep,
    BackrubError: _known,
    Exception: _unknown,
}
