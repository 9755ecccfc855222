"""The language of whoever looks: the one they chose, else what their browser asks for, else English."""

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import pass_context
from jinja2.runtime import Context

from backrub.bootstrap.house import House
from backrub.bootstrap.languages import chosen_by
from backrub.content.languages import Language, languages
from backrub.domain.catalogue import ENGLISH
from backrub.web.page import Asked
from backrub.web.security.cookies import device_of

_FOUND = "backrub.languages"
"""Where a request keeps the language of each page that answers it."""

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
        """Return the language of a page, looked for once: a page has many words."""
        screen, request = context.get("screen"), context.get("request")
        if request is None:
            return languages()[ENGLISH]
        found: dict[str, Language] = request.scope.setdefault(_FOUND, {})
        if screen not in found:
            found[screen] = self._look_for(screen, context.get("language"), request)
        return found[screen]

    def _look_for(self, screen: str, named: str | None, request: Asked) -> Language:
        known = languages()
        if not any(screen in language.whole for language in known.values()):
            return known[ENGLISH]
        language = known[named or self._of_holder(request)]
        return language if screen in language.whole else known[ENGLISH]

    def _of_holder(self, request: Asked) -> str:
        device = device_of(request, self._house)
        return tongue_of(request, self._house).of(device.holder if device else None)


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
