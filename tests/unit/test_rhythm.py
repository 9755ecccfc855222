"""The weekly time: what two tick becomes one time, a change is counted, and turns are an offer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrub.domain.arrangement import Turn
from backrub.domain.errors import BadInput
from backrub.domain.rhythm import Rhythm, WeeklyTime, agreed, next_to_receive, weekly_time

TIMES = st.builds(WeeklyTime, st.integers(0, 6), st.integers(0, 24 * 60 - 1))
SETS = st.frozensets(TIMES, max_size=7)
FRIDAY, SUNDAY = weekly_time("FR-20:00"), weekly_time("SU-21:00")
TO_HER, TO_HIM = Turn("scott", "cheryl"), Turn("cheryl", "scott")
BOTH = ("cheryl", "scott")


@given(TIMES)
def test_a_time_is_read_as_it_was_written(time):
    assert weekly_time(time.key) == time


def test_a_time_has_words():
    assert (FRIDAY.day, FRIDAY.clock, FRIDAY.day_letters) == ("Friday", "20:00", "FR")


@pytest.mark.parametrize(
    "key", ["", "FR", "FR-24:00", "FR-20:60", "fr-20:00", "FR-20:00 ", "XX-10:00", "FR-1\u0660:00"]
)
def test_what_is_no_time_of_a_week_is_refused(key):
    with pytest.raises(BadInput, match="such as FR-20:00"):
        weekly_time(key)


@given(TIMES | st.none(), SETS, SETS)
def test_only_what_both_ticked_becomes_the_time(now, mine, theirs):
    found = agreed(now, mine, theirs)
    assert found is None or found in mine & theirs
    assert (found is None) is not bool(mine & theirs)


@given(TIMES | st.none(), SETS, SETS, SETS, SETS)
def test_what_only_one_ticked_changes_nothing(now, mine, theirs, more, others):
    assert agreed(now, mine | (more - theirs), theirs | (others - mine - more)) == agreed(now, mine, theirs)


def test_a_time_stays_while_both_still_tick_it():
    assert agreed(SUNDAY, {FRIDAY, SUNDAY}, {FRIDAY, SUNDAY}) == SUNDAY
    assert agreed(None, {FRIDAY, SUNDAY}, {FRIDAY, SUNDAY}) == FRIDAY
    assert agreed(SUNDAY, {FRIDAY, SUNDAY}, {FRIDAY}) == FRIDAY


def test_a_change_is_counted_and_no_change_is_none():
    before = Rhythm(time=FRIDAY, changes=3, changed_ms=1)
    assert before.changed(9, paused=False) is before
    assert before.changed(9, paused=True) == replace(before, paused=True, changes=4, changed_ms=9)


@pytest.mark.parametrize(
    ("turns", "could"),
    [
        ([], None),
        ([TO_HER], "scott"),
        ([TO_HER, TO_HIM], "cheryl"),
        ([TO_HIM, TO_HER], "scott"),
        ([TO_HER, TO_HER, TO_HIM], "scott"),
        ([TO_HIM] * 30 + [TO_HER] * 8, "scott"),
        ([TO_HER, Turn("somebody", "cheryl")], "scott"),
        ([Turn("somebody", "scott")], None),
    ],
)
def test_it_could_be_the_turn_of_whoever_received_less_of_late(turns, could):
    assert next_to_receive(turns, BOTH) == could
    assert next_to_receive(turns, BOTH[::-1]) == could
