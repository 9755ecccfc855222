"""Nothing private reaches the giver: other answers with the same limits give the same bytes."""

import json
import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.evenings import evenings
from tests.support import plan_document

MOODS = st.sampled_from(("calm", "tired", "tense", "low", "bright"))
ALIKE = (
    ("bruise", "sunburn", "open_wound", "skin_infection"),
    ("dvt", "fever"),
    ("chest_pain", "breathless"),
)
EQUAL_STATES = ("undeserving", "hard_to_receive")


def printed(evening):
    return json.dumps(plan_document(evening), sort_keys=True)


def with_person(evening, who, **answers):
    return evening | {who: {**evening.get(who, {"name": "Ben"}), **answers}}


@given(evening=evenings(), mood=MOODS, other=MOODS)
@settings(max_examples=60)
def test_moods_change_nothing(evening, mood, other):
    changed = with_person(with_person(evening, "receiver", mood=mood), "giver", mood=other)
    assert printed(changed) == printed(with_person(evening, "giver"))


@given(evening=evenings())
@settings(max_examples=60)
def test_feelings_that_ask_for_the_same_change_nothing(evening):
    one, other = (with_person(evening, "receiver", state=[state]) for state in EQUAL_STATES)
    assert printed(one) == printed(other)


@given(evening=evenings())
@settings(max_examples=60)
def test_it_does_not_show_who_is_angry(evening):
    evening = with_person(with_person(evening, "receiver", state=[]), "giver", state=[])
    angry = [with_person(evening, who, state=["angry"]) for who in ("receiver", "giver")]
    assert printed(angry[0]) == printed(angry[1])


@given(evening=evenings(), turn=st.integers(1, 3))
@settings(max_examples=60)
def test_health_answers_with_the_same_limits_change_nothing(evening, turn):
    answers = evening["receiver"].get("health", [])
    others = [_alike(answer, turn) for answer in answers]
    assume(others != answers)
    assert printed(with_person(evening, "receiver", health=others)) == printed(evening)


def _alike(answer, turn):
    key, at, where = answer.partition("@")
    row = next((row for row in ALIKE if key in row), (key,))
    return row[(row.index(key) + turn) % len(row)] + at + where


@given(evening=evenings(), strengths=st.lists(st.integers(0, 10), min_size=4, max_size=4))
@settings(max_examples=60)
def test_how_strong_a_spot_feels_changes_nothing(evening, strengths):
    spots = evening["receiver"].get("spots", [])
    assume(spots)
    others = [spot | {"tension": strengths[i]} for i, spot in enumerate(spots)]
    assert printed(with_person(evening, "receiver", spots=others)) == printed(evening)


@given(evening=evenings(), key=st.sampled_from(("sunburn", "bruise", "open_wound", "rash", "shingles")))
@settings(max_examples=60)
def test_a_place_left_out_for_health_reads_like_one_left_out_by_wish(evening, key):
    avoided = evening["receiver"].get("avoid", [])
    assume(avoided and isinstance(evening["receiver"].get("health"), list))
    answers = evening["receiver"]["health"]
    wished = avoided[1:]
    hurt = [*answers, f"{key}@{avoided[0]}"]
    assert printed(with_person(evening, "receiver", avoid=wished, health=hurt)) == printed(evening)


@given(evening=evenings())
@settings(max_examples=60)
def test_deep_or_very_slow_hands_are_asked_about_as_often_as_shy_ones(evening):
    careful = with_person(evening, "receiver", pace="very_slow", state=[])
    shy = with_person(evening, "receiver", pace="very_slow", state=["hard_to_receive", "undeserving"])
    assert printed(careful) == printed(shy)


@given(evening=evenings(), sore=st.sampled_from(("sore_back", "sore_shoulders")))
@settings(max_examples=60)
def test_a_tired_giver_and_a_reluctant_one_look_the_same(evening, sore):
    tired = with_person(evening, "giver", health=[sore], state=[])
    both = with_person(evening, "giver", health=[sore], state=["hard_to_give"])
    assert printed(tired) == printed(both)


@given(evening=evenings())
@settings(max_examples=60)
def test_no_health_answer_or_feeling_is_ever_named(evening):
    told = [answer.split("@")[0] for answer in evening["receiver"].get("health", [])]
    told += evening.get("giver", {}).get("health", [])
    told += evening["receiver"].get("state", []) + evening.get("giver", {}).get("state", [])
    plan = plan_document(evening)
    plan["set_up"] = []  # the same for everyone in this position
    written = json.dumps(plan).lower()
    assert [word for word in told if re.search(rf"\b{word}\b|\b{word.replace('_', ' ')}\b", written)] == []
