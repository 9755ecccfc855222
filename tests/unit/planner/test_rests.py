"""The giver rests in time, and on a bed both sides are used."""

from itertools import pairwise

import pytest
from tests.planning import a_brief, a_slot

from backrub.domain.back import Site, SiteSide
from backrub.domain.check_in import Position, Surface
from backrub.domain.plan import Phase, Role, Stand
from backrub.domain.planner.ground import Ground
from backrub.domain.planner.rests import hand_in_hand, held_still, with_both_bedsides, with_rests


def stretches(slots):
    """Return the seconds from the end of each hold, or the start, to the end of the next or the last slot."""
    passed, found = 0, []
    for slot in slots:
        if slot.role in {Role.HOLD, Role.REST}:
            found.append(passed)
            passed = 0
        else:
            passed += slot.seconds
    return [*found, passed]


@pytest.mark.parametrize("every_s", [120, 300, 420])
@pytest.mark.parametrize("seconds", [20, 45, 110])
def test_no_stretch_without_a_hold_is_too_long(every_s, seconds):
    sites = [Site.SHOULDER_TOP, Site.MID_BACK, Site.LOW_BACK, Site.HIP_RIM] * 6
    slots = with_rests([a_slot(site, seconds=seconds) for site in sites], every_s)
    assert max(stretches(slots)) <= every_s


def test_resting_takes_no_time_from_a_place():
    slots = [a_slot(site, seconds=60, move_s=5) for site in (Site.SHOULDER_TOP, Site.MID_BACK, Site.LOW_BACK)]
    rested = with_rests(slots, 100)
    assert sum(slot.seconds for slot in rested) == 180
    assert {site: sum(s.contact_s for s in rested if s.site is site) for site in {s.site for s in slots}} == {
        slot.site: slot.contact_s for slot in slots
    }


def test_what_passed_before_counts():
    slots = [a_slot(site, seconds=60) for site in (Site.SHOULDER_TOP, Site.MID_BACK, Site.LOW_BACK)]
    assert stretches(with_rests(slots, 300)) == [180]
    assert len(stretches(with_rests(slots, 300, since_s=200))) == 2


def test_a_planned_hold_is_rest_enough():
    slots = [a_slot(role=role, seconds=90) for role in (Role.WORK, Role.HOLD, Role.WORK)]
    assert with_rests(slots, 150) == slots


def test_a_brief_slot_rests_as_a_whole():
    slots = [a_slot(site, seconds=20) for site in (Site.MID_BACK, Site.LOW_BACK)]
    assert [slot.role for slot in with_rests(slots, 25)] == [Role.REST, Role.WORK]


def test_what_cannot_rest_goes_on():
    slots = [a_slot(phase=Phase.CLOSE, role=Role.FEATHER, seconds=100) for _ in range(3)]
    assert with_rests(slots, 120) == slots


def on_bed():
    return Ground(a_brief(position=Position.PRONE, surface=Surface.BED))


def from_side(stand, phase=Phase.WORK):
    return a_slot(phase=phase, stand=stand)


@pytest.mark.parametrize(("one", "other"), [(Stand.LEFT, Stand.RIGHT), (Stand.RIGHT, Stand.LEFT)])
def test_on_a_bed_the_close_comes_from_the_other_side(one, other):
    slots = [from_side(one), from_side(one, Phase.CLOSE), from_side(one, Phase.CLOSE)]
    assert [slot.stand for slot in with_both_bedsides(slots, on_bed())] == [one, other, other]


def test_a_bed_used_from_both_sides_stays_as_it_is():
    slots = [from_side(Stand.LEFT), from_side(Stand.RIGHT, Phase.CLOSE)]
    assert with_both_bedsides(slots, on_bed()) == slots


def test_a_chair_has_no_other_side():
    slots = [from_side(Stand.BEHIND), from_side(Stand.BEHIND, Phase.CLOSE)]
    assert with_both_bedsides(slots, Ground(a_brief())) == slots


def test_a_quiet_evening_holds_and_still_turns():
    slots = [a_slot(role=role) for role in (Role.HOLD, Role.FOCAL, Role.TURN)]
    assert [slot.role for slot in held_still(slots)] == [Role.HOLD, Role.HOLD, Role.TURN]


def test_with_the_back_left_alone_hands_are_held_for_the_whole_time():
    slots = hand_in_hand(Ground(a_brief(minutes=7, leave_out=frozenset(SiteSide))))
    assert sum(slot.seconds for slot in slots) == 7 * 60
    assert {slot.covers for slot in slots} == {()}
    assert {slot.role for slot in slots} == {Role.HOLD}
    assert all(one.phase is not other.phase for one, other in pairwise(slots))
