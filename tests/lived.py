"""Evenings that a simulated couple has lived to the close, by the small planner: quick, and the same each time."""

from functools import cache

from backrub.application.learn_taste import Lived
from backrub.application.simulated_couple import next_moment
from backrub.domain.pressure import PressureWord
from tests.rehearsal import Rehearsal

WEEK_MS = 7 * 24 * 3_600_000


@cache
def events_of(seed, word=PressureWord.MEDIUM):
    """Return the events of a couple's evening."""
    play = Rehearsal(word)
    while moment := next_moment(seed, play.session):
        at_ms, command = moment
        play.at_ms(at_ms, command)
    return tuple(play.events)


def lived(seed, week=0, word=PressureWord.MEDIUM):
    """Return a couple's evening, so many weeks after the first."""
    return Lived((week + 1) * WEEK_MS, events_of(seed, word))


def year(seeds):
    """Return an evening a week, one of each couple."""
    return [lived(seed, week) for week, seed in enumerate(seeds)]
