"""The places of a check-in as a form carries them: one wish for each, the dearest first."""

from collections.abc import Mapping, Sequence

import msgspec

from backrub.documents import evening_schema as schema
from backrub.documents.check_in_answers import Answers
from backrub.documents.evening_refusals import shown
from backrub.domain.back import Side, Site, SiteSide, sides_of
from backrub.domain.check_in import Feel, TicklishHow
from backrub.domain.errors import BadInput

STRENGTHS: Mapping[str, int] = {"faint": 3, "clear": 5, "strong": 8}
"""How strong a place is in words, and as the tension that is kept, 0 to 10."""

LEAVE, TICKLES = "leave", "tickles"

Places = dict[SiteSide, str]
"""The wish for each place: `FEEL.STRENGTH` for more time, `leave` or `tickles`."""

_WISHES = (*(f"{feel}.{strength}" for feel in Feel for strength in STRENGTHS), LEAVE, TICKLES)
_REFUSED = "give SITE:SIDE=FEEL.STRENGTH, SITE:SIDE=leave or SITE:SIDE=tickles, each place once"


def places_of(answers: Answers) -> Places:
    """Return the places of answers, those asked for first."""
    places: Places = {}
    for spot in answers.spots:
        places.update(dict.fromkeys(_sides(spot.where), f"{spot.feel}.{strength_of(spot.tension)}"))
    for wish, texts in ((LEAVE, answers.avoid), (TICKLES, answers.ticklish)):
        places.update(dict.fromkeys((where for text in texts for where in _sides(text)), wish))
    return places


def strength_of(tension: int) -> str:
    """Return the word nearest to a tension of 0 to 10."""
    return min(STRENGTHS, key=lambda word: abs(STRENGTHS[word] - tension))


def write_places(places: Places) -> str:
    """Return places as one line of a form."""
    return " ".join(f"{where}={wish}" for where, wish in places.items())


def read_places(texts: Sequence[str]) -> Places:
    """Return the places of a form's line.

    Raises: BadInput.
    """
    pairs = [pair.partition("=") for text in texts for pair in text.split()]
    places: Places = {}
    for where, _, wish in pairs:
        if where not in list(SiteSide) or wish not in _WISHES or where in places:
            raise BadInput(f"{shown(f'{where}={wish}')} is not a place here; {_REFUSED}.")
        places[SiteSide(where)] = wish
    return places


def with_places(answers: Answers, places: Places, form: Mapping[str, Sequence[str]]) -> Answers:
    """Return answers with these places, and with the one that the form's own fields describe.

    Raises: BadInput.
    """
    for where in _open_places(form):
        wish = _wish(form)
        places.pop(where, None) if wish is None else places.update({where: wish})
    how = _field(form, "ticklish_how") or answers.ticklish_how
    if how not in list(TicklishHow):
        raise BadInput(f"{shown(how)} is not an answer here; give firm_slow or skip.")
    return msgspec.structs.replace(
        answers,
        spots=tuple(_spot(where, wish) for where, wish in places.items() if "." in wish),
        avoid=tuple(where.value for where, wish in places.items() if wish == LEAVE),
        ticklish=tuple(where.value for where, wish in places.items() if wish == TICKLES),
        ticklish_how=TicklishHow(how),
    )


def open_at(text: str) -> tuple[SiteSide, ...]:
    """Return the site-sides of SITE:SIDE, two where the side is both.

    Raises: BadInput.
    """
    site, _, side = text.partition(":")
    if site not in list(Site) or side not in list(Side):
        raise BadInput(f"{shown(text)} is not a place here; choose one on the map or in the list.")
    return sides_of(Site(site), Side(side))


def _open_places(form: Mapping[str, Sequence[str]]) -> tuple[SiteSide, ...]:
    text = _field(form, "at")
    return open_at(text) if text and (_field(form, "wish") or "forget" in form) else ()


def _wish(form: Mapping[str, Sequence[str]]) -> str | None:
    wish = "none" if "forget" in form else _field(form, "wish")
    if wish in {LEAVE, TICKLES}:
        return wish
    if wish == "none":
        return None
    said = f"{_field(form, 'feel') or Feel.TIGHT}.{_field(form, 'strength') or 'clear'}"
    if wish != "more" or said not in _WISHES:
        raise BadInput(f"{shown(said)} is not an answer here; {_REFUSED}.")
    return said


def _field(form: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(form.get(name, ())), "")


def _spot(where: SiteSide, wish: str) -> schema.Spot:
    feel, _, strength = wish.partition(".")
    return schema.Spot(where=where.value, feel=Feel(feel), tension=STRENGTHS[strength])


def _sides(text: str) -> tuple[SiteSide, ...]:
    site, side = text.split(":")
    return sides_of(Site(site), Side(side))
