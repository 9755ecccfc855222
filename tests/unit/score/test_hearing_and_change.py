"""How much is heard, and what a word in between does to what was planned."""

from tests.unit.score.test_breakpoints import a_score, a_sweep

from backrub.domain.score.breakpoints import Bell, SpokenCue, breakpoints
from backrub.domain.score.cues import BellKind, seconds_of
from backrub.domain.score.hearing import Hearing, heard
from backrub.domain.score.reflow import interjected, reflowed, value_at
from backrub.domain.score.score import CueKind, ScoreCue

NEXT = ScoreCue(20.0, CueKind.SPEECH, "step.next", "Next, the neck.", 2)
ASKED = ScoreCue(30.0, CueKind.SPEECH, "ask.pressure", "How’s the pressure: softer, the same, or firmer?", 1)
HOW = ScoreCue(36.0, CueKind.SPEECH, "step.same", "Same place: kneading, light.", 3)
RUNG = ScoreCue(27.0, CueKind.BELL, "bell.place", "", 2)
POINTS = breakpoints(a_score(a_sweep(0.0, 50.0), cues=(NEXT, RUNG, ASKED, HOW)))


def test_a_voice_says_all():
    assert heard(POINTS, Hearing.VOICE) is POINTS


def test_chimes_stand_for_questions_and_the_next_place_and_nothing_is_spoken():
    chimed = heard(POINTS, Hearing.CHIMES)
    assert chimed.spoken == ()
    assert [(bell.at_s, bell.kind) for bell in chimed.bells] == [
        (20.0, "word"),
        (27.0, "place"),
        (30.0, "word"),
    ]
    assert chimed.u == POINTS.u


def test_silent_leaves_the_music_alone():
    silent = heard(POINTS, Hearing.SILENT)
    assert (silent.bells, silent.pulses, silent.spoken) == ((), (), ())
    assert silent.level == POINTS.level


def test_a_word_in_between_is_said_at_once_and_what_follows_waits():
    softer = SpokenCue(29.0, "relay.softer", "A little softer. Slow down.", 0)
    said = interjected(POINTS, softer, Bell(29.0, BellKind.WORD, 0))
    assert [cue.key for cue in said.spoken] == ["step.next", "relay.softer", "ask.pressure", "step.same"]
    assert said.spoken[2].at_s == 29.0 + seconds_of(softer.text)
    assert [bell.kind for bell in said.bells] == ["place", "word"]


def test_a_line_that_would_wait_too_long_stays_unsaid():
    long = SpokenCue(29.5, "relay.stopped", "Stopped. Rest your hands, and ask. " * 3, 0)
    said = interjected(POINTS, long)
    assert [cue.key for cue in said.spoken] == ["step.next", "relay.stopped", "step.same"]
    assert said.bells == POINTS.bells


def test_a_line_under_way_is_said_to_its_end_when_the_plan_changes():
    at_s = 20.5
    early = breakpoints(
        a_score(a_sweep(0.0, 50.0), cues=(ScoreCue(21.0, CueKind.SPEECH, "step.begin", "Kneading.", 2),))
    )
    said = reflowed(POINTS, early, at_s).spoken
    assert [cue.key for cue in said] == ["step.next", "step.begin"]
    assert said[1].at_s == 20.0 + seconds_of(NEXT.text)


def test_after_the_end_nothing_follows_a_change():
    short = breakpoints(a_score(a_sweep(0.0, 5.0), seconds=6))
    joined = reflowed(POINTS, short, 30.0)
    assert joined.at_s[-1] == 30.0
    assert value_at(joined, 30.0) == value_at(POINTS, 30.0)
    assert joined.spoken == POINTS.spoken[:1]


def test_before_the_first_second_the_lead_waits_where_it_begins():
    assert value_at(POINTS, -1.0).u == POINTS.u[0]
