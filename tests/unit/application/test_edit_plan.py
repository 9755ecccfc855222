"""Editing a plan: both may, at once, and nothing either did is lost."""

from dataclasses import replace

import pytest
from tests.before_hands import NIGHT, doorstep, with_turn

from backrub.application.edit_plan import change_turn, with_change
from backrub.domain.back import Site
from backrub.domain.errors import BadInput, NotAllowed, SequenceConflict
from backrub.domain.night import PlanEdits

PLAIN = PlanEdits()


def changed(edits, what, *, minutes=20, turns=1):
    return with_change(edits, what, minutes=minutes, turns=turns)


def test_every_change_can_be_taken_back():
    for what in ("drop:neck", "keep:neck"):
        assert changed(changed(PLAIN, what), "undo:neck") == PLAIN


def test_dropping_a_kept_place_lets_go_of_it_and_the_other_way_round():
    kept = changed(PLAIN, "keep:neck")
    dropped = changed(kept, "drop:neck")
    assert (dropped.dropped, dropped.pinned) == ({Site.NECK}, set())
    assert changed(dropped, "keep:neck") == kept


def test_longer_stays_within_the_hour_that_turns_share():
    assert changed(PLAIN, "longer", minutes=30, turns=2).minutes == 30
    assert changed(PLAIN, "shorter", minutes=5).minutes == 5


def test_an_unknown_change_names_what_is_allowed():
    with pytest.raises(BadInput, match="shorter, longer, drop:PLACE, keep:PLACE or undo:PLACE"):
        changed(PLAIN, "drop:elbow")


def test_a_change_that_meets_another_is_made_upon_it():
    house = doorstep()
    turn = house.nights.night(NIGHT).now.turn
    met = []

    def how(_, now):
        if not met:
            met.append(with_turn(house, prepared=frozenset({"towels"})))
        return replace(now, brief_read=True)

    after = change_turn(house.nights, NIGHT, turn, how)
    assert (after.now.prepared, after.now.brief_read) == ({"towels"}, True)


def test_a_night_that_never_rests_says_so_at_last():
    house = doorstep()
    turn = house.nights.night(NIGHT).now.turn

    def how(night, now):
        with_turn(house, prepared=frozenset({str(night.version)}))
        return replace(now, brief_read=True)

    with pytest.raises(SequenceConflict):
        change_turn(house.nights, NIGHT, turn, how)


def test_what_changes_nothing_is_not_kept_as_a_change():
    house = doorstep()
    night = house.nights.night(NIGHT)
    assert change_turn(house.nights, NIGHT, night.now.turn, lambda _, now: now) == night


@pytest.mark.parametrize("how_it_went", [{"session_id": "begun"}, None])
def test_an_evening_that_has_gone_on_is_left_as_it_is(how_it_went):
    house = doorstep(**(how_it_went or {}))
    turn = house.nights.night(NIGHT).now.turn
    if how_it_went is None:
        house.nights.erase_night(NIGHT)
    with pytest.raises(NotAllowed, match="has gone on"):
        change_turn(house.nights, NIGHT, turn, lambda _, now: replace(now, brief_read=True))
