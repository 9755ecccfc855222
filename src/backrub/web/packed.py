"""Answer with bytes gzipped where the browser takes them so: drawings and scores, nothing a form can reflect in."""

import gzip
from collections.abc import Mapping

from litestar import Response

from backrub.web.page import Asked

_LEVEL = 5


def packed(
    request: Asked, body: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response[bytes]:
    """Return an answer, smaller by the way where that is understood.

    Pages are never packed: beside a form's token that would let a listener guess it (BREACH, Gluck 2013).
    """
    told = {**(headers or {}), "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(body, media_type=media_type, headers=told)
    told["Content-Encoding"] = "gzip"
    return Response(gzip.compress(body, _LEVEL, mtime=0), media_type=media_type, headers=told)
