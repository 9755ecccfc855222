"""A step's picture moves as the plan says, shows the side where hands go, and stands still when asked."""

import re
from dataclasses import replace

import pytest
from tests.snapshot.pictures.gallery import (
    AND_BACK,
    BACK,
    CATALOGUE,
    CIRCLES,
    GLIDE,
    HOLD,
    KNEADING,
    LEANING,
    THERE,
    a_step,
    drawn,
)

from backrub.domain.back import Side, Site
from backrub.domain.body_map import StrokePath
from backrub.domain.plan import Pass, Stand
from backrub.domain.stroke import Tool
from backrub.pictures.back import Back, Look, back_at
from backrub.pictures.hands import hand_once
from backrub.pictures.step_picture import step_picture
from backrub.pictures.theme import LIVE
from backrub.pictures.tracks import Gait, tracks

PICTURE = Back(href="back.webp", half_width_cm=34, top_cm=170, bottom_cm=70, hem_cm=88)


def hands_in(step, at_s=None):
    return tracks(step, CATALOGUE.strokes[step.stroke], BACK, at_s=at_s)


def test_the_light_goes_there_and_back_in_the_seconds_of_its_passes():
    (way,) = hands_in(GLIDE)
    assert (way.out_s, way.back_s) == (12.4, 8.0)
    moving = drawn(GLIDE, Look(motion="moving"))
    assert '<path id="b-way0" d="M-46 -940C' in moving
    assert '<mpath href="#b-way0"/>' in moving
    assert 'dur="20.4s"' in moving
    assert 'keyTimes="0;0.608;1"' in moving


def test_a_second_of_the_evening_chooses_the_pass_under_way():
    later = replace(THERE, path="long:right", start_s=30.0, side=Side.RIGHT)
    step = replace(GLIDE, passes=(*GLIDE.passes, later))
    (early,), (late,) = hands_in(step, 20.0), hands_in(step, 40.0)
    assert early.line == BACK.paths["long:left"].points
    assert late.line == BACK.paths["long:right"].points


def test_two_hands_at_work_are_two_tracks_even_when_one_began_before():
    right = replace(THERE, path="long:right", start_s=8.0, side=Side.RIGHT)
    step = replace(GLIDE, passes=(THERE, right, AND_BACK))
    assert [way.line[0][0] < 0 for way in hands_in(step, 10.0)] == [True, False]
    assert [way.back_s for way in hands_in(step, 10.0)] == [8.0, 0.0]


def test_hands_that_take_turns_are_shown_one_at_a_time():
    right = replace(THERE, path="long:right", start_s=18.4, side=Side.RIGHT)
    step = replace(GLIDE, passes=(THERE, right))
    assert len(hands_in(step)) == 1
    (way,) = hands_in(step, 20.0)
    assert way.line == BACK.paths["long:right"].points


def test_a_pass_on_both_sides_is_one_hand_on_each_mirrored():
    one, other = hands_in(replace(GLIDE, passes=(replace(THERE, side=Side.BOTH),)))
    assert {one.left_hand, other.left_hand} == {True, False}
    assert one.line == tuple((-x, y) for x, y in other.line)


def test_a_path_over_the_midline_is_not_mirrored():
    across = StrokePath(
        "across", "slow_glide", Tool.PALM, GLIDE.covers, Side.BOTH, ((-9.0, 110.0), (9.0, 110.0)), 8.0, 18.5
    )
    back = replace(BACK, paths={**BACK.paths, "across": across})
    step = replace(GLIDE, passes=(Pass("across", 6.0, 5.0, Side.BOTH, False),))
    (way,) = tracks(step, CATALOGUE.strokes["slow_glide"], back)
    assert way.line == across.points


def test_only_the_way_back_still_shows_its_path():
    (way,) = hands_in(replace(GLIDE, passes=(replace(THERE, is_return=True),)))
    assert way.line == BACK.paths["long:left"].points


def test_without_passes_hands_follow_the_paths_made_for_the_stroke():
    ways = hands_in(KNEADING)
    assert [way.line for way in ways] == [BACK.paths["top:left"].points, BACK.paths["top:right"].points]


@pytest.mark.parametrize(
    ("step", "gait"),
    [
        (GLIDE, Gait.TRAVEL),
        (HOLD, Gait.REST),
        (KNEADING, Gait.KNEAD),
        (CIRCLES, Gait.CIRCLE),
        (LEANING, Gait.LEAN),
    ],
)
def test_hands_move_as_their_stroke_does(step, gait):
    assert {way.gait for way in hands_in(step)} == {gait}


def test_fingers_point_to_the_head_unless_the_giver_is_at_the_head():
    for stand, least, most in ((Stand.LEFT, -120, -60), (Stand.HEAD, 60, 120)):
        assert all(least <= way.turn_degrees <= most for way in hands_in(replace(HOLD, stand=stand)))


def test_a_hand_drawn_towards_the_giver_does_not_turn_round():
    down = {**BACK.paths, "down": replace(BACK.paths["long:left"], points=((-4.8, 130.0), (-4.6, 94.0)))}
    step = replace(GLIDE, passes=(replace(THERE, path="down"),))
    (way,) = tracks(step, CATALOGUE.strokes["slow_glide"], replace(BACK, paths=down))
    assert -95 <= way.turn_degrees % 360 - 360 <= -85


@pytest.mark.parametrize("tool", Tool)
def test_every_tool_has_its_own_drawing(tool):
    others = {hand_once(other, LIVE, "h") for other in Tool if other is not tool}
    assert hand_once(tool, LIVE, "h") not in others


def test_the_candle_stands_on_the_side_where_hands_go():
    left = drawn(GLIDE, Look(back=PICTURE))
    right = drawn(CIRCLES, Look(back=PICTURE))
    both = drawn(HOLD, Look(back=PICTURE))
    images = {name: re.findall(r"<image[^>]*>", text) for name, text in
              (("left", left), ("right", right), ("both", both))}  # fmt: skip
    assert ["scale(-1 1)" in image for image in images["left"]] == [False]
    assert ["scale(-1 1)" in image for image in images["right"]] == [True]
    assert ["scale(-1 1)" in image for image in images["both"]] == [False, True]


def test_the_other_half_is_dark_only_when_one_side_is_worked():
    assert "b-dark-half)" in drawn(GLIDE, Look())
    assert "b-dark-half)" not in drawn(HOLD, Look())


def test_reduced_motion_shows_an_arrow_and_numbered_thirds():
    still = drawn(GLIDE, Look(motion="still"))
    assert "<animate" not in still
    assert [number for number in "123" if f">{number}</text>" in still] == list("123")
    auto = drawn(GLIDE, Look())
    assert 'class="br-moving"' in auto
    assert 'class="br-still"' in auto
    assert "prefers-reduced-motion" in auto


def test_one_side_shows_only_that_sides_muscles_and_three_at_most():
    crowded = a_step("slow_glide", Site.BETWEEN_BLADES, Side.RIGHT)
    fibres = re.findall(
        r'<path d="(M[^"]*)" fill="none" stroke="#E8833A"', drawn(crowded, Look(motion="still"))
    )
    assert 1 <= len(fibres) <= 3
    assert all(float(x) >= 0 for data in fibres for x in re.findall(r"M(-?[\d.]+)", data))


def test_the_label_speaks_of_stroke_side_and_place():
    assert 'aria-label="A back seen from behind. Slow glides on the receiver’s left, mid back."' in drawn(
        GLIDE, Look()
    )


def test_a_picture_lies_where_its_manifest_says():
    row = {"half_width_cm": 34, "top_cm": 170, "bottom_cm": 70, "hem_cm": 88, "px_per_cm": 16}
    assert back_at("back.webp", row) == PICTURE
    assert '<image href="back.webp" x="-340" y="-1700" width="680" height="1000"/>' in drawn(
        GLIDE, Look(back=PICTURE)
    )


@pytest.mark.parametrize(("upper", "turned"), [(Side.LEFT, 90), (Side.RIGHT, -90)])
def test_the_picture_lies_as_the_receiver_does(upper, turned):
    upright = view_box(drawn(GLIDE, Look()))
    lying = step_picture(GLIDE, CATALOGUE.strokes["slow_glide"], BACK, Look(), upper=upper)
    assert f'transform="rotate({turned})"' in lying
    x, y, width, height = view_box(lying)
    assert (width, height) == (upright[3], upright[2])
    assert (x + width / 2) * turned == pytest.approx(-90 * (upright[1] + upright[3] / 2))
    assert y + height / 2 == pytest.approx(0)


def view_box(svg):
    return [float(value) for value in re.search(r'viewBox="([^"]+)"', svg).group(1).split()]


def test_a_correction_spreads_rings_once_around_the_light():
    asked = drawn(GLIDE, Look(corrected=True))
    opening = re.findall(r'<animate attributeName="r"[^>]*>', asked)
    assert len(opening) == 3
    assert all('fill="freeze"' in one and "repeatCount" not in one for one in opening)
    assert 'attributeName="r"' not in drawn(GLIDE, Look())


def test_two_forearms_never_cross_only_one_is_drawn():
    leaning = a_step("compression", Site.MID_BACK, Side.BOTH, cycle_s=6.0, tool=Tool.FOREARM)
    assert [way.has_hand for way in hands_in(leaning)] == [True, False]
    assert [way.has_hand for way in hands_in(LEANING)] == [True, True]


def test_a_forearm_leans_away_from_the_neck():
    leaning = a_step("compression", Site.BETWEEN_BLADES, Side.RIGHT, cycle_s=6.0, tool=Tool.FOREARM)
    (way,) = hands_in(leaning)
    assert -75 <= way.turn_degrees <= -60


def test_a_tiny_spot_is_a_place_to_stay_not_a_way():
    spot = replace(BACK.paths["long:left"], id="spot", points=((-5.0, 110.0), (-5.0, 112.0)))
    step = replace(HOLD, passes=(replace(THERE, path="spot"),))
    (way,) = tracks(step, CATALOGUE.strokes["static_hold"], replace(BACK, paths={"spot": spot}))
    assert not way.moves
