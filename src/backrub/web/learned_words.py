"""What was learned of a person in words to that person: how each place likes hands, how sure that is, and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from backrub.application.learn_taste import EditKind, TasteEdit
from backrub.application.word_step import SLOW_CM_S, VERY_SLOW_CM_S
from backrub.application.words_heard import NOTICED, Heard
from backrub.domain.back import SiteSide
from backrub.domain.catalogue import Catalogue
from backrub.domain.preferences import LEARNED, Liking, Taste
from backrub.domain.pressure import PressureWord, word_for
from backrub.pictures.heat_map import MOST_RINGS, Warmth
from backrub.web.counting import in_words
from backrub.web.dates import date_of, short_day
from backrub.web.naming import capital

QUITE, FAIRLY, GUESS, HARDLY = 1.0, 0.7, 0.35, 0.12
"""How sure a place may be, as the picture draws it."""

_QUITE_LEVELS, _FAIRLY_LEVELS = 0.36, 0.46
"""Standard deviations, in Walton levels, up to which we say so."""

_NEAR = 0.3
"""Which share of the way between two words still bears the first one's name."""

_SURE = {QUITE: "Quite sure", FAIRLY: "Fairly sure", GUESS: "A first guess", HARDLY: "Not much known yet"}
_TIMES = {1: "once", 2: "twice"}
_MANY = 13
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class LearnedPlace:
    """Say of one place how it likes hands, how sure that is, and why, latest first.

    Where it is not known, `felt` is a guess from other places and other people.
    """

    where: SiteSide
    level: float
    """Walton level, at most what the place may get."""
    speed_cm_s: float
    name: str
    felt: str
    sure: str
    because: str
    why: tuple[str, ...]
    warmth: Warmth
    is_known: bool

    @property
    def row(self) -> str:
        """Return the place in one line, e.g. "The top of your left shoulder: Firm and slow. Quite sure."."""
        return f"{self.name}: {f'{self.felt}. ' if self.is_known else ''}{self.sure}."


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hold everything the person themself said that counts: words on evenings, and changes on this page."""

    heard: tuple[Heard, ...]
    edits: tuple[TasteEdit, ...]

    @property
    def set_last(self) -> tuple[TasteEdit, ...]:
        """Return the changes after which no word came: they stand as they are."""
        said_ms = max((word.at_ms for word in self.heard), default=-1)
        return tuple(edit for edit in self.edits if edit.at_ms >= said_ms)

    @property
    def level_set(self) -> float | None:
        """Return the Walton level that stands as it was set, None if none does."""
        return next((edit.level for edit in self.set_last if edit.level is not None), None)

    @property
    def speed_set(self) -> float | None:
        """Return the speed in cm/s that stands as it was set, None if none does."""
        return next((edit.speed_cm_s for edit in self.set_last if edit.speed_cm_s is not None), None)

    def at(self, where: SiteSide) -> "Spoken":
        """Return what counts at one place; what it forgot since is gone."""
        return Spoken(
            tuple(word for word in self.heard if word.where is where and self._stands(where, word.at_ms)),
            tuple(
                edit
                for edit in self.edits
                if edit.where is where and edit.kind is EditKind.SET and self._stands(where, edit.at_ms)
            ),
        )

    def _stands(self, where: SiteSide, at_ms: int) -> bool:
        return not any(edit.forgets(where, at_ms) for edit in self.edits)


def learned_places(taste: Taste, spoken: Spoken, catalogue: Catalogue, now_ms: int) -> list[LearnedPlace]:
    """Return every learned place in words, head to hip."""
    return [
        _place(where, taste.likes(where.site, where.side), spoken.at(where), catalogue, now_ms)
        for where in LEARNED
    ]


def place_name(catalogue: Catalogue, where: SiteSide) -> str:
    """Return a place as its owner is told of it, e.g. "Between spine and your left shoulder blade"."""
    return capital(catalogue.own_place_name(where).removeprefix("the muscle "))


def pressure_words(level: float) -> str:
    """Return a Walton level of 1.0 to 4.0 as people say it, e.g. "medium", "medium to firm"."""
    words = list(PressureWord)
    for lighter, firmer in pairwise(words):
        if level < firmer.level:
            share = (level - lighter.level) / (firmer.level - lighter.level)
            if share > 1 - _NEAR:
                return firmer.value
            return f"{lighter.value} to {firmer.value}" if share > _NEAR else lighter.value
    return words[-1].value


def pace_word(speed_cm_s: float) -> str:
    """Return a speed as people say it."""
    if speed_cm_s <= VERY_SLOW_CM_S:
        return "very slow"
    return "slow" if speed_cm_s <= SLOW_CM_S else "flowing"


def _place(
    where: SiteSide, liking: Liking, spoken: Spoken, catalogue: Catalogue, now_ms: int
) -> LearnedPlace:
    level = min(spoken.level_set or liking.level, catalogue.sites[where.site].ceiling)
    speed = spoken.speed_set or liking.speed_cm_s
    sureness, word = _sureness(liking, spoken), word_for(level)
    rings = max(1, list(PressureWord).index(word))
    return LearnedPlace(
        where=where,
        level=level,
        speed_cm_s=speed,
        name=place_name(catalogue, where),
        felt=_felt(level, speed),
        sure=_SURE[sureness],
        because=_because(spoken),
        why=tuple(_why(spoken, now_ms)),
        warmth=Warmth(rings / MOST_RINGS, sureness, word.value),
        is_known=sureness > HARDLY,
    )


def _felt(level: float, speed_cm_s: float) -> str:
    pressure, pace = capital(pressure_words(level)), pace_word(speed_cm_s)
    return f"{pressure}, {pace}" if " " in pressure else f"{pressure} and {pace}"


def _sureness(liking: Liking, spoken: Spoken) -> float:
    if not spoken.heard and not spoken.edits:
        return HARDLY
    if liking.spread <= _QUITE_LEVELS or spoken.level_set:
        return QUITE
    return FAIRLY if liking.spread <= _FAIRLY_LEVELS else GUESS


def _because(spoken: Spoken) -> str:
    """Return the short reason for what is believed, "" where nothing was heard."""
    if spoken.set_last:
        return "you set it here yourself"
    if count := sum(one.word != NOTICED for one in spoken.heard):
        return f"you spoke of it {_times(count)}"
    return "hands noticed" if spoken.heard else ""


def _why(spoken: Spoken, now_ms: int) -> Iterator[str]:
    """Yield a line for every day with words and every change, latest first."""
    told = [*_evenings(spoken.heard, now_ms), *_changes(spoken.edits, now_ms)]
    lines = [line for _, line in sorted(told, reverse=True)]
    yield from lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        yield "And on evenings before."


def _evenings(heard: Sequence[Heard], now_ms: int) -> Iterator[tuple[int, str]]:
    for day, words in groupby(heard, lambda word: _day(word.at_ms, now_ms)):
        said = list(words)
        during = _in_order(one.word for one in said if not one.is_closing)
        closing = _in_order(one.word for one in said if one.is_closing)
        at_close = f"{', ' if during else ''}at the close {closing}" if closing else ""
        yield said[-1].at_ms, f"{day}: {during}{at_close}."


def _changes(edits: Iterable[TasteEdit], now_ms: int) -> Iterator[tuple[int, str]]:
    for edit in edits:
        level = f"{pressure_words(edit.level)} hands" if edit.level is not None else ""
        pace = f"{pace_word(edit.speed_cm_s)} hands" if edit.speed_cm_s is not None else ""
        yield edit.at_ms, f"{_day(edit.at_ms, now_ms)}: you set {level or pace} here."


def _in_order(words: Iterable[str]) -> str:
    """Return words in the order they came, e.g. "“firmer” twice, then “just right”"."""
    counted = [(word, len(list(same))) for word, same in groupby(words)]
    return ", then ".join(
        _quoted(word) + (f" {_times(count)}" if count > 1 else "") for word, count in counted
    )


def _quoted(word: str) -> str:
    return "hands noticed" if word == NOTICED else f"“{word}”"


def _times(count: int) -> str:
    return "many times" if count >= _MANY else _TIMES.get(count, f"{in_words(count)} times")


def _day(unix_ms: int, now_ms: int) -> str:
    """Return a day, with its year where that is another one."""
    date = date_of(unix_ms)
    return short_day(unix_ms) if date_of(now_ms)[-4:] == date[-4:] else date
