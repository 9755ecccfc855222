"""Files of engines become one channel without the quiet around it."""

import numpy as np
import pytest
from tests.voices import RATE_HZ, tone, write_tone, write_wav

from backrub.application.sound_ports import Spoken
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.wav import read_wav, trimmed


@pytest.mark.parametrize("width", [2, 3, 4])
def test_every_width_of_pcm_reads_as_the_same_sound(tmp_path, width):
    write_wav(tmp_path / "a.wav", tone(), width=width)
    spoken = read_wav(tmp_path / "a.wav", engine="engine")
    assert spoken.rate_hz == RATE_HZ
    assert np.allclose(spoken.samples, tone()[: len(spoken.samples)], atol=1e-4)


def test_two_channels_become_one(tmp_path):
    both = np.stack([tone(), 0 * tone()], axis=1)
    write_wav(tmp_path / "a.wav", both.reshape(-1), channels=2)
    spoken = read_wav(tmp_path / "a.wav", engine="engine")
    assert spoken.seconds == pytest.approx(1, abs=0.001)
    assert np.abs(spoken.samples).max() == pytest.approx(0.25, abs=1e-3)


def test_the_quiet_around_a_line_goes_and_a_breath_of_it_stays(tmp_path):
    write_tone(tmp_path / "a.wav", seconds=1, quiet_s=0.7)
    spoken = read_wav(tmp_path / "a.wav", engine="engine")
    assert spoken.seconds == pytest.approx(1.04, abs=0.002)
    assert np.argmax(np.abs(spoken.samples) > 0.01) / RATE_HZ == pytest.approx(0.01, abs=0.002)


def test_words_move_along_with_the_sound():
    quiet = np.zeros(RATE_HZ // 2, np.float32)
    spoken = trimmed(Spoken(np.concatenate([quiet, tone()]), RATE_HZ, (0.5, 0.9)), engine="engine")
    assert spoken.word_starts_s == pytest.approx((0.01, 0.41), abs=0.001)


def test_a_file_of_silence_is_a_voice_that_said_nothing(tmp_path):
    write_wav(tmp_path / "a.wav", np.zeros(RATE_HZ))
    with pytest.raises(VoiceUnavailable, match=r"^engine said nothing\.$"):
        read_wav(tmp_path / "a.wav", engine="engine")


@pytest.mark.parametrize("data", [b"", b"RIFF", b"not sound at all", b"RIFF\x10\0\0\0WAVEfmt "])
def test_what_is_no_sound_is_told_in_a_sentence(tmp_path, data):
    (tmp_path / "a.wav").write_bytes(data)
    with pytest.raises(VoiceUnavailable, match=r"^engine wrote no sound that can be read\.$"):
        read_wav(tmp_path / "a.wav", engine="engine")


def test_a_file_that_is_missing_is_told_in_a_sentence(tmp_path):
    with pytest.raises(VoiceUnavailable, match=r"^engine wrote no sound that can be read\.$"):
        read_wav(tmp_path / "a.wav", engine="engine")


def test_a_file_cut_off_in_the_middle_of_a_sample_gives_what_is_whole(tmp_path):
    write_tone(tmp_path / "a.wav")
    data = (tmp_path / "a.wav").read_bytes()
    (tmp_path / "a.wav").write_bytes(data[: len(data) // 2 + 1])
    assert read_wav(tmp_path / "a.wav", engine="engine").seconds == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(("width", "rate_hz"), [(1, RATE_HZ), (2, 100)])
def test_sound_of_an_unknown_kind_is_refused(tmp_path, width, rate_hz):
    write_wav(tmp_path / "a.wav", tone(), width=max(2, width), rate_hz=rate_hz)
    if width == 1:
        data = bytearray((tmp_path / "a.wav").read_bytes())
        data[32], data[34] = 1, 8
        (tmp_path / "a.wav").write_bytes(bytes(data))
    with pytest.raises(VoiceUnavailable, match=r"^engine wrote sound of a kind that is not known here\.$"):
        read_wav(tmp_path / "a.wav", engine="engine")
