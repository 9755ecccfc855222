"""What past evenings teach: a step for every word, within bounds."""

import pytest
from tests.rehearsal import brief, evening

from backrub.domain.back import SiteSide
from backrub.domain.debrief_rule import learn
from backrub.domain.session.events import (
    Answer,
    Debriefed,
    Feedback,
    FeedbackGiven,
    PlanChanged,
    QuestionAnswered,
    SessionBegan,
    SiteDebrief,
)

BEGAN = SessionBegan(0, brief(), evening(brief()), seed=1)
KNOT = SiteSide.BETWEEN_BLADES_LEFT


def debriefed(*wants):
    sites = tuple(SiteDebrief(where, want) for where, want in wants)
    return Debriefed(9, "warm", sites, (), put_up_with=False, keep="")


def test_nothing_is_learned_from_no_evening():
    assert learn([]) == {}


@pytest.mark.parametrize(("wants", "offset"), [(-2, -0.6), (-1, -0.3), (1, 0.2), (2, 0.4)])
def test_the_wants_of_a_debrief_move_a_site_by_steps(wants, offset):
    assert learn([[BEGAN, debriefed((KNOT, wants))]]) == {KNOT: offset}


def test_just_right_leaves_what_was_learned():
    just_right = QuestionAnswered(5, "knot", Answer.JUST_RIGHT)
    lovely = FeedbackGiven(6, "knot", Feedback.LOVELY)
    assert learn([[BEGAN, just_right, lovely, debriefed((KNOT, 0))]]) == {}


@pytest.mark.parametrize(
    ("word", "offset"),
    [
        (FeedbackGiven(5, "knot", Feedback.SOFTER), -0.3),
        (FeedbackGiven(5, "knot", Feedback.FIRMER), 0.2),
        (QuestionAnswered(5, "knot", Answer.SOFTER), -0.3),
        (QuestionAnswered(5, "knot", Answer.FIRMER), 0.2),
    ],
)
def test_a_word_in_the_session_moves_what_the_step_touched(word, offset):
    assert learn([[BEGAN, word]]) == {KNOT: offset}


def test_steps_of_a_changed_plan_are_known():
    changed = PlanChanged(3, "why.extended", evening(brief()))
    assert learn([[changed, FeedbackGiven(5, "knot", Feedback.FIRMER)]]) == {KNOT: 0.2}


def test_evenings_add_up_within_one_level():
    assert learn([[BEGAN, debriefed((KNOT, -2))]] * 9) == {KNOT: -1.0}
    assert learn([[BEGAN, debriefed((KNOT, 2))]] * 9) == {KNOT: 1.0}


def test_the_later_evening_counts_from_the_bound():
    evenings = [[BEGAN, debriefed((KNOT, 2))]] * 9 + [[BEGAN, debriefed((KNOT, -1))]]
    assert learn(evenings) == {KNOT: 0.7}


def test_scalp_and_skull_base_stay_light_whatever_is_said():
    wants = debriefed((SiteSide.SCALP_LEFT, 2), (SiteSide.SKULL_BASE_RIGHT, -2))
    assert learn([[BEGAN, wants]]) == {}
