"""A word that comes too late is kept as said, and hands go on as they were."""

from dataclasses import replace

import pytest
from tests.rehearsal import SECONDS, Rehearsal

from backrub.domain.session.commands import Debrief, NoteLate, Pause, Resume, Stop
from backrub.domain.session.events import CameLate, Resumed, Who
from backrub.domain.session.state import State

LATE = NoteLate("late", Who.RECEIVER, "firmer", age_ms=42_000)


def test_a_late_word_is_kept_with_who_said_it_and_how_late():
    assert Rehearsal().at(30, LATE)[-1] == CameLate(30_000, Who.RECEIVER, "firmer", age_ms=42_000)


@pytest.mark.parametrize("word", ["softer", "firmer", "move_on", "answer:softer", "no word at all"])
def test_a_late_word_changes_neither_plan_nor_level(word):
    play = Rehearsal()
    play.advance(30)
    before = play.session
    play.at(30, replace(LATE, word=word))
    assert play.session == replace(before, last_ms=30_000, seq=before.seq + 1)


@pytest.mark.parametrize("rest", [Pause("p", Who.GIVER), Stop("s", Who.RECEIVER)])
def test_going_on_that_was_pressed_before_the_rest_does_not_end_it(rest):
    play = Rehearsal()
    play.at(30, rest)
    late = Resume("r", Who.GIVER, age_ms=4_001)
    assert play.at(34, late) == [CameLate(34_000, Who.GIVER, "resume", age_ms=4_001)]
    assert play.session.state in {State.PAUSED, State.STOPPED}
    assert play.at(36, Resume("again", Who.GIVER, age_ms=2_000))[0] == Resumed(36_000)


@pytest.mark.parametrize(
    ("at_s", "commands", "state"),
    [
        (30, [Pause("p", Who.GIVER)], State.PAUSED),
        (30, [Stop("s", Who.RECEIVER)], State.STOPPED),
        (SECONDS, [], State.ENDED),
        (SECONDS, [Debrief("d", "good")], State.DEBRIEFED),
    ],
)
def test_a_late_word_is_heard_in_every_state_and_leaves_it(at_s, commands, state):
    play = Rehearsal()
    for command in commands:
        play.at(at_s, command)
    assert isinstance(play.at(at_s, LATE)[-1], CameLate)
    assert play.session.state is state
