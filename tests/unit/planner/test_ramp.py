"""Hands begin light at every place and grow firmer slowly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrub.domain.back import SiteSide
from backrub.domain.planner.ramp import Ramp

HERE, THERE = SiteSide.MID_BACK_LEFT, SiteSide.NECK_RIGHT


def after(*contacts, where=HERE):
    """Return a ramp after contacts of (pressure, seconds) at one place."""
    ramp = Ramp()
    for pressure, seconds in contacts:
        ramp.touch([where], pressure, seconds)
    return ramp


def test_a_first_touch_is_light():
    assert after().most([HERE]) == 2.0


def test_nothing_touched_bounds_nothing():
    assert after().most([]) == 4.0


@pytest.mark.parametrize(("seconds", "most"), [(0, 2.0), (30, 2.5), (60, 3.0), (90, 3.0)])
def test_a_minute_of_contact_earns_one_level_and_no_leap(seconds, most):
    assert after((2.0, seconds)).most([HERE]) == most


def test_a_light_start_is_climbed_from_where_it_was():
    assert after((1.0, 60)).most([HERE]) == 2.0
    assert after((1.0, 60), (2.0, 60)).most([HERE]) == 3.0


def test_what_was_light_long_ago_no_longer_holds_back():
    assert after((1.0, 30), (1.5, 30), (2.0, 60), (3.0, 60), (3.5, 60)).most([HERE]) == 4.0


def test_deep_waits_for_three_minutes_of_contact():
    assert after((2.0, 60), (3.0, 60), (3.5, 59)).most([HERE]) == 3.5
    assert after((2.0, 60), (3.0, 60), (3.5, 60)).most([HERE]) == 4.0


def test_the_least_ready_place_decides():
    ramp = after((2.0, 60))
    assert ramp.most([HERE, THERE]) == 2.0


def test_places_warm_on_their_own():
    ramp = after((2.0, 60))
    assert ramp.seconds(HERE) == 60
    assert ramp.seconds(THERE) == 0.0


contacts = st.lists(st.tuples(st.sampled_from((0.3, 0.6, 1.0)), st.integers(1, 120)), max_size=30)


@given(contacts=contacts)
def test_pressure_taken_to_the_most_never_rises_over_one_level_a_minute(contacts):
    ramp, starts, at_s = Ramp(), [], 0
    for share, seconds in contacts:
        pressure = max(1.0, share * ramp.most([HERE]))
        starts.append((at_s, pressure))
        ramp.touch([HERE], pressure, seconds)
        at_s += seconds
    for i, (then_s, before) in enumerate(starts):
        for now_s, pressure in starts[i + 1 :]:
            assert pressure - before <= max(1.0, (now_s - then_s) / 60) + 1e-6
            assert pressure <= 3.5 or now_s >= 180
