"""The whole music of the page, rendered and measured: bells, pulses, pauses, room for a voice."""

import base64
import json

import numpy as np
import pytest

from backrub.audio.characters import COLOURS, Character
from backrub.content.loader import load_catalogue
from backrub.documents.score_json import breakpoints_bytes, read_breakpoints
from backrub.domain.score.opening import opened
from tests.browser.test_sound_score import assert_alike, golden, run

RATE_HZ = 16_000

RENDER = """
async ([base, {known, character, from_s, seconds, rate_hz, then}]) => {
  const {Music} = await import(base + 'music.js');
  const {breakpoints} = await import(base + 'breakpoints.js');
  const context = new OfflineAudioContext(2, seconds * rate_hz, rate_hz);
  const music = new Music(context, character, 7);
  music.follow(known.steps ? breakpoints(known) : known, -from_s);
  for (const [at_s, name, given] of then) context.suspend(at_s).then(() => {
    if (name === 'follow') music.follow(breakpoints(known), -from_s);
    else music[name](given);
    context.resume();
  });
  const sound = await context.startRendering();
  return [0, 1].map(i => {
    const raw = new Uint8Array(sound.getChannelData(i).buffer);
    let text = '';
    for (let at = 0; at < raw.length; at += 32768) text += String.fromCharCode(...raw.subarray(at, at + 32768));
    return btoa(text);
  });
}
"""
STILL = [{"at_s": at_s, "u": 0.5, "side": 0, "level": 0, "pressure": 1} for at_s in (0, 60)]


@pytest.fixture
def page(phone):
    return phone().open("/what-works")


def rendered(page, known, character="warm", *, from_s=0, seconds=20, then=()):
    """Return what is heard, left and right; `then` are [second, what to call, with what]."""
    given = {"known": known, "character": character, "from_s": from_s, "seconds": seconds}
    told = run(page, RENDER, {**given, "rate_hz": RATE_HZ, "then": [[*one, None][:3] for one in then]})
    return np.array([np.frombuffer(base64.b64decode(one), dtype=np.float32) for one in told])


def only(**struck):
    return {"points": STILL, "bells": [], "pulses": [], "spoken": [], **struck}


def level_db(sound, from_s, to_s):
    piece = sound[:, round(from_s * RATE_HZ) : round(to_s * RATE_HZ)].astype(np.float64)
    return 10 * np.log10(np.mean(piece**2) + 1e-20)


def evening(name="twelve_minutes_one_sided"):
    return golden(name)["score"]


def test_the_figures_of_the_characters_are_the_servers(page):
    script = "async ([base]) => (await import(base + 'characters.js')).CHARACTERS"
    told = run(page, script, None)
    for character in Character:
        ours, theirs = told[character.value], COLOURS[character]
        assert ours["lead"] == theirs.lead_level
        assert ours["brightness"] == theirs.brightness
        assert [tuple(one) for one in ours["bell"]["partials"]] == list(theirs.bell.partials)
        assert ours["room"] == {"seconds": theirs.room.seconds, "level": theirs.room.level}
        if theirs.pads:
            assert ours["pads"] == [pytest.approx([tone.ratio, tone.level]) for tone in theirs.pads.tones]
            assert ours["harmonics"] == list(theirs.pads.harmonics)


@pytest.mark.parametrize("name", ["five_minutes_seated", "twelve_minutes_one_sided"])
def test_the_opening_words_come_where_the_server_puts_them(page, name):
    text = load_catalogue().say("sound.opening")
    script = """async ([base, {score, text}]) => {
      const {breakpoints} = await import(base + 'breakpoints.js');
      return (await import(base + 'opening.js')).opened(breakpoints(score), text);
    }"""
    found = run(page, script, {"score": golden(name)["score"], "text": text})
    points = read_breakpoints(json.dumps(golden(name)["breakpoints"]).encode())
    assert_alike(found, json.loads(breakpoints_bytes(opened(points, text))))


@pytest.mark.parametrize("character", ["still", "warm", "tide"])
def test_every_character_sounds_and_none_is_too_loud(page, character):
    sound = rendered(page, evening(), character, from_s=180, seconds=30)
    assert np.abs(sound).max() < 0.9
    assert -36 < level_db(sound, 2, 30) < -14


def test_the_same_seed_sounds_the_same(page):
    first, second = (rendered(page, evening(), from_s=180, seconds=6) for _ in range(2))
    assert np.abs(first - second).max() <= 1e-6


def test_a_bell_rings_at_its_second(page):
    sound = rendered(
        page, only(bells=[{"at_s": 2, "kind": "place", "pitch_class": 4}]), "voice_only", seconds=4
    )
    assert level_db(sound, 0, 1.99) < -100
    loud = np.abs(sound[0]) > 0.2 * np.abs(sound[0]).max()
    assert np.argmax(loud) / RATE_HZ == pytest.approx(2, abs=0.02)


def test_one_speaker_tells_left_from_right_by_its_beats(page):
    for count in (1, 2):
        sound = rendered(page, only(pulses=[{"at_s": 1, "count": count}]), "own", seconds=3)
        mono = sound.sum(axis=0)
        envelope = np.sqrt(np.convolve(mono**2, np.ones(320) / 320, mode="same"))[::160]
        rises = np.diff(envelope)
        begins = (rises[1:-1] > 0.25 * rises.max()) & (rises[1:-1] >= rises[:-2]) & (rises[1:-1] > rises[2:])
        assert begins.sum() == count
        louder_right = level_db(sound[1:], 1, 2) - level_db(sound[:1], 1, 2)
        assert louder_right * (1 if count == 2 else -1) > 6


def test_a_pause_lets_the_lead_fade_and_the_bed_stay(page):
    then = [(10, "rest"), (16, "follow")]
    sound, straight = (rendered(page, evening(), from_s=186, then=t) for t in (then, ()))
    assert np.abs(sound - straight)[:, : 10 * RATE_HZ].max() <= 1e-6
    assert level_db(sound, 13, 15) < level_db(straight, 13, 15) - 6
    assert level_db(sound, 13, 15) > -60
    assert level_db(sound, 18, 20) == pytest.approx(level_db(straight, 18, 20), abs=3)


def test_a_stop_is_silent_within_a_third_of_a_second(page):
    sound = rendered(page, evening(), from_s=186, seconds=12, then=[(10, "stop")])
    assert level_db(sound, 10.36, 11) < level_db(sound, 8, 10) - 50


def test_a_voice_finds_the_music_twelve_decibels_softer(page):
    ducked = rendered(page, evening(), from_s=186, then=[(8, "duck", True), (12, "duck", False)])
    straight = rendered(page, evening(), from_s=186)
    assert level_db(ducked, 8.35, 12) <= level_db(straight, 8.35, 12) - 12
    assert level_db(ducked, 15, 20) == pytest.approx(level_db(straight, 15, 20), abs=0.5)
