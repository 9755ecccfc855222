"""Speed is learned beside pressure: from "slower", from what was found, and a little from silence."""

import pytest

from backrub.domain.back import SiteSide
from backrub.domain.preferences import Elo, Taste

KINDS = pytest.mark.parametrize("kind", [Taste, Elo])


@KINDS
def test_slower_slows_here_most_and_elsewhere_too(kind):
    evening = kind().evening()
    before = evening.speed("mid_back", "left")
    evening.wants_slower("mid_back", "left", 5.0)
    assert evening.speed("mid_back", "left") < evening.speed("neck", "right") < before
    assert evening.close().evening().speed("mid_back", "left") == evening.speed("mid_back", "left")


@KINDS
def test_a_silence_about_speed_tells_far_less_than_a_word(kind):
    silent, spoken = kind().evening(), kind().evening()
    usual = silent.speed("mid_back", "left")
    silent.pace_fine("mid_back", "left", 5.0)
    spoken.wants_slower("mid_back", "left", 5.0)
    gained = silent.speed("mid_back", "left") - usual
    assert 0 < gained < (usual - spoken.speed("mid_back", "left")) / 4


@KINDS
def test_where_a_knot_was_found_hands_open_slower_for_tonight(kind):
    evening = kind().evening(knots={SiteSide.MID_BACK_LEFT})
    assert evening.speed("mid_back", "left") == pytest.approx(3.5)
    evening.wants_slower("mid_back", "left", 3.5)
    assert 3.5 < evening.close().evening().speed("mid_back", "left") < 5.0


def test_deep_pressure_moves_slowly():
    evening = Taste().corrected("mid_back", "left", 4.2, None).evening()
    assert evening.pressure("mid_back", "left") > 3.5
    assert evening.speed("mid_back", "left") <= 3.0


def test_where_nothing_is_learned_the_usual_speed_stays():
    evening = Taste().evening()
    evening.wants_slower("scalp", "left", 5.0)
    assert evening.speed("scalp", "left") == 5.0
