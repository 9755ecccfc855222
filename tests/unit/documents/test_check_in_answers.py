"""Check-in answers: kept as JSON, refused in a sentence, and made into an evening."""

import pytest

from backrub.content.loader import load_catalogue
from backrub.documents.check_in_answers import (
    Answers,
    evening_of_turn,
    read_answers,
    remembered,
    roles_of,
    write_answers,
)
from backrub.documents.evening_schema import Spot
from backrub.domain.arrangement import Part, Turn
from backrub.domain.back import SiteSide
from backrub.domain.brief import Outcome
from backrub.domain.check_in import Feel, Mood, Position, Surface, Tonight
from backrub.domain.errors import BadInput
from backrub.domain.pressure import PressureWord
from backrub.domain.questions import ROLES, Question
from backrub.domain.safety import NOT_ASKED_CEILING, screen
from backrub.domain.stroke import Tool, TouchKind

ROWS = load_catalogue().safety
TURN = Turn(giver="s", receiver="c")
NAMES = {"c": "Cheryl", "s": "Scott"}
ALL = tuple(Question)


def said(**answers):
    return Answers(**{"part": Part.RECEIVE, "seen": ALL, **answers})


def evening(receiver=None, giver=None, **more):
    receiver, giver = receiver or said(), giver or said(part=Part.GIVE)
    texts = {"c": write_answers(receiver), "s": write_answers(giver)}
    return evening_of_turn(TURN, texts, NAMES, ROWS, **more)


def test_answers_are_read_as_they_were_written():
    answers = said(spots=(Spot(where="neck:left", feel=Feel.KNOT, tension=8),), health=("fever",), minutes=20)
    assert read_answers(write_answers(answers)) == answers


@pytest.mark.parametrize(
    "text",
    [
        *('{"mood": "purple"}', '{"secret": 1}', '{"minutes": 4}', '{"minutes": 61}', "[]", "", "{"),
        *('{"avoid": ["neck"]}', '{"health": ["Fever"]}', '{"seen": ["moon"]}', '{"state": "angry"}'),
    ],
)
def test_what_the_screens_cannot_say_is_refused_in_one_sentence(text):
    with pytest.raises(BadInput, match=r"^These check-in answers cannot be read .*\.$"):
        read_answers(text)


def test_an_evening_takes_wishes_and_comfort_from_the_receiver():
    made = evening(
        said(
            pressure=PressureWord.FIRM,
            kinds=(TouchKind.KNEADING,),
            position=Position.PRONE,
            surface=Surface.BED,
            mood=Mood.LOW,
        )
    )
    assert made.receiver.kinds == {TouchKind.KNEADING}
    assert made.receiver.name == "Cheryl"
    assert made.giver.name == "Scott"
    assert made.receiver.pressure is PressureWord.FIRM
    assert made.frame.position is Position.PRONE
    assert made.receiver.mood is Mood.LOW


@pytest.mark.parametrize(
    ("hers", "his", "turns", "minutes"),
    [(None, None, 1, 15), (30, 20, 1, 20), (20, None, 1, 20), (40, 30, 2, 15), (5, 60, 2, 5)],
)
def test_the_shorter_wish_counts_and_turns_share_it(hers, his, turns, minutes):
    made = evening(said(minutes=hers), said(part=Part.GIVE, minutes=his), turns=turns)
    assert made.frame.minutes == minutes


def test_just_hold_me_makes_quiet_hands():
    made = evening(said(part=Part.HOLD_ONLY))
    assert made.receiver.tonight is Tonight.HOLD_ONLY
    assert screen(made, ROWS).outcome is Outcome.HOLD_ONLY


def test_not_tonight_closes_the_evening():
    assert screen(evening(said(part=Part.NOT_TONIGHT)), ROWS).outcome is Outcome.NOT_TONIGHT


def test_health_passed_over_makes_hands_gentler():
    passed = tuple(one for one in Question if one.startswith("health"))
    screening = screen(evening(said(passed=passed)), ROWS)
    assert evening(said(passed=passed)).receiver.health is None
    assert screening.ceiling == NOT_ASKED_CEILING
    assert Tool.THUMB in screening.spared


def test_health_passed_over_in_part_keeps_what_was_said_and_is_gentler_still():
    answers = said(health=("bruise@low_back:left",), passed=(Question.HEALTH_GENERAL,))
    screening = screen(evening(answers), ROWS)
    assert screening.leave_out == {SiteSide.LOW_BACK_LEFT}
    assert screening.ceiling == NOT_ASKED_CEILING
    assert not screening.health_asked


def test_health_answered_whole_leaves_no_doubt():
    screening = screen(evening(), ROWS)
    assert screening.health_asked
    assert screening.outcome is Outcome.GO


def test_sore_thumbs_of_who_receives_spare_nobody():
    assert Tool.THUMB not in screen(evening(said(health=("tender_thumbs",))), ROWS).spared


def test_an_illness_of_who_gives_closes_the_evening_only_where_it_touches_the_giving():
    assert screen(evening(giver=said(part=Part.BOTH, health=("osteoporosis",))), ROWS).outcome is Outcome.GO
    assert screen(evening(giver=said(part=Part.GIVE, health=("fever",))), ROWS).outcome is Outcome.NOT_TONIGHT
    assert (
        screen(evening(giver=said(part=Part.BOTH, health=("calf_swollen",))), ROWS).outcome
        is Outcome.SEEK_CARE
    )


def test_what_is_only_remembered_counts_once_it_was_asked():
    answers = Answers(part=Part.GIVE, health=("osteoporosis", "oil_allergy"), seen=(Question.PART,))
    assert answers.said(ROWS) == {}
    assert answers.missing(roles_of(answers), ROWS) is Question.STATE


def test_a_grave_answer_makes_a_check_in_whole():
    answers = Answers(part=Part.RECEIVE, health=("fever",), seen=(Question.PART, Question.HEALTH_TODAY))
    assert answers.missing(ROLES[Part.RECEIVE], ROWS) is None


def test_an_answer_about_skin_asks_where():
    answers = Answers(part=Part.RECEIVE, health=("sunburn",), seen=(Question.HEALTH_SKIN,))
    assert Question.HEALTH_WHERE in answers.questions(roles_of(answers), ROWS)


def test_a_new_evening_remembers_what_lasts_and_asks_all_of_it():
    earlier = said(
        mood=Mood.LOW,
        pressure=PressureWord.FIRM,
        kinds=(TouchKind.CIRCLING,),
        spots=(Spot(where="neck:left", feel=Feel.KNOT),),
        avoid=("scalp:left",),
        health=("fever", "sunburn@low_back:left", "anticoagulants"),
        minutes=30,
    )
    new = remembered(earlier, ROWS)
    assert new == Answers(
        pressure=PressureWord.FIRM,
        kinds=(TouchKind.CIRCLING,),
        avoid=("scalp:left",),
        health=("anticoagulants",),
        minutes=30,
    )


def test_who_has_not_chosen_a_part_has_no_role():
    assert roles_of(Answers()) == frozenset()


def test_the_refusals_of_an_evening_file_hold_here_too():
    with pytest.raises(BadInput, match="asked for twice"):
        evening(
            said(spots=(Spot(where="neck:left", feel=Feel.KNOT), Spot(where="neck:both", feel=Feel.ACHE)))
        )
