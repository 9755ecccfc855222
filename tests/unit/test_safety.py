"""Two people's answers become one outcome with its limits, and the graver reading counts."""

from dataclasses import replace
from itertools import pairwise

import pytest
from tests.planning import an_evening

from backrub.content.loader import load_catalogue
from backrub.domain.back import Side, Site, SiteSide, both_sides, site_side
from backrub.domain.brief import Outcome
from backrub.domain.check_in import (
    Experience,
    Frame,
    GiverCheckIn,
    HealthAnswer,
    Position,
    State,
    Surface,
    TicklishHow,
    Tonight,
)
from backrub.domain.safety import screen, surface_for
from backrub.domain.stroke import Tool

ROWS = load_catalogue().safety
GRAVEST_FIRST = list(Outcome)
WHERE = SiteSide.SHOULDER_TOP_LEFT

RECEIVER_KEYS = {
    "dvt": Outcome.NOT_TONIGHT,
    "fever": Outcome.NOT_TONIGHT,
    "recent_surgery": Outcome.NOT_TONIGHT,
    "recent_fracture": Outcome.NOT_TONIGHT,
    "osteoporosis": Outcome.NOT_TONIGHT,
    "intoxication": Outcome.NOT_TONIGHT,
    "anticoagulants": Outcome.HOLD_ONLY,
    "pregnancy": Outcome.LIMITS,
    "sunburn": Outcome.LIMITS,
    "open_wound": Outcome.LIMITS,
    "skin_infection": Outcome.LIMITS,
    "bruise": Outcome.LIMITS,
    "cancer_care": Outcome.LIMITS,
    "heart_failure": Outcome.LIMITS,
    "diabetes_neuropathy": Outcome.LIMITS,
    "oil_allergy": Outcome.LIMITS,
    "cauda_equina_signs": Outcome.SEEK_CARE,
    "chest_pain": Outcome.SEEK_CARE,
    "numbness_or_weakness": Outcome.SEEK_CARE,
    "headache_sudden": Outcome.SEEK_CARE,
    "unexplained_weight_loss": Outcome.SEEK_CARE,
}
GIVER_KEYS = {
    "tender_thumbs": Outcome.LIMITS,
    "sore_wrists": Outcome.LIMITS,
    "sore_back": Outcome.LIMITS,
    "oil_allergy": Outcome.LIMITS,
    "fever": Outcome.NOT_TONIGHT,
    "intoxication": Outcome.NOT_TONIGHT,
    "dvt": Outcome.NOT_TONIGHT,
    "chest_pain": Outcome.SEEK_CARE,
    "sunburn": Outcome.GO,
    "bruise": Outcome.GO,
    "pregnancy": Outcome.GO,
    "anticoagulants": Outcome.GO,
}


def screened(*receiver_health, **evening):
    return screen(an_evening(*receiver_health, **evening), ROWS)


def test_with_nothing_to_tell_all_is_open():
    found = screened(giver={"experience": Experience.PRACTISED})
    assert found.outcome is Outcome.GO
    assert found.leave_out == frozenset()
    assert found.ceiling == 4.0
    assert found.tools == frozenset(Tool)
    assert found.percussion
    assert not found.urgent


@pytest.mark.parametrize(("key", "outcome"), RECEIVER_KEYS.items())
def test_a_receivers_answer_has_its_outcome(key, outcome):
    where = (WHERE,) if outcome is Outcome.LIMITS else ()
    assert screened(HealthAnswer(key, where)).outcome is outcome


@pytest.mark.parametrize(("key", "outcome"), GIVER_KEYS.items())
def test_a_givers_answer_counts_where_it_bears_on_giving(key, outcome):
    assert screened(giver_health=[key]).outcome is outcome


@pytest.mark.parametrize("key", [key for key, outcome in GIVER_KEYS.items() if outcome is Outcome.GO])
def test_what_only_concerns_receiving_limits_no_giver(key):
    assert screened(giver_health=[key]) == screened()


@pytest.mark.parametrize("who", ["receiver", "giver"])
@pytest.mark.parametrize("tonight", Tonight)
def test_either_may_ask_for_less_and_no_reason_is_asked(who, tonight):
    person = {"tonight": tonight}
    found = screened(**person) if who == "receiver" else screened(giver=person)
    outcomes = {Tonight.YES: Outcome.GO, Tonight.HOLD_ONLY: Outcome.HOLD_ONLY}
    assert found.outcome is outcomes.get(tonight, Outcome.NOT_TONIGHT)


@pytest.mark.parametrize("state", State)
def test_only_anger_turns_an_evening_into_resting_hands(state):
    outcome = Outcome.HOLD_ONLY if state is State.ANGRY else Outcome.GO
    assert screened(state=(state,)).outcome is outcome
    assert screened(giver={"state": (state,)}).outcome is outcome


def test_a_graver_answer_hides_a_lesser_one():
    by_gravity = [
        {"receiver_health": ("chest_pain",)},
        {"receiver_health": ("fever",)},
        {"receiver_health": ("anticoagulants",)},
        {"receiver_health": ("heart_failure",)},
        {"receiver_health": ()},
    ]
    for i, (graver, lesser) in enumerate(pairwise(by_gravity)):
        both = (*lesser["receiver_health"], *graver["receiver_health"])
        assert screened(*both).outcome is GRAVEST_FIRST[i]


def test_an_emergency_is_told_from_see_a_doctor_soon():
    assert screened("chest_pain").urgent
    assert not screened("unexplained_weight_loss").urgent
    assert screened("unexplained_weight_loss", "chest_pain").urgent


def test_health_that_was_not_asked_keeps_hands_mild():
    found = screened(health=None, giver={"experience": Experience.PRACTISED})
    assert found.outcome is Outcome.LIMITS
    assert not found.health_asked
    assert found.ceiling == 3.0
    assert frozenset(Tool) - found.tools == {Tool.THUMB, Tool.ELBOW}


def test_a_giver_who_was_not_asked_changes_nothing():
    assert screened(giver={}) == screen(replace(an_evening(), giver=GiverCheckIn(name="Scott")), ROWS)


def test_a_local_answer_leaves_out_its_place_alone():
    found = screened(HealthAnswer("sunburn", (WHERE,)))
    assert found.leave_out == {WHERE}
    assert found.ceiling == 4.0


def test_a_local_answer_without_a_place_leaves_every_place_out():
    found = screened("sunburn")
    assert found.leave_out == frozenset(SiteSide)
    assert found.outcome is Outcome.HOLD_ONLY


def test_wishes_and_health_add_up_in_what_is_left_out():
    neck, hip = both_sides(Site.NECK), site_side(Site.HIP_RIM, Side.RIGHT)
    found = screened(
        HealthAnswer("bruise", (WHERE,)),
        avoid=frozenset(neck),
        ticklish=frozenset({hip}),
        ticklish_how=TicklishHow.SKIP,
    )
    assert found.leave_out == {WHERE, *neck, hip}


def test_a_ticklish_place_stays_in_when_firm_hands_are_welcome():
    assert screened(ticklish=frozenset({WHERE})).leave_out == frozenset()


def test_with_everything_avoided_hands_only_rest():
    assert screened(avoid=frozenset(SiteSide)).outcome is Outcome.HOLD_ONLY
    assert screened(avoid=frozenset(SiteSide) - {WHERE}).outcome is Outcome.LIMITS


def test_in_pregnancy_nobody_lies_face_down():
    found = screened("pregnancy", frame=Frame(minutes=20, position=Position.PRONE, surface=Surface.BED))
    assert found.outcome is Outcome.LIMITS
    assert found.position is Position.SIDE_LYING
    assert found.ceiling == 2.0
    assert not found.percussion


@pytest.mark.parametrize("position", [Position.SEATED, Position.SIDE_LYING])
def test_in_pregnancy_other_positions_stay_as_asked(position):
    assert screened("pregnancy", frame=Frame(minutes=20, position=position)).position is position


def test_the_lowest_ceiling_and_every_forbidden_tool_count():
    found = screened("hypermobility", "diabetes_neuropathy", giver_health=["sore_wrists"])
    assert found.ceiling == 2.0
    assert frozenset(Tool) - found.tools == {Tool.THUMB, Tool.ELBOW, Tool.PALM_HEEL}


@pytest.mark.parametrize(
    ("key", "forbidden"),
    [("tender_thumbs", {Tool.THUMB}), ("sore_wrists", {Tool.THUMB, Tool.PALM_HEEL}), ("sore_back", set())],
)
def test_a_giver_keeps_from_what_hurts(key, forbidden):
    found = screened(giver_health=[key], giver={"experience": Experience.PRACTISED})
    assert frozenset(Tool) - found.tools == forbidden


def test_a_beginners_elbow_stays_locked():
    assert Tool.ELBOW not in screened().tools
    assert Tool.ELBOW in screened(giver={"experience": Experience.PRACTISED}).tools


@pytest.mark.parametrize("who", ["receiver", "giver"])
def test_an_oil_allergy_of_either_keeps_oil_away(who):
    frame = Frame(minutes=15, clothed=False, oil=True)
    health = {"giver_health": ["oil_allergy"]} if who == "giver" else {}
    keys = () if who == "giver" else ("oil_allergy",)
    assert screened(frame=frame).oil
    assert not screened(*keys, frame=frame, **health).oil


def test_an_unknown_health_key_is_never_passed_over():
    with pytest.raises(KeyError):
        screened("made_up")


@pytest.mark.parametrize(
    ("position", "surface", "usual"),
    [
        (Position.SEATED, Surface.TABLE, Surface.CHAIR),
        (Position.SEATED, Surface.BED, Surface.BED),
        (Position.SIDE_LYING, Surface.CHAIR, Surface.BED),
        (Position.PRONE, Surface.TABLE, Surface.TABLE),
    ],
)
def test_a_position_finds_a_surface_it_can_be_taken_on(position, surface, usual):
    assert surface_for(position, surface) is usual
