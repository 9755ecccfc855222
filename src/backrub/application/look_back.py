"""Look back over one person's evenings: what changed, what was lovely, how long ago; nothing is a score of anyone.

Evenings come as they are recalled, latest first.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backrub.application.recall_evenings import Given, Received
from backrub.domain.back import GROUP_OF, Site, SiteSide
from backrub.domain.pressure import PressureWord
from backrub.domain.session.events import Feedback

LATEST = 12
"""How many evenings are looked back on at one place, the latest."""

FEW_SITES = 4
"""The most sites one lovely moment is told of by name; with more under the hands it was all the way down."""


@dataclass(frozen=True, slots=True)
class Change:
    """State the tension at a place before and after an evening, 0 to 10; `began_ms` is Unix time."""

    began_ms: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Guessed:
    """State what the giver guessed of an evening's wish and what it was; `began_ms` is Unix time."""

    began_ms: int
    guess: PressureWord
    wish: PressureWord


def changes(
    evenings: Sequence[Received], before_of: Callable[[str], Mapping[SiteSide, int]]
) -> dict[SiteSide, tuple[Change, ...]]:
    """Return the changes of tension by place, head to hip, each place's latest evenings in their order.

    `before_of` reads the tensions that a check-in named.
    """
    found: dict[SiteSide, list[Change]] = defaultdict(list)
    for evening in evenings[::-1]:
        before = before_of(evening.check_in)
        for where, after in evening.debrief.tension_after if evening.debrief else ():
            if where in before:
                found[where].append(Change(evening.began_ms, before[where], after))
    return {where: tuple(found[where][-LATEST:]) for where in SiteSide if where in found}


def guesses(evenings: Sequence[Given], guess_of: Callable[[str], PressureWord | None]) -> tuple[Guessed, ...]:
    """Return the giver's latest guesses in their order; `guess_of` reads the guess of a check-in."""
    found = [
        Guessed(evening.began_ms, guess, evening.wish)
        for evening in evenings[::-1]
        if (guess := guess_of(evening.check_in)) is not None
    ]
    return tuple(found[-LATEST:])


def lovely(evenings: Sequence[Received]) -> dict[Site | None, int]:
    """Return on how many evenings each site was lovely, most first; None is all the way down."""
    on = Counter(place for evening in evenings for place in set(_lovely(evening)))
    order = [None, *GROUP_OF]
    return dict(sorted(on.items(), key=lambda one: (-one[1], order.index(one[0]))))


def kept(evenings: Sequence[Received]) -> list[str]:
    """Return what the receiver wanted to keep, latest first, each once."""
    return list(dict.fromkeys(one.debrief.keep for one in evenings if one.debrief and one.debrief.keep))


def last_touched(evenings: Sequence[Received]) -> dict[Site, int]:
    """Return when hands were last at each site, Unix time in ms, head to hip; untouched sites are left out."""
    last: dict[Site, int] = {}
    for evening in evenings[::-1]:
        last |= {where.site: evening.began_ms for where, seconds in evening.given_s.items() if seconds > 0}
    return {site: last[site] for site in Site if site in last}


def strokes_given(evenings: Sequence[Given]) -> dict[str, int]:
    """Return on how many evenings a giver's hands made each stroke, by its key, most first."""
    return dict(Counter(stroke for evening in evenings[::-1] for stroke in evening.strokes).most_common())


def share_of_hands(evenings: Sequence[Received]) -> dict[SiteSide, float]:
    """Return how long hands stayed at each place, beside the place where they stayed longest; empty before that."""
    given_s: dict[SiteSide, float] = defaultdict(float)
    for evening in evenings:
        for where, seconds in evening.given_s.items():
            given_s[where] += seconds
    most = max(given_s.values(), default=0.0)
    return {where: seconds / most for where, seconds in given_s.items()} if most else {}


def _lovely(evening: Received) -> Iterator[Site | None]:
    for word, places in evening.said:
        if word is Feedback.LOVELY:
            sites = {where.site for where in places}
            yield from sites if len(sites) <= FEW_SITES else (None,)
