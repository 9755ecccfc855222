"""A plan is written in English, and its lines are put into the words of whoever hears them."""

from tests.commands import EXAMPLES

from backrub.application.plan_tonight import plan_tonight
from backrub.application.recall_history import Known
from backrub.content.languages import catalogue_in
from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening
from backrub.domain.planner.tuning import Tuning
from backrub.domain.planner.words import Speaker


def in_words_of(code):
    english = load_catalogue()
    evening = read_evening(EXAMPLES / "cheryl_and_scott.toml", english.safety)
    tonight = plan_tonight(evening, english, known=Known(), seed=0)
    return tonight.plan, Speaker(tonight.brief, catalogue_in(code), Tuning()).worded(tonight.plan)


def lines(plan):
    return [(cue.key, cue.at_s) for step in plan.steps for cue in step.cues]


def test_another_language_says_the_same_lines_at_the_same_moments():
    plan, german = in_words_of("de")
    assert lines(german) == lines(plan)
    said = [cue.text for step in german.steps for cue in step.cues]
    assert said != [cue.text for step in plan.steps for cue in step.cues]
    assert "Streichen" in " ".join(said) or "streichen" in " ".join(said)


def test_english_stays_as_it_is():
    plan, english = in_words_of("en")
    assert english is plan
