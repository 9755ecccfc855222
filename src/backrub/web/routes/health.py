"""Whether this server lives, whether it is ready for more, and its counts: for whoever hosts it."""

import hmac
from asyncio import Task, create_task, shield, to_thread, wait_for
from contextlib import suppress

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import SkipValidation

from backrub.bootstrap.house import House
from backrub.bootstrap.metrics import FORMAT
from backrub.domain.errors import StoreUnavailable
from backrub.web.addresses import is_loopback
from backrub.web.here import GivenHouse
from backrub.web.page import Asked
from backrub.web.streams import GivenStreams

ANSWERS_WITHIN_S = 1.0
_STOPPING = "Backrub is stopping; ask another server."
_NO_RECORD = "The record does not answer."
_FORWARDED = ("forwarded", "x-forwarded-for", "via")


class Host:
    """Know whoever hosts: who asks from this machine itself, or brings their token."""

    def __init__(self, token: str = "") -> None:
        self._token = token

    def check(self, request: Asked) -> None:
        """Let the host pass.

        Raises: NotFoundException, for everyone else, as if there were nothing.
        """
        brought = request.headers.get("authorization", "").encode("utf-8", "surrogatepass")
        is_token = hmac.compare_digest(brought, f"Bearer {self._token}".encode())
        if not ((self._token and is_token) or _is_from_here(request)):
            raise NotFoundException


class Readiness:
    """Tell whether the record answers in time; while it does not, no more than one question waits for it."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._asking: Task[bool] | None = None

    async def has_record(self) -> bool:
        """Return whether the record answers within a second."""
        if self._asking is None or self._asking.done():
            self._asking = create_task(self._ask())
        with suppress(TimeoutError):
            return await wait_for(shield(self._asking), ANSWERS_WITHIN_S)
        return False

    async def _ask(self) -> bool:
        try:
            await to_thread(self._house.people.has_homes)
        except StoreUnavailable:
            return False
        return True


GivenHost = NamedDependency[SkipValidation[Host]]
GivenReadiness = NamedDependency[SkipValidation[Readiness]]


@get("/healthz", media_type=MediaType.TEXT)
async def healthz() -> str:
    """Say that the server lives."""
    return "ok"


@get("/readyz", media_type=MediaType.TEXT)
async def readyz(
    request: Asked, host: GivenHost, readiness: GivenReadiness, streams: GivenStreams
) -> Response[str]:
    """Say whether to send more requests here."""
    host.check(request)
    if streams.is_stopping:
        return Response(_STOPPING, status_code=503)
    if not await readiness.has_record():
        return Response(_NO_RECORD, status_code=503)
    return Response("ok")


@get("/metrics", include_in_schema=False)
async def metrics(request: Asked, house: GivenHouse, host: GivenHost) -> Response[bytes]:
    """Give the counts of this server as Prometheus reads them."""
    host.check(request)
    return Response(house.metrics.text(), media_type=FORMAT)


def _is_from_here(request: Asked) -> bool:
    """Return whether a request began on this machine; what a proxy passed on did not."""
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    return is_loopback(request.client.host)


handlers = (healthz, readyz, metrics)
