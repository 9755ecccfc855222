"""A slot is time at a place, and a step remembers the slot it was made from."""

from tests.planning import a_slot
from tests.rehearsal import brief, evening

from backrub.domain.back import Site
from backrub.domain.planner.slot import slot_of, without_idle_moves


def test_moving_is_no_contact():
    assert a_slot(seconds=40, move_s=8).contact_s == 32


def test_hands_that_are_there_already_need_no_move():
    slots = [a_slot(site, seconds=30, move_s=5) for site in (Site.NECK, Site.NECK, Site.SCALP)]
    assert [slot.move_s for slot in without_idle_moves(slots)] == [5, 0, 5]


def test_a_step_gives_its_slot_back():
    step = evening(brief()).steps[3]
    slot = slot_of(step)
    assert slot.place == (step.site, step.side, step.stand)
    assert (slot.covers, slot.seconds, slot.contact_s) == (step.covers, step.duration_s, step.contact_s)
