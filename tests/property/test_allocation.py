"""Seconds are shared exactly, within bounds, and nobody could share them better."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.brute_force import best_worth, small_shares

from backrub.domain.planner.allocation import Share, allocate, worth


def a_share(weight, low, room):
    return Share(weight, low, None if room is None else low + room)


many_shares = st.lists(
    st.builds(a_share, st.floats(0.05, 20.0), st.integers(0, 300), st.none() | st.integers(0, 1200)),
    min_size=1,
)


@given(rng=st.randoms(use_true_random=False))
def test_no_other_sharing_is_worth_more(rng):
    shares, total = small_shares(rng)
    assert worth(shares, allocate(shares, total)) == pytest.approx(best_worth(shares, total), abs=1e-9)


def test_no_other_sharing_is_worth_more_in_two_hundred_cases():
    for seed in range(200):
        shares, total = small_shares(Random(seed))
        assert worth(shares, allocate(shares, total)) == pytest.approx(best_worth(shares, total), abs=1e-9)


@given(shares=many_shares, more=st.integers(0, 3600))
def test_shares_add_up_within_their_bounds(shares, more):
    room = sum(3600 if share.high is None else share.high - share.low for share in shares)
    total = sum(share.low for share in shares) + min(more, room)
    seconds = allocate(shares, total)
    assert sum(seconds) == total
    for share, given_s in zip(shares, seconds, strict=True):
        assert share.low <= given_s
        assert share.high is None or given_s <= share.high


@given(shares=many_shares, more=st.integers(0, 3600))
def test_moving_a_second_from_one_to_another_gains_nothing(shares, more):
    room = sum(3600 if share.high is None else share.high - share.low for share in shares)
    seconds = allocate(shares, sum(share.low for share in shares) + min(more, room))
    gives = [worth([s], [t]) - worth([s], [t - 1]) for s, t in zip(shares, seconds, strict=True) if t > s.low]
    takes = [
        worth([s], [t + 1]) - worth([s], [t])
        for s, t in zip(shares, seconds, strict=True)
        if s.high is None or t < s.high
    ]
    assert min(gives, default=1e9) >= max(takes, default=0.0) - 1e-9


@given(weight=st.floats(0.1, 10.0), count=st.integers(1, 9), total=st.integers(0, 3600))
def test_equal_wishes_get_equal_seconds(weight, count, total):
    seconds = allocate([Share(weight, 0)] * count, total)
    assert max(seconds) - min(seconds) <= 1
