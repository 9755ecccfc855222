"""A kind of touch that is wished for gets more of the evening, and no law gives way to it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.commands import EXAMPLES
from tests.evenings import evenings
from tests.laws.trial import judged
from tests.support import plan_document

from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening
from backrub.domain.briefing import brief_for
from backrub.domain.plan import Role
from backrub.domain.planner.planner import plan_evening
from backrub.domain.planner.tuning import Tuning
from backrub.domain.stroke import TouchKind

CATALOGUE = load_catalogue()
EVENINGS = [read_evening(path, CATALOGUE.safety) for path in sorted(EXAMPLES.iterdir())]
kinds = st.sampled_from(TouchKind)


def plan_wishing(evening, *wished):
    """Return the plan of an evening with these kinds of touch as its wish."""
    receiver = replace(evening.receiver, kinds=frozenset(wished))
    return plan_evening(brief_for(replace(evening, receiver=receiver), CATALOGUE), CATALOGUE, Tuning())


def is_of(kind, step):
    return CATALOGUE.strokes[step.stroke].family is kind.family


def seconds_of(kind, plan):
    return sum(step.contact_s for step in plan.steps if is_of(kind, step))


def with_kinds(evening, wished):
    return evening | {"receiver": evening["receiver"] | {"kinds": sorted(wished)}}


@given(evening=evenings(), seed=st.integers(0, 2**32 - 1), wished=st.frozensets(kinds, min_size=1))
@settings(max_examples=60)
def test_a_wish_for_a_kind_of_touch_breaks_no_law(evening, seed, wished):
    assert judged(with_kinds(evening, wished), seed) == []


@given(evening=evenings())
@settings(max_examples=30)
def test_no_kind_at_all_is_the_plan_of_an_evening_that_was_not_asked(evening):
    unasked = {key: said for key, said in evening["receiver"].items() if key != "kinds"}
    assert plan_document(with_kinds(evening, ())) == plan_document(evening | {"receiver": unasked})


@pytest.mark.parametrize("kind", TouchKind)
def test_over_the_examples_hands_spend_much_more_time_on_what_is_wished_for(kind):
    usual = sum(seconds_of(kind, plan_wishing(evening)) for evening in EVENINGS)
    wished = sum(seconds_of(kind, plan_wishing(evening, kind)) for evening in EVENINGS)
    assert wished > usual * 1.15


@pytest.mark.parametrize("kind", TouchKind)
def test_the_working_steps_of_a_wished_kind_and_no_others_say_so(kind):
    steps = [step for evening in EVENINGS for step in plan_wishing(evening, kind).steps]
    said = [step for step in steps if any(why.key == "why.kind" for why in step.why)]
    assert said
    assert said == [step for step in steps if is_of(kind, step) and step.role in {Role.WORK, Role.FOCAL}]
