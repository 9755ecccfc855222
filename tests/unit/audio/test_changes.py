"""What changes while music plays: another plan, a rest, going on, a stop; nothing clicks and the past stays."""

import numpy as np
import pytest
from tests.listening import at_rest, between, click, glide, led, loudness_db, pitches, step, swell_db

from backrub.audio.characters import Character
from backrub.audio.grid import RATE_HZ
from backrub.audio.render import Renderer
from backrub.domain.score.breakpoints import Bell, Pulse
from backrub.domain.score.cues import BellKind
from backrub.domain.score.reflow import reflowed

BELL = Bell(1.0, BellKind.PLACE, 9)


def low(u, side=0.0, seconds=60.0, **beside):
    """Return an evening at one place."""
    return led((0.0, u, side, 0.8, 3.0), (seconds, u, side, 0.8, 3.0), **beside)


def renderer(points, character=Character.WARM):
    return Renderer(points, character, 1)


def half_a_bell():
    """Return half of the largest step in the sound of a bell."""
    return 0.5 * step(renderer(at_rest(9.0, bells=(BELL,)), Character.VOICE_ONLY).block(3 * RATE_HZ))


def heard_hz(sound):
    return float(np.median(pitches(between(sound.mean(axis=1), 200, 900))[1]))


@pytest.mark.parametrize("begun", [24_000, 24_001, 8_192 - 1_024, 7_900])
def test_a_change_is_heard_at_once_without_a_click(begun):
    player = renderer(low(0.1))
    before = player.block(begun)
    player.change(low(0.9, side=1.0))
    after = player.block(2 * RATE_HZ)
    assert heard_hz(after[RATE_HZ // 2 :]) == pytest.approx(220 * 4**0.9, rel=0.01)
    assert click(np.concatenate((before, after))[4_000 : begun + 24_000]) <= half_a_bell()


def test_what_both_plans_share_stays_as_it_is():
    """The plans part at the fourth second; until then nothing is other than without the change."""
    shared = [(0.0, 0.2, 0, 0.8, 3.0), (4.0, 0.6, 0, 0.8, 3.0)]
    going_on, turning = led(*shared, (9.0, 0.9, 0, 0.8, 3.0)), led(*shared, (9.0, 0.1, 1, 0.8, 3.0))
    unchanged, changed = renderer(going_on), renderer(going_on)
    assert np.array_equal(unchanged.block(RATE_HZ), changed.block(RATE_HZ))
    changed.change(turning)
    apart = np.abs(unchanged.block(4 * RATE_HZ) - changed.block(4 * RATE_HZ))
    assert apart[: 3 * RATE_HZ - 1_100].max() <= 1e-6
    assert apart[3 * RATE_HZ :].max() > 0.1


def test_the_same_plan_again_changes_nothing():
    left, changed = renderer(glide()), renderer(glide())
    left.block(100_000)
    changed.block(100_000)
    changed.change(glide())
    assert np.abs(left.block(RATE_HZ) - changed.block(RATE_HZ)).max() <= 1e-4


def test_a_reflowed_plan_joins_as_it_was_reflowed():
    past, fresh = glide(), glide(side=1.0, seconds=15.0)
    player = renderer(past)
    player.block(5 * RATE_HZ)
    player.change(reflowed(past, fresh, 6.0))
    assert click(player.block(5 * RATE_HZ)) <= half_a_bell()


def test_bells_to_come_are_those_of_the_new_plan():
    player = renderer(at_rest(60.0, bells=(Bell(3.0, BellKind.PLACE, 0),)), Character.VOICE_ONLY)
    player.block(2 * RATE_HZ)
    player.change(at_rest(60.0, bells=(Bell(5.0, BellKind.PLACE, 0),)))
    sound = player.block(4 * RATE_HZ)
    assert loudness_db(sound[: 3 * RATE_HZ - 10]) < -140
    assert loudness_db(sound[3 * RATE_HZ :]) > -40


def test_a_hold_leaves_only_a_quiet_bed():
    player = renderer(low(0.5))
    playing = player.block(6 * RATE_HZ)
    player.hold()
    held = player.block(6 * RATE_HZ)
    lead = [between(each, 420, 460) for each in (playing[3 * RATE_HZ :], held[round(1.6 * RATE_HZ) :])]
    assert loudness_db(lead[1]) < loudness_db(lead[0]) - 25
    assert -70 < loudness_db(held[3 * RATE_HZ :]) < loudness_db(playing[3 * RATE_HZ :]) - 10
    assert click(held) <= half_a_bell()


def test_the_lead_stands_still_while_held():
    player = renderer(glide(seconds=12))
    player.block(4 * RATE_HZ)
    player.hold()
    fading = player.block(RATE_HZ)
    player.block(8 * RATE_HZ)
    assert player.at_s == pytest.approx(4.0, abs=0.03)
    player.go_on()
    assert player.at_s == pytest.approx(4.0, abs=0.03)
    after = player.block(2 * RATE_HZ)
    hz = 220 * 4 ** (1 / 3)
    assert heard_hz(fading[: RATE_HZ // 2]) == pytest.approx(hz, rel=0.006)
    assert heard_hz(after[RATE_HZ:]) == pytest.approx(hz * 4 ** (1.5 / 12), rel=0.01)
    assert click(after) <= half_a_bell()


def test_an_evening_that_rested_ends_as_one_that_did_not():
    """What is left to come is only later: bells, beats and all."""
    points = low(0.4, 1.0, 40.0, bells=(Bell(8.0, BellKind.PLACE, 2),), pulses=(Pulse(6.0, 2),))
    rested, straight = renderer(points, Character.STILL), renderer(points, Character.STILL)
    rested.block(4 * RATE_HZ)
    rested.hold()
    rested.block(5 * RATE_HZ)
    rested.go_on()
    straight.seek(rested.at_s)
    late, plain = (
        swell_db(each.block(12 * RATE_HZ)[3 * RATE_HZ // 2 :], window=4_800) for each in (rested, straight)
    )
    assert np.abs(late - plain).max() < 3


def test_holding_twice_and_going_on_twice_change_nothing():
    once, twice = renderer(low(0.5)), renderer(low(0.5))
    for player, times in ((once, 1), (twice, 2)):
        player.block(RATE_HZ)
        for _ in range(times):
            player.hold()
        player.block(RATE_HZ)
        for _ in range(times):
            player.go_on()
    assert once.at_s == twice.at_s
    assert np.abs(once.block(RATE_HZ) - twice.block(RATE_HZ)).max() <= 1e-6


def test_a_plan_that_changes_while_held_is_heard_when_hands_go_on():
    player = renderer(low(0.2))
    player.block(2 * RATE_HZ)
    player.hold()
    player.block(2 * RATE_HZ)
    player.change(low(0.8))
    assert loudness_db(between(player.block(3 * RATE_HZ)[RATE_HZ:], 640, 700)) < -50
    player.go_on()
    assert heard_hz(player.block(2 * RATE_HZ)[RATE_HZ:]) == pytest.approx(220 * 4**0.8, rel=0.01)


def test_a_bell_that_faded_stays_away_when_hands_rest_again():
    player = renderer(at_rest(60.0, bells=(BELL,)), Character.VOICE_ONLY)
    player.block(RATE_HZ + RATE_HZ // 10)
    player.stop()
    player.block(RATE_HZ // 2)
    player.go_on()
    player.block(RATE_HZ // 10)
    player.hold()
    assert loudness_db(player.block(RATE_HZ)) < -50


@pytest.mark.parametrize("character", list(Character))
def test_a_stop_is_silent_within_0_3_seconds(character):
    player = renderer(low(0.5, bells=(BELL,), pulses=(Pulse(1.5, 1),)), character)
    playing = player.block(2 * RATE_HZ)
    player.stop()
    stopped = player.block(4 * RATE_HZ)
    assert loudness_db(playing[RATE_HZ:]) > -50
    assert loudness_db(stopped[round(0.4 * RATE_HZ) :]) < -140
    assert click(stopped) <= half_a_bell()


@pytest.mark.parametrize("character", list(Character))
def test_a_bell_rings_at_once_even_after_a_stop(character):
    player = renderer(low(0.5), character)
    player.block(2 * RATE_HZ)
    player.stop()
    player.block(4 * RATE_HZ)
    player.ring(BellKind.STOP)
    rung = player.block(RATE_HZ)
    assert loudness_db(rung[: RATE_HZ // 10]) > -35


def test_a_seek_ends_a_hold():
    player = renderer(glide(seconds=40))
    player.block(RATE_HZ)
    player.hold()
    player.seek(20.0)
    assert not player.held
    assert heard_hz(player.block(RATE_HZ)) == pytest.approx(220 * 4 ** (20.5 / 40), rel=0.01)


@pytest.mark.parametrize("rested", [False, True])
def test_the_evening_can_go_on_elsewhere_without_a_click(rested):
    player = renderer(glide(seconds=40))
    player.block(4 * RATE_HZ)
    if rested:
        player.hold()
        player.block(3 * RATE_HZ)
    player.go_to(20.0)
    after = player.block(2 * RATE_HZ)
    assert player.at_s == pytest.approx(22.0)
    assert not player.held
    assert heard_hz(after[RATE_HZ:]) == pytest.approx(220 * 4 ** (21.5 / 40), rel=0.01)
    assert click(after) <= half_a_bell()
