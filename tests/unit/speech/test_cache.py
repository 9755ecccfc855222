"""A line is made once; what is damaged is made anew, and the folder does not grow without end."""

import os

import numpy as np
import pytest
from tests.voices import CountingVoice

from backrub.domain.errors import VoiceUnavailable
from backrub.speech.cache import CachedVoice


def say(voice, text="Breathe.", words_per_minute=135):
    return voice.say(text, words_per_minute=words_per_minute)


def test_a_line_is_made_once_and_comes_back_to_the_bit(tmp_path):
    voice = CountingVoice()
    first = say(CachedVoice(voice, tmp_path / "said"))
    second = say(CachedVoice(voice, tmp_path / "said"))
    assert len(voice.said) == 1
    assert first.samples.tobytes() == second.samples.tobytes()
    assert (first.rate_hz, first.word_starts_s) == (second.rate_hz, second.word_starts_s)


def test_what_is_kept_is_what_was_said(tmp_path):
    voice = CountingVoice()
    kept = say(CachedVoice(voice, tmp_path))
    assert np.abs(kept.samples - say(voice).samples).max() <= 1 / 65535


@pytest.mark.parametrize(
    "other",
    [
        lambda folder: say(CachedVoice(CountingVoice("another"), folder)),
        lambda folder: say(CachedVoice(CountingVoice(version="2"), folder)),
        lambda folder: say(CachedVoice(CountingVoice(), folder), "Breathe"),
        lambda folder: say(CachedVoice(CountingVoice(), folder), words_per_minute=136),
    ],
    ids=["voice", "version", "text", "pace"],
)
def test_another_voice_version_text_or_pace_is_another_line(tmp_path, other):
    say(CachedVoice(CountingVoice(), tmp_path))
    other(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("damage", [b"", b"x", None, b"x" * 500])
def test_a_damaged_line_is_spoken_anew(tmp_path, damage):
    voice = CountingVoice()
    before = say(CachedVoice(voice, tmp_path))
    (kept,) = tmp_path.iterdir()
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 1
    kept.write_bytes(bytes(data) if damage is None else damage)
    after = say(CachedVoice(voice, tmp_path))
    assert len(voice.said) == 2
    assert after.samples.tobytes() == before.samples.tobytes()
    assert say(CachedVoice(voice, tmp_path)).seconds == before.seconds
    assert len(voice.said) == 2


def test_the_lines_least_lately_used_go_first(tmp_path):
    voice = CountingVoice()
    lines = ["One.", "Two.", "Three."]
    for age, line in zip((30, 20, 10), lines, strict=True):
        say(CachedVoice(voice, tmp_path), line)
        newest = max(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, ns=(0, 10**18 - age * 10**9))
    size = newest.stat().st_size
    say(CachedVoice(voice, tmp_path), "One.")
    say(CachedVoice(voice, tmp_path, most_bytes=3 * size + size // 2), "Four.")
    voice.said.clear()
    for line in ("One.", "Three.", "Four."):
        say(CachedVoice(voice, tmp_path), line)
    assert voice.said == []
    say(CachedVoice(voice, tmp_path), "Two.")
    assert voice.said == [("Two.", 135)]


def test_nothing_half_written_stays(tmp_path):
    say(CachedVoice(CountingVoice(), tmp_path))
    assert [path.suffix for path in tmp_path.iterdir()] == [".line"]


def test_only_this_account_reads_what_was_said(tmp_path):
    say(CachedVoice(CountingVoice(), tmp_path / "said"))
    (kept,) = (tmp_path / "said").iterdir()
    assert (tmp_path / "said").stat().st_mode & 0o077 == 0
    assert kept.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_kept_a_line_is_said_all_the_same(tmp_path):
    (tmp_path / "file").touch()
    assert say(CachedVoice(CountingVoice(), tmp_path / "file" / "said")).seconds == pytest.approx(0.5)


def test_a_voice_that_fails_leaves_nothing_behind(tmp_path):
    voice = CachedVoice(CountingVoice(fails=True), tmp_path / "said")
    with pytest.raises(VoiceUnavailable):
        say(voice)
    assert not voice.available()
    assert not (tmp_path / "said").exists()
