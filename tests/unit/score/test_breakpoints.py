"""A few sweeps, to the number."""

import pytest

from backrub.domain.back import Side
from backrub.domain.score.breakpoints import LIFT_S, TURNING, Pulse, breakpoints
from backrub.domain.score.reflow import value_at
from backrub.domain.score.score import CueKind, Score, ScoreCue, ScoreStep, Sweep, Touch


def a_sweep(start_s=0.0, duration_s=12.0, from_u=0.2, to_u=0.8, **changes):
    given = {"side": Side.LEFT, "pressure": 2.0, "touch": Touch.GLIDE, **changes}
    return Sweep(start_s, duration_s, from_u, to_u, **given)


def a_score(*sweeps, seconds=60, cues=()):
    return Score(1, 7, seconds, (ScoreStep("s1", 0, seconds, "Here", Side.LEFT, sweeps, cues),))


def test_a_stroke_swells_in_its_first_third_and_falls_in_its_last():
    points = breakpoints(a_score(a_sweep(6.0)))
    assert points.at_s == (0.0, 6.0, 10.0, 14.0, 18.0, 60.0)
    assert points.level == pytest.approx((0.0, 0.0, 0.7, 0.7, 0.0, 0.0))
    assert points.u == pytest.approx((0.2, 0.2, 0.4, 0.6, 0.8, 0.8))
    assert set(points.side) == {-1.0}


def test_hands_that_turn_and_come_back_stay_heard_in_between():
    points = breakpoints(a_score(a_sweep(0.0), a_sweep(12.0, from_u=0.8, to_u=0.2, pressure=1.0)))
    assert value_at(points, 12.0).level == TURNING
    assert points.at_s.count(12.0) == 1


def test_hands_that_go_elsewhere_at_once_are_silent_for_a_moment_and_keep_to_their_line():
    points = breakpoints(a_score(a_sweep(0.0), a_sweep(12.0)))
    lifted = value_at(points, 12.0 - LIFT_S)
    assert lifted.level == 0
    assert lifted.u == pytest.approx(0.8 - 0.6 * LIFT_S / 12)
    assert value_at(points, 12.0).level == 0
    assert value_at(points, 12.0).u == 0.2


def test_hands_at_rest_breathe_softly_once_in_about_five_seconds():
    points = breakpoints(a_score(a_sweep(0.0, 24.0, 0.5, 0.5, touch=Touch.REST)))
    assert points.level[1:10] == (0.25, 0.12, 0.25, 0.12, 0.25, 0.12, 0.25, 0.12, 0.25)
    assert points.at_s[1:4] == pytest.approx((2.4, 4.8, 7.2))


def test_every_round_is_a_swell_and_quick_ones_are_heard_as_one_second():
    slow = breakpoints(a_score(a_sweep(0.0, 6.0, touch=Touch.ROUND, round_s=2.0)))
    quick = breakpoints(a_score(a_sweep(0.0, 6.0, touch=Touch.ROUND, round_s=0.25)))
    assert sum(level == max(slow.level) for level in slow.level) == 3
    assert sum(level == max(quick.level) for level in quick.level) == 6


def test_firmer_hands_swell_higher():
    levels = [max(breakpoints(a_score(a_sweep(pressure=p))).level) for p in (1.0, 2.0, 3.0, 4.0)]
    assert levels == pytest.approx([0.55, 0.7, 0.85, 1.0])


def test_pulses_are_one_for_left_two_for_right_and_never_hurried():
    quick = [a_sweep(n * 1.5, 1.5, side=side) for n, side in enumerate((Side.LEFT, Side.RIGHT) * 4)]
    assert breakpoints(a_score(*quick)).pulses == (Pulse(0.0, 1), Pulse(4.5, 2), Pulse(9.0, 1))
    assert breakpoints(a_score(a_sweep(side=Side.BOTH))).pulses == ()


@pytest.mark.parametrize(("from_u", "pitch_class"), [(0.0, 0), (0.1, 2), (0.5, 0), (0.8, 7), (0.9, 9)])
def test_a_bell_is_in_tune_with_where_hands_go_next(from_u, pitch_class):
    bell = ScoreCue(5.0, CueKind.BELL, "bell.place", "", 2)
    (rung,) = breakpoints(a_score(a_sweep(6.0, from_u=from_u), cues=(bell,))).bells
    assert (rung.at_s, rung.kind, rung.pitch_class) == (5.0, "place", pitch_class)


def test_an_evening_of_words_alone_is_silent_from_end_to_end():
    cues = (
        ScoreCue(3.0, CueKind.SPEECH, "settle.hands", "Hold hands.", 2),
        ScoreCue(9.0, CueKind.BELL, "bell.end", "", 2),
    )
    points = breakpoints(a_score(cues=cues))
    assert points.at_s == (0.0, 60.0)
    assert points.level == (0.0, 0.0)
    assert [cue.text for cue in points.spoken] == ["Hold hands."]
    assert len(points.bells) == 1
