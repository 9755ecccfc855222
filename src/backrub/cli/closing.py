"""Ask the receiver privately how it was; every question may be passed over."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import chain

from backrub.application.close_turn import worked
from backrub.domain.back import SiteSide
from backrub.domain.catalogue import Catalogue
from backrub.domain.session.commands import Debrief
from backrub.domain.session.events import SiteDebrief
from backrub.domain.session.state import Session

Ask = Callable[[str, str], str]
"""Put a question with a hint of what may be answered, and return the answer, empty when passed over."""

_WANTS: Mapping[str, int] = {"1": -1, "2": 0, "3": 1, "softer": -1, "just right": 0, "firmer": 1}
_YES = frozenset({"y", "yes"})
_MOST_TENSION = 10


def closing(session: Session, catalogue: Catalogue, ask: Ask) -> Debrief:
    """Return the receiver's answers as the command that closes the evening."""
    brief = session.brief
    felt = ask(catalogue.say("closing.felt"), "A word is enough.")
    tension = tuple(_tensions(session, catalogue, ask))
    sites = tuple(SiteDebrief(where, wants) for where, wants in _wants(session, catalogue, ask).items())
    put_up = ask(catalogue.say("closing.put_up_with"), "y or n.").lower() in _YES
    keep = ask(catalogue.say("closing.keep"), f"The guide never shows it to {brief.giver}.")
    return Debrief(f"debrief-{session.seq}", felt, sites, tension, put_up, keep)


def _tensions(session: Session, catalogue: Catalogue, ask: Ask) -> Iterator[tuple[SiteSide, int]]:
    """Ask for the tension left at each place that was asked for."""
    for spot in session.brief.spots:
        question = catalogue.say("closing.tension_at", place=catalogue.place_name(spot.where))
        tension = _until(ask, question, "0 is none, 10 as strong as can be.", _tension)
        if tension is not None:
            yield spot.where, tension


def _wants(session: Session, catalogue: Catalogue, ask: Ask) -> dict[SiteSide, int]:
    """Ask by group, then for each place that was asked for; a place's own answer counts."""
    wants: dict[SiteSide, int] = {}
    groups = worked(session)
    for group, here in groups.items():
        answer = _want(catalogue.say(f"place.{group.value}"), catalogue, ask)
        wants |= dict.fromkeys(here, answer) if answer is not None else {}
    for spot in session.brief.spots:
        if spot.where in chain.from_iterable(groups.values()):
            answer = _want(catalogue.place_name(spot.where), catalogue, ask)
            wants |= {spot.where: answer} if answer is not None else {}
    return wants


def _want(place: str, catalogue: Catalogue, ask: Ask) -> int | None:
    question = catalogue.say("closing.wants", place=place)
    return _until(ask, question, "1 softer, 2 just right, 3 firmer.", lambda said: _WANTS[said.lower()])


def _tension(said: str) -> int:
    tension = int(said)
    if not 0 <= tension <= _MOST_TENSION:
        raise ValueError(said)
    return tension


def _until(ask: Ask, question: str, hint: str, read: Callable[[str], int]) -> int | None:
    """Ask until the answer can be read or is passed over."""
    while said := ask(question, hint).strip():
        with suppress(ValueError, KeyError):
            return read(said)
    return None
