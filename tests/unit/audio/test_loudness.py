"""The loudness meter beside another library's."""

import math

import numpy as np
import pyloudnorm
import pytest

from backrub.audio.grid import RATE_HZ
from backrub.audio.loudness import Meter, lufs_of, powers_of

SECONDS = np.arange(20 * RATE_HZ) / RATE_HZ


def stereo(left, right):
    return np.stack([left, right], axis=1).astype(np.float32)


def hum_and_hiss():
    hiss = np.random.default_rng(1).standard_normal((len(SECONDS), 2)) * 0.03
    hum = 0.2 * np.sin(2 * np.pi * 55 * SECONDS) * (SECONDS > 8)
    return (hiss * (SECONDS[:, np.newaxis] > 4) + hum[:, np.newaxis]).astype(np.float32)


@pytest.mark.parametrize("hz", [60, 220, 1000, 6000])
def test_a_tone_is_as_loud_as_another_library_finds_it(hz):
    tone = 0.1 * np.sin(2 * np.pi * hz * SECONDS)
    sound = stereo(tone, 0.5 * tone)
    theirs = pyloudnorm.Meter(RATE_HZ).integrated_loudness(sound.astype(np.float64))
    assert lufs_of(powers_of(sound)) == pytest.approx(theirs, abs=0.1)


def test_quiet_stretches_are_left_out_as_another_library_does():
    sound = hum_and_hiss()
    theirs = pyloudnorm.Meter(RATE_HZ).integrated_loudness(sound.astype(np.float64))
    assert lufs_of(powers_of(sound)) == pytest.approx(theirs, abs=0.1)


def test_a_full_tone_of_997_hz_on_one_side_is_as_the_standard_says():
    sound = stereo(np.sin(2 * np.pi * 997 * SECONDS), 0 * SECONDS)
    assert lufs_of(powers_of(sound)) == pytest.approx(-3.01, abs=0.05)


def test_blocks_of_any_size_weigh_the_same():
    sound, meter = hum_and_hiss(), Meter()
    cuts = np.sort(np.random.default_rng(2).integers(0, len(sound), 40))
    for block in np.split(sound, cuts):
        meter.add(block)
    np.testing.assert_allclose(meter.powers(), powers_of(sound), rtol=1e-4, atol=1e-12)


def test_silence_and_the_shortest_sound_have_no_loudness():
    assert lufs_of(powers_of(np.zeros((RATE_HZ, 2), np.float32))) == -math.inf
    assert lufs_of(powers_of(np.ones((100, 2), np.float32))) == -math.inf
