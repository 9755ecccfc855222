"""What was said reaches the giver as one kind line."""

import pytest
from tests.rehearsal import Rehearsal

from backrub.application.ports import Recorded
from backrub.application.relay import relay
from backrub.content.loader import load_catalogue
from backrub.domain.back import SiteSide
from backrub.domain.session.commands import (
    AnswerQuestion,
    Extend,
    GiveFeedback,
    NoteFinding,
    NoteSign,
    Pause,
    Resume,
    SayWhen,
    Skip,
    Stop,
)
from backrub.domain.session.events import (
    Answer,
    AskForm,
    Feedback,
    FeedbackGiven,
    Finding,
    QuestionAsked,
    Sign,
    StepBegan,
    Who,
)


def line_for(command, *, at=105):
    """Return the line for a command given early in the work."""
    evening = Rehearsal()
    evening.advance(at)
    if isinstance(command, Resume):
        evening.at(at, Pause("pause", Who.GIVER))
    return said(evening.at(at, command))


def said(events):
    saying = relay([Recorded(number, "c", event) for number, event in enumerate(events)])
    return saying and saying.worded(load_catalogue())


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (GiveFeedback("c", Feedback.SOFTER), "A little softer. Slow down."),
        (GiveFeedback("c", Feedback.SLOWER), "Slower. Let the hands linger."),
        (GiveFeedback("c", Feedback.STAY), "Stay here a little longer."),
        (GiveFeedback("c", Feedback.MOVE_ON), "Move on now, gently."),
        (GiveFeedback("c", Feedback.LOVELY), "Lovely. Just like this."),
        (SayWhen("c"), "There. Keep this pressure."),
        (NoteSign("c", Sign.FLINCH), "Soften now. Rest your hands, and ask."),
        (NoteSign("c", Sign.TENSE), "Softer and slower while the muscle lets go."),
        (Pause("c", Who.GIVER), "Paused. Let your hands rest."),
        (Resume("c"), "Going on, softly."),
        (Stop("c", Who.RECEIVER), "Stopped. Rest your hands, and ask."),
        (Extend("c", 1), "A little longer, gladly."),
        (Skip("c"), "On to the next, gently."),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_word_and_sign_has_its_line(command, line):
    assert line_for(command) == line


def test_a_finding_names_its_place():
    found = line_for(NoteFinding("c", SiteSide.MID_BACK_LEFT, Finding.KNOT))
    assert found == "A knot in the left side of the middle back: warmth, then time."


def test_firmer_is_relayed_where_it_changes_something():
    assert line_for(GiveFeedback("c", Feedback.FIRMER)) == "A little firmer. Lean in slowly."


def test_firmer_that_must_wait_is_relayed_as_staying():
    evening = Rehearsal()
    evening.advance(105)
    evening.at(105, NoteSign("flinch", Sign.FLINCH))
    assert said(evening.at(106, GiveFeedback("c", Feedback.FIRMER))).startswith("Staying here, just so")


def test_an_answer_is_relayed_like_the_word():
    evening = Rehearsal()
    evening.advance(56)
    assert said(evening.at(57, AnswerQuestion("c", Answer.JUST_RIGHT))) == "Just right. Keep this."


def test_time_passing_needs_no_line():
    assert said(Rehearsal().advance(25)) is None


@pytest.mark.parametrize(
    ("form", "line"),
    [
        (AskForm.LEVEL, "How’s the pressure: softer, the same, or firmer?"),
        (AskForm.DEEPER, "Would a little deeper feel good?"),
        (AskForm.CHOICE, "If you could change it: softer or firmer?"),
    ],
)
def test_a_question_is_said_when_it_is_put_in_its_own_words(form, line):
    assert said([StepBegan(5, "warm"), QuestionAsked(6, "warm", form)]) == line


def test_a_word_that_comes_with_a_question_goes_before_it():
    softer = FeedbackGiven(7, "warm", Feedback.SOFTER)
    assert said([QuestionAsked(6, "warm"), softer]) == "A little softer. Slow down."
