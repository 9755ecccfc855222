"""Looking back gathers what one person's evenings have in common, and keeps their order."""

from dataclasses import replace

import pytest
from tests.rehearsal import brief

from backrub.application.look_back import (
    LATEST,
    changes,
    guesses,
    kept,
    last_touched,
    lovely,
    strokes_given,
)
from backrub.application.recall_evenings import Given, Received
from backrub.domain.back import Site, SiteSide, both_sides
from backrub.domain.pressure import PressureWord
from backrub.domain.session.events import Debriefed, Feedback

NECK, HIP = SiteSide.NECK_LEFT, SiteSide.HIP_RIM_RIGHT
RECEIVED = Received("night", 0, 15, True, "scott", brief(), "", None, (), {})
GIVEN = Given("night", 0, 15, "cheryl", PressureWord.FIRM, "", "", ())


def closed(at_ms, after, keep=""):
    return replace(
        RECEIVED, began_ms=at_ms, debrief=Debriefed(0, "", (), after, put_up_with=False, keep=keep)
    )


def said_lovely(*sites):
    places = tuple(where for site in sites for where in both_sides(site))
    return replace(RECEIVED, said=((Feedback.LOVELY, places), (Feedback.SOFTER, both_sides(Site.SCALP))))


def test_changes_come_by_place_from_head_to_hip_and_oldest_first():
    evenings = [closed(2, ((HIP, 1), (NECK, 2))), closed(1, ((NECK, 3),))]
    found = changes(evenings, lambda _said: {NECK: 6, HIP: 5})
    assert list(found) == [NECK, HIP]
    assert [(one.began_ms, one.before, one.after) for one in found[NECK]] == [(1, 6, 3), (2, 6, 2)]


def test_a_place_that_nobody_asked_about_before_has_no_change():
    assert changes([closed(1, ((NECK, 3),)), RECEIVED], lambda _said: {HIP: 5}) == {}


def test_only_the_latest_evenings_of_a_place_are_looked_back_on():
    evenings = [closed(at, ((NECK, 3),)) for at in range(20, 0, -1)]
    found = changes(evenings, lambda _said: {NECK: 6})[NECK]
    assert [one.began_ms for one in found] == list(range(21 - LATEST, 21))


def test_an_evening_without_a_guess_is_left_out():
    evenings = [replace(GIVEN, began_ms=2, check_in="light"), replace(GIVEN, began_ms=1, check_in="")]
    found = guesses(evenings, lambda said: PressureWord(said) if said else None)
    assert [(one.began_ms, one.guess, one.wish) for one in found] == [
        (2, PressureWord.LIGHT, PressureWord.FIRM)
    ]


def test_a_place_counts_once_an_evening_however_often_it_was_lovely():
    twice = said_lovely(Site.NECK)
    evenings = [replace(twice, said=twice.said * 2), said_lovely(Site.NECK, Site.SCALP)]
    assert lovely(evenings) == {Site.NECK: 2, Site.SCALP: 1}


def test_with_many_places_under_the_hands_it_was_lovely_all_the_way_down():
    assert lovely([said_lovely(*list(Site)[:5])]) == {None: 1}


def test_what_to_keep_is_told_once_and_the_latest_first():
    evenings = [closed(3, (), "slow"), closed(2, (), "oil"), closed(1, (), "slow"), RECEIVED]
    assert kept(evenings) == ["slow", "oil"]


def test_either_side_counts_for_the_last_time_hands_were_at_a_place():
    evenings = [
        replace(RECEIVED, began_ms=3, given_s={NECK: 0.0}),
        replace(RECEIVED, began_ms=2, given_s={NECK: 30.0}),
        replace(RECEIVED, began_ms=1, given_s={NECK.twin: 60.0, HIP: 9.0}),
    ]
    assert last_touched(evenings) == {Site.NECK: 2, Site.HIP_RIM: 1}


@pytest.mark.parametrize("evenings", [(), (RECEIVED,)])
def test_where_nothing_was_said_there_is_nothing_to_tell(evenings):
    assert lovely(evenings) == last_touched(evenings) == {}
    assert kept(evenings) == []


def test_strokes_are_counted_by_evening_most_first():
    evenings = [replace(GIVEN, strokes=("hold", "knead")), replace(GIVEN, strokes=("glide", "knead"))]
    assert strokes_given(evenings) == {"knead": 2, "glide": 1, "hold": 1}
