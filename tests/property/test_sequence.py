"""Strokes are chosen exactly, and thumbs are spared whatever suits."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.brute_force import best_objective, small_slots, spares_thumbs
from tests.planning import an_option

from backrub.domain.planner.sequence import choose, objective
from backrub.domain.stroke import Tool


@given(rng=st.randoms(use_true_random=False), budget=st.integers(0, 20))
def test_no_other_sequence_suits_better(rng, budget):
    slots = small_slots(rng)
    assert objective(slots, choose(slots, budget)) == pytest.approx(best_objective(slots, budget), abs=1e-9)


def test_no_other_sequence_suits_better_in_two_hundred_cases():
    for seed in range(200):
        slots, budget = small_slots(Random(seed)), seed % 21
        assert objective(slots, choose(slots, budget)) == pytest.approx(
            best_objective(slots, budget), abs=1e-9
        )


@given(rng=st.randoms(use_true_random=False), budget=st.integers(0, 20))
def test_thumbs_never_work_twice_in_a_row_or_past_their_budget(rng, budget):
    slots = small_slots(rng)
    assert spares_thumbs(slots, choose(slots, budget), budget)


@given(rng=st.randoms(use_true_random=False), budget=st.integers(0, 20))
def test_after_thumbs_come_other_tools(rng, budget):
    slots = small_slots(rng)
    assert not choose(slots, budget, before=an_option("glide", Tool.THUMB))[0].thumb


@given(rng=st.randoms(use_true_random=False), budget=st.integers(0, 20))
def test_every_chosen_option_was_offered(rng, budget):
    slots = small_slots(rng)
    assert all(o in p.options for p, o in zip(slots, choose(slots, budget), strict=True))
