"""The language of whoever looks: the one they chose, else what their browser asks for, else English."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from jinja2 import pass_context
from jinja2.runtime import Context
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from backrub.bootstrap.house import House
from backrub.bootstrap.languages import chosen_by
from backrub.content.languages import Language, languages
from backrub.domain.catalogue import ENGLISH
from backrub.web.here import GivenHouse
from backrub.web.page import Asked
from backrub.web.security.cookies import device_of

_MOST_RANGES = 20
"""More than any browser sends."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """Tell in which language to answer a request; `accepted` is what its browser asks for."""

    house: House
    accepted: str

    def of(self, person_id: str | None) -> str:
        """Return the code of a person's language; None is a stranger.

        Raises: StoreUnavailable.
        """
        chosen = chosen_by(self.house, person_id).value if person_id else ""
        return chosen if chosen in languages() else wished(self.accepted)


GivenTongue: TypeAlias = NamedDependency[SkipValidation[Tongue]]
"""How a handler asks for the language to answer in, as `tongue`."""


async def give_tongue(request: Asked, house: GivenHouse) -> Tongue:
    """Return what tells the language to answer a request in."""
    return tongue_of(request, house)


def tongue_of(request: Asked, house: House) -> Tongue:
    """Return what tells the language to answer a request in."""
    return Tongue(house, request.headers.get("accept-language", ""))


class PageWords:
    """Word templates in the language of who holds the device that asks.

    A page that is not wholly worded in a language is shown in English, every word of it.
    """

    def __init__(self, house: House) -> None:
        self._house = house

    @pass_context
    def shown(self, context: Context) -> str:
        """Return the language a page is shown in."""
        return self._language(context).code

    @pass_context
    def gettext(self, context: Context, english: str) -> str:
        """Return the words for English ones in the language of a page."""
        return self._language(context).word(english) or english

    @pass_context
    def ngettext(self, context: Context, one: str, many: str, count: int) -> str:
        """Return the words for so many of something in the language of a page."""
        return self._language(context).word(one, count) or (one if count == 1 else many)

    def _language(self, context: Context) -> Language:
        screen, request = context.get("screen"), context.get("request")
        known = languages()
        if request is None or not any(screen in language.whole for language in known.values()):
            return known[ENGLISH]
        code = context.get("language") or self._remembered(request)
        return known[code] if screen in known[code].whole else known[ENGLISH]

    def _remembered(self, request: Asked) -> str:
        """Return the language of who is here, looked up once a request."""
        if "language" not in request.state:
            device = device_of(request, self._house)
            tongue = tongue_of(request, self._house)
            request.state["language"] = tongue.of(device.holder if device else None)
        code: str = request.state["language"]
        return code


def wished(accepted: str) -> str:
    """Return the first language of an Accept-Language header that Backrub speaks (RFC 9110, 12.5.4), else English."""
    ranked = sorted(_ranges(accepted), key=lambda each: -each[1])
    return next((code for code, weight in ranked if weight > 0 and code in languages()), ENGLISH)


def _ranges(accepted: str) -> Iterator[tuple[str, float]]:
    for part in accepted.split(",")[:_MOST_RANGES]:
        named, _, weight = part.partition(";q=")
        code = named.strip().partition("-")[0].lower()
        try:
            yield code, float(weight or 1)
        except ValueError:
            yield code, 0.0
