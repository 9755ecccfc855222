"""One key per command, and stop at any moment."""

import pytest
from tests.rehearsal import Rehearsal

from backrub.cli.remote import Noticing, Pressed, asks, labels, press
from backrub.domain.back import Site, SiteSide
from backrub.domain.session.commands import (
    AnswerQuestion,
    End,
    Extend,
    GiveFeedback,
    NoteFinding,
    NoteSign,
    Pause,
    Resume,
    SayWhen,
    Stop,
)
from backrub.domain.session.events import Answer, Feedback, Finding, Sign, Who


@pytest.fixture
def evening():
    return Rehearsal()


def pressed(evening, keys):
    """Return what some keys in a row come to."""
    outcome = Pressed()
    for key in keys:
        outcome = press(key, outcome.noticing, evening.session, f"key-{evening.session.seq}")
    return outcome


def command(evening, keys):
    return pressed(evening, keys).command


@pytest.mark.parametrize(
    ("key", "feedback"),
    [
        ("s", Feedback.SOFTER),
        ("f", Feedback.FIRMER),
        ("l", Feedback.SLOWER),
        ("t", Feedback.STAY),
        ("m", Feedback.MOVE_ON),
        ("o", Feedback.LOVELY),
    ],
)
def test_every_word_has_a_key(evening, key, feedback):
    assert command(evening, key) == GiveFeedback("key-2", feedback)


@pytest.mark.parametrize("key", [" ", "q", "\x1b"])
@pytest.mark.parametrize("before", ["", "n", "n3", "n36"])
def test_stop_is_stop_at_any_moment(evening, key, before):
    assert command(evening, before + key) == Stop("key-2", Who.RECEIVER)


def test_more_keys_than_words(evening):
    assert command(evening, "w") == SayWhen("key-2")
    assert command(evening, "+") == command(evening, "=") == Extend("key-2", minutes=1)
    assert command(evening, "x") is None


def test_pause_and_go_on_share_a_key(evening):
    assert command(evening, "p") == Pause("key-2", Who.RECEIVER)
    evening.at(3, command(evening, "p"))
    assert isinstance(command(evening, "p"), Resume)
    assert [label.label for label in labels(None, evening.session) if label.key == "p"] == ["go on"]


def test_after_a_stop_only_going_on_and_ending_have_keys(evening):
    evening.at(3, command(evening, " "))
    assert isinstance(command(evening, "g"), Resume)
    assert isinstance(command(evening, "e"), End)
    assert pressed(evening, "n") == pressed(evening, "s") == Pressed()


@pytest.mark.parametrize(
    ("key", "answer"),
    [("1", Answer.SOFTER), ("2", Answer.JUST_RIGHT), ("3", Answer.FIRMER), ("s", Answer.SOFTER)],
)
def test_an_open_question_is_answered_by_number_or_word(evening, key, answer):
    evening.advance(55)
    assert evening.session.question is not None
    assert command(evening, key) == AnswerQuestion(f"key-{evening.session.seq}", answer)
    assert [label.label for label in labels(None, evening.session)] == ["softer", "just right", "firmer"]


def test_numbers_mean_nothing_without_a_question(evening):
    assert command(evening, "1") is None


def test_noticing_asks_what_then_where_then_which_side(evening):
    assert asks(pressed(evening, "n").noticing) == "What do you notice?"
    assert asks(pressed(evening, "n3").noticing) == "Where is it?"
    assert asks(pressed(evening, "n36").noticing) == "On which side?"
    assert command(evening, "n361") == NoteFinding("key-2", SiteSide.BETWEEN_BLADES_LEFT, Finding.KNOT)
    assert pressed(evening, "n361").noticing is None


def test_a_sign_is_noted_at_once(evening):
    assert command(evening, "n8") == NoteSign("key-2", Sign.FLINCH)


def test_a_place_with_one_side_left_out_needs_no_more_asking(evening):
    assert command(evening, "n39") == NoteFinding("key-2", SiteSide.HIP_RIM_RIGHT, Finding.KNOT)


def test_noticing_may_be_given_up(evening):
    for keys in ("nn", "n3n", "n36n"):
        assert pressed(evening, keys) == Pressed()


def test_other_keys_leave_noticing_where_it_is(evening):
    assert pressed(evening, "nx").noticing == Noticing()
    assert pressed(evening, "n3x").noticing == Noticing(Finding.KNOT)
    assert pressed(evening, "n363").noticing == Noticing(Finding.KNOT, Site.BETWEEN_BLADES)


def test_every_step_of_noticing_says_its_keys(evening):
    what, where, side = (
        labels(pressed(evening, keys).noticing, evening.session) for keys in ("n", "n3", "n36")
    )
    assert [label.key for label in what] == [*"123456789", "n"]
    assert [label.key for label in where] == [*"123456789", "n"]
    assert [label.label for label in side] == ["left", "right", "not now"]


def test_ids_differ_after_something_happened(evening):
    first = command(evening, "s").id
    evening.at(1, command(evening, "s"))
    assert command(evening, "s").id != first
