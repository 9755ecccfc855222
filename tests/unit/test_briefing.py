"""The brief carries what the giver needs, worded as a wish, and never the answer behind it."""

from dataclasses import replace

import pytest
from tests.planning import an_evening

from backrub.content.loader import load_catalogue
from backrub.domain.back import SiteSide
from backrub.domain.brief import AskedSpot, Outcome
from backrub.domain.briefing import brief_for
from backrub.domain.check_in import (
    Feel,
    Frame,
    HealthAnswer,
    Intention,
    Mood,
    Position,
    Spot,
    State,
    Surface,
    TicklishHow,
    Tonight,
)
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import Tool, TouchKind

CATALOGUE = load_catalogue()
WHERE = SiteSide.BETWEEN_BLADES_LEFT
SAME_LIMITS = ("diabetes_neuropathy", "sensory_loss", "older_thin_skin", "fibromyalgia", "sedating_medicine")


def briefed(*receiver_health, **evening):
    return brief_for(an_evening(*receiver_health, **evening), CATALOGUE)


def codes(brief):
    return [reason.code for reason in brief.reasons]


def test_the_brief_words_the_wish():
    brief = briefed(pressure=PressureWord.FIRM, spots=(Spot(WHERE, Feel.KNOT, 7),))
    assert brief.outcome is Outcome.GO
    assert brief.reasons == ()
    assert "Cheryl" in brief.words[0]
    assert "firm" in brief.words[0]
    assert CATALOGUE.place_name(WHERE).lower() in brief.words[1].lower()


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ({TouchKind.KNEADING}, "Kneading would be lovely."),
        ({TouchKind.LEANING, TouchKind.GLIDING}, "Gliding and leaning in would be lovely."),
        (set(TouchKind), "Gliding, kneading, leaning in and circling would be lovely."),
    ],
)
def test_kinds_of_touch_are_one_wish_in_one_sentence(kinds, sentence):
    brief = briefed(kinds=frozenset(kinds))
    assert brief.words == (briefed().words[0], sentence, *briefed().words[1:])
    assert brief.wish.kinds == kinds


def test_quiet_hands_are_told_of_no_kind_of_touch():
    assert (
        briefed(tonight=Tonight.HOLD_ONLY, kinds=frozenset(TouchKind)).words
        == briefed(tonight=Tonight.HOLD_ONLY).words
    )


def test_spots_come_as_they_were_named_without_their_strength():
    blade, hip = SiteSide.SHOULDER_BLADE_RIGHT, SiteSide.HIP_RIM_LEFT
    spots = (Spot(hip, Feel.ACHE, 3), Spot(WHERE, Feel.KNOT, 8), Spot(blade, Feel.TIGHT, 3))
    brief = briefed(spots=spots)
    assert brief.spots == (
        AskedSpot(hip, Feel.ACHE),
        AskedSpot(WHERE, Feel.KNOT),
        AskedSpot(blade, Feel.TIGHT),
    )


def test_a_spot_in_a_place_left_out_is_not_mentioned():
    brief = briefed(HealthAnswer("bruise", (WHERE,)), spots=(Spot(WHERE, Feel.KNOT, 8),))
    assert brief.spots == ()
    assert codes(brief) == ["leave_out"]


# What the giver must not be able to tell apart


@pytest.mark.parametrize("mood", Mood)
def test_a_mood_changes_nothing(mood):
    assert briefed(mood=mood) == briefed()
    assert briefed(giver={"mood": mood}) == briefed()


def test_two_feelings_that_ask_for_the_same_read_the_same():
    receiving = briefed(state=(State.HARD_TO_RECEIVE,))
    assert receiving == briefed(state=(State.UNDESERVING,))
    assert receiving == briefed(state=(State.UNDESERVING, State.HARD_TO_RECEIVE))


def test_strength_shows_only_in_the_order():
    spots = (Spot(WHERE, Feel.KNOT, 9), Spot(SiteSide.NECK_LEFT, Feel.ACHE, 2))
    fainter = tuple(replace(spot, tension=spot.tension - 2) for spot in spots)
    assert briefed(spots=spots) == briefed(spots=fainter)


@pytest.mark.parametrize("key", SAME_LIMITS)
def test_health_answers_with_the_same_limits_read_the_same(key):
    assert briefed(key) == briefed(SAME_LIMITS[0])


@pytest.mark.parametrize("key", ["sunburn", "open_wound", "shingles", "recent_tattoo"])
def test_local_answers_read_the_same(key):
    assert briefed(HealthAnswer(key, (WHERE,))) == briefed(HealthAnswer("bruise", (WHERE,)))


def test_a_place_left_out_reads_the_same_for_a_wish_a_tickle_and_a_need():
    wish = briefed(avoid=frozenset({WHERE}))
    tickle = briefed(ticklish=frozenset({WHERE}), ticklish_how=TicklishHow.SKIP)
    need = briefed(HealthAnswer("sunburn", (WHERE,)))
    assert wish == tickle
    assert (need.reasons, need.words, need.leave_out) == (wish.reasons, wish.words, wish.leave_out)


HOLD_CAUSES = {
    "the receiver asks for it": {"tonight": Tonight.HOLD_ONLY},
    "the receiver is angry": {"state": (State.ANGRY,)},
    "the giver asks for it": {"giver": {"tonight": Tonight.HOLD_ONLY}},
    "the giver is angry": {"giver": {"state": (State.ANGRY,)}},
    "both are angry": {"state": (State.ANGRY,), "giver": {"state": (State.ANGRY,)}},
    "a health answer": {"health": (HealthAnswer("anticoagulants"),)},
}


@pytest.mark.parametrize("cause", HOLD_CAUSES)
def test_resting_hands_read_the_same_whoever_asked_and_why(cause):
    brief = briefed(**HOLD_CAUSES[cause])
    assert brief.outcome is Outcome.HOLD_ONLY
    assert brief == briefed(tonight=Tonight.HOLD_ONLY)


NOT_TONIGHT_CAUSES = {
    "the receiver's wish": {"tonight": Tonight.NOT_TONIGHT},
    "the giver's wish": {"giver": {"tonight": Tonight.NOT_TONIGHT}},
    "a fever": {"health": (HealthAnswer("fever"),)},
    "a clot": {"health": (HealthAnswer("dvt"), HealthAnswer("pregnancy"))},
    "a giver who drank": {"giver_health": ("intoxication",)},
    "no health asked": {"tonight": Tonight.NOT_TONIGHT, "health": None},
    "other wishes": {
        "tonight": Tonight.NOT_TONIGHT,
        "pressure": PressureWord.DEEP,
        "intention": Intention.CLOSENESS,
        "spots": (Spot(WHERE, Feel.KNOT, 9),),
        "avoid": frozenset({SiteSide.NECK_LEFT}),
        "state": (State.ANGRY, State.UNDESERVING),
    },
}


@pytest.mark.parametrize("cause", NOT_TONIGHT_CAUSES)
def test_not_tonight_has_one_wording_whatever_the_cause(cause):
    brief = briefed(**NOT_TONIGHT_CAUSES[cause])
    assert codes(brief) == ["not_tonight"]
    assert brief == briefed(tonight=Tonight.NOT_TONIGHT)


def test_seek_care_does_not_tell_whose_answer_it_was():
    assert briefed("chest_pain") == briefed(giver_health=["chest_pain"]) == briefed("headache_sudden")
    assert codes(briefed("chest_pain")) == ["seek_care_now"]
    assert codes(briefed("unexplained_weight_loss")) == ["seek_care_soon"]


def test_no_reason_names_an_answer():
    evening = {
        "giver_health": ["sore_wrists"],
        "frame": Frame(20, Position.PRONE, Surface.BED, clothed=False, oil=True),
    }
    told = "pregnancy", "oil_allergy", HealthAnswer("sunburn", (WHERE,))
    brief = briefed(*told, **evening)
    text = " ".join([*(reason.text for reason in brief.reasons), *brief.words]).lower()
    for word in ("pregnan", "allerg", "sunburn", "burn", "wrist", "sore", "health", "anger", "angry"):
        assert word not in text


# What the limits become


def test_limits_become_reasons():
    frame = Frame(20, Position.PRONE, Surface.TABLE, clothed=False, oil=True)
    brief = briefed("pregnancy", "oil_allergy", frame=frame)
    limits = {"ceiling", "no_percussion", "no_oil", "position"}
    assert limits <= set(codes(brief)) <= limits | {"no_thumbs", "no_elbow", "no_thumbs_or_elbow"}
    assert brief.frame == replace(frame, position=Position.SIDE_LYING, oil=False)


def test_health_that_was_not_asked_is_said():
    brief = briefed(health=None)
    assert codes(brief) == ["health_not_asked"]
    assert {Tool.THUMB, Tool.ELBOW}.isdisjoint(brief.tools)


@pytest.mark.parametrize("health", [None, ()])
def test_health_that_was_passed_over_reads_like_any_other_limit(health):
    brief = briefed(health=health, health_skipped=True)
    assert codes(brief) == ["ceiling", "no_thumbs_or_elbow"]


def test_ceilings_are_the_lower_of_the_place_and_the_evening():
    brief = briefed(health=None)
    assert brief.ceilings[SiteSide.SCALP_LEFT] == 2.0
    assert brief.ceilings[SiteSide.MID_BACK_LEFT] == 3.0


def test_ticklish_places_are_told_as_a_wish():
    brief = briefed(ticklish=frozenset({WHERE}))
    assert brief.ticklish == {WHERE}
    assert [(reason.code, reason.source) for reason in brief.reasons] == [("ticklish", "wish")]


def test_everything_avoided_is_not_listed_place_by_place():
    assert codes(briefed(avoid=frozenset(SiteSide))) == ["hold_only"]


def test_a_giver_who_finds_it_hard_rests_more_often():
    hard, usual = briefed(giver={"state": (State.HARD_TO_GIVE,)}), briefed()
    assert hard.care.rest_every_s < usual.care.rest_every_s <= 480


def test_whoever_finds_it_hard_to_receive_is_asked_more_often():
    assert briefed(state=(State.HARD_TO_RECEIVE,)).ask_often
    assert not briefed().ask_often


@pytest.mark.parametrize(
    ("receiver", "giver", "kind_word"),
    [
        (Intention.UNWIND, Intention.CLOSENESS, True),
        (Intention.UNWIND, Intention.UNWIND, False),
        (Intention.OPEN, Intention.CLOSENESS, False),
        (Intention.EASE_TENSION, Intention.OPEN, False),
    ],
)
def test_intentions_that_differ_surface_kindly(receiver, giver, kind_word):
    words = briefed(intention=receiver, giver={"intention": giver}).words
    said = CATALOGUE.say("brief.intentions_differ", receiver="Cheryl", giver="Scott")
    assert (said in words) is kind_word


@pytest.mark.parametrize(
    ("guess", "key"), [("firm", "guess_same"), ("deep", "guess_close"), ("light", "guess_apart")]
)
def test_the_giver_learns_how_close_the_guess_was(guess, key):
    brief = briefed(pressure=PressureWord.FIRM, giver={"guess": PressureWord(guess)})
    assert brief.words[-1] == CATALOGUE.say(f"brief.{key}", pressure="firm", word=guess)
