"""Every slot gets the pressure that the wish, the warm-up, the clock and a stroke allow."""

from dataclasses import replace

import pytest
from tests.planning import a_brief, a_slot, a_stroke
from tests.rehearsal import brief, evening

from backrub.content.loader import load_catalogue
from backrub.domain.back import SiteSide
from backrub.domain.brief import Wish
from backrub.domain.check_in import Intention, Pace
from backrub.domain.plan import Role
from backrub.domain.planner.ground import Ground
from backrub.domain.planner.levels import wishes
from backrub.domain.planner.pressing import Behind, Calm, behind, press
from backrub.domain.planner.ramp import Ramp
from backrub.domain.planner.repertoire import Repertoire
from backrub.domain.planner.tuning import Tuning
from backrub.domain.pressure import PressureWord

WARM_S = 400


def past(start_s=300, *, warm=True, calm=None, deep=False):
    """Return the middle of an evening, on a warm back unless told otherwise."""
    ramp = Ramp()
    if warm:
        for level, seconds in ((2.0, 60), (3.0, 60), (3.5, 60), (4.0, WARM_S)):
            ramp.touch(SiteSide, level, seconds)
    return Behind(ramp, start_s, calm or Calm(), deep)


def pressures(slots, *, word="deep", after=None, strokes=None, **changes):
    """Return the pressures of some slots of an hour with oil."""
    changes = {"minutes": 60, "clothed": False, "oil": True} | changes
    there = a_brief(wish=Wish(PressureWord(word), Pace.SLOW, Intention.UNWIND), **changes)
    catalogue = load_catalogue()
    repertoire = Repertoire(Ground(there), replace(catalogue, strokes=strokes or catalogue.strokes), 0)
    done = press(slots, repertoire, wishes(there, Tuning()), after or past())
    assert all(p.options for p in done)
    return [p.pressure for p in done]


def test_the_wish_is_reached_on_a_warm_back():
    assert pressures([a_slot()], word="medium") == [3.0]


def test_a_cold_back_is_warmed_first():
    warming = pressures([a_slot(seconds=60)] * 3, word="firm", after=past(warm=False))
    assert warming == [2.0, 3.0, 3.5]


def test_deep_work_is_followed_by_easing_off():
    work, ease = a_slot(seconds=40), a_slot(role=Role.EASE, seconds=25)
    alone, (deep, eased) = pressures([work]), pressures([work, ease])
    assert alone == [3.5]
    assert deep > 3.5 >= eased


def test_where_nothing_deep_came_before_nothing_eases():
    assert pressures([a_slot(role=Role.EASE)], word="medium") == [3.0]


@pytest.mark.parametrize("start_s", [0, 119, 3600 - 60 - 39])
def test_the_first_two_minutes_and_the_last_one_are_light(start_s):
    assert pressures([a_slot(seconds=40)], after=past(start_s)) == [2.0]


def test_between_them_the_clock_allows_everything():
    assert pressures([a_slot(seconds=40)], after=past(120), word="firm") == [3.5]
    assert pressures([a_slot(seconds=40)], after=past(3500), word="firm") == [3.5]


def test_calm_holds_for_as_long_as_it_was_asked():
    slots = [a_slot(seconds=40)] * 2
    assert pressures(slots, word="firm", after=past(calm=Calm(until_s=340, most=2.2))) == [2.2, 2.8]


def test_where_it_tickles_hands_stay_firm():
    tickled = pressures([a_slot(role=Role.HOLD)], word="feather", ticklish=frozenset(SiteSide))
    assert tickled == [2.0]


def test_a_level_that_no_stroke_reaches_is_lowered_to_one_that_is():
    mild = {"mild": a_stroke("mild", pressure=(1.0, 2.7))}
    assert pressures([a_slot()], word="firm", strokes=mild) == [2.7]


def test_a_place_that_nothing_fits_is_named():
    with pytest.raises(ValueError, match="no stroke fits"):
        pressures([a_slot()], strokes={"nothing": a_stroke("nothing", pressure=(4.5, 5.0))})


def test_steps_already_done_have_warmed_the_back():
    done = evening(brief()).steps[:5]
    ramp = behind(done, 220, 0).ramp
    assert ramp.seconds(SiteSide.SHOULDER_TOP_LEFT) == sum(
        step.contact_s for step in done if SiteSide.SHOULDER_TOP_LEFT in step.covers
    )
    assert ramp.seconds(SiteSide.HIP_RIM_RIGHT) == 0


def test_calm_keeps_to_what_hands_did_last():
    done = evening(brief()).steps[:5]
    assert behind(done, 220, 400).calm == Calm(until_s=400, most=done[-1].pressure)
    assert behind((), 0, 0).calm.most == 1.0


def test_deep_work_left_unfinished_still_eases():
    deep = replace(evening(brief()).steps[4], pressure=3.8)
    assert behind((deep,), 220, 0).deep
    assert not behind((replace(deep, pressure=3.5),), 220, 0).deep
    ease = [a_slot(role=Role.EASE)]
    assert pressures(ease, after=past(deep=True)) <= [3.5]
