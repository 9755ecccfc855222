"""The pace: never far ahead of the clock, never made up for."""

import pytest

from backrub.realtime.pacing import AHEAD_MS, LOST_MS, MOST_AHEAD_MS, Pace

BLOCK_MS = 240


def test_at_the_start_everything_ahead_is_due_at_once_and_then_a_block_at_a_time():
    pace = Pace(0)
    while pace.due_in_s(0) == 0:
        pace = pace.after(BLOCK_MS)
    assert AHEAD_MS < pace.until_ms <= AHEAD_MS + BLOCK_MS
    wait_ms = pace.due_in_s(0) * 1000
    assert 0 < wait_ms <= BLOCK_MS
    assert pace.due_in_s(round(wait_ms)) == 0


@pytest.mark.parametrize("now_ms", [0, 17, 200, 990])
def test_what_is_due_may_be_made_and_what_is_new_only_so_far_ahead(now_ms):
    pace = Pace(0)
    while pace.takes(BLOCK_MS, now_ms):
        pace = pace.after(BLOCK_MS)
    assert pace.due_in_s(now_ms) > 0
    assert pace.until_ms - now_ms <= MOST_AHEAD_MS


def test_a_block_is_late_when_it_should_be_heard_already():
    assert not Pace(1000).is_late(1000)
    assert Pace(1000).is_late(1001)


@pytest.mark.parametrize("jump_ms", [LOST_MS + 1, -LOST_MS - 1])
def test_after_a_sleep_or_a_jump_of_the_clock_it_goes_on_where_the_clock_is(jump_ms):
    assert Pace(10_000).kept(10_000 + jump_ms) == Pace(10_000 + jump_ms)
    assert Pace(10_000).kept(10_000 + LOST_MS) == Pace(10_000)
