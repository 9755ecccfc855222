"""The limiter: no true peak passes the ceiling, across blocks, and quiet sound passes as it is."""

import numpy as np
import pytest
from tests.listening import between, loudness_db, peak_db

from backrub.audio.grid import RATE_HZ
from backrub.audio.limiter import CEILING_DB, LOOK_AHEAD, STEP, before_sound, limited


def through(sound, size):
    """Return a sound that went through in blocks of a size."""
    tail, parts = before_sound(), []
    for first in range(0, len(sound), size):
        out, tail = limited(tail, sound[first : first + size])
        parts.append(out)
    return np.concatenate(parts)


def noise(seconds=2, level=1.0):
    """Return noise up to 20 kHz: above, no filter of a few taps finds what lies between two samples."""
    rng = np.random.default_rng(5)
    return between(level * rng.standard_normal((seconds * RATE_HZ, 2)), 0, 20_000).astype(np.float32)


def bursts():
    """Return a soft tone with four loud moments, each of another length."""
    at_s = np.arange(2 * RATE_HZ) / RATE_HZ
    level = np.full(len(at_s), 0.2)
    for first_s, last_s in ((0.3, 0.3003), (0.6, 0.65), (1.0, 1.4), (1.6, 1.601)):
        level[(at_s >= first_s) & (at_s < last_s)] = 3.0
    tone = level * np.sin(2 * np.pi * 997 * at_s)
    return np.stack((tone, 0.5 * tone), axis=1).astype(np.float32)


@pytest.mark.parametrize(
    "sound", [noise(), noise(level=4.0), bursts()], ids=["noise", "loud noise", "bursts"]
)
@pytest.mark.parametrize("size", [STEP, 8_192, 24_000])
def test_no_true_peak_passes_the_ceiling(sound, size):
    whole = sound[: len(sound) // size * size]
    assert peak_db(whole) > 0
    assert peak_db(through(whole, size)) <= CEILING_DB


def test_quiet_sound_passes_as_it_is_only_later():
    sound = noise(level=0.08)
    out = through(sound, 8_000)
    assert np.array_equal(out[LOOK_AHEAD:], sound[:-LOOK_AHEAD])
    assert np.abs(out[:LOOK_AHEAD]).max() == 0


def test_the_size_of_blocks_does_not_matter():
    sound = bursts()
    assert np.abs(through(sound, STEP) - through(sound, 48_000)).max() <= 1e-6


def test_a_loud_moment_does_not_darken_what_is_far_from_it():
    sound, out = bursts()[:-LOOK_AHEAD], through(bursts(), 24_000)[LOOK_AHEAD:]
    far = slice(round(0.4 * RATE_HZ), round(0.55 * RATE_HZ))
    assert np.array_equal(out[far], sound[far])


def test_both_ears_are_turned_down_alike():
    left, right = through(bursts(), 24_000).T
    assert loudness_db(left) - loudness_db(right) == pytest.approx(20 * np.log10(2), abs=1e-3)


def test_a_block_that_is_no_whole_number_of_steps_is_refused():
    with pytest.raises(ValueError, match="multiple of 64"):
        limited(before_sound(), np.zeros((100, 2), np.float32))
