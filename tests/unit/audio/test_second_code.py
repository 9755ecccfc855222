"""What one small speaker still tells: one beat and a hollow tone for the left, two and an open one for the right."""

import numpy as np
import pytest
from tests.listening import at_rest, between, led, loudness_db, onsets

from backrub.audio.characters import Character
from backrub.audio.grid import RATE_HZ
from backrub.audio.render import Renderer, Stem
from backrub.domain.score.breakpoints import Pulse

LED = [character for character in Character if character is not Character.VOICE_ONLY]


def small_speaker(sound):
    """Return one channel without what lies below 350 Hz."""
    return between(sound.mean(axis=1), 350, 20_000)


@pytest.mark.parametrize("character", LED)
@pytest.mark.parametrize("count", [1, 2])
def test_beats_can_be_counted_on_a_small_speaker(character, count):
    points = at_rest(12.0, pulses=(Pulse(6.0, count),))
    beats = onsets(small_speaker(Renderer(points, character, 1).block(8 * RATE_HZ))[5 * RATE_HZ :])
    assert len(beats) == count
    assert beats[0] == pytest.approx(1.0, abs=0.03)


def test_beats_come_from_their_side():
    for count, sign in ((1, -1), (2, 1)):
        left, right = (
            Renderer(at_rest(3.0, pulses=(Pulse(1.0, count),)), Character.WARM, 1)
            .stem(Stem.BELLS, 0.0, 2 * RATE_HZ)
            .T
        )
        assert (loudness_db(right) - loudness_db(left)) * sign > 6


@pytest.mark.parametrize("character", LED)
def test_the_tone_of_a_side_is_its_own_in_mono(character):
    """The second partial belongs to the right, the third to the left."""
    partials_db = []
    for side in (-1, 1):
        points = led((0.0, 0.3, side, 0.8, 3.0), (3.0, 0.3, side, 0.8, 3.0))
        sound = small_speaker(Renderer(points, character, 1).stem(Stem.LEAD, 0.0, 2 * RATE_HZ))
        hz = 220 * 4**0.3
        second, third = (loudness_db(between(sound, n * hz - 20, n * hz + 20)) for n in (2, 3))
        partials_db.append(second - third)
    left_db, right_db = partials_db
    assert right_db - left_db > 12


def test_both_sides_have_no_beat():
    assert np.abs(Renderer(at_rest(3.0), Character.WARM, 1).stem(Stem.BELLS, 0.0, 2 * RATE_HZ)).max() == 0
