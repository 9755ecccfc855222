"""What each event tells of the receiver's liking, and where."""

from dataclasses import replace

import pytest
from tests.rehearsal import SECONDS, Rehearsal

from backrub.domain.back import Group, Side, Site, SiteSide, both_sides
from backrub.domain.preferences import Taste
from backrub.domain.session.commands import (
    AnswerQuestion,
    Debrief,
    End,
    GiveFeedback,
    NoteFinding,
    NoteSign,
    Pause,
    Resume,
    SayWhen,
)
from backrub.domain.session.events import Answer, AskForm, Feedback, Finding, Sign, SiteDebrief, Who
from backrub.domain.session.evidence import (
    AnswerHeard,
    ClosingHeard,
    PaceHeard,
    RampEnded,
    Watched,
    hear,
)
from backrub.domain.session.gathering import places_of

TOPS_FROM, KNOT_FROM = 105, 165
LEFT, RIGHT = both_sides(Site.SHOULDER_TOP)
KNOT = SiteSide.BETWEEN_BLADES_LEFT


def told(*acts, until=None):
    """Return what an evening told after acts at their seconds."""
    play = Rehearsal()
    for at_s, command in acts:
        play.at(at_s, command)
    if until is not None:
        play.advance(until)
    return [one for one in play.session.evidence if not is_silent(one)]


def silences(*acts, until):
    play = Rehearsal()
    for at_s, command in acts:
        play.at(at_s, command)
    play.advance(until)
    return [one for one in play.session.evidence if is_silent(one)]


def is_silent(one):
    return isinstance(one, Watched) and one.remark is None and one.sign is None


def says(word):
    return GiveFeedback("f", Feedback(word))


def test_light_hands_before_the_work_say_nothing_by_their_silence():
    assert silences(until=100) == []


def test_silence_is_heard_by_the_half_minute_the_places_in_turn():
    assert [(one.at_ms, one.where, one.seconds) for one in silences(until=160)] == [
        (135_000, RIGHT, 30),
        (160_000, LEFT, 25),
    ]


def test_a_last_moment_of_silence_is_too_short_to_say_anything():
    assert len(silences((TOPS_FROM + 48, says("softer")), until=160)) == 1


@pytest.mark.parametrize(("word", "wants"), [("softer", -1), ("firmer", 1), ("lovely", 0)])
def test_a_word_is_a_remark_on_both_sides_after_what_was_silent(word, wants):
    remarks = told((TOPS_FROM + 40, says(word)))
    assert remarks == [Watched(145_000, where, 3.0, 10, remark=wants) for where in (LEFT, RIGHT)]


@pytest.mark.parametrize("word", ["stay", "move_on"])
def test_where_to_go_says_nothing_of_pressure(word):
    assert told((TOPS_FROM + 10, says(word))) == []


def test_slower_is_about_speed():
    assert told((TOPS_FROM + 10, says("slower"))) == [
        PaceHeard(115_000, where, None) for where in (LEFT, RIGHT)
    ]


def test_an_answer_is_heard_at_the_pressure_it_was_asked_at():
    (heard,) = told((KNOT_FROM + 1, AnswerQuestion("a", Answer.FIRMER)))
    assert heard == AnswerHeard(166_000, KNOT, 3.0, 1, AskForm.LEVEL)


def test_there_ends_a_ramp():
    assert told((KNOT_FROM + 10, SayWhen("w"))) == [RampEnded(175_000, KNOT, 3.0)]


def test_a_sign_is_seen_once_where_hands_are():
    (seen,) = told((TOPS_FROM + 10, NoteSign("n", Sign.TENSE)))
    assert (seen.where, seen.sign, seen.seconds) == (LEFT, Sign.TENSE, 10)


def test_a_knot_wants_slower_hands_and_other_findings_say_nothing():
    knot = (25, NoteFinding("k", KNOT, Finding.KNOT))
    warm = (26, NoteFinding("w", KNOT, Finding.WARM))
    scalp = (27, NoteFinding("s", SiteSide.SCALP_LEFT, Finding.KNOT))
    assert told(knot, warm, scalp) == [PaceHeard(25_000, KNOT, None)]


def test_a_word_at_the_close_is_beside_the_pressure_last_worked_with():
    sites = (
        SiteDebrief(KNOT, -1),
        SiteDebrief(SiteSide.HIP_RIM_LEFT, 1),
        SiteDebrief(SiteSide.SCALP_LEFT, 1),
    )
    assert told((SECONDS, Debrief("d", "warm", sites))) == [
        ClosingHeard(360_000, KNOT, 3.0, -1),
        ClosingHeard(360_000, SiteSide.HIP_RIM_LEFT, None, 1),
    ]


def test_a_pause_is_no_silence():
    paused = ((TOPS_FROM + 10, Pause("p", Who.RECEIVER)), (TOPS_FROM + 100, Resume("r")))
    assert [one.seconds for one in silences(*paused, until=160 + 90)] == [30, 25]


def test_an_end_counts_the_silence_before_it():
    play = Rehearsal()
    play.at(TOPS_FROM + 20, End("e"))
    assert [one.seconds for one in play.session.evidence] == [20]


def test_a_word_over_a_group_counts_at_its_middle_site():
    play = Rehearsal()
    shoulders = [
        where
        for site in (Site.SHOULDER_TOP, Site.SHOULDER_BLADE, Site.BETWEEN_BLADES)
        for where in both_sides(site)
    ]
    group = step_like(play.session.plan.steps[3], Group.SHOULDERS, tuple(shoulders))
    assert places_of(group) == both_sides(Site.SHOULDER_BLADE)
    assert places_of(step_like(group, Site.SCALP, both_sides(Site.SCALP))) == ()


def step_like(step, site, covers):
    return replace(step, site=site, side=Side.BOTH, covers=covers)


NECK = SiteSide.NECK_LEFT


@pytest.mark.parametrize(
    "heard",
    [
        AnswerHeard(0, NECK, 3.0, -1, AskForm.LEVEL),
        AnswerHeard(0, NECK, 3.0, -1, AskForm.DEEPER),
        AnswerHeard(0, NECK, 3.0, -1, AskForm.CHOICE),
        Watched(0, NECK, 3.0, 10, remark=-1),
        Watched(0, NECK, 3.0, 10, sign=Sign.FLINCH),
        RampEnded(0, NECK, 1.5),
        ClosingHeard(0, NECK, 3.0, -2),
        ClosingHeard(0, NECK, None, -2),
    ],
)
def test_every_word_for_less_lowers_what_is_believed(heard):
    evening = Taste().evening("medium")
    before = evening.pressure("neck", "left")
    hear(evening, heard)
    assert evening.pressure("neck", "left") < before


@pytest.mark.parametrize("speed", [None, 4.0])
def test_a_wish_for_slower_hands_slows_what_is_believed(speed):
    evening = Taste().evening("medium")
    before = evening.speed("neck", "left")
    hear(evening, PaceHeard(0, NECK, speed))
    assert evening.speed("neck", "left") < before


def test_silence_says_that_a_speed_may_be_fine():
    evening = Taste().evening("medium")
    for _ in range(20):
        hear(evening, Watched(0, NECK, 2.5, 30, speed_cm_s=9.0))
    assert evening.speed("neck", "left") > Taste().evening("medium").speed("neck", "left")
