"""The path of lessons: what comes next follows what was done, and tonight's lesson comes from tonight's plan."""

import pytest
from tests.before_hands import NIGHT, doorstep

from backrub.bootstrap.night_plan import tonight_for
from backrub.content.course import load_learning
from backrub.content.loader import load_catalogue
from backrub.domain.lessons import Tried, shown_step
from backrub.domain.plan import Role
from backrub.domain.stroke import LADDER_TOOLS

COURSE = load_learning().course
CATALOGUE = load_catalogue()


def a_plan():
    house = doorstep()
    night = house.nights.night(NIGHT)
    return tonight_for(house, night, night.now).plan


def done(*strokes):
    return dict.fromkeys(strokes, Tried.SOMEONE)


def test_the_path_begins_with_hands_that_stay():
    assert COURSE.next_lesson({}).key == "static_hold"


def test_a_cushion_is_practice_and_someone_is_still_to_come():
    assert COURSE.next_lesson({"static_hold": Tried.CUSHION}).key == "static_hold"
    assert COURSE.next_lesson(done("static_hold")).key == "effleurage"


def test_following_the_path_meets_every_stroke_and_never_a_stage_before_its_time():
    practice = {}
    while lesson := COURSE.next_lesson(practice):
        assert not COURSE.waits_for(lesson.stage, practice)
        practice = {**practice, **done(lesson.key)}
    assert practice.keys() == CATALOGUE.strokes.keys()


def test_forearm_and_elbow_come_by_way_of_leaning_and_a_fist():
    met = []
    while lesson := COURSE.next_lesson(done(*met)):
        met.append(lesson.key)
    stages = list(dict.fromkeys(COURSE.lessons[key].stage for key in met))
    ladder = ["leaning", "soft_fist", "forearm", "elbow"]
    assert [stage for stage in stages if stage in ladder] == ladder


def test_every_stroke_that_only_fist_forearm_or_elbow_do_lies_beyond_leaning():
    only = {row.key for row in CATALOGUE.strokes.values() if set(row.tools) <= LADDER_TOOLS}
    assert only
    assert all(COURSE.lessons[key].stage in {"soft_fist", "forearm", "elbow"} for key in only)


@pytest.mark.parametrize("key", COURSE.lessons)
def test_a_stroke_is_shown_within_its_own_ranges_and_its_places(key):
    lesson, stroke = COURSE.lessons[key], CATALOGUE.strokes[key]
    site = CATALOGUE.sites[lesson.best]
    step = shown_step(lesson, stroke, site)
    assert stroke.pressure[0] <= step.pressure <= min(stroke.pressure[1], site.ceiling)
    assert step.tool in site.tools
    assert {where.site for where in step.covers} <= stroke.sites
    assert (step.speed_cm_s is None) is (stroke.speed_cm_s is None)


def test_tonights_lesson_is_what_the_plan_has_most_of():
    plan = a_plan()
    tonight = COURSE.for_tonight(plan, {})
    seconds = {}
    for step in plan.steps:
        if step.role is not Role.TURN:
            seconds[step.stroke] = seconds.get(step.stroke, 0) + step.contact_s
    assert tonight.seconds == max(seconds.values())
    assert tonight.step.stroke == tonight.lesson.key
    assert seconds[tonight.lesson.key] == tonight.seconds


def test_a_stroke_of_the_wished_kind_comes_first_tonight_even_if_it_was_done_before():
    plan = a_plan()
    given = {step.stroke for step in plan.steps if step.role is not Role.TURN}
    usual = COURSE.for_tonight(plan, {}).lesson.key
    for key in given - {usual}:
        assert COURSE.for_tonight(plan, done(key), wished=[key]).lesson.key == key
    assert COURSE.for_tonight(plan, {}, wished=["not in the plan"]).lesson.key == usual


def test_what_was_done_with_someone_steps_back_tonight():
    plan = a_plan()
    first = COURSE.for_tonight(plan, {})
    second = COURSE.for_tonight(plan, done(first.lesson.key))
    assert second.lesson.key != first.lesson.key
    assert COURSE.for_tonight(plan, done(*COURSE.lessons)).lesson == first.lesson
