"""Whatever the screens of a check-in can send becomes an evening, and nothing else is taken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backrub.content.loader import load_catalogue
from backrub.documents.check_in_answers import Answers, evening_of_turn, read_answers, roles_of, write_answers
from backrub.documents.check_in_form import Dress, answered
from backrub.documents.check_in_places import STRENGTHS, places_of, read_places, write_places
from backrub.domain.arrangement import Part, Turn
from backrub.domain.back import Side, Site, SiteSide
from backrub.domain.check_in import (
    Experience,
    Feel,
    Intention,
    Mood,
    Pace,
    Position,
    State,
    Surface,
    TicklishHow,
)
from backrub.domain.errors import BadInput
from backrub.domain.pressure import PressureWord
from backrub.domain.questions import HEALTH, Question, health_rows
from backrub.domain.safety import screen
from backrub.domain.stroke import TouchKind

ROWS = load_catalogue().safety
WISHES = [f"{feel}.{strength}" for feel in Feel for strength in STRENGTHS] + ["leave", "tickles"]


def one(*values):
    return st.sampled_from([value.value if hasattr(value, "value") else value for value in values]).map(
        lambda value: [value]
    )


def some(values):
    return st.lists(st.sampled_from([str(value) for value in values]), max_size=4)


places = st.dictionaries(st.sampled_from(list(SiteSide)), st.sampled_from(WISHES), max_size=6)
FIELDS = {
    Question.PART: {"part": one(*Part), "whole": st.sampled_from([[], ["hold_only"], ["not_tonight"]])},
    Question.STATE: {"state": some(State)},
    Question.INTENTION: {"intention": one(*Intention)},
    Question.MOOD: {"mood": one(*Mood)},
    Question.PRESSURE: {"pressure": one(*PressureWord)},
    Question.PACE: {"pace": one(*Pace), "kinds": some(TouchKind)},
    Question.MAP: {
        "places": places.map(lambda chosen: [write_places(chosen)]),
        "at": st.sampled_from([f"{site}:{side}" for site in Site for side in Side]).map(lambda at: [at]),
        "wish": one("more", "leave", "tickles", "none", ""),
        "feel": one(*Feel),
        "strength": one(*STRENGTHS),
        "ticklish_how": one(*TicklishHow),
    },
    Question.COMFORT: {
        "position": one(*Position),
        "surface": one(*Surface),
        "dress": one(*Dress),
        "cradle": st.sampled_from([[], ["yes"]]),
    },
    Question.MINUTES: {"minutes": st.integers(5, 60).map(lambda minutes: [str(minutes)])},
    Question.HANDS: {"experience": one(*Experience)},
    Question.GUESS: {"guess": one("", *PressureWord)},
    Question.HEALTH_WHERE: {
        f"{name}:{key}": st.sampled_from([["1"]]) if name == "asked" else some(SiteSide)
        for key in ("sunburn", "bruise", "lump")
        for name in ("asked", "where")
    },
    **{question: {"so": some(health_rows(question, ROWS))} for question in HEALTH},
}
forms = {
    question: st.fixed_dictionaries({}, optional={**fields, "skip": st.just(["1"])} | fields)
    for question, fields in FIELDS.items()
}


@st.composite
def check_ins(draw):
    """Draw a check-in answered screen by screen, in whatever order people go back and on."""
    answers = answered(Answers(), Question.PART, {"part": [draw(st.sampled_from(list(Part))).value]}, ROWS)
    for question in draw(st.permutations([one for one in Question if one is not Question.PART])):
        if draw(st.booleans()):
            answers = answered(answers, question, draw(forms[question]), ROWS)
    return answers


@settings(max_examples=150)
@given(check_ins(), check_ins())
def test_whatever_two_can_answer_is_an_evening(hers, his):
    texts = {"c": write_answers(hers), "s": write_answers(his)}
    evening = evening_of_turn(Turn("s", "c"), texts, {"c": "Cheryl", "s": "Scott"}, ROWS)
    assert evening.receiver.name == "Cheryl"
    assert 5 <= evening.frame.minutes <= 60
    assert screen(evening, ROWS).outcome
    assert read_answers(texts["c"]) == hers


@settings(max_examples=100)
@given(check_ins())
def test_answering_what_is_missing_comes_to_an_end(answers):
    roles = roles_of(answers)
    asked = []
    while question := answers.missing(roles, ROWS):
        asked.append(question)
        answers = answered(answers, question, {"part": ["receive"], "skip": ["1"]}, ROWS)
    assert len(asked) == len(set(asked)) <= len(Question)


@settings(max_examples=200)
@given(places)
def test_places_survive_the_way_through_a_form(chosen):
    answers = answered(Answers(), Question.MAP, {"places": [write_places(chosen)]}, ROWS)
    assert places_of(answers) == chosen
    assert read_places([write_places(places_of(answers))]) == chosen
    assert [spot.where for spot in answers.spots] == [where for where in chosen if "." in chosen[where]]


@settings(max_examples=200)
@given(
    st.sampled_from(list(Question)),
    st.dictionaries(
        st.sampled_from([name for fields in FIELDS.values() for name in fields]),
        st.lists(st.text(max_size=12) | st.sampled_from(["neck:left=knot.strong", "60", "61", "-1", "²"])),
        max_size=4,
    ),
)
def test_anything_else_is_taken_or_refused_in_one_sentence(question, form):
    try:
        answers = answered(Answers(), question, form, ROWS)
    except BadInput as error:
        assert str(error).endswith(".")  # noqa: PT017
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert read_answers(write_answers(answers)) == answers


@pytest.mark.parametrize(
    ("question", "form", "sentence"),
    [
        (Question.PART, {}, "Choose one of these; each is a whole answer."),
        (Question.MOOD, {"mood": ["purple"]}, '"purple" is not an answer here; give calm, tired, tense,'),
        (
            Question.MINUTES,
            {"minutes": ["90"]},
            '"90" is not a length here; give whole minutes from 5 to 60.',
        ),
        (Question.HEALTH_NOW, {"so": ["fever"]}, '"fever" is not an answer here; choose from the list'),
        (Question.MAP, {"places": ["neck:left=purr"]}, '"neck:left=purr" is not a place here; give SITE'),
        (Question.MAP, {"at": ["moon"], "wish": ["more"]}, '"moon" is not a place here; choose one'),
        (Question.MAP, {"at": ["neck:left"], "wish": ["much"]}, "is not an answer here"),
        (
            Question.MAP,
            {"ticklish_how": ["giggle"]},
            '"giggle" is not an answer here; give firm_slow or skip.',
        ),
    ],
)
def test_a_refusal_says_what_is_allowed(question, form, sentence):
    with pytest.raises(BadInput) as refused:
        answered(Answers(), question, form, ROWS)
    assert sentence in str(refused.value)


def test_a_button_that_is_a_whole_answer_outranks_the_row_that_was_marked():
    form = {"part": ["receive"], "whole": ["not_tonight"]}
    assert answered(Answers(), Question.PART, form, ROWS).part is Part.NOT_TONIGHT


def test_the_part_cannot_be_skipped():
    with pytest.raises(BadInput, match="Choose one of these"):
        answered(Answers(), Question.PART, {"skip": ["1"]}, ROWS)


def test_a_place_taken_away_is_asked_for_no_more():
    some_places = {"places": ["neck:left=knot.strong scalp:left=leave"]}
    form = {**some_places, "at": ["neck:left"], "wish": ["more"], "forget": ["1"]}
    assert places_of(answered(Answers(), Question.MAP, form, ROWS)) == {SiteSide.SCALP_LEFT: "leave"}


def test_places_of_skin_stay_with_their_answer_and_a_new_answer_asks_again():
    answers = answered(Answers(), Question.HEALTH_SKIN, {"so": ["sunburn"]}, ROWS)
    placed = answered(
        answers, Question.HEALTH_WHERE, {"asked:sunburn": ["1"], "where:sunburn": ["low_back:left"]}, ROWS
    )
    assert placed.health == ("sunburn@low_back:left",)
    more = answered(placed, Question.HEALTH_SKIN, {"so": ["sunburn", "bruise"]}, ROWS)
    assert more.health == ("sunburn@low_back:left", "bruise")
    assert Question.HEALTH_WHERE not in more.seen


def test_an_answer_without_a_place_stays_in_doubt_everywhere():
    answers = answered(Answers(), Question.HEALTH_SKIN, {"so": ["sunburn"]}, ROWS)
    assert answered(answers, Question.HEALTH_WHERE, {"asked:sunburn": ["1"]}, ROWS).health == ("sunburn",)
