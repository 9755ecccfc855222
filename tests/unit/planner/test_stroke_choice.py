"""Strokes change from slot to slot, and thumbs only help where there is nothing else."""

import pytest
from tests.planning import a_slot, an_option, pressed

from backrub.domain.back import Site
from backrub.domain.planner.sequence import choose, thumb_units
from backrub.domain.stroke import Tool

GLIDE, KNEAD = an_option("glide"), an_option("petrissage", suits=0.9)
THUMB = an_option("thumb_circles", Tool.THUMB, suits=3.0)


def names(slots, budget=0, before=None):
    return [option.stroke.key for option in choose(slots, budget, before=before)]


def test_no_slots_need_no_strokes():
    assert choose([], 10) == []


def test_hands_do_not_repeat_themselves_at_a_place():
    assert names(pressed([(a_slot(), [GLIDE, KNEAD])] * 3)) == ["glide", "petrissage", "glide"]


def test_what_hands_did_before_counts():
    assert names(pressed([(a_slot(), [GLIDE, KNEAD])]), before=GLIDE) == ["petrissage"]


def test_at_another_place_the_same_stroke_costs_less():
    other = an_option("petrissage", suits=0.6)
    elsewhere = pressed([(a_slot(Site.LOW_BACK), [GLIDE, other]), (a_slot(Site.HIP_RIM), [GLIDE, other])])
    assert names(elsewhere) == ["glide", "glide"]
    assert sorted(names(pressed([(a_slot(), [GLIDE, other])] * 2))) == ["glide", "petrissage"]


@pytest.mark.parametrize(("budget", "chosen"), [(8, "thumb_circles"), (7, "glide")])
def test_thumbs_work_within_their_budget(budget, chosen):
    assert names(pressed([(a_slot(seconds=40), [GLIDE, THUMB])]), budget) == [chosen]


def test_thumbs_never_work_longer_than_a_minute():
    assert names(pressed([(a_slot(seconds=60), [GLIDE, THUMB])]), 20) == ["thumb_circles"]
    assert names(pressed([(a_slot(seconds=61), [GLIDE, THUMB])]), 20) == ["glide"]


@pytest.mark.parametrize(
    ("seconds", "used_s", "units"), [(3600, 0, 108), (300, 0, 9), (300, 30, 3), (300, 60, 0)]
)
def test_the_thumb_budget_is_fifteen_percent_less_what_was_used(seconds, used_s, units):
    assert thumb_units(seconds, used_s) == units
