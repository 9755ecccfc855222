"""The live sound of whole sessions: made in time, encoded, decoded as a player does, and listened to.

A player that begins at once hears sample 0 when it came; so the second of its sound is the session's clock.
"""

from itertools import pairwise

import numpy as np
import pytest
from tests.aired import RATE_HZ, Aired, decoded, level_db, whistles

from backrub.audio.characters import Character
from backrub.domain.score.hearing import Hearing

LATEST_S = 0.5
SOON_S = 2.5
"""How late what nobody could know ahead is heard: it joins the sound behind what was made."""

LAG_S = 0.06
"""How much later than it is made a player has it: the limiter looks ahead, the decoder warms up."""


def planned(aired, from_s, to_s):
    return [cue.at_s for cue in aired.points.spoken if from_s <= cue.at_s < to_s]


def without_questions(heard_s, aired):
    """Return the seconds at which lines of the plan are heard; what was asked is heard as soon as a press is."""
    lines = list(heard_s)
    for asked_s in aired.asked_s:
        if lines and lines[0] - SOON_S < asked_s < lines[-1]:
            lines.remove(next(at_s for at_s in lines if asked_s <= at_s <= asked_s + SOON_S))
    return lines


def assert_heard_at(heard_s, expected_s, *, most_s=LATEST_S):
    assert len(heard_s) == len(expected_s), (heard_s, expected_s)
    assert np.abs(np.subtract(heard_s, expected_s)).max() <= most_s


def test_every_line_of_ten_minutes_is_heard_within_half_a_second_of_its_plan():
    aired = Aired(minutes=10).run(620)
    *heard, closing = whistles(aired.heard())
    assert aired.asked_s
    assert_heard_at(without_questions(heard, aired), planned(aired, 0, 600))
    assert 600 < closing < 600 + 2.5
    assert aired.airing.unsaid == 0


def test_with_chimes_nothing_is_said_and_the_ear_of_these_tests_hears_no_line():
    aired = Aired(hearing=Hearing.CHIMES).run(40)
    assert whistles(aired.heard()) == []
    assert level_db(aired.heard(), 10, 38) > -40


@pytest.mark.parametrize("name", ["softer", "slower", "lovely", "pause", "stop"])
def test_a_press_changes_the_sound_that_comes_next_and_nothing_before_it(name):
    untouched, pressed = (Aired(at_ms=90_000).run(100) for _ in range(2))
    made = len(pressed.sound), pressed.seconds
    pressed.press(name).run(104)
    untouched.run(104)
    assert pressed.sound[: made[0]] == untouched.sound[: made[0]]
    size = min(len(pressed.heard()), len(untouched.heard()))
    apart = np.abs(pressed.heard()[:size] - untouched.heard()[:size]) > 0.01
    assert made[1] - LAG_S <= np.argmax(apart) / RATE_HZ <= made[1] + 0.3
    told = [at_s for at_s in whistles(pressed.heard()) if at_s >= 10]
    assert told[0] <= 10 + 2.5


def test_a_pause_holds_the_evening_and_every_later_line_moves_by_its_length():
    aired = Aired(at_ms=90_000).run(100).press("pause").run(123.3).press("resume").run(200)
    heard = aired.heard()
    assert level_db(heard, 18, 32) < level_db(heard, 2, 9) - 6
    assert level_db(heard, 18, 32) > -60
    resting = [at_s for at_s in whistles(heard) if 10 < at_s < 33]
    assert len(resting) == 1
    later = [at_s + 90 - 23.3 for at_s in whistles(heard) if at_s > 36]
    assert_heard_at(without_questions(later, aired), planned(aired, 104, 176.6), most_s=0.15)


def test_many_rests_never_add_up():
    aired = Aired(at_ms=80_000).run(82)
    rested_s = 0.0
    for n in range(6):
        until_s = aired.now_ms / 1000
        aired.press("pause").run(until_s + 1.11 + n / 7).press("resume").run(until_s + 2.0 + n / 3)
        rested_s += aired.session.origin_ms / 1000 - rested_s
    aired.run(160 + rested_s)
    last = [at_s + 80 - rested_s for at_s in whistles(aired.heard())]
    expected = planned(aired, 115, 159)
    assert len(expected) >= 2
    heard = [at_s for at_s in last if 114.5 < at_s < 159]
    assert_heard_at(without_questions(heard, aired), expected, most_s=0.15)


def test_a_stop_is_said_at_once_even_while_a_line_is_said_and_then_there_is_silence():
    aired = Aired(at_ms=75_000).run(80.6)
    assert any(cue.at_s == 80 for cue in aired.points.spoken), "the stop should come in the middle of a line"
    aired.press("stop").run(100)
    heard = aired.heard()
    begins = [at_s for at_s in whistles(heard) if at_s > 5.5]
    assert begins
    assert begins[0] <= 5.6 + 2.0
    assert len(begins) == 1
    assert level_db(heard, 20, 24) < -60


def test_after_the_last_step_closing_words_are_said_and_the_sound_ends():
    aired = Aired(at_ms=290_000).run(330)
    assert aired.airing.is_done
    assert aired.now_ms < 312_000
    assert 300 < 290 + whistles(aired.heard())[-1] < 304
    assert level_db(aired.heard(), aired.seconds - 1, aired.seconds) < -60


def test_after_a_stop_that_is_final_nothing_more_is_said():
    aired = Aired(at_ms=90_000).run(92).press("stop").run(98)
    said = len(whistles(aired.heard()))
    aired.press("end").run(110)
    assert aired.airing.is_done
    assert len(whistles(aired.heard())) == said


def test_a_replan_moves_what_is_said_next():
    aired = Aired(at_ms=60_000).run(70)
    before = planned(aired, 75, 300)
    aired.press("move_on").run(140)
    after = planned(aired, 75, 138)
    assert after != [at_s for at_s in before if at_s < 138]
    heard = [at_s + 60 for at_s in whistles(aired.heard()) if at_s + 60 > 75]
    assert_heard_at(heard, after)


def test_hands_that_get_ready_hear_a_quiet_bed_and_then_the_beginning():
    aired = Aired(at_ms=-8_000).run(12)
    assert_heard_at([at_s - 8 for at_s in whistles(aired.heard())][:1], [0.0])


def test_who_listens_from_the_middle_hears_the_same_second_as_who_was_there():
    early, late = Aired(at_ms=100_000).run(112), Aired(at_ms=106_000).run(112)
    begins_s = 6
    ahead, behind = early.heard()[begins_s * RATE_HZ :], late.heard()
    assert abs(level_db(ahead, 2, 5) - level_db(behind, 2, 5)) < 1


def test_the_voice_alone_is_silence_between_lines_and_bells():
    aired = Aired(at_ms=100_000, character=Character.VOICE_ONLY).run(145)
    struck = [each.at_s - 100 for each in (*aired.points.bells, *aired.points.spoken)]
    before, after = max(pairwise(at_s for at_s in sorted(struck) if 0 <= at_s < 45), key=_seconds)
    assert level_db(aired.heard(), before + 9, after - 0.5) < -60


def test_who_joins_at_any_frame_hears_sound():
    sound = bytes(Aired(at_ms=100_000).run(106).sound)
    frame = 768  # bytes: 256 kbit/s, 1152 samples, 48,000 Hz
    assert abs(len(decoded(sound[100 * frame :])) - len(decoded(sound)) + 100 * 1152) <= 1152


def _seconds(pair):
    return pair[1] - pair[0]
