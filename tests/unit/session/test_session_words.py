"""What the receiver says and the giver notices, and what becomes of pressure and pace."""

from dataclasses import replace

import pytest
from tests.rehearsal import Rehearsal, brief, evening

from backrub.domain.back import SiteSide
from backrub.domain.pressure import PressureWord
from backrub.domain.session.commands import (
    AnswerQuestion,
    GiveFeedback,
    NoteFinding,
    NoteSign,
    Pause,
    SayWhen,
)
from backrub.domain.session.events import (
    Answer,
    Feedback,
    FeedbackGiven,
    Finding,
    FindingNoted,
    PlanChanged,
    QuestionAnswered,
    QuestionAsked,
    SaidWhen,
    Sign,
    SignNoted,
    StepBegan,
    Who,
)
from backrub.domain.session.retune import level
from backrub.domain.session.state import current_step

KNOT = SiteSide.BETWEEN_BLADES_LEFT
IN_KNOT = 170
"""A second within focal work on the knot; the question there is asked at 165."""


def feedback(word):
    return GiveFeedback(f"say {word}", word)


def level_at(play, where):
    return level(play.session.brief, play.session.tuning, where)


def why(events):
    return [event.why for event in events if isinstance(event, PlanChanged)]


def test_softer_is_felt_within_a_second():
    play = Rehearsal()
    play.advance(150)
    said, changed = play.at(150.4, feedback(Feedback.SOFTER))
    assert said == FeedbackGiven(150_400, "tops", Feedback.SOFTER)
    assert changed.why == "why.feedback_softer"
    play.advance(151)
    assert (current_step(play.session).start_s, current_step(play.session).pressure) == (151, 2.5)


def test_softer_means_the_rest_of_the_site_and_half_as_much_elsewhere():
    play = Rehearsal()
    play.at(IN_KNOT, feedback(Feedback.SOFTER))
    assert level_at(play, KNOT) == 2.5
    assert level_at(play, KNOT.twin) == 2.5
    assert level_at(play, SiteSide.MID_BACK_LEFT) == 2.75
    assert level_at(play, SiteSide.SCALP_LEFT) == 1.75


def test_softer_counts_from_what_is_felt_not_from_what_was_aimed_at():
    play = Rehearsal()
    play.advance(60)
    play.at(61, feedback(Feedback.SOFTER))
    assert level_at(play, SiteSide.MID_BACK_LEFT) == 1.5


def test_softer_again_and_again_stays_a_touch():
    play = Rehearsal()
    for number in range(9):
        play.at(IN_KNOT + number, feedback(Feedback.SOFTER))
    assert level_at(play, KNOT) == 1.0
    assert min(step.pressure for step in play.session.plan.steps) == 1.0


def test_firmer_raises_only_where_hands_are():
    play = Rehearsal()
    said, changed = play.at(150, feedback(Feedback.FIRMER))[-2:]
    assert said.feedback is Feedback.FIRMER
    assert changed.why == "why.feedback_firmer"
    assert level_at(play, SiteSide.SHOULDER_TOP_LEFT) == 3.3
    assert level_at(play, KNOT) == 3.0


def test_firmer_adds_half_a_level_in_half_a_minute_at_most():
    play = Rehearsal()
    levels = []
    for second in (150, 151, 152, 179.9, 180, 182):
        play.at(second, feedback(Feedback.FIRMER))
        levels.append(round(sum(rise for _, rise in play.session.rises), 2))
    assert levels == [0.3, 0.5, 0.5, 0.5, 0.8, 1.0]


def test_firmer_never_passes_the_ceiling():
    play = Rehearsal()
    play.advance(310)
    assert level_at(play, SiteSide.NECK_LEFT) == 3.0
    (said,) = play.at(311, feedback(Feedback.FIRMER))
    assert isinstance(said, FeedbackGiven)
    assert level_at(play, SiteSide.NECK_LEFT) == 3.0
    assert play.session.rises == ()


def test_firmer_right_after_softer_is_heard_but_waits_half_a_minute():
    play = Rehearsal()
    play.at(IN_KNOT, feedback(Feedback.SOFTER))
    play.at(IN_KNOT + 10, feedback(Feedback.FIRMER))
    assert level_at(play, KNOT) == 2.5
    play.at(IN_KNOT + 31, feedback(Feedback.FIRMER))
    assert level_at(play, KNOT) == 2.8


def test_a_flinch_softens_at_once_and_blocks_rises_for_three_minutes():
    play = Rehearsal()
    said, changed = play.at(IN_KNOT, NoteSign("n", Sign.FLINCH))[-2:]
    assert said == SignNoted(170_000, "knot", Sign.FLINCH)
    assert changed.why == "why.sign_flinch"
    assert play.session.tuning.no_rise_until_s == 171 + 180
    assert level_at(play, KNOT) == 2.5
    play.at(350, feedback(Feedback.FIRMER))
    assert level_at(play, SiteSide.SHOULDER_TOP_LEFT) == 2.75
    play.at(351, feedback(Feedback.FIRMER))
    assert level_at(play, SiteSide.SHOULDER_TOP_LEFT) == 3.05


def test_a_short_block_never_shortens_a_long_one():
    play = Rehearsal()
    play.at(IN_KNOT, NoteSign("n", Sign.FLINCH))
    play.at(IN_KNOT + 1, feedback(Feedback.SOFTER))
    assert play.session.tuning.no_rise_until_s == 171 + 180


def test_tension_slows_and_holds_the_level_and_ease_changes_nothing():
    play = Rehearsal()
    assert why(play.at(IN_KNOT, NoteSign("n", Sign.TENSE))) == ["why.sign_tense"]
    assert play.session.tuning.no_rise_until_s == 171 + 30
    assert play.session.tuning.speed_factor == 0.8
    assert level_at(play, KNOT) == 3.0
    tuning = play.session.tuning
    play.advance(171)
    assert play.at(172, NoteSign("o", Sign.SETTLE)) == [SignNoted(172_000, "knot+171", Sign.SETTLE)]
    assert play.session.tuning == tuning


def test_slower_goes_down_to_half_and_no_further():
    play = Rehearsal()
    factors = []
    for second in range(150, 155):
        play.at(second, feedback(Feedback.SLOWER))
        factors.append(play.session.tuning.speed_factor)
    assert factors == [0.8, 0.64, 0.512, 0.5, 0.5]
    assert why(play.events) == ["why.feedback_slower"] * 4


def test_stay_lengthens_the_step_by_half_a_minute():
    play = Rehearsal()
    play.at(150, feedback(Feedback.STAY))
    assert current_step(play.session).end_s == 190


def test_lovely_is_kept_and_changes_nothing():
    play = Rehearsal()
    play.advance(150)
    assert play.at(150, feedback(Feedback.LOVELY)) == [FeedbackGiven(150_000, "tops", Feedback.LOVELY)]


def test_there_sets_the_level_where_it_stood():
    play = Rehearsal()
    play.advance(60)
    said, changed = play.at(61, SayWhen("w"))
    assert said == SaidWhen(61_000, "warm", 2.0)
    assert changed.why == "why.said_when"
    assert level_at(play, SiteSide.MID_BACK_RIGHT) == 2.0
    assert level_at(play, KNOT) == 3.0


def test_there_never_takes_softer_back():
    play = Rehearsal()
    play.at(150, feedback(Feedback.SOFTER))
    play.at(150.5, SayWhen("w"))
    assert level_at(play, SiteSide.SHOULDER_TOP_LEFT) == 2.5


def test_words_count_while_paused():
    play = Rehearsal()
    play.at(150, Pause("p", Who.RECEIVER))
    play.at(200, feedback(Feedback.SOFTER))
    assert play.session.plan.steps[4].start_s == 151
    assert level_at(play, SiteSide.SHOULDER_TOP_LEFT) == 2.5


def test_a_finding_changes_what_is_to_come_and_says_why():
    play = Rehearsal()
    play.advance(25)
    noted, changed = play.at(26, NoteFinding("n", KNOT, Finding.KNOT))
    assert noted == FindingNoted(26_000, KNOT, Finding.KNOT)
    assert changed.why == "why.finding_knot"
    assert play.session.tuning.findings == ((KNOT, Finding.KNOT),)
    assert play.at(27, NoteFinding("again", KNOT, Finding.KNOT)) == []


def test_a_finding_where_no_hand_goes_is_refused():
    play = Rehearsal()
    assert "left out" in play.refused(26, NoteFinding("n", SiteSide.HIP_RIM_LEFT, Finding.WARM))


def test_a_question_is_asked_at_the_start_of_contact():
    play = Rehearsal()
    assert play.advance(60)[-2:] == [StepBegan(50_000, "warm"), QuestionAsked(55_000, "warm")]
    assert play.session.question == "warm"


def test_a_step_that_only_moves_asks_nothing():
    plan = evening(brief())
    asks = [replace(step, ask=step.id in {"turn", "low"}) for step in plan.steps]
    play = Rehearsal(plan=replace(plan, steps=tuple(asks)))
    play.advance(400)
    assert [event.step for event in play.events if isinstance(event, QuestionAsked)] == ["low"]


def test_questions_are_ninety_seconds_apart():
    play = Rehearsal()
    play.advance(IN_KNOT)
    play.at(171, feedback(Feedback.MOVE_ON))
    play.at(173, feedback(Feedback.MOVE_ON))
    play.advance(215)
    assert current_step(play.session).id == "low"
    assert play.session.question is None


def test_questions_may_be_nearer_when_pressure_rose():
    play = Rehearsal()
    play.advance(60)
    play.at(61, feedback(Feedback.MOVE_ON))
    play.at(64, feedback(Feedback.MOVE_ON))
    assert play.advance(80) == [StepBegan(65_000, "knot"), QuestionAsked(70_000, "knot")]


def test_an_open_question_is_not_asked_again():
    play = Rehearsal()
    play.advance(IN_KNOT)
    play.at(171, feedback(Feedback.STAY))
    play.at(172, feedback(Feedback.STAY))
    play.at(173, feedback(Feedback.STAY))
    play.advance(312)
    assert (current_step(play.session).id, play.session.question) == ("ease", "knot")


def test_whoever_just_spoke_of_a_place_is_not_asked_there():
    play = Rehearsal()
    play.at(120, feedback(Feedback.LOVELY))
    play.advance(160)
    play.at(161, feedback(Feedback.LOVELY))
    assert play.advance(170) == []


def test_a_moment_declined_does_not_come_back():
    play = Rehearsal()
    play.advance(IN_KNOT)
    play.at(219, AnswerQuestion("a", Answer.JUST_RIGHT))
    play.advance(221)
    assert play.at(222, feedback(Feedback.LOVELY)) == [FeedbackGiven(222_000, "ease", Feedback.LOVELY)]
    assert play.advance(249) == []


@pytest.mark.parametrize(
    ("answer", "aim"), [(Answer.SOFTER, 2.5), (Answer.FIRMER, 3.3), (Answer.JUST_RIGHT, 3.0)]
)
def test_an_answer_acts_like_the_same_word_unasked(answer, aim):
    play = Rehearsal()
    play.advance(IN_KNOT)
    said, *changed = play.at(171, AnswerQuestion("a", answer))
    assert said == QuestionAnswered(171_000, "knot", answer)
    assert why(changed) == ([] if answer is Answer.JUST_RIGHT else [f"why.feedback_{answer.value}"])
    assert level_at(play, KNOT) == aim
    assert play.session.question is None


def test_an_answer_needs_an_open_question_unless_it_is_softer():
    play = Rehearsal()
    play.advance(150)
    assert "no question" in play.refused(150, AnswerQuestion("a", Answer.JUST_RIGHT))
    assert "no question" in play.refused(150, AnswerQuestion("a", Answer.FIRMER))
    assert play.at(151, AnswerQuestion("b", Answer.SOFTER))[0] == FeedbackGiven(
        151_000, "tops", Feedback.SOFTER
    )


def test_a_question_lapses_when_hands_go_elsewhere():
    play = Rehearsal()
    play.advance(99)
    assert play.session.question == "warm"
    play.advance(100)
    assert play.session.question is None


def test_silence_is_not_a_yes_to_deep_pressure():
    play = Rehearsal(PressureWord.DEEP)
    play.advance(99)
    changed, began = play.advance(100)
    assert (changed.at_ms, changed.why) == (100_000, "why.no_fresh_yes")
    assert began == StepBegan(100_000, "tops")
    assert current_step(play.session).pressure == 3.5
    play.advance(400)
    assert max(step.pressure for step in play.session.plan.steps) == 3.5
    assert why(play.events) == ["why.no_fresh_yes"]


def test_a_fresh_yes_opens_deep_pressure_there():
    play = Rehearsal(PressureWord.DEEP)
    play.at(30, feedback(Feedback.FIRMER))
    play.advance(101)
    assert (current_step(play.session).id, current_step(play.session).pressure) == ("tops", 4.0)
    play.advance(161)
    assert (current_step(play.session).id, current_step(play.session).pressure) == ("knot", 3.5)


def test_just_right_after_a_refusal_opens_depth_again_and_says_why():
    play = Rehearsal(PressureWord.DEEP)
    play.advance(IN_KNOT)
    assert why(play.at(171, AnswerQuestion("a", Answer.JUST_RIGHT))) == ["why.fresh_yes"]
    assert play.session.tuning.deep_yes
    assert play.session.fresh_yes == {KNOT}


def test_a_good_word_during_deep_pressure_is_no_new_yes():
    play = Rehearsal(PressureWord.DEEP)
    play.at(30, feedback(Feedback.FIRMER))
    yes = play.session.fresh_yes
    play.advance(101)
    assert current_step(play.session).pressure == 4.0
    play.at(110, feedback(Feedback.FIRMER))
    assert play.session.fresh_yes == yes


def test_softer_takes_the_yes_back():
    play = Rehearsal(PressureWord.DEEP)
    play.at(30, feedback(Feedback.FIRMER))
    play.at(101, feedback(Feedback.SOFTER))
    assert play.session.fresh_yes == frozenset()
