"""The check notices each thing that may be wrong with a map or with hands on it."""

from dataclasses import replace

import pytest
from tests.evenings import GOLDEN
from tests.support import plan_of

from backrub.application.trace_plan import trace_plan
from backrub.atlas.checks import PlanChecker, map_faults
from backrub.atlas.tracing import tracer_for
from backrub.content.loader import load_catalogue
from backrub.domain.back import SiteSide
from backrub.domain.body_map import Body
from backrub.domain.stroke import Tool

CATALOGUE = load_catalogue()
LEFT = SiteSide.BETWEEN_BLADES_LEFT
GLIDE = "slow_glide.palm.light.mid_back.left.1"


@pytest.fixture(scope="module")
def tracer():
    return tracer_for(Body.NEUTRAL, CATALOGUE)


@pytest.fixture(scope="module")
def body_map(tracer):
    return tracer.body_map


def with_(body_map, **parts):
    """Return a map in which some entries are others."""
    return replace(body_map, **{name: {**getattr(body_map, name), **new} for name, new in parts.items()})


def moved(body_map, name, x_cm, **changes):
    path = body_map.paths[name]
    return replace(path, points=tuple((x + x_cm, y) for x, y in path.points), **changes)


def test_a_whole_map_has_no_faults(body_map):
    assert list(map_faults(body_map)) == []


def test_an_outline_that_crosses_itself_is_noticed(body_map):
    bow_tie = ((5.0, 100.0), (9.0, 104.0), (9.0, 100.0), (5.0, 104.0))
    muscle = replace(body_map.muscles["teres:left"], polygon=bow_tie)
    faults = list(map_faults(with_(body_map, muscles={"teres:left": muscle})))
    assert "The outline of teres:left crosses itself." in faults
    assert "teres:left is not the mirror image of teres:right." in faults


def test_sites_that_overlap_or_part_are_noticed(body_map):
    area = body_map.sites[LEFT]
    raised = replace(area, polygon=tuple((x, y + 1) for x, y in area.polygon))
    faults = list(map_faults(with_(body_map, sites={LEFT: raised})))
    assert any(fault.startswith("shoulder_top:left and between_blades:left share") for fault in faults)
    assert "There are gaps between the sites." in faults
    assert "between_blades:left is not the mirror image of between_blades:right." in faults


def test_a_path_that_goes_nowhere_or_has_no_twin_is_noticed(body_map):
    lost = moved(body_map, GLIDE, -1.0, length_cm=0.0)
    faults = list(map_faults(with_(body_map, paths={GLIDE: lost})))
    assert f"The path {GLIDE} crosses itself or goes nowhere." in faults
    assert f"The path {GLIDE} has no mirror image." in faults


@pytest.mark.parametrize(
    ("name", "pressure", "fault"),
    [
        ("slow_glide.palm.light.shoulder_top.left.1", 3.0, "lie on scapula_ridge:left at 3.0"),
        ("slow_glide.palm.light.low_back.left.1", 2.1, "lie on kidney_side:left at 2.1"),
        ("slow_glide.palm.light.hip_rim.left.1", 2.5, "lie on iliac_crest:left at 2.5"),
        ("reinforced_effleurage.palm.medium.low_back.left.1", 3.1, "lie on kidney_inner:left at 3.1"),
    ],
)
def test_a_path_is_forbidden_at_more_pressure_than_it_was_made_for(body_map, name, pressure, fault):
    faults = list(PlanChecker(body_map, CATALOGUE).path_faults(body_map.paths[name], pressure))
    assert any(fault in each for each in faults)


def test_even_light_hands_stay_off_the_strip_and_the_side_of_the_neck(body_map):
    checker = PlanChecker(body_map, CATALOGUE)
    on_spine = replace(moved(body_map, GLIDE, 4.0), id="on the spine")
    on_neck = replace(moved(body_map, "petrissage.fingers.light.neck.left.1", -2.0), id="on the neck")
    assert any("spine_strip" in fault for fault in checker.path_faults(on_spine, 1.0))
    assert any("neck_front_and_side:left" in fault for fault in checker.path_faults(on_neck, 1.0))


def test_light_fingers_stay_off_bone_that_a_light_palm_may_pass(body_map):
    checker = PlanChecker(body_map, CATALOGUE)
    path = body_map.paths["slow_glide.palm.light.shoulder_top.left.1"]
    fingers = replace(path, id="fingers", stroke="petrissage", tool=Tool.FINGERS, width_cm=4.5)
    down = replace(fingers, points=tuple((x, y - 3) for x, y in path.points))
    assert list(checker.path_faults(path, 2.0)) == []
    assert any("scapula_ridge:left" in fault for fault in checker.path_faults(down, 2.0))


def test_pressing_too_near_to_the_strip_is_noticed(body_map):
    name = "petrissage.palm.medium.mid_back.left.1"
    near = replace(moved(body_map, name, 0.0), id="near", points=((-4.2, 130.0), (-4.2, 125.0)), width_cm=5.0)
    faults = list(PlanChecker(body_map, CATALOGUE).path_faults(near, 3.0))
    assert faults == ["near: it comes as near to the spine strip as 0.20 cm."]


def test_thumbs_and_taps_stay_away_from_the_kidneys(body_map):
    checker = PlanChecker(body_map, CATALOGUE)
    path = replace(body_map.paths["reinforced_effleurage.palm.medium.low_back.left.1"], width_cm=2.5)
    thumb = replace(path, id="thumb", stroke="thumb_circles", tool=Tool.THUMB)
    tap = replace(path, id="tap", stroke="tapotement_cup")
    assert list(checker.path_faults(path, 3.0)) == []
    assert any("kidney_inner:left" in fault for fault in checker.path_faults(thumb, 2.0))
    assert any("kidney_inner:left" in fault for fault in checker.path_faults(tap, 1.0))


def test_a_path_wider_than_its_tool_is_noticed(body_map):
    wide = replace(body_map.paths[GLIDE], id="wide", width_cm=9.0)
    assert "wide: it is wider than the tool." in list(PlanChecker(body_map, CATALOGUE).path_faults(wide, 1.0))


def test_passes_too_fast_or_of_another_stroke_are_noticed(tracer):
    plan = trace_plan(plan_of(GOLDEN["15 minutes, medium"]), tracer)
    steps = list(plan.steps)
    at = next(i for i, step in enumerate(steps) if step.stroke in {"effleurage", "slow_glide"})
    hurried = [replace(each, duration_s=each.duration_s / 4) for each in steps[at].passes]
    steps[at] = replace(steps[at], tool=Tool.FINGERS, passes=tuple(hurried))
    faults = list(PlanChecker(tracer.body_map, CATALOGUE).plan_faults(replace(plan, steps=tuple(steps))))
    assert any("cm/s is not a speed of" in fault for fault in faults)
    assert any("with fingers." in fault for fault in faults)
