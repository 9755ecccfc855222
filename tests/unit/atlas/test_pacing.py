"""Seconds are shared among lanes so that hands move as fast as they should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrub.atlas.drawn import DrawnLane, Family, Kind
from backrub.atlas.grades import Grade
from backrub.atlas.pacing import Pace, glide, in_place, knead, stay
from backrub.domain.back import Site
from backrub.domain.stroke import Tool, Travel

BACK_AND_FORTH = Travel("lanes", way="return")
ONWARDS = Travel("lanes", way="on")


def lane(length_cm, x=5.0):
    return DrawnLane(8.0, length_cm, ((x, 100.0), (x, 100.0 + length_cm)), (Site.MID_BACK,))


def family(*lengths):
    lanes = tuple(lane(length, 5.0 + i) for i, length in enumerate(lengths))
    return Family(Kind("lanes", "along", Tool.PALM, Grade.LIGHT), (Site.MID_BACK,), lanes)


def speeds(lanes, legs):
    return [lanes.lanes[leg.lane].length_cm / leg.seconds for leg in legs]


def test_a_glide_goes_up_and_lightly_back_before_the_next_lane():
    legs = glide(family(10.0, 10.0), BACK_AND_FORTH, Pace(3.0, 6.0, 4.0), 10.0)
    assert [(leg.lane, leg.is_return) for leg in legs] == [(0, False), (0, True), (1, False), (1, True)]
    assert sum(leg.seconds for leg in legs) == pytest.approx(10.0)


def test_a_glide_that_does_not_return_goes_on():
    legs = glide(family(10.0, 10.0), ONWARDS, Pace(3.0, 6.0, 4.0), 10.0)
    assert [(leg.lane, leg.is_return) for leg in legs] == [(0, False), (1, False), (0, False), (1, False)]


@given(
    lengths=st.lists(st.floats(2.0, 60.0), min_size=1, max_size=5),
    least=st.floats(1.0, 6.0),
    spread=st.floats(1.0, 2.0),
    share=st.floats(0.0, 1.0),
    seconds=st.floats(5.0, 120.0),
)
def test_every_leg_keeps_to_the_pace_and_the_time(lengths, least, spread, share, seconds):
    pace = Pace(least, least * spread, least * (1 + share * (spread - 1)))
    lanes = family(*lengths)
    legs = glide(lanes, BACK_AND_FORTH, pace, seconds)
    assert all(pace.least <= speed <= pace.most * 1.0031 for speed in speeds(lanes, legs))
    if len(legs) > 1:
        assert sum(leg.seconds for leg in legs) <= seconds + 1e-6


def test_where_lanes_do_not_add_up_hands_rest_at_the_end():
    lanes = family(50.0)
    legs = glide(lanes, BACK_AND_FORTH, Pace(6.0, 6.0, 6.0), 10.0)
    assert speeds(lanes, legs) == [pytest.approx(6.0, rel=0.004)]


def test_kneading_travels_at_its_rounds_and_fills_the_time():
    legs = knead(family(14.0, 14.0), 0.35, 1.4, 20.0)
    assert [leg.lane for leg in legs] == [0, 1]
    assert sum(leg.seconds for leg in legs) == pytest.approx(20.0)


def test_kneading_in_a_short_while_takes_the_most_useful_lane():
    assert [leg.lane for leg in knead(family(14.0, 14.0), 0.35, 1.4, 3.0)] == [0]


def test_kneading_begins_again_when_there_is_time():
    assert [leg.lane for leg in knead(family(14.0), 0.35, 1.4, 22.0)] == [0, 0, 0]


@pytest.mark.parametrize(("seconds", "visits"), [(5.0, 1), (13.0, 2), (32.0, 5)])
def test_presses_go_from_spot_to_spot(seconds, visits):
    legs = stay(family(1.0, 1.0, 1.0), 6.4, seconds)
    assert [leg.lane for leg in legs] == [0, 1, 2, 0, 1][:visits]
    assert sum(leg.seconds for leg in legs) == pytest.approx(seconds)


def test_lanes_are_taken_outwards_and_spots_downwards():
    upright = [lane(9.0, 7.0), lane(9.0, 5.0)]
    spots = [DrawnLane(8.0, 1.0, ((5.0, y), (5.0, y + 1)), (Site.MID_BACK,)) for y in (100.0, 110.0)]
    assert in_place(upright, range(2)) == [1, 0]
    assert in_place(spots, range(2)) == [1, 0]
