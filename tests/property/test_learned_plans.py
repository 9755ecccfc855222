"""Whatever was learned, a plan keeps the laws; only how firm an untold receiver should be met is left to them."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evenings import evenings
from tests.laws.judge import judge
from tests.laws.rows import catalogue_rows
from tests.support import plan_of

from backrub.application.plan_tonight import LEARNED_MOST, PACES
from backrub.documents.plan_json import plan_document
from backrub.domain.planner.tuning import Tuning
from backrub.domain.preferences import LEARNED

TIMID = 4
ROWS = catalogue_rows()


def everywhere(least, most):
    values = st.floats(least, most).map(lambda value: round(value, 2))
    return st.dictionaries(st.sampled_from(LEARNED), values)


@settings(max_examples=100)
@given(evenings(), everywhere(-LEARNED_MOST, LEARNED_MOST), everywhere(*PACES), st.integers(0, 2**32 - 1))
def test_a_plan_bent_by_a_taste_keeps_every_law_of_safety_and_form(evening, learned, paces, seed):
    plan = plan_of(evening, seed, Tuning(learned=learned, paces=paces))
    if plan.steps:
        breaches = judge(plan_document(plan), evening, ROWS)
        assert [breach for breach in breaches if breach.law != TIMID] == []
