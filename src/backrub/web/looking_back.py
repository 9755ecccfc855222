"""A person's own evenings looked back on: a sentence first, a small chart, and the table behind it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from markupsafe import Markup

from backrub.application.look_back import (
    Change,
    Guessed,
    changes,
    guesses,
    kept,
    last_touched,
    lovely,
    strokes_given,
)
from backrub.application.recall_evenings import Given, Received
from backrub.documents.check_in_answers import read_answers
from backrub.documents.closing_answers import before_of
from backrub.domain.back import Site
from backrub.domain.briefing import guess_key
from backrub.domain.catalogue import Catalogue
from backrub.domain.pressure import PressureWord
from backrub.domain.tension import MOST_TENSION, TensionNow, compared
from backrub.pictures.charts import Pair, Row, Scale, Telling, pair_chart, row_chart
from backrub.web.counting import counted, share_of
from backrub.web.dates import ago, date_of, days_since, short_day
from backrub.web.naming import capital
from backrub.web.past import joined, strength

ENOUGH = 4
"""From how many evenings on a sentence is more than chance."""

MOST_ROWS = 8
_KEPT = 3
_NEVER_NAMED = 3
_PRESSURES = tuple(PressureWord)
_TENSION = Scale(((0.85, "strong"), (0.5, "some"), (0.2, "a little"), (0.0, "none")), ("before", "after"))
_GUESSES = Scale(
    tuple((at / (len(_PRESSURES) - 1), word.value) for at, word in enumerate(_PRESSURES)), ("guess", "wish")
)
_AFTERWARDS = {
    TensionNow.LOOSER: "Looser afterwards",
    TensionNow.SAME: "Much the same afterwards",
    TensionNow.TENDER: "More tender afterwards",
}
_NEAR = frozenset({"same", "close"})


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold what one chart says in words, the drawing, and the table behind it: its head, then its rows."""

    title: str
    says: str
    drawn: Markup | None = None
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class BackLookedAt:
    """Hold what a receiver sees of their back: each place before and after, and what hands were like."""

    places: Sequence[Chart]
    others: Sequence[Chart]
    keep: Sequence[str]


def back_looked_at(evenings: Sequence[Received], catalogue: Catalogue, now_ms: int) -> BackLookedAt | None:
    """Return what a receiver's evenings, latest first, tell; None before the first."""
    if not evenings:
        return None
    found = changes(evenings, before_of)
    most_first = sorted(found, key=lambda where: -len(found[where]))
    places = [
        _place(capital(catalogue.own_place_name(where)), where.replace(":", "-"), found[where])
        for where in most_first
    ]
    others = [*_lovely(evenings, catalogue), *_since(evenings, catalogue, now_ms)]
    keep = [catalogue.strokes[one].name if one in catalogue.strokes else one for one in kept(evenings)]
    return BackLookedAt(places, others, keep[:_KEPT])


def hands_looked_at(evenings: Sequence[Given], catalogue: Catalogue) -> list[Chart]:
    """Return what a giver's evenings, latest first, tell of guesses and strokes."""
    found = guesses(evenings, lambda said: read_answers(said).guess if said else None)
    charts = [_guesses(found)] if found else []
    return [*charts, *_strokes(evenings, catalogue)]


def _place(title: str, name: str, latest: Sequence[Change]) -> Chart:
    if len(latest) == 1:
        [once] = latest
        return Chart(title, f"Once so far: {strength(once.before)} before, {strength(once.after)} after.")
    says = _pattern(latest)
    pairs = [
        Pair(short_day(one.began_ms), one.before / MOST_TENSION, one.after / MOST_TENSION) for one in latest
    ]
    told = Telling(name, title, f"{says} Each evening has a ring for before and a dot for after.")
    rows = tuple((date_of(one.began_ms), _tension(one.before), _tension(one.after)) for one in latest)
    return Chart(title, says, _svg(pair_chart(pairs, _TENSION, told)), ("Evening", "Before", "After"), rows)


def _pattern(latest: Sequence[Change]) -> str:
    """Return in one sentence what mostly happened at a place."""
    total = len(latest)
    if total < ENOUGH:
        return _too_few(total)
    ways = Counter(compared(one.before, one.after) for one in latest)
    way, often = ways.most_common(1)[0]
    if 2 * often <= total:
        return f"Now one way, now another, over {counted(total, 'evening')}."
    return f"{_AFTERWARDS[way]} on {share_of(often, total, 'evening')}{_from_to(latest)}."


def _from_to(latest: Sequence[Change]) -> str:
    before = strength(median_low(one.before for one in latest))
    after = strength(median_low(one.after for one in latest))
    return "" if before == after else f", mostly from {before} to {after}"


def _guesses(found: Sequence[Guessed]) -> Chart:
    title, says = "Your guess and the wish", _guessed(found)
    pairs = [Pair(short_day(one.began_ms), _height(one.guess), _height(one.wish)) for one in found]
    told = Telling("guesses", title, f"{says} Each evening has a ring for the guess and a dot for the wish.")
    rows = tuple((date_of(one.began_ms), one.guess.value, one.wish.value) for one in found)
    return Chart(title, says, _svg(pair_chart(pairs, _GUESSES, told)), ("Evening", "Guess", "Wish"), rows)


def _guessed(found: Sequence[Guessed]) -> str:
    """Return how close the guesses were, and which way the wishes lay."""
    total = len(found)
    if total < ENOUGH:
        return _too_few(total)
    near = sum(guess_key(one.guess, one.wish) in _NEAR for one in found)
    if 2 * near > total:
        says = f"Your guess was the wish, or close to it, on {share_of(near, total, 'evening')}."
    else:
        says = "Your guess and the wish often lay apart. That is what the check-in is for."
    return f"{says}{_which_way(found)}"


def _which_way(found: Sequence[Guessed]) -> str:
    ways = Counter(
        "softer" if one.wish.level < one.guess.level else "firmer" for one in found if one.wish != one.guess
    )
    way, often = ways.most_common(1)[0] if ways else ("", 0)
    mostly = often > 1 and 2 * often > ways.total()
    return f" Where they differ, the wish is mostly {way}." if mostly else ""


def _lovely(evenings: Sequence[Received], catalogue: Catalogue) -> Iterator[Chart]:
    """Yield on how many evenings each place was lovely, if any was."""
    named = {_site(site, catalogue): often for site, often in lovely(evenings).items()}
    if not named:
        return
    first, often = next(iter(named.items()))
    total = len(evenings)
    few = f"{_too_few(total)[:-1]}, and lovely all the same."
    says = few if total < ENOUGH else f"Most often: {first}, on {share_of(often, total, 'evening')}."
    yield _counts("What was lovely", says, "lovely", named)


def _strokes(evenings: Sequence[Given], catalogue: Catalogue) -> Iterator[Chart]:
    """Yield on how many evenings a giver made each stroke, if there was one."""
    given = strokes_given(evenings)
    if not given:
        return
    named = {catalogue.strokes[key].name: often for key, often in given.items()}
    most, total = max(given.values()), len(evenings)
    often = [name for name, count in named.items() if count == most][:_KEPT]
    says = _too_few(total) if total < ENOUGH else f"On {share_of(most, total, 'evening')}: {joined(often)}."
    yield _counts("Strokes you have given", says, "strokes", named)


def _since(evenings: Sequence[Received], catalogue: Catalogue, now_ms: int) -> Iterator[Chart]:
    """Yield how long ago hands were at each place, if they were at any."""
    last = last_touched(evenings)
    if not last:
        return
    days = {site: days_since(at_ms, now_ms) for site, at_ms in last.items()}
    most = max(days.values())
    rows = [
        Row(capital(catalogue.sites[site].name), count / max(most, 1), ago(count))
        for site, count in days.items()
    ]
    title, says = "How long ago", _longest(days, catalogue)
    told = Telling("since", title, f"{says} The longer a line, the longer ago.")
    table = tuple((row.label, date_of(last[site])) for row, site in zip(rows, last, strict=True))
    yield Chart(title, says, _svg(row_chart(rows, told)), ("Place", "Hands were there"), table)


def _longest(days: Mapping[Site, int], catalogue: Catalogue) -> str:
    says = f"Hands were on your back {ago(min(days.values()))}."
    longest = max(days, key=lambda site: days[site])
    if days[longest] > min(days.values()):
        says += f" Longest ago: {catalogue.sites[longest].name}."
    never = [catalogue.sites[site].name for site in Site if site not in days]
    return f"{says} Not yet: {joined(never)}." if 0 < len(never) <= _NEVER_NAMED else says


def _counts(title: str, says: str, name: str, counts: Mapping[str, int]) -> Chart:
    """Return a chart of how many evenings each thing had, most first; the table has what the chart leaves out."""
    most = max(counts.values())
    rows = [Row(capital(label), often / most, counted(often, "evening")) for label, often in counts.items()]
    told = Telling(name, title, f"{says} The longer a line, the more evenings.")
    table = tuple((row.label, row.said) for row in rows)
    return Chart(title, says, _svg(row_chart(rows[:MOST_ROWS], told)), ("What", "On"), table)


def _site(site: Site | None, catalogue: Catalogue) -> str:
    return catalogue.sites[site].name if site else "all the way down"


def _height(word: PressureWord) -> float:
    return _PRESSURES.index(word) / (len(_PRESSURES) - 1)


def _tension(tension: int) -> str:
    return f"{strength(tension)}, {tension}"


def _too_few(total: int) -> str:
    return f"{capital(counted(total, 'evening'))}; too few to say."


def _svg(drawn: str) -> Markup:
    return Markup(drawn)  # noqa: S704 - drawn by us, every word escaped
