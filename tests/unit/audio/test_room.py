"""The room: what rings on is a true convolution, across chunks, as loud in one ear as in the other."""

import numpy as np
import pytest
from tests.listening import between, db, loudness_db, swell_db

from backrub.audio.characters import COLOURS, Character
from backrub.audio.grid import CHUNK, RATE_HZ
from backrub.audio.room import Room

WARM = COLOURS[Character.WARM].room


def room(character=Character.WARM, seed=1):
    return Room(COLOURS[character].room, np.random.default_rng(seed))


def rung(played_in, mono):
    """Return how a room rings while a sound of whole chunks is played in it."""
    parts = []
    for chunk in range(len(mono) // CHUNK):
        played_in.play(chunk, mono[chunk * CHUNK : (chunk + 1) * CHUNK])
        parts.append(played_in.rings(chunk))
    return np.concatenate(parts, axis=1).T


def clap(at=0, chunks=20):
    mono = np.zeros(chunks * CHUNK, np.float32)
    mono[at] = 1.0
    return mono


@pytest.mark.parametrize("at", [1, CHUNK - 1, 3 * CHUNK + 77])
def test_a_clap_rings_alike_whenever_it_comes(at):
    first, later = rung(room(), clap()), rung(room(), clap(at))
    assert np.abs(later[at:] - first[: len(first) - at]).max() < 1e-6
    assert np.abs(later[:at]).max(initial=0) < 1e-6


def test_all_that_was_played_rings_on_together():
    mono = np.random.default_rng(2).standard_normal(12 * CHUNK).astype(np.float32)
    answer, size = rung(room(), clap()), 64 * CHUNK
    direct = np.fft.irfft(np.fft.rfft(answer, size, axis=0) * np.fft.rfft(mono, size)[:, None], size, axis=0)
    assert np.abs(rung(room(), mono) - direct[: len(mono)]).max() < 1e-4


def test_the_last_chunk_can_be_played_anew():
    played_in = room()
    mono = np.random.default_rng(2).standard_normal(3 * CHUNK).astype(np.float32)
    straight = rung(room(), mono)
    rung(played_in, mono[: 2 * CHUNK])
    played_in.play(2, -mono[2 * CHUNK :])
    played_in.play(2, mono[2 * CHUNK :])
    assert np.array_equal(played_in.rings(2).T, straight[2 * CHUNK :])


@pytest.mark.parametrize("character", list(Character))
def test_a_clap_dies_away_and_its_highs_die_first(character):
    seconds = COLOURS[character].room.seconds
    answer = rung(room(character), clap())
    swell = swell_db(answer)
    assert np.argmax(swell) <= 1
    assert swell[round(seconds * 15)] < swell.max() - 35
    assert np.abs(answer[round((seconds + 0.2) * RATE_HZ) :]).max() < 1e-6
    early, late = answer[: RATE_HZ // 4], answer[RATE_HZ // 2 : RATE_HZ]
    highs_db = [loudness_db(between(part, 1_500, 4_000)) - loudness_db(part) for part in (early, late)]
    assert highs_db[1] < highs_db[0] - 3


def test_both_ears_hear_as_much_and_not_the_same():
    left, right = rung(room(), clap()).T
    assert db(np.linalg.norm(left)) - db(np.linalg.norm(right)) == pytest.approx(0, abs=0.01)
    assert db(np.linalg.norm(left)) == pytest.approx(db(WARM.level), abs=0.01)
    assert abs(np.corrcoef(left, right)[0, 1]) < 0.2
