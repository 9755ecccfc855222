"""The lead, heard: pitch follows position, loudness the stroke, the ears the side."""

from dataclasses import replace

import numpy as np
import pytest
from tests.listening import between, db, glide, golden_points, led, loudness_db, pitches, swell_db

from backrub.audio.characters import Character
from backrub.audio.grid import RATE_HZ
from backrub.audio.render import Renderer, Stem

LED = [character for character in Character if character is not Character.VOICE_ONLY]
SLICES_S = (78, 250, 395, 520)
SECONDS = 25


def lead_of(points, at_s=0.0, seconds=20.0, character=Character.WARM):
    return Renderer(points, character, 1).stem(Stem.LEAD, at_s, round(seconds * RATE_HZ))


def cents_off(points, heard_points):
    """Return how far the pitch of what is played lies from where hands are."""
    off = []
    for at_s in SLICES_S:
        seconds, hz = pitches(lead_of(heard_points, at_s, SECONDS).mean(axis=1))
        hands = np.interp(at_s + seconds, points.at_s, points.u)
        off.append(np.abs(1200 * np.log2(hz / (220 * 4**hands))))
    return np.concatenate(off)


def test_pitch_follows_the_hands():
    points = golden_points()
    off = cents_off(points, points)
    assert len(off) > 500
    assert np.median(off) <= 25
    assert np.quantile(off, 0.95) <= 50


def test_a_reversed_score_is_heard_to_be_wrong():
    points = golden_points()
    off = cents_off(points, replace(points, u=tuple(1 - u for u in points.u)))
    assert np.median(off) > 50


@pytest.mark.parametrize("character", LED)
def test_pitch_rises_from_the_hips_to_the_crown(character):
    _, hz = pitches(lead_of(glide(), character=character).mean(axis=1))
    assert hz[0] < 250
    assert hz[-1] > 780
    assert (np.diff(hz) > 0).all()


@pytest.mark.parametrize("character", LED)
@pytest.mark.parametrize(("side", "least_db", "most_db"), [(-1, -15, -6), (0, -1, 1), (1, 6, 15)])
def test_the_side_is_heard_in_its_ear(character, side, least_db, most_db):
    left, right = lead_of(glide(side), character=character).T
    assert least_db <= loudness_db(right) - loudness_db(left) <= most_db


@pytest.mark.parametrize("character", LED)
@pytest.mark.parametrize("side", [-1, 1])
def test_the_side_is_heard_through_the_whole_mix(character, side):
    points = led((0.0, 0.6, side, 0.0, 3.0), (4.0, 0.6, side, 0.9, 3.0), (12.0, 0.6, side, 0.9, 3.0))
    mixed = between(Renderer(points, character, 1).block(12 * RATE_HZ), 440, 580)[3 * RATE_HZ :]
    assert (loudness_db(mixed[:, 1]) - loudness_db(mixed[:, 0])) * side >= 6


def test_both_sides_are_as_loud_as_the_middle():
    powers = [np.square(lead_of(glide(side))).sum(axis=1).mean() for side in (-1, 0, 1)]
    assert max(powers) / min(powers) < 1.1


def test_loudness_swells_with_the_stroke():
    swell = swell_db(lead_of(glide(), seconds=20).mean(axis=1))
    levels = np.interp((np.arange(len(swell)) + 0.5) / 20, (0, 20 / 3, 40 / 3, 20), (0, 0.8, 0.8, 0))
    assert np.corrcoef(10 ** (swell / 20), levels)[0, 1] > 0.9
    assert swell[0] < swell.max() - 20
    assert swell[-1] < swell.max() - 20


def test_firmer_hands_sound_brighter():
    light, firm = (lead_of(glide(pressure=pressure)).mean(axis=1) for pressure in (1.5, 4.0))
    share = [
        db(np.abs(between(each[: RATE_HZ * 7], 500, 3_000)).mean() / np.abs(each).mean())
        for each in (light, firm)
    ]
    assert share[1] > share[0] + 6


def test_lifted_hands_are_silent():
    points = led(
        (0.0, 0.2, 0, 0.0, 2.0), (1.0, 0.2, 0, 0.7, 2.0), (2.0, 0.3, 0, 0.0, 2.0), (8.0, 0.8, 0, 0.0, 2.0)
    )
    assert loudness_db(lead_of(points, 2.1, 5.0)) < -100
    assert loudness_db(lead_of(points, 0.5, 1.0)) > -40
