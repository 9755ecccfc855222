"""One tap becomes one command, and a late word changes nothing."""

import pytest

from backrub.application.press import LATE_MS, Press, command_of
from backrub.domain.back import SiteSide
from backrub.domain.errors import BadInput
from backrub.domain.session.commands import (
    AnswerQuestion,
    End,
    Extend,
    GiveFeedback,
    NoteFinding,
    NoteLate,
    NoteSign,
    Pause,
    Resume,
    SayWhen,
    Skip,
    Stop,
)
from backrub.domain.session.events import Answer, Feedback, Finding, Sign, Who


def pressed(name, *, age_ms=0, minutes=1):
    return command_of(Press("key", name, age_ms, Who.RECEIVER, minutes))


@pytest.mark.parametrize(
    ("name", "command"),
    [
        *((word.value, GiveFeedback("press-key", word)) for word in Feedback),
        *((f"answer:{word}", AnswerQuestion("press-key", word)) for word in Answer),
        *((f"sign:{sign}", NoteSign("press-key", sign)) for sign in Sign),
        ("finding:knot@mid_back:left", NoteFinding("press-key", SiteSide.MID_BACK_LEFT, Finding.KNOT)),
        ("stop", Stop("press-key", Who.RECEIVER)),
        ("pause", Pause("press-key", Who.RECEIVER)),
        ("resume", Resume("press-key", Who.RECEIVER, 0)),
        ("end", End("press-key")),
        ("skip", Skip("press-key")),
        ("when", SayWhen("press-key")),
        ("extend", Extend("press-key", 1)),
    ],
    ids=str,
)
def test_every_press_has_its_command(name, command):
    assert pressed(name) == command


def test_a_word_older_than_ten_seconds_is_noted_and_not_acted_on():
    assert isinstance(pressed("firmer", age_ms=LATE_MS), GiveFeedback)
    assert pressed("firmer", age_ms=LATE_MS + 1) == NoteLate("press-key", Who.RECEIVER, "firmer", LATE_MS + 1)


@pytest.mark.parametrize("name", ["stop", "pause"])
def test_what_makes_hands_rest_always_acts(name):
    assert isinstance(pressed(name, age_ms=600_000), Stop | Pause)


@pytest.mark.parametrize("name", ["resume", "end", "skip", "when", "extend", "sign:settle", "answer:firmer"])
def test_everything_else_can_come_too_late(name):
    assert isinstance(pressed(name, age_ms=600_000), NoteLate)


@pytest.mark.parametrize(
    "name", ["", "harder", "answer:", "answer:lovely", "sign:pain", "finding:knot", "finding:knot@back:left"]
)
@pytest.mark.parametrize("age_ms", [0, 600_000])
def test_what_cannot_be_pressed_is_refused_by_name(name, age_ms):
    with pytest.raises(BadInput, match=r"cannot be pressed; there are softer, .*finding:WORD@PLACE"):
        pressed(name, age_ms=age_ms)


@pytest.mark.parametrize("minutes", [0, -1, 61])
def test_an_evening_grows_by_one_to_sixty_minutes(minutes):
    with pytest.raises(BadInput, match="1 to 60"):
        pressed("extend", minutes=minutes)


def test_the_key_of_a_press_is_never_that_of_time_passing():
    assert pressed("softer").id.startswith("press-")
