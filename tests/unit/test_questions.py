"""Which questions are asked of whom: the part first, red flags before everything else about health."""

import pytest

from backrub.content.loader import load_catalogue
from backrub.domain.arrangement import Part, Turn
from backrub.domain.catalogue import SafetyAction, Who
from backrub.domain.check_in import State
from backrub.domain.questions import (
    HEALTH,
    ROLES,
    Question,
    health_rows,
    is_grave,
    is_remembered,
    questions_for,
    roles_tonight,
    states_for,
)

ROWS = load_catalogue().safety
GIVES = frozenset({Who.GIVER})
RECEIVES = frozenset({Who.RECEIVER})
BOTH = GIVES | RECEIVES


def asked(part, **more):
    return questions_for(part, ROLES[part], **more)


def test_the_part_is_asked_first_and_alone_until_it_is_said():
    assert questions_for(None, frozenset()) == (Question.PART,)


def test_not_tonight_is_the_whole_answer():
    assert asked(Part.NOT_TONIGHT) == (Question.PART,)


@pytest.mark.parametrize("part", [Part.GIVE, Part.RECEIVE, Part.BOTH, Part.HOLD_ONLY])
def test_everyone_else_is_asked_the_common_questions_first(part):
    common = (Question.PART, Question.STATE, Question.INTENTION, Question.MOOD)
    assert asked(part)[:4] == common


def test_a_receiver_is_asked_for_wishes_and_never_about_their_hands():
    questions = set(asked(Part.RECEIVE))
    assert {Question.PRESSURE, Question.PACE, Question.MAP, Question.COMFORT} <= questions
    assert questions.isdisjoint({Question.HANDS, Question.GUESS, Question.HEALTH_HANDS})


def test_a_giver_is_asked_about_hands_and_not_for_wishes():
    questions = set(asked(Part.GIVE))
    assert {Question.HANDS, Question.GUESS, Question.HEALTH_HANDS, Question.HEALTH_GIVING} <= questions
    assert questions.isdisjoint({Question.PRESSURE, Question.MAP, Question.COMFORT})


def test_someone_who_only_wants_to_be_held_is_asked_where_hands_may_rest_but_not_how_firmly():
    questions = set(asked(Part.HOLD_ONLY))
    assert {Question.MAP, Question.HEALTH_SKIN} <= questions
    assert questions.isdisjoint({Question.PRESSURE, Question.PACE})


def test_who_gives_and_receives_is_not_asked_the_same_twice():
    assert Question.HEALTH_GIVING not in asked(Part.BOTH)
    now = set(health_rows(Question.HEALTH_NOW, ROWS)) | set(health_rows(Question.HEALTH_TODAY, ROWS))
    assert set(health_rows(Question.HEALTH_GIVING, ROWS)) <= now


def test_places_of_the_skin_are_asked_only_where_an_answer_needs_them():
    assert Question.HEALTH_WHERE not in asked(Part.RECEIVE)
    order = asked(Part.RECEIVE, has_local=True)
    assert order.index(Question.HEALTH_WHERE) == order.index(Question.HEALTH_SKIN) + 1


def test_red_flags_come_before_all_other_questions_about_health():
    order = [question for question in asked(Part.BOTH) if question in HEALTH]
    assert order[0] is Question.HEALTH_NOW
    assert all(row.urgent for row in health_rows(order[0], ROWS).values())


@pytest.mark.parametrize(
    ("roles", "meant"), [(RECEIVES, {Who.RECEIVER, Who.EITHER}), (GIVES, {Who.GIVER, Who.EITHER})]
)
def test_every_row_is_asked_of_everyone_it_is_meant_for(roles, meant):
    questions = questions_for(Part.BOTH, roles)
    asked_rows = {key for question in questions for key in health_rows(question, ROWS)}
    assert asked_rows == {key for key, row in ROWS.items() if row.who in meant}


def test_no_screen_is_a_wall():
    assert max(len(health_rows(question, ROWS)) for question in HEALTH) <= 20


def test_red_flags_and_skin_are_never_remembered():
    kept = [row for row in ROWS.values() if is_remembered(row)]
    assert kept
    assert not any(row.ask_every_time or row.action is SafetyAction.LOCAL for row in kept)


def test_what_ends_the_evening_is_grave():
    assert is_grave(ROWS["fever"])
    assert is_grave(ROWS["chest_pain"])
    assert not is_grave(ROWS["anticoagulants"])


def test_a_settled_turn_adds_a_role_to_who_chose_the_other():
    turns = [Turn(giver="c", receiver="s")]
    assert roles_tonight(Part.RECEIVE, turns, "c") == BOTH
    assert roles_tonight(Part.RECEIVE, turns, "s") == RECEIVES


def test_holding_stays_holding_whatever_is_settled():
    turns = [Turn(giver="c", receiver="s")]
    assert roles_tonight(Part.HOLD_ONLY, turns, "c") == ROLES[Part.HOLD_ONLY]


def test_feelings_fit_what_a_person_is_about_to_do():
    assert states_for(GIVES) == (State.ANGRY, State.HARD_TO_GIVE)
    assert State.HARD_TO_GIVE not in states_for(RECEIVES)
    assert states_for(BOTH) == tuple(State)
