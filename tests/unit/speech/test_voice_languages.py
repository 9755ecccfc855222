"""Each engine speaks with a voice of the language that is asked for, or says that it has none."""

import os

import pytest

from backrub.domain.errors import VoiceUnavailable
from backrub.speech.choose import engines, recordings_folder
from backrub.speech.espeak import find_library
from backrub.speech.flite import find_flite
from backrub.speech.piper import find_piper

NOWHERE = {"PATH": ""}


def test_the_voice_that_needs_nothing_but_pip_speaks_german():
    german, english = find_library(os.environ, "de"), find_library(os.environ)
    said = [voice.say("Wie ist der Druck?", words_per_minute=135) for voice in (german, english)]
    assert german.name == "espeak-ng:de"
    assert said[0].samples.tobytes() != said[1].samples.tobytes()
    assert len(said[0].word_starts_s) == 4


def test_an_engine_that_speaks_english_alone_stays_silent_in_german():
    with pytest.raises(VoiceUnavailable, match="English alone"):
        find_flite(NOWHERE, "de")


def test_a_voice_that_was_added_is_found_by_the_language_it_describes(tmp_path):
    (tmp_path / "voices").mkdir()
    program = tmp_path / "piper"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    for name, described in (
        ("karl", '{"audio": {"sample_rate": 22050}, "espeak": {"voice": "de"}}'),
        ("amy", '{"audio": {"sample_rate": 22050}, "espeak": {"voice": "en-us"}}'),
        ("old", '{"audio": {"sample_rate": 22050}}'),
        ("torn", "{"),
    ):
        (tmp_path / "voices" / f"{name}.onnx").touch()
        (tmp_path / "voices" / f"{name}.onnx.json").write_text(described, encoding="utf-8")
    here = {"PATH": str(tmp_path)}
    assert [voice.name for voice in find_piper(tmp_path, here, "de")] == ["piper:karl"]
    assert [voice.name for voice in find_piper(tmp_path, here)] == ["piper:amy", "piper:old", "piper:torn"]
    with pytest.raises(VoiceUnavailable):
        find_piper(tmp_path, here, "fr")


def test_recordings_of_another_language_lie_apart(tmp_path):
    assert recordings_folder(tmp_path, {}, "de") == recordings_folder(tmp_path, {}) / "de"


def test_only_engines_of_the_language_are_asked(tmp_path):
    found = {engine.name: engine.voices for engine in engines(tmp_path, NOWHERE, language="de")}
    assert found["flite"] == found["recordings"] == ()
    assert [voice.name for voice in found["espeak-ng"]] == ["espeak-ng:de"]
