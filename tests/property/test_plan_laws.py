"""The eight laws of a plan, over thousands of random evenings; the judge knows nothing of the planner."""

import sys
from collections import defaultdict
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evenings import GOLDEN, SHARES, SURFACES, evenings, mix, random_evening
from tests.laws.back import SITES
from tests.laws.judge import LAWS
from tests.laws.timid import cheryl, fifteen_minutes_medium
from tests.laws.trial import NO_PLAN, judged
from tests.support import plan_document

SEEDS = range(3000)


@pytest.fixture(scope="session")
def many():
    return {seed: random_evening(Random(seed)) for seed in SEEDS}


@pytest.fixture(scope="session")
def broken(many):
    """Return what was found by law, each line naming the seed of its evening."""
    by_law = defaultdict(list)
    for seed, evening in many.items():
        for breach in judged(evening, seed):
            by_law[breach.law].append(f"evening {seed}, step {breach.step or '-'}: {breach.sentence}")
    return by_law


@pytest.mark.parametrize("law", [NO_PLAN, *LAWS])
def test_a_law_holds_on_thousands_of_evenings(law, broken):
    assert broken[law][:10] == []


@pytest.mark.parametrize("law", [NO_PLAN, *LAWS])
@settings(max_examples=60)
@given(evening=evenings(), seed=st.integers(0, 2**32 - 1))
def test_a_law_holds_on_any_evening(law, evening, seed):
    assert [breach for breach in judged(evening, seed) if breach.law == law] == []


@pytest.mark.parametrize("only", SITES)
@pytest.mark.parametrize("minutes", range(5, 10))
def test_a_short_evening_of_one_place_and_a_spot_there_breaks_no_law(only, minutes):
    wish = {
        "spots": [{"where": f"{only}:left", "feel": "knot"}],
        "avoid": [f"{site}:both" for site in SITES if site != only],
    }
    for position in SURFACES:
        evening = {"format": 1, "minutes": minutes, "position": position, "receiver": {"name": "Ada", **wish}}
        assert judged(evening, minutes) == []


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_evening_breaks_no_law(name):
    assert [breach for seed in range(20) for breach in judged(GOLDEN[name], seed)] == []


def test_cheryls_golden_evening_is_not_timid():
    assert list(cheryl(plan_document(GOLDEN["Cheryl, 25 minutes"], 0))) == []


def test_fifteen_golden_minutes_are_not_timid():
    assert list(fifteen_minutes_medium(plan_document(GOLDEN["15 minutes, medium"], 0))) == []


def test_the_same_evening_and_seed_give_the_same_plan(many):
    for seed, evening in list(many.items())[:50]:
        assert plan_document(evening, seed) == plan_document(evening, seed)


def test_the_mix_of_evenings_is_wide(many, capsys):
    some = list(many.values())
    with capsys.disabled():
        sys.stdout.write("\n" + mix(some) + "\n")
    share = {name: sum(map(holds, some)) / len(some) for name, holds in SHARES.items()}
    assert min(share[position] for position in ("seated", "prone", "side lying")) >= 0.20
    assert share["without oil"] >= 0.30
    assert all(share[f"{spots} spots"] >= 0.10 for spots in range(5))
    assert {evening["minutes"] for evening in some} == set(range(5, 61))
