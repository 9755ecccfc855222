"""The judge of plans, itself judged: lawful plans pass, every seeded fault is named by its law."""

from collections import Counter

import pytest
from tests.laws.faults import FAULTS
from tests.laws.judge import LAWS, judge
from tests.laws.lawful import EVENINGS, PLANS
from tests.laws.rows import catalogue_rows
from tests.laws.timid import cheryl


def breaches(plan, name):
    return judge(plan, EVENINGS[name], catalogue_rows())


@pytest.mark.parametrize("name", PLANS)
def test_a_lawful_plan_has_no_breach(name):
    assert breaches(PLANS[name], name) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"law {fault.law}, {fault.name}")
def test_a_seeded_fault_is_named_by_its_law(fault):
    found = breaches(fault.seeded(PLANS[fault.plan]), fault.plan)
    assert fault.law in {breach.law for breach in found}


def test_every_law_has_faults_of_its_own():
    counts = Counter(fault.law for fault in FAULTS)
    assert all(counts[law] >= 2 for law in LAWS)


def spot(start_s, duration_s, pressure):
    return {
        "start_s": start_s,
        "duration_s": duration_s,
        "move_s": 5,
        "pressure": pressure,
        "covers": ["between_blades:left"],
    }


def test_cheryls_spot_is_firm_by_minute_twelve_for_ninety_seconds():
    assert list(cheryl({"steps": [spot(600, 50, 3.5), spot(650, 55, 3.6)]})) == []


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [spot(730, 120, 3.5)],
        [spot(600, 90, 3.5)],
        [spot(600, 120, 3.4)],
        [spot(600, 60, 3.5), spot(660, 30, 2.5), spot(690, 60, 3.5)],
    ],
    ids=["never", "too late", "too short", "too light", "interrupted"],
)
def test_cheryls_spot_left_waiting_is_timid(steps):
    assert list(cheryl({"steps": steps}))


@pytest.mark.parametrize("outcome", ["go", "limits", "not_tonight"])
def test_a_wished_hold_only_evening_is_nothing_else(outcome):
    found = breaches(PLANS["hold only"] | {"outcome": outcome}, "hold only")
    assert 6 in {breach.law for breach in found}


def test_an_evening_that_must_not_be_has_no_steps():
    evening = EVENINGS["five minutes"] | {"giver": {"name": "Ben", "tonight": "not_tonight"}}
    declined = PLANS["five minutes"] | {"outcome": "not_tonight", "steps": []}
    assert judge(declined, evening, catalogue_rows()) == []
    assert judge(PLANS["five minutes"], evening, catalogue_rows())
    assert judge(declined | {"steps": PLANS["five minutes"]["steps"]}, evening, catalogue_rows())
