"""Speech in a live sound: who speaks when, and how the music makes way."""

import numpy as np

from backrub.application.sound_ports import Spoken
from backrub.audio.grid import RATE_HZ
from backrub.audio.live_speech import AHEAD, LiveSpeech, Waiting

BLOCK = 11_520
LINE_S = 2.0


def spoken(_text):
    at = np.arange(round(LINE_S * RATE_HZ)) / RATE_HZ
    return Spoken(0.2 * np.sin(2 * np.pi * 440 * at).astype(np.float32), RATE_HZ)


class Stage:
    """Speech that goes on block after block."""

    def __init__(self, ready=spoken):
        self.speech = LiveSpeech(ready)
        self.now = 0
        self.late = 0
        self.voice = np.zeros(0, np.float32)
        self.duck = np.zeros(0, np.float32)

    def go(self, seconds):
        while self.now < seconds * RATE_HZ:
            self.late += self.speech.lay(self.now, BLOCK)
            self.voice = np.append(self.voice, self.speech.voice(self.now, BLOCK))
            self.duck = np.append(self.duck, self.speech.duck(self.now, BLOCK))
            self.now += BLOCK
        return self

    def plan(self, *lines):
        self.speech.plan(Waiting(round(at_s * RATE_HZ), text) for at_s, text in lines)
        return self

    def spoken_s(self):
        """Return the seconds at which something begins and ends to be said."""
        loud = np.abs(self.voice).reshape(-1, 480).max(axis=1) > 0.01
        return [float(at) / 100 for at in np.flatnonzero(np.diff(loud.astype(int)))]


def near(found, expected):
    return len(found) == len(expected) and np.abs(np.subtract(found, expected)).max() < 0.05


def test_a_line_begins_at_its_second_and_the_music_is_down_by_then():
    stage = Stage().plan((3.0, "one")).go(8)
    assert near(stage.spoken_s(), [3.0, 5.0])
    assert stage.duck[3 * RATE_HZ] <= 10 ** (-13.9 / 20)
    assert stage.duck[round(2.6 * RATE_HZ)] == 1.0
    assert stage.duck[7 * RATE_HZ] > 0.99


def test_the_music_never_jumps_whatever_is_planned_told_and_cut():
    stage = Stage().plan((2.0, "one"), (5.0, "two"), (8.5, "three")).go(2.9)
    stage.speech.tell("pressed", stage.now, at_once=False)
    stage.go(8.2)
    stage.speech.tell("stop", stage.now, at_once=True)
    stage.speech.plan(())
    stage.go(13)
    steps_db = np.abs(np.diff(20 * np.log10(stage.duck)))
    assert steps_db.max() < 14 / (0.2 * RATE_HZ)


def test_what_is_pressed_waits_for_the_line_being_said_and_later_ones_wait_for_it():
    stage = Stage().plan((2.0, "one"), (4.5, "two")).go(2.9)
    stage.speech.tell("pressed", stage.now, at_once=False)
    stage.go(10)
    assert near(stage.spoken_s(), [2.0, 8.0]) or near(stage.spoken_s(), [2.0, 4.0, 4.0, 6.0, 6.0, 8.0])


def test_a_stop_cuts_off_what_is_being_said_without_a_click():
    stage = Stage().plan((2.0, "one"), (4.5, "two")).go(2.9)
    stage.speech.tell("stop", stage.now, at_once=True)
    stage.speech.plan(())
    stopped_s = stage.now / RATE_HZ
    stage.go(8)
    ahead_s = AHEAD / RATE_HZ
    assert near(stage.spoken_s(), [2.0, stopped_s + 0.03, stopped_s + ahead_s, stopped_s + ahead_s + LINE_S])
    assert (
        np.abs(np.diff(stage.voice)).max() < 1.2 * np.abs(np.diff(stage.voice[: 2 * BLOCK * 5])).max() + 0.01
    )


def test_a_line_that_waits_too_long_is_left_unsaid_and_counted():
    stage = Stage(lambda text: None if text == "slow" else spoken(text))
    stage.plan((1.0, "slow"), (12.0, "ready")).go(16)
    assert near(stage.spoken_s(), [12.0, 14.0])
    assert stage.late == 1


def test_planning_the_same_line_again_while_it_is_said_does_not_say_it_twice():
    stage = Stage().plan((2.0, "one")).go(1.9)
    stage.plan((2.1, "one"), (6.0, "two")).go(9)
    assert near(stage.spoken_s(), [2.0, 4.0, 6.0, 8.0])
