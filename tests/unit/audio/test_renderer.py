"""The renderer: the same samples always, however they are asked for, and what each character sounds like."""

from dataclasses import replace

import numpy as np
import pytest
from tests.listening import (
    at_rest,
    between,
    click,
    glide,
    golden_points,
    loudness_db,
    peak_db,
    step,
    swell_db,
)

from backrub.audio.characters import MUSIC_LUFS, Character
from backrub.audio.grid import CHUNK, RATE_HZ
from backrub.audio.loudness import lufs_of, powers_of
from backrub.audio.render import Renderer, Stem
from backrub.domain.score.breakpoints import Bell
from backrub.domain.score.cues import BellKind

LED = [character for character in Character if character is not Character.VOICE_ONLY]
BELLS = (Bell(2.0, BellKind.PLACE, 4), Bell(8.0, BellKind.END, 0))


def renderer(points=None, character=Character.WARM, seed=1):
    return Renderer(points or golden_points(), character, seed)


def played(frames, sizes, *, character=Character.WARM):
    """Return sound asked for in blocks of some sizes, over and over."""
    player, parts, asked = renderer(character=character), [], 0
    while asked < frames:
        size = min(sizes[len(parts) % len(sizes)], frames - asked)
        parts.append(player.block(size))
        asked += size
    return np.concatenate(parts)


@pytest.mark.parametrize("character", list(Character))
def test_the_same_seed_is_the_same_sound_to_the_bit(character):
    once, again = (renderer(character=character).block(5 * RATE_HZ) for _ in range(2))
    assert np.array_equal(once, again)
    assert np.abs(once).max() > 0.01


def test_another_seed_is_another_bed():
    assert not np.allclose(renderer(seed=1).block(RATE_HZ), renderer(seed=2).block(RATE_HZ), atol=1e-3)


@pytest.mark.parametrize("sizes", [(1,), (64, 1, 4_801), (8_192,), (24_000,), (123_456,)])
def test_the_size_of_blocks_does_not_matter(sizes):
    frames = 20_000 if sizes == (1,) else 4 * RATE_HZ
    assert np.abs(played(frames, sizes) - renderer().block(frames)).max() <= 1e-6


def test_no_frames_are_no_sound():
    assert renderer().block(0).shape == (0, 2)


@pytest.mark.parametrize("character", list(Character))
@pytest.mark.parametrize("at_s", [0.5, 9.7])
def test_a_seek_lands_where_a_straight_run_would_be(character, at_s):
    points = replace(glide(1.0), bells=BELLS)
    straight, sought = renderer(points, character), renderer(points, character)
    straight.block(round(at_s * RATE_HZ))
    sought.block(RATE_HZ)
    sought.seek(at_s)
    assert sought.at_s == pytest.approx(at_s)
    assert np.abs(sought.block(RATE_HZ) - straight.block(RATE_HZ)).max() <= 1e-6


def test_voice_only_is_silent_but_for_its_bells():
    sound = renderer(glide(1.0, seconds=20), Character.VOICE_ONLY).block(4 * RATE_HZ)
    assert np.abs(sound).max() == 0
    rung = renderer(at_rest(20.0, bells=BELLS), Character.VOICE_ONLY).block(4 * RATE_HZ)
    assert loudness_db(rung[: 2 * RATE_HZ]) < -140
    assert loudness_db(rung[2 * RATE_HZ : 3 * RATE_HZ]) > -40


@pytest.mark.parametrize("character", LED)
def test_nothing_is_harsh_and_nothing_clips(character):
    player = renderer(character=character)
    player.seek(240.0)
    sound = player.block(20 * RATE_HZ)
    assert loudness_db(between(sound, 4_000, 24_000)) < loudness_db(sound) - 30
    assert loudness_db(between(sound, 0, 60)) < loudness_db(sound) - 25
    assert peak_db(sound) <= -1.5


@pytest.mark.parametrize("character", LED)
def test_every_character_is_about_as_loud(character):
    player = renderer(character=character)
    player.seek(240.0)
    assert lufs_of(powers_of(player.block(30 * RATE_HZ))) == pytest.approx(MUSIC_LUFS, abs=1.5)


@pytest.mark.parametrize("character", LED)
def test_nothing_clicks_as_loud_as_a_bell(character):
    bell = renderer(at_rest(20.0, bells=(Bell(1.0, BellKind.PLACE, 9),)), Character.VOICE_ONLY)
    player = renderer(character=character)
    player.seek(240.0)
    assert click(player.block(20 * RATE_HZ)) <= 0.5 * step(bell.block(3 * RATE_HZ))


@pytest.mark.parametrize("character", LED)
def test_the_bed_breathes_every_4_8_seconds(character):
    breath = renderer(at_rest(90.0), character).stem(Stem.BREATH, 10.0, 48 * RATE_HZ)
    swell = swell_db(breath.mean(axis=1))
    spectrum = np.abs(np.fft.rfft(swell - swell.mean()))
    assert np.argmax(spectrum) == 10


@pytest.mark.parametrize("character", LED)
def test_the_bed_does_not_come_again_within_twelve_minutes(character):
    player = renderer(at_rest(720.0), character)
    swell = np.array([loudness_db(player.stem(Stem.PADS, at_s, CHUNK)) for at_s in range(10, 710, 2)])
    again = [np.corrcoef(swell[:-later], swell[later:])[0, 1] for later in range(15, 300)]
    assert max(again) < 0.8


def test_the_bed_follows_the_mood_of_the_evening():
    """Firmer minutes open tones that a settling evening does not know."""
    heard_db = []
    for pressure in (1.0, 3.5):
        player = renderer(replace(at_rest(200.0), pressure=(pressure, pressure)))
        player.seek(90.0)
        heard_db.append(loudness_db(between(player.block(30 * RATE_HZ), 245, 280)))
    assert heard_db[1] > heard_db[0] + 10


def test_the_evening_begins_softly_and_ends_in_silence():
    sound = renderer(at_rest(20.0)).block(23 * RATE_HZ).mean(axis=1)
    swell = swell_db(sound, window=RATE_HZ // 10)
    assert swell[0] < swell[80] - 25
    assert (swell[203:] < -100).all()
