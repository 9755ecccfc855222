"""What was really done keeps the laws of safety, whatever was said, found and wished for on the way."""

from random import Random

import pytest
from tests.evenings import random_evening
from tests.laws.judge import judge
from tests.laws.rows import catalogue_rows
from tests.played import played
from tests.support import plan_of

from backrub.documents.plan_json import plan_document
from backrub.domain.plan import Plan

EVENINGS = 250

SAFETY_LAWS = {1: "time", 3: "light first", 5: "strokes", 6: "wishes and limits", 7: "the giver"}
"""Laws that bind what is done; sides, spots and questions bend to what the two say on the way."""


@pytest.fixture(scope="module")
def evenings_played() -> list[tuple[int, dict, Plan]]:
    lived = [
        (n, evening, played(evening, n)) for n in range(EVENINGS) if (evening := random_evening(Random(n)))
    ]
    return [(n, evening, run.session.plan) for n, evening, run in lived if run]


@pytest.mark.parametrize("law", SAFETY_LAWS, ids=list(SAFETY_LAWS.values()))
def test_a_played_evening_keeps_the_law_of(law: int, evenings_played) -> None:
    rows = catalogue_rows()
    breaches = [
        (evening["minutes"], breach.step, breach.sentence)
        for _, evening, plan in evenings_played
        for breach in judge(plan_document(plan), evening, rows)
        if breach.law == law
    ]
    assert breaches == []


def test_most_evenings_are_really_changed_on_the_way(evenings_played) -> None:
    changed = [
        plan_document(plan) != plan_document(plan_of(evening, n)) for n, evening, plan in evenings_played
    ]
    assert len(changed) > EVENINGS * 0.8
    assert sum(changed) > len(changed) * 0.7
