"""The judge: all eight laws over one plan document."""

from tests.laws.asks import asks_law
from tests.laws.breach import Breach
from tests.laws.coverage import coverage_law
from tests.laws.form import misshapen
from tests.laws.giver import giver_law
from tests.laws.light_first import light_first_law
from tests.laws.limits import limits_law, outcome_law
from tests.laws.night import Document, read_night
from tests.laws.strokes import strokes_law
from tests.laws.time import time_law
from tests.laws.timid import timid_law

LAWS = {
    1: time_law,
    2: coverage_law,
    3: light_first_law,
    4: timid_law,
    5: strokes_law,
    6: limits_law,
    7: giver_law,
    8: asks_law,
}


def judge(plan: Document, evening: Document, catalogue: Document) -> list[Breach]:
    """Return every breach of a plan document, by law; none of a lawful one.

    A misshapen document is reported as such and judged no further; an evening without touch must have no
    steps.
    """
    shape = list(misshapen(plan, catalogue))
    if shape:
        return shape
    night = read_night(evening, catalogue, plan)
    breaches = list(outcome_law(plan, night))
    if plan["outcome"] in {"not_tonight", "seek_care"}:
        return breaches
    if not plan["steps"]:
        return [*breaches, Breach(1, "", "There are no steps.")]
    for law in LAWS.values():
        breaches.extend(law(plan, night, catalogue))
    return breaches
