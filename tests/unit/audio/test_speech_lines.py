"""Lines in time, equally loud, and the music that makes way."""

import numpy as np
import pytest
from tests.sounding import lufs

from backrub.application.sound_ports import Spoken
from backrub.audio.grid import RATE_HZ
from backrub.audio.speech_lines import DUCKED_DB, SPEECH_LUFS, Line, SpeechLines, line_at


def tone(seconds, rate_hz=RATE_HZ, level=0.1):
    at_s = np.arange(round(seconds * rate_hz)) / rate_hz
    return Spoken((level * np.sin(2 * np.pi * 440 * at_s)).astype(np.float32), rate_hz)


def click(rate_hz):
    """Return a line that is one click, a hundredth of a second after it begins."""
    samples = np.zeros(rate_hz, np.float32)
    samples[rate_hz // 100] = 1.0
    return Spoken(samples, rate_hz)


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000])
def test_a_line_of_any_rate_sounds_when_it_should(rate_hz):
    line = line_at(2.0, click(rate_hz))
    heard_at = line.first + np.abs(line.samples).argmax()
    assert heard_at == pytest.approx(2.01 * RATE_HZ, abs=RATE_HZ / rate_hz)


def test_a_voice_after_a_breath_comes_in_time():
    voice = tone(1.0).samples
    breath = np.random.default_rng(4).standard_normal(RATE_HZ // 20).astype(np.float32) * 1e-3
    line = line_at(2.0, Spoken(np.concatenate([breath, voice]), RATE_HZ))
    assert (line.first + len(breath)) / RATE_HZ == pytest.approx(2.02, abs=0.002)


@pytest.mark.parametrize(("seconds", "level"), [(0.2, 0.5), (2.0, 0.01), (5.0, 0.9)])
def test_every_line_is_equally_loud(seconds, level):
    samples = np.tile(line_at(0.0, tone(seconds, level=level)).samples, 5)
    assert lufs(np.repeat(samples[:, np.newaxis], 2, axis=1)) == pytest.approx(SPEECH_LUFS, abs=0.5)


def test_a_line_waits_for_the_one_before():
    first = line_at(1.0, tone(2.0))
    assert line_at(2.5, tone(1.0), after=first.end).first == 3 * RATE_HZ


def test_a_line_without_sound_stays_without():
    assert not line_at(0.0, Spoken(np.zeros(0, np.float32), 16_000)).samples.any()


def said(*spells_s):
    return SpeechLines(
        [Line(round(a * RATE_HZ), np.ones(round((b - a) * RATE_HZ), np.float32)) for a, b in spells_s]
    )


def db_at(lines, at_s):
    return 20 * np.log10(lines.duck(round(at_s * RATE_HZ), 1)[0])


def test_music_is_down_before_a_line_begins_and_until_it_ends():
    lines = said((5.0, 7.0))
    assert db_at(lines, 4.6) == pytest.approx(0, abs=0.01)
    assert db_at(lines, 5.0) == pytest.approx(DUCKED_DB, abs=0.01)
    assert db_at(lines, 6.99) == pytest.approx(DUCKED_DB, abs=0.01)
    assert db_at(lines, 8.6) == pytest.approx(0, abs=0.01)


def test_music_stays_down_between_lines_that_are_near_and_returns_between_others():
    lines = said((5.0, 7.0), (9.5, 11.0), (16.0, 17.0))
    between = [db_at(lines, at_s) for at_s in np.arange(7.0, 9.5, 0.1)]
    assert max(between) < DUCKED_DB + 0.01
    assert db_at(lines, 13.0) == pytest.approx(0, abs=0.01)


def test_music_under_a_line_at_the_very_first_moment_is_down_at_once():
    assert db_at(said((0.0, 1.0)), 0.0) == pytest.approx(DUCKED_DB, abs=0.01)


def test_music_never_jumps():
    lines = said((1.0, 2.0), (2.2, 3.0), (6.1, 7.0))
    gain = lines.duck(0, 9 * RATE_HZ)
    assert np.abs(np.diff(gain)).max() < 5e-4


def test_stretches_of_any_length_give_the_same_voice_and_gain():
    lines = said((0.1, 0.4), (0.9, 1.3))
    frames, sizes = 2 * RATE_HZ, (1, 977, 4096, 20_000)
    for of in (lines.voice, lines.duck):
        parts, start = [], 0
        while start < frames:
            size = min(sizes[len(parts) % len(sizes)], frames - start)
            parts.append(of(start, size))
            start += size
        np.testing.assert_array_equal(np.concatenate(parts), of(0, frames))


def test_without_lines_nothing_is_said_and_music_keeps_its_level():
    lines = SpeechLines()
    assert not lines.voice(0, 1000).any()
    assert (lines.duck(0, 1000) == 1).all()
