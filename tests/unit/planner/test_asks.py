"""Questions are few, apart, and where an answer is worth most."""

from dataclasses import replace

import pytest
from tests.rehearsal import brief, evening

from backrub.domain.back import Side, Site
from backrub.domain.plan import Phase, Role
from backrub.domain.planner.asks import APART_S, asks_allowed, with_asks

BASE = replace(evening(brief()).steps[3], ask=False)


def a_step(name, start_s, site=Site.MID_BACK, **changes):
    return replace(BASE, id=name, start_s=start_s, site=site, side=Side.BOTH, duration_s=60, **changes)


def asked(steps, most, done=()):
    return sorted(with_asks(steps, most, done))


@pytest.mark.parametrize(("minutes", "often", "usually"), [(5, 2, 2), (15, 3, 2), (25, 5, 3), (60, 12, 8)])
def test_a_longer_evening_holds_more_questions(minutes, often, usually):
    assert asks_allowed(minutes * 60, often=True) == often
    assert asks_allowed(minutes * 60, often=False) == usually


def test_shoulders_and_back_are_each_asked():
    steps = [
        a_step("top", 0, Site.SHOULDER_TOP, pressure=3.0),
        a_step("blade", 60, Site.SHOULDER_BLADE, pressure=3.0),
        a_step("low", 120, Site.LOW_BACK, pressure=3.0),
        a_step("hip", 180, Site.HIP_RIM, pressure=3.0),
    ]
    assert asked(steps, 2) == ["low", "top"]


def test_where_shoulders_end_too_soon_the_question_moves_into_the_warm_up():
    steps = [
        a_step("warm", 0, Site.SHOULDER_TOP, phase=Phase.WARM_UP, role=Role.BROAD, pressure=3.0),
        a_step("top", 60, Site.SHOULDER_TOP, pressure=3.0),
        a_step("low", 120, Site.LOW_BACK, pressure=2.5),
    ]
    assert asked(steps, 2) == ["low", "warm"]


def test_without_shoulders_the_back_alone_is_asked():
    assert asked([a_step("low", 0, Site.LOW_BACK)], 2) == ["low"]


def test_the_step_before_deep_work_is_asked_first():
    steps = [
        a_step("light", 0, Site.NECK, pressure=2.0),
        a_step("firm", 60, Site.NECK, pressure=3.5),
        a_step("deep", 120, Site.NECK, pressure=3.9),
    ]
    assert asked(steps, 1) == ["firm"]


def test_an_asked_spot_is_worth_more_than_plain_work():
    plain = a_step("plain", 0, Site.NECK, pressure=3.0)
    assert asked([plain, a_step("spot", 60, Site.NECK, role=Role.FOCAL, pressure=3.0)], 1) == ["spot"]


def test_questions_stay_apart_unless_pressure_rose():
    steady = [a_step("a", 0), a_step("b", APART_S - 1), a_step("c", APART_S)]
    assert asked(steady, 3) == ["a", "c"]
    rising = [a_step("a", 0, pressure=2.0), a_step("b", 30, pressure=2.5)]
    assert asked(rising, 2) == ["a", "b"]


def test_questions_already_asked_count_for_the_distance():
    done = [a_step("before", 0, ask=True)]
    assert asked([a_step("soon", 60), a_step("later", 120)], 2, done) == ["later"]


def test_a_quiet_evening_asks_once_late():
    holds = [a_step(name, at, phase=Phase.SETTLE, role=Role.HOLD) for name, at in (("a", 0), ("b", 60))]
    assert asked(holds, 2) == ["b"]


def test_nothing_to_ask_about_is_not_asked():
    assert asked([a_step("turn", 0, role=Role.TURN)], 2) == []
