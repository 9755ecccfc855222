"""Evenings of an invented couple under one rule: what was used, what was wanted, what was said."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from time import process_time
from typing import Protocol

from benchmarks.receivers.couple import HALF_MINUTE_S, Couple

from backrub.domain.back import SiteSide
from backrub.domain.preferences import LEARNED

EVENINGS = 6
HALF_MINUTES = 60
QUESTION_S = 10.0
_BAD_S = 60.0


class Night(Protocol):
    """An evening of a rule (CONTRACT "Preferences")."""

    def pressure(self, site: str, side: str) -> float: ...
    def question(
        self, site: str, side: str, minutes_left: Mapping[tuple[str, str], float], questions_left: int
    ) -> str | None: ...
    def answered(self, site: str, side: str, pressure: float, wants: int, form: str) -> None: ...
    def watched(
        self, site: str, side: str, pressure: float, seconds: float, remark: int | None, sign: str | None
    ) -> None: ...
    def close(self) -> "Rule": ...


class Rule(Protocol):
    """What is carried from evening to evening."""

    def evening(self) -> Night: ...


@dataclass(slots=True)
class Took:
    """Add up what calls of one kind took."""

    seconds: float = 0.0
    calls: int = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Time a call."""
        started = process_time()
        yield
        self.seconds += process_time() - started
        self.calls += 1


@dataclass(slots=True)
class Played:
    """Add up one evening."""

    seconds: float = 0.0
    away: float = 0.0
    over_s: float = 0.0
    questions: int = 0
    corrections: int = 0
    answered: Took = field(default_factory=Took)
    watched: Took = field(default_factory=Took)
    asked: Took = field(default_factory=Took)

    def spend(self, pressure: float, wanted: float, seconds: float) -> None:
        """Add seconds at a pressure."""
        self.seconds += seconds
        self.away += seconds * abs(pressure - wanted)
        self.over_s += seconds * (pressure > wanted + 1)

    @property
    def err(self) -> float:
        """Return levels away from what was wanted, weighed by time."""
        return self.away / self.seconds

    @property
    def bad(self) -> bool:
        """Tell whether there was more than a minute of more than a level too firm."""
        return self.over_s > _BAD_S


def route(rng: Random) -> list[SiteSide]:
    """Return where hands are in each half minute: down the back once or twice, and where they linger."""
    rounds = rng.choice((1, 2))
    stay = HALF_MINUTES // (rounds * len(LEARNED))
    order = [where for _ in range(rounds) for where in LEARNED for _ in range(stay)]
    spots = rng.sample(LEARNED, 2)
    return order + [spots[turn % 2] for turn in range(HALF_MINUTES - len(order))]


def play(rule: Rule, couple: Couple, rng: Random, questions: int) -> list[Played]:
    """Return the evenings of a couple under a rule that may ask so many questions an evening."""
    evenings = []
    for _ in range(EVENINGS):
        couple.begin()
        night = rule.evening()
        evenings.append(_evening(night, couple, route(rng), questions))
        rule = night.close()
    return evenings


def _evening(night: Night, couple: Couple, places: list[SiteSide], questions: int) -> Played:
    played, before = Played(), None
    minutes = {(where.site.value, where.side.value): places.count(where) / 2 for where in LEARNED}
    for where in places:
        if where is not before:
            couple.arrive(where)
        left = HALF_MINUTE_S
        if played.questions < questions and _asked(night, couple, where, minutes, questions, played):
            left -= QUESTION_S
        pressure = night.pressure(where.site, where.side)
        played.spend(pressure, couple.wanted(where), left)
        passed = couple.pass_time(where, pressure, left)
        with played.watched.one():
            night.watched(where.site, where.side, pressure, left, passed.remark, passed.sign)
        played.corrections += bool(passed.remark)
        minutes[where.site.value, where.side.value] -= 0.5
        before = where
    return played


def _asked(
    night: Night,
    couple: Couple,
    where: SiteSide,
    minutes: Mapping[tuple[str, str], float],
    questions: int,
    played: Played,
) -> bool:
    site, side = where.site.value, where.side.value
    with played.asked.one():
        form = night.question(site, side, minutes, questions - played.questions)
    if form is None:
        return False
    pressure = night.pressure(site, side)
    played.questions += 1
    played.spend(pressure, couple.wanted(where), QUESTION_S)
    answer = couple.answer(where, pressure, form)
    with played.answered.one():
        night.answered(site, side, pressure, answer, form)
    return True
