"""What every voice keeps, the programs that stand in for what is not here included."""

import os
import shutil
from itertools import chain

import numpy as np
import pytest
from tests.voices import stand_in, write_tone

from backrub.domain.errors import VoiceUnavailable
from backrub.speech.espeak import find_espeak_program, find_library
from backrub.speech.flite import find_flite
from backrub.speech.macos import find_mac_voices
from backrub.speech.piper import find_piper
from backrub.speech.recordings import find_recordings, write_list
from backrub.speech.windows import find_windows_voices

LINE = "Hold hands for a moment. Breathe together."
REAL = {"flite": lambda: find_flite(os.environ), "espeak-ng": lambda: [find_espeak_program(os.environ)]}


def of_library(_folder):
    return [find_library(os.environ)]


def of_recordings(folder):
    write_list(folder, {"settle.hands": LINE})
    write_tone(folder / "settle.hands.wav")
    return [find_recordings(folder)]


def of_piper(folder):
    (folder / "voices").mkdir()
    for name in ("quiet.onnx", "quiet.onnx.json"):
        (folder / "voices" / name).write_text('{"audio": {"sample_rate": 16000}}', encoding="utf-8")
    return find_piper(folder, stand_in(folder, "piper"))


STAND_INS = {
    "recordings": of_recordings,
    "piper": of_piper,
    "macos": lambda folder: find_mac_voices(stand_in(folder, "say")),
    "windows": lambda folder: find_windows_voices(stand_in(folder, "powershell")),
    "flite": lambda folder: find_flite(stand_in(folder, "flite")),
    "espeak-ng": of_library,
    "espeak-ng-system": lambda folder: [find_espeak_program(stand_in(folder, "espeak-ng"))],
}
HERE = {f"{name}, the real one": find for name, find in REAL.items() if shutil.which(name)}


@pytest.fixture(params=chain(STAND_INS, HERE))
def voice(request, tmp_path):
    """Return the best voice of an engine."""
    find = HERE.get(request.param) or (lambda: STAND_INS[request.param](tmp_path))
    return next(iter(find()))


def test_a_line_is_one_channel_of_sound_that_is_neither_silent_nor_clipped(voice):
    spoken = voice.say(LINE, words_per_minute=135)
    assert spoken.samples.dtype == np.float32
    assert spoken.samples.ndim == 1
    assert 0.05 < np.abs(spoken.samples).max() <= 1.0
    assert 0.5 < spoken.seconds < 6


def test_speech_begins_and_ends_with_the_sound(voice):
    spoken = voice.say(LINE, words_per_minute=135)
    heard = np.flatnonzero(np.abs(spoken.samples) > 0.005 * np.abs(spoken.samples).max()) / spoken.rate_hz
    assert heard[0] <= 0.011
    assert spoken.seconds - heard[-1] <= 0.031


def test_the_same_line_is_the_same_sound(voice):
    first, second = (voice.say(LINE, words_per_minute=135) for _ in range(2))
    assert first.samples.tobytes() == second.samples.tobytes()
    assert first.word_starts_s == second.word_starts_s


def test_a_line_with_nothing_to_say_is_refused(voice):
    for text in ("", "  \n", "…", "[[ ]]"):
        with pytest.raises(VoiceUnavailable):
            voice.say(text, words_per_minute=135)


def test_a_voice_that_is_here_says_so_by_name(voice):
    assert voice.available()
    assert voice.name
    assert voice.version


def test_the_environment_is_not_shown(voice):
    assert "PATH" not in repr(voice)
