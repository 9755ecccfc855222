"""The whole file from plain music and plain speech: levels, peaks, sameness, and what stays when it fails."""

import errno

import numpy as np
import pytest
from tests.sounding import RATE_HZ, SQUARE, decoded, lufs, true_peak_db

from backrub.application.sound_ports import Spoken
from backrub.audio.chapters import Chapter
from backrub.audio.cover import jpeg_of
from backrub.audio.encode import Label
from backrub.audio.sound_file import write_sound_file
from backrub.audio.speech_lines import SpeechLines, line_at

LABEL = Label("A quiet evening", (Chapter("Rest", 0, 20),), jpeg_of(SQUARE))
SECONDS = 20


class Hum:
    """Play a tone for ever."""

    def __init__(self, level=0.1):
        self._level, self._at = level, 0

    def block(self, frames):
        at_s = np.arange(self._at, self._at + frames) / RATE_HZ
        self._at += frames
        return np.repeat(
            (self._level * np.sin(2 * np.pi * 300 * at_s)).astype(np.float32)[:, None], 2, axis=1
        )


class Full:
    """Play until the disk is full."""

    def block(self, _frames):
        raise OSError(errno.ENOSPC, "No space left on device")


def buzz():
    """Return a line whose partials all meet, a hundred times a second: as high a peak as a harsh voice has."""
    turns = 2 * np.pi * 100 * np.arange(2 * RATE_HZ) / RATE_HZ
    return Spoken(sum(np.cos(n * turns) for n in range(1, 41)).astype(np.float32) / 40, RATE_HZ)


def silent(share):
    """Hear how far it is, and keep it to oneself."""


def written(path, *, music=None, lines=(), told=silent):
    write_sound_file(path, music or Hum(), SpeechLines(lines), LABEL, seconds=SECONDS, told=told)
    return decoded(path)


@pytest.mark.parametrize("level", [0.003, 0.1, 0.9])
def test_music_alone_comes_to_the_loudness_of_all_files(tmp_path, level):
    assert lufs(written(tmp_path / "a.opus", music=Hum(level))) == pytest.approx(-18, abs=0.3)


def test_high_peaks_are_held_and_the_loudness_still_meets_its_mark(tmp_path):
    sound = written(tmp_path / "a.m4a", lines=[line_at(at_s, buzz()) for at_s in (1, 5, 9, 13)])
    assert true_peak_db(sound) <= -1
    assert np.abs(sound).max() < 1
    assert lufs(sound) == pytest.approx(-18, abs=0.5)


class Ticks:
    """Play one loud sample every two seconds."""

    def block(self, frames):
        block = np.zeros((frames, 2), np.float32)
        block[:: 2 * RATE_HZ] = 0.5
        return block


def test_a_few_high_peaks_are_not_flattened_to_be_loud(tmp_path):
    assert lufs(written(tmp_path / "a.opus", music=Ticks())) < -24


def test_silence_stays_silent(tmp_path):
    assert np.abs(written(tmp_path / "a.m4a", music=Hum(0.0))).max() < 1e-3


@pytest.mark.parametrize("ending", ["m4a", "opus", "mp3"])
def test_the_same_evening_gives_the_same_samples(tmp_path, ending):
    lines = [line_at(3.0, buzz())]
    first, second = (written(tmp_path / f"{name}.{ending}", lines=lines) for name in "ab")
    np.testing.assert_array_equal(first, second)


def test_capitals_in_the_ending_are_no_matter(tmp_path):
    assert len(written(tmp_path / "A.MP3")) == pytest.approx(SECONDS * RATE_HZ, abs=2000)


def test_progress_rises_from_nothing_to_all(tmp_path):
    shares = []
    written(tmp_path / "a.opus", told=shares.append)
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.1
    assert shares[-1] == 1.0


def test_what_was_there_is_replaced_when_the_new_one_is_whole(tmp_path):
    path = tmp_path / "a.opus"
    path.write_bytes(b"older")
    assert len(written(path)) == SECONDS * RATE_HZ
    assert [each.name for each in tmp_path.iterdir()] == ["a.opus"]


def test_a_full_disk_leaves_what_was_there_and_nothing_else(tmp_path):
    path = tmp_path / "a.m4a"
    path.write_bytes(b"older")
    with pytest.raises(OSError, match="No space"):
        written(path, music=Full())
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.m4a", b"older")]


def test_a_disk_that_fills_up_while_encoding_leaves_nothing(tmp_path):
    def told(share):
        if share > 0.8:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        written(tmp_path / "a.m4a", told=told)
    assert list(tmp_path.iterdir()) == []
