"""The most natural voice speaks, and the next one where it cannot."""

import json
import shutil

import pytest
from tests.voices import CountingVoice, stand_in, write_tone

from backrub.domain.errors import BadInput, VoiceUnavailable
from backrub.domain.score.cues import seconds_of
from backrub.speech.choose import best_voice, engines, recordings_folder, voice_named, voices
from backrub.speech.in_order import InOrder, Silence
from backrub.speech.piper import add_voice
from backrub.speech.punctual import Punctual
from backrub.speech.recordings import find_recordings, write_list

NOWHERE = {"PATH": ""}
LINE = "Breathe together."


def with_everything(folder):
    """Put every engine of a Unix and a recording in place; return the data directory and the environment."""
    programs = folder / "bin"
    programs.mkdir()
    for engine in ("piper", "flite", "espeak-ng"):
        environ = stand_in(programs, engine)
    (folder / "quiet.onnx").touch()
    (folder / "quiet.onnx.json").write_text(json.dumps({"audio": {"sample_rate": 16000}}), encoding="utf-8")
    data = folder / "data"
    add_voice(folder / "quiet.onnx", data)
    recordings = recordings_folder(data, environ)
    write_list(recordings, {"turn_head": "Turn your head."})
    write_tone(recordings / "turn_head.wav", seconds=0.3)
    return data, environ


def say(voice, text=LINE, words_per_minute=135):
    return voice.say(text, words_per_minute=words_per_minute)


def test_voices_are_ranked_by_how_natural_they_are(tmp_path):
    data, environ = with_everything(tmp_path)
    names = [voice.name for voice in voices(data, environ)]
    assert names == [
        *("recordings", "piper:quiet", "flite:slt", "flite:rms", "flite:awb"),
        *("espeak-ng:en", "espeak-ng-system:en"),
    ]
    assert best_voice(data, environ).name == "recordings"


def test_a_folder_that_cannot_be_looked_into_costs_no_other_voice(tmp_path):
    data, environ = with_everything(tmp_path)
    shutil.rmtree(data / "voices")
    (data / "voices").touch()
    first = engines(data, environ)[0]
    assert (first.name, first.voices) == ("recordings", ())
    assert "cannot be read" in first.missing
    assert best_voice(data, environ).name == "flite:slt"


@pytest.mark.parametrize(("system", "engine"), [("darwin", "macos"), ("win32", "windows")])
def test_the_systems_own_voices_come_after_what_people_added_and_before_the_rest(tmp_path, system, engine):
    names = [known.name for known in engines(tmp_path, NOWHERE, system=system)]
    assert names.index("piper") < names.index(engine) < names.index("flite")


def test_where_nothing_is_installed_pip_speaks(tmp_path):
    voice = best_voice(tmp_path, NOWHERE)
    assert voice.name == "espeak-ng:en"
    assert say(voice).seconds > 0.5


def test_every_engine_that_is_missing_says_why_in_a_sentence(tmp_path):
    known = engines(tmp_path, NOWHERE)
    assert all(bool(engine.voices) != engine.missing.endswith(".") for engine in known)


def test_what_is_not_recorded_the_next_voice_says_and_recordings_stay_first(tmp_path):
    data, environ = with_everything(tmp_path)
    voice = best_voice(data, environ)
    assert say(voice).rate_hz == 16_000
    assert say(voice, "Turn your head.").rate_hz == 48_000


def test_lines_are_kept_in_the_data_directory(tmp_path):
    data, environ = with_everything(tmp_path)
    first = say(best_voice(data, environ))
    write_tone(tmp_path / "bin" / "tone.wav", hz=700)
    assert say(best_voice(data, environ)).samples.tobytes() == first.samples.tobytes()
    assert say(best_voice(data, environ), "Another.").samples.tobytes() != first.samples.tobytes()


def test_a_voice_can_be_asked_for_by_name(tmp_path):
    data, environ = with_everything(tmp_path)
    assert voice_named(data, environ, "flite:rms").name == "flite:rms"


def test_a_voice_asked_for_has_no_other_behind_it(tmp_path):
    data, environ = with_everything(tmp_path)
    stand_in(tmp_path / "bin", "flite", speaks="\nexit 1\n")
    with pytest.raises(VoiceUnavailable):
        say(voice_named(data, environ, "flite:rms"))


def test_recordings_asked_for_leave_the_rest_to_another_voice(tmp_path):
    data, environ = with_everything(tmp_path)
    assert say(voice_named(data, environ, "recordings")).rate_hz == 16_000


def test_a_name_that_nobody_has_is_refused_with_those_there_are(tmp_path):
    with pytest.raises(BadInput, match=r"^--voice: no voice here is called 'x'; there is espeak-ng:en\.$"):
        voice_named(tmp_path, NOWHERE, "x")


def test_recordings_may_lie_elsewhere(tmp_path):
    assert recordings_folder(tmp_path, {"BACKRUB_RECORDINGS": "/else"}).as_posix() == "/else"


def test_a_voice_that_fails_is_not_asked_again():
    broken, other = CountingVoice("broken", fails=True), CountingVoice("other")
    voice = InOrder([broken, other])
    assert voice.name == "broken"
    say(voice)
    say(voice, "Again.")
    assert [text for text, _ in broken.said] == [LINE]
    assert [text for text, _ in other.said] == [LINE, "Again."]
    assert voice.name == "other"


def test_a_damaged_clip_is_said_by_another_voice_and_the_rest_is_still_heard(tmp_path):
    write_list(tmp_path, {"turn_head": "Turn your head.", "rest": "Rest."})
    (tmp_path / "turn_head.wav").write_bytes(b"no sound")
    write_tone(tmp_path / "rest.wav")
    voice = InOrder([find_recordings(tmp_path), CountingVoice("other")])
    assert say(voice, "Turn your head.").rate_hz == 16_000
    assert say(voice, "Rest.").rate_hz == 48_000


def test_when_nobody_is_left_that_is_told_in_a_sentence():
    voice = InOrder([CountingVoice(fails=True)])
    for _ in range(2):
        with pytest.raises(
            VoiceUnavailable, match=r"^No voice speaks here; soft bells take the place of words\.$"
        ):
            say(voice)
    assert not voice.available()
    assert voice.name == "silence"


def test_silence_says_that_it_is_silent():
    assert not Silence().available()
    with pytest.raises(VoiceUnavailable, match="bells"):
        say(Silence())


def test_a_line_that_is_in_time_is_said_once():
    voice = CountingVoice(seconds=seconds_of(LINE))
    say(Punctual(voice))
    assert voice.said == [(LINE, 135)]


def test_a_line_that_would_run_into_the_next_is_said_quicker():
    voice = CountingVoice(seconds=1.2 * seconds_of(LINE))
    assert say(Punctual(voice)).seconds <= seconds_of(LINE)
    assert len(voice.said) == 2


def test_no_line_is_hurried_beyond_what_is_kind():
    voice = CountingVoice(seconds=3 * seconds_of(LINE))
    say(Punctual(voice))
    assert voice.said[-1] == (LINE, round(1.35 * 135))


def test_a_slow_pace_is_given_its_time():
    voice = CountingVoice(seconds=0.99 * seconds_of(LINE))
    say(Punctual(voice), words_per_minute=100)
    assert voice.said == [(LINE, 100)]
