"""Earlier evenings in words, for the person they are about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from backrub.application.look_back import FEW_SITES
from backrub.application.recall_evenings import Given, Received
from backrub.documents.check_in_answers import read_answers
from backrub.documents.closing_answers import (
    FELT_GIVING,
    PUT_UP_WITH_GIVING,
    before_of,
    read_giver_closing,
)
from backrub.domain.back import SiteSide
from backrub.domain.briefing import guess_key
from backrub.domain.catalogue import Catalogue
from backrub.domain.session.events import Debriefed, Feedback
from backrub.domain.tension import TensionNow, compared

_NOW = {TensionNow.LOOSER: "looser", TensionNow.SAME: "the same", TensionNow.TENDER: "tender"}
_WANTS = {-2: "much softer", -1: "softer", 1: "firmer", 2: "much firmer"}
_GUESSED = {
    "same": "You guessed {guess}, and {wish} was the wish.",
    "close": "You guessed {guess}. Close: the wish was {wish}.",
    "apart": "You guessed {guess}; the wish was {wish}. Good to know.",
}
_SOME, _STRONG = 4, 7


@dataclass(frozen=True, slots=True)
class Told:
    """Hold one evening in words: how it felt, sentences about it, and what to keep."""

    title: str
    felt: str
    lines: tuple[str, ...]
    keep: str


def told_received(evening: Received, catalogue: Catalogue, giver: str) -> Told:
    """Return an evening in its receiver's own words."""
    debrief = evening.debrief
    keep = debrief.keep if debrief else ""
    return Told(
        title=_lasted(evening.minutes, f"from {giver}"),
        felt=debrief.felt if debrief else "",
        lines=tuple(_lines(evening, catalogue)),
        keep=catalogue.strokes[keep].name if keep in catalogue.strokes else keep,
    )


def told_given(evening: Given, receiver: str) -> Told:
    """Return an evening in its giver's own words, and how close their guess was."""
    closing = read_giver_closing(evening.closing)
    tired = [PUT_UP_WITH_GIVING[key].lower() for key in closing.put_up_with if key in PUT_UP_WITH_GIVING]
    lines = [_guess(evening)] if _guess(evening) else []
    if tired:
        lines.append(f"You put up with {joined(tired)}.")
    felt = FELT_GIVING.get(closing.felt, "")
    return Told(_lasted(evening.minutes, f"for {receiver}"), felt, tuple(lines), closing.keep)


def _names(places: Sequence[SiteSide], catalogue: Catalogue) -> list[str]:
    """Return the names of places, both sides of one as one."""
    names = {
        where: catalogue.sites[where.site].name if where.twin in places else catalogue.own_place_name(where)
        for where in places
    }
    return list(dict.fromkeys(names.values()))


def _lines(evening: Received, catalogue: Catalogue) -> Iterator[str]:
    lovely = [places for word, places in evening.said if word is Feedback.LOVELY]
    if lovely:
        places = list(dict.fromkeys(where for places in lovely for where in places))
        everywhere = len({where.site for where in places}) > FEW_SITES
        yield f"Lovely: {'all the way down' if everywhere else joined(_names(places, catalogue))}."
    if evening.debrief:
        yield from _tensions(evening.debrief, before_of(evening.check_in), catalogue)
        yield from _endured(evening.debrief, catalogue)
    if not evening.completed:
        yield "You two stopped before the end. That is always fine."


def _tensions(debrief: Debriefed, before: Mapping[SiteSide, int], catalogue: Catalogue) -> Iterator[str]:
    for where, after in debrief.tension_after:
        place = _capital(catalogue.own_place_name(where))
        was = before.get(where)
        yield (
            f"{place}: {strength(was)} before, {_NOW[compared(was, after)]} after."
            if was is not None
            else (f"{place}: {strength(after)} after.")
        )


def _endured(debrief: Debriefed, catalogue: Catalogue) -> Iterator[str]:
    if debrief.put_up_with:
        yield "There was something you put up with."
    for site in debrief.sites:
        if site.wants:
            yield f"{_capital(catalogue.own_place_name(site.where))}: {_WANTS[site.wants]} next time."


def strength(tension: int) -> str:
    """Return tension, 0 to 10, as a word."""
    if tension >= _STRONG:
        return "strong"
    if tension >= _SOME:
        return "some"
    return "a little" if tension else "none"


def _guess(evening: Given) -> str:
    """Return how close the giver's own guess was to the wish they then read (PRACTICE P2)."""
    guess = read_answers(evening.check_in).guess if evening.check_in else None
    if guess is None:
        return ""
    return _GUESSED[guess_key(guess, evening.wish)].format(guess=guess.value, wish=evening.wish.value)


def _lasted(minutes: int, whose: str) -> str:
    return f"{minutes} {'minute' if minutes == 1 else 'minutes'} {whose}"


def joined(words: Sequence[str]) -> str:
    """Return words as a list is said, e.g. "palm, thumb and elbow"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
