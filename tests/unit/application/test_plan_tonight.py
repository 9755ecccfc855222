"""A taste bends tonight's plan: where they like it firmer or slower it opens so, and today's wish comes first."""

import pytest
from tests.lived import year
from tests.support import brief_of

from backrub.application.learn_taste import EditKind, TasteEdit, taste_of
from backrub.application.plan_tonight import plan_brief
from backrub.application.recall_history import Known
from backrub.content.loader import load_catalogue
from backrub.domain.back import SiteSide
from backrub.domain.plan import Role
from backrub.domain.planner.tuning import Tuning

CATALOGUE = load_catalogue()
HERE = SiteSide.MID_BACK_LEFT


def tonight(*edits, word="medium", spots=(), evenings=()):
    receiver = {"name": "Cheryl", "health": [], "pressure": word, "spots": list(spots)}
    evening = {"format": 1, "minutes": 30, "receiver": receiver, "giver": {"name": "Scott", "health": []}}
    brief = brief_of({**evening, "position": "prone", "surface": "bed", "oil": True, "clothed": False})
    taste = taste_of(evenings, edits).to_json() if edits or evenings else ""
    return plan_brief(brief, CATALOGUE, known=Known(taste, history=bool(evenings)), seed=3)


def says(level=None, speed_cm_s=None):
    return [TasteEdit(5, where, EditKind.SET, level, speed_cm_s) for where in (HERE, HERE.twin)]


def worked(plan, role=Role.WORK):
    return [step for step in plan.steps if step.role is role and HERE in step.covers]


def test_where_nobody_said_a_word_the_wish_alone_counts():
    assert tonight().tuning == Tuning(seed=3)


@pytest.mark.parametrize(("level", "words"), [(2.2, "softer"), (3.9, "firmer")])
def test_a_place_opens_nearer_to_what_is_liked_there(level, words):
    plain, bent = worked(tonight().plan), worked(tonight(*says(level)).plan)
    assert abs(bent[-1].pressure - level) < abs(plain[-1].pressure - level)
    assert f"why.learned_{words}" in {why.key for step in bent for why in step.why}


def test_slow_hands_are_slow_where_they_are_liked_slow():
    plain, slow = tonight().plan, tonight(*says(speed_cm_s=2.0)).plan
    assert tonight(*says(speed_cm_s=2.0)).tuning.paces[HERE] == 0.5
    speeds = [
        (step.speed_cm_s, like.speed_cm_s)
        for step, like in zip(slow.steps, plain.steps, strict=True)
        if step.speed_cm_s and HERE in step.covers
    ]
    assert speeds
    assert all(bent <= usual for bent, usual in speeds)
    assert any(bent < usual for bent, usual in speeds)


def test_a_lighter_wish_tonight_outranks_all_that_was_learned():
    bent = tonight(*says(4.0), word="light", evenings=year([7] * 3))
    assert max(step.pressure for step in bent.plan.steps) <= 2.0


def test_no_place_is_bent_further_than_a_level():
    bent = tonight(*says(1.0), word="deep")
    assert min(bent.tuning.learned.values()) >= -1.0


def test_a_knot_asked_for_opens_slower():
    knot = tonight(*says(3.0), spots=[{"where": HERE.value, "feel": "knot", "tension": 7}])
    assert knot.tuning.paces[HERE] < tonight(*says(3.0)).tuning.paces[HERE]


def test_what_is_known_goes_into_the_record_with_the_evening():
    known = tonight(*says(2.2), evenings=year([3]))
    begin = known.begin("begin")
    assert (begin.taste, begin.paces, begin.learned) == (
        known.known.taste,
        known.tuning.paces,
        known.tuning.learned,
    )
    assert (begin.history, begin.seed) == (True, 3)
