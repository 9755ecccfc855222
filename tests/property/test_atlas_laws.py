"""On every body hands keep off bone, at their pressure and speed, and miss next to nothing."""

from pathlib import Path
from random import Random

import pytest
from tests.evenings import random_evening
from tests.support import plan_of

from backrub.application.trace_plan import trace_plan
from backrub.atlas.checks import PlanChecker, map_faults
from backrub.atlas.tracing import tracer_for
from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening
from backrub.domain.back import Side
from backrub.domain.body_map import Body
from backrub.domain.brief import Outcome
from backrub.domain.briefing import brief_for
from backrub.domain.plan import Phase
from backrub.domain.planner.planner import plan_evening
from backrub.domain.planner.tuning import Tuning

CATALOGUE = load_catalogue()
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
MOST_PRESSURE = {"light": 2.0, "medium": 3.0, "firm": 4.0}
WORKED = {Phase.WORK, Phase.NECK_AND_SCALP}
LONG_BARS, SHORT_BARS = (0.95, 0.80, 0.60), (0.85, 0.65, 0.35)
"""By any contact, on the least touched site-side, and by work alone."""

LONG_S, SHORT_S = 1800, 900

RANDOM_EVENINGS = 160
NEARLY_S = 0.01


def planned(path):
    evening = read_evening(path, CATALOGUE.safety)
    return plan_evening(brief_for(evening, CATALOGUE), CATALOGUE, Tuning())


PLANS = {path.name: plan for path in EXAMPLES if (plan := planned(path)).steps}

WITH_BARS = [
    name for name, plan in PLANS.items() if plan.seconds >= SHORT_S and plan.outcome is not Outcome.HOLD_ONLY
]


@pytest.fixture(scope="module", params=Body)
def tracer(request):
    return tracer_for(request.param, CATALOGUE)


@pytest.fixture(scope="module")
def tracers():
    return [tracer_for(body, CATALOGUE) for body in Body]


def weighted(coverage, body_map):
    areas = {where: body_map.sites[where].treatable_cm2 for where in coverage}
    return sum(coverage[where] * area for where, area in areas.items()) / sum(areas.values())


def test_every_map_is_whole_mirrored_and_fitted_together(tracer):
    assert list(map_faults(tracer.body_map)) == []


def test_every_path_obeys_every_zone_at_the_most_pressure_it_is_for(tracer):
    checker = PlanChecker(tracer.body_map, CATALOGUE)
    for path in tracer.body_map.paths.values():
        stroke = CATALOGUE.strokes[path.stroke]
        ceiling = min(CATALOGUE.sites[where.site].ceiling for where in path.covers)
        pressure = min(MOST_PRESSURE[path.id.split(".")[2]], stroke.pressure[1], ceiling)
        assert list(checker.path_faults(path, pressure)) == []


@pytest.mark.parametrize("name", PLANS)
def test_the_hands_of_every_example_obey_every_zone(tracer, name):
    traced = trace_plan(PLANS[name], tracer)
    assert list(PlanChecker(tracer.body_map, CATALOGUE).plan_faults(traced)) == []
    assert [step.id for step in traced.steps if step.covers and not step.passes] == []


def test_examples_of_both_lengths_have_bars():
    assert {PLANS[name].seconds >= LONG_S for name in WITH_BARS} == {True, False}


@pytest.mark.parametrize("name", WITH_BARS)
def test_examples_miss_next_to_nothing(tracer, name):
    plan = PLANS[name]
    bars = LONG_BARS if plan.seconds >= LONG_S else SHORT_BARS
    traced = trace_plan(plan, tracer)
    worked = tracer.coverage([s for s in plan.steps if s.phase in WORKED], of=set(traced.coverage))
    found = (
        weighted(traced.coverage, tracer.body_map),
        min(traced.coverage.values()),
        weighted(worked, tracer.body_map),
    )
    assert all(share >= bar for share, bar in zip(found, bars, strict=True)), found


def test_the_hands_of_any_evening_obey_every_zone_and_fill_their_time(tracers):
    checkers = [PlanChecker(tracer.body_map, CATALOGUE) for tracer in tracers]
    for seed in range(RANDOM_EVENINGS):
        plan = plan_of(random_evening(Random(seed)), seed)
        traced = trace_plan(plan, tracers[seed % len(tracers)])
        assert list(checkers[seed % len(tracers)].plan_faults(traced)) == []
        for step in traced.steps:
            assert bool(step.passes) == bool(step.covers), (seed, step.id)
            ends = [each.start_s + each.duration_s for each in step.passes]
            assert max(ends, default=step.end_s) <= step.end_s + NEARLY_S
            assert all(each.start_s >= step.start_s + step.move_s for each in step.passes)


def test_each_hand_is_in_one_place_at_a_time(tracers):
    for seed in range(40):
        plan = plan_of(random_evening(Random(seed)), seed)
        for step in trace_plan(plan, tracers[seed % len(tracers)]).steps:
            for side in (Side.LEFT, Side.RIGHT):
                mine = [each for each in step.passes if each.side is side]
                ends = [each.start_s + each.duration_s for each in mine]
                assert all(a <= b.start_s + NEARLY_S for a, b in zip(ends, mine[1:], strict=False))
