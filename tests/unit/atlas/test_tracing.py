"""Every step gets passes that fill its contact, at a speed hands can keep."""

from dataclasses import replace
from itertools import pairwise

import pytest

from backrub.application.trace_plan import trace_plan
from backrub.atlas.tracing import tracer_for
from backrub.content.loader import load_catalogue
from backrub.domain.back import Side, Site, SiteSide, both_sides, sides_of
from backrub.domain.body_map import Body
from backrub.domain.brief import Outcome
from backrub.domain.plan import Contact, Phase, Plan, Role, Stand, Step
from backrub.domain.stroke import Tool

CATALOGUE = load_catalogue()
BACK = (
    Site.SHOULDER_TOP,
    Site.SHOULDER_BLADE,
    Site.BETWEEN_BLADES,
    Site.MID_BACK,
    Site.LOW_BACK,
    Site.HIP_RIM,
)
WHOLE_BACK = tuple(ss for site in BACK for ss in both_sides(site))


@pytest.fixture(scope="module")
def tracer():
    return tracer_for(Body.NEUTRAL, CATALOGUE)


def a_step(stroke, tool, pressure, **changes):
    given = {"site": Site.MID_BACK, "side": Side.BOTH, "speed_cm_s": None, "cycle_s": None} | changes
    given.setdefault("covers", sides_of(given["site"], given["side"]))
    return Step(
        id="s01",
        start_s=given.pop("start_s", 100),
        duration_s=given.pop("duration_s", 40),
        move_s=given.pop("move_s", 8),
        phase=given.pop("phase", Phase.WORK),
        role=Role.WORK,
        stroke=stroke,
        tool=tool,
        pressure=pressure,
        stand=Stand.LEFT,
        contact=Contact.KEPT,
        **given,
    )


def speeds(tracer, passes):
    return [tracer.body_map.paths[each.path].length_cm / each.duration_s for each in passes]


def test_hands_begin_after_the_move_and_end_with_the_step(tracer):
    passes = tracer.passes(a_step("petrissage", Tool.PALM, 3.0, cycle_s=1.4))
    assert passes[0].start_s == 108
    assert passes[-1].start_s + passes[-1].duration_s == pytest.approx(140, abs=0.002)


def test_passes_of_a_hand_follow_each_other_without_overlap(tracer):
    step = a_step("effleurage", Tool.PALM, 2.0, speed_cm_s=7.0, covers=WHOLE_BACK, duration_s=90)
    for side in (Side.LEFT, Side.RIGHT):
        mine = [each for each in tracer.passes(step) if each.side is side]
        for before, after in pairwise(mine):
            assert after.start_s == pytest.approx(before.start_s + before.duration_s, abs=0.002)


def test_both_hands_do_the_same_at_the_same_time(tracer):
    passes = tracer.passes(a_step("slow_glide", Tool.PALM, 2.0, speed_cm_s=4.0))
    left = [(p.start_s, p.duration_s, p.path.replace(".left.", ".")) for p in passes if p.side is Side.LEFT]
    right = [
        (p.start_s, p.duration_s, p.path.replace(".right.", ".")) for p in passes if p.side is Side.RIGHT
    ]
    assert left == right != []


def test_hands_that_alternate_take_turns(tracer):
    passes = tracer.passes(a_step("wringing", Tool.PALM, 2.5, site=Site.LOW_BACK, cycle_s=1.8))
    assert {each.side for each in passes} == {Side.LEFT, Side.RIGHT}
    assert all(before.side is not after.side for before, after in pairwise(passes))
    assert sum(each.duration_s for each in passes) == pytest.approx(32, abs=0.01)


def test_a_glide_over_the_whole_back_travels_its_length(tracer):
    step = a_step("effleurage", Tool.PALM, 2.0, speed_cm_s=7.0, covers=WHOLE_BACK, duration_s=90)
    passes = tracer.passes(step)
    assert max(tracer.body_map.paths[each.path].length_cm for each in passes) > 40
    assert {each.is_return for each in passes} == {True, False}


def test_a_place_left_out_parts_the_run(tracer):
    covers = tuple(ss for ss in WHOLE_BACK if ss is not SiteSide.MID_BACK_LEFT)
    passes = tracer.passes(
        a_step("effleurage", Tool.PALM, 2.0, speed_cm_s=7.0, covers=covers, duration_s=120)
    )
    touched = {where for each in passes for where in tracer.body_map.paths[each.path].covers}
    assert SiteSide.MID_BACK_LEFT not in touched
    assert SiteSide.MID_BACK_RIGHT in touched


@pytest.mark.parametrize("seconds", [10, 15, 16, 23, 40, 77, 120])
@pytest.mark.parametrize(
    "glide",
    [
        a_step("slow_glide", Tool.PALM, 2.0, speed_cm_s=3.0, site=Site.NECK),
        a_step("effleurage", Tool.PALM, 3.0, speed_cm_s=6.0, site=Site.SHOULDER_BLADE),
        a_step("reinforced_effleurage", Tool.PALM, 3.0, speed_cm_s=5.0, site=Site.LOW_BACK),
        a_step("fan", Tool.PALM, 2.0, speed_cm_s=8.0),
        a_step("fist_glide", Tool.SOFT_FIST, 4.0, speed_cm_s=2.0, site=Site.BETWEEN_BLADES),
        a_step("forearm_glide", Tool.FOREARM, 3.5, speed_cm_s=1.0, site=Site.HIP_RIM),
        a_step("stripping", Tool.THUMB, 3.0, speed_cm_s=2.0, site=Site.BETWEEN_BLADES),
        a_step("feather", Tool.FINGERS, 1.0, speed_cm_s=4.0, site=Site.SHOULDER_TOP),
        a_step("scapula_edge", Tool.FINGERS, 2.5, speed_cm_s=2.5, site=Site.BETWEEN_BLADES),
        a_step("skin_roll", Tool.FINGERS, 2.0, speed_cm_s=2.5),
    ],
    ids=lambda step: step.stroke,
)
def test_every_gliding_pass_keeps_to_its_strokes_speeds(tracer, glide, seconds):
    least, most = CATALOGUE.strokes[glide.stroke].speed_cm_s
    found = speeds(tracer, tracer.passes(replace(glide, move_s=0, duration_s=seconds)))
    assert found
    assert all(least <= each <= most for each in found)


def test_deep_hands_move_slowly(tracer):
    step = a_step("fist_glide", Tool.SOFT_FIST, 4.0, speed_cm_s=4.0)
    assert max(speeds(tracer, tracer.passes(step))) <= 3.0


@pytest.mark.parametrize("seconds", [20, 29, 31, 43, 60])
def test_what_is_planned_slowly_for_ticklish_skin_stays_slow(tracer, seconds):
    step = a_step("slow_glide", Tool.PALM, 2.0, speed_cm_s=4.9, covers=WHOLE_BACK, duration_s=seconds)
    assert max(speeds(tracer, tracer.passes(step))) <= 5.0


def test_a_step_that_touches_nothing_has_no_passes(tracer):
    step = a_step("static_hold", Tool.PALM, 1.0, covers=(), phase=Phase.TURN)
    assert tracer.passes(step) == ()
    assert tracer.speed_cm_s(step) == 0.0


def a_plan(*steps):
    return Plan(Outcome.GO, (), 60, (), steps)


def test_a_traced_plan_tells_true_speed_and_coverage(tracer):
    step = a_step("slow_glide", Tool.PALM, 2.0, speed_cm_s=4.0, duration_s=60)
    traced = trace_plan(a_plan(step), tracer)
    mean = sum(speeds(tracer, traced.steps[0].passes)) / len(traced.steps[0].passes)
    assert traced.steps[0].speed_cm_s == pytest.approx(mean, rel=0.01)
    assert traced.coverage.keys() == {SiteSide.MID_BACK_LEFT, SiteSide.MID_BACK_RIGHT}
    assert min(traced.coverage.values()) > 0.8


@pytest.mark.parametrize("changes", [{"phase": Phase.LISTEN}, {"pressure": 1.4}, {"phase": Phase.SETTLE}])
def test_contact_before_or_below_work_does_not_count(tracer, changes):
    step = replace(a_step("slow_glide", Tool.PALM, 2.0, speed_cm_s=4.0), **changes)
    assert set(trace_plan(a_plan(step), tracer).coverage.values()) == {0.0}


def test_a_hold_tells_no_speed(tracer):
    step = a_step("static_hold", Tool.PALM, 2.0)
    traced = trace_plan(a_plan(step), tracer)
    assert traced.steps[0].speed_cm_s is None
    assert traced.steps[0].passes != ()


def test_tracing_twice_gives_the_same(tracer):
    plan = a_plan(a_step("compression", Tool.PALM_HEEL, 3.0, cycle_s=6.4))
    assert trace_plan(plan, tracer) == trace_plan(plan, tracer_for(Body.NEUTRAL, CATALOGUE))
