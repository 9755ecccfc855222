"""How hard hands touch decides which zones they stay out of."""

import pytest

from backrub.atlas.grades import Grade, barred, bears, grade_of, grades_at
from backrub.content.loader import load_catalogue
from backrub.domain.back import Site
from backrub.domain.body_map import ZoneRule
from backrub.domain.stroke import Tool

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("stroke", "tool", "pressure", "grade"),
    [
        ("slow_glide", Tool.PALM, 2.0, Grade.LIGHT),
        ("slow_glide", Tool.PALM, 2.1, Grade.MEDIUM),
        ("petrissage", Tool.PALM, 3.0, Grade.MEDIUM),
        ("petrissage", Tool.PALM, 3.1, Grade.FIRM),
        ("thumb_circles", Tool.THUMB, 1.5, Grade.MEDIUM),
        ("elbow_hold", Tool.ELBOW, 4.0, Grade.FIRM),
        ("static_hold", Tool.PALM, 2.0, Grade.LIGHT),
        ("feather", Tool.FINGERS, 1.0, Grade.LIGHT),
    ],
)
def test_pressure_tool_and_stroke_make_the_grade(stroke, tool, pressure, grade):
    assert grade_of(CATALOGUE.strokes[stroke], tool, pressure) is grade


def test_a_ceiling_leaves_out_what_is_above_it():
    petrissage = CATALOGUE.strokes["petrissage"]
    assert list(grades_at(petrissage, Tool.PALM, 4.0)) == [Grade.LIGHT, Grade.MEDIUM, Grade.FIRM]
    assert list(grades_at(petrissage, Tool.PALM, 3.0)) == [Grade.LIGHT, Grade.MEDIUM]
    assert list(grades_at(CATALOGUE.strokes["fist_glide"], Tool.SOFT_FIST, 4.0)) == [Grade.MEDIUM, Grade.FIRM]


def test_only_a_light_palm_passes_over_bone():
    assert barred(Tool.PALM, Grade.LIGHT) == {ZoneRule.NEVER}
    assert ZoneRule.NO_PRESSURE in barred(Tool.FINGERS, Grade.LIGHT)
    assert ZoneRule.NO_PRESSURE in barred(Tool.PALM, Grade.MEDIUM)


def test_beside_the_kidneys_only_broad_tools_press_and_not_hard():
    assert ZoneRule.BROAD_ONLY not in barred(Tool.FOREARM, Grade.MEDIUM)
    assert ZoneRule.BROAD_ONLY in barred(Tool.FOREARM, Grade.FIRM)
    assert ZoneRule.BROAD_ONLY in barred(Tool.PALM_HEEL, Grade.MEDIUM)
    assert ZoneRule.BROAD_ONLY in barred(Tool.PALM, Grade.LIGHT, percussion=True)


def test_a_stroke_is_borne_where_its_tool_is():
    found = dict(bears(CATALOGUE, CATALOGUE.strokes["compression"], Tool.FOREARM))
    assert found[Site.LOW_BACK] == 3.0
    assert Site.SHOULDER_BLADE not in found
