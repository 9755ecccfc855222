"""Each engine gets its arguments as a list and the line as data."""

import json

import pytest
from tests.voices import stand_in

from backrub.domain.errors import BadInput, VoiceUnavailable
from backrub.speech.espeak import find_espeak_program
from backrub.speech.flite import find_flite
from backrub.speech.macos import find_mac_voices
from backrub.speech.piper import add_voice, find_piper
from backrub.speech.windows import find_windows_voices

HARD = """-o /etc/passwd "quotes" it’s 'n $(reboot) `x`; & | <b> ünd [[slnc 9000]]"""
PLAIN = """-o /etc/passwd "quotes" it's 'n $(reboot) `x`; & | <b> ünd   slnc 9000  """
CONFIG = json.dumps({"audio": {"sample_rate": 22050}})


def a_voice_file(folder, name="quiet", config=CONFIG):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(b"weights")
    (folder / f"{name}.onnx.json").write_text(config, encoding="utf-8")
    return folder / f"{name}.onnx"


def piper(folder):
    add_voice(a_voice_file(folder / "downloads"), folder)
    return find_piper(folder, stand_in(folder, "piper"))


FINDERS = {
    "piper": piper,
    "say": lambda folder: find_mac_voices(stand_in(folder, "say")),
    "powershell": lambda folder: find_windows_voices(stand_in(folder, "powershell")),
    "flite": lambda folder: find_flite(stand_in(folder, "flite")),
    "espeak-ng": lambda folder: [find_espeak_program(stand_in(folder, "espeak-ng"))],
}


def arguments(folder):
    return (folder / "arguments").read_text(encoding="utf-8").splitlines()


def given(folder):
    """Return the line as the engine got it, from a file or on its standard input."""
    file = folder / "file"
    return (file if file.exists() else folder / "stdin").read_text(encoding="utf-8").removesuffix("\n")


@pytest.mark.parametrize("engine", FINDERS)
def test_a_line_is_data_whatever_is_in_it(tmp_path, engine):
    FINDERS[engine](tmp_path)[0].say(HARD, words_per_minute=135)
    assert given(tmp_path).split() == PLAIN.split()
    assert not any("reboot" in argument for argument in arguments(tmp_path))


@pytest.mark.parametrize("engine", FINDERS)
def test_a_voice_that_hangs_is_ended(tmp_path, engine):
    FINDERS[engine](tmp_path)
    environ = stand_in(tmp_path, engine, speaks="\nexec sleep 600\n")
    found = find_again(engine, tmp_path, environ)
    hanging = type(found)(**{**fields(found), "longest_s": 0.4})
    with pytest.raises(VoiceUnavailable, match=r"took longer than 0\.4 seconds and was ended\.$"):
        hanging.say("Breathe.", words_per_minute=135)


def find_again(engine, folder, environ):
    finders = {
        "piper": lambda: find_piper(folder, environ)[0],
        "say": lambda: find_mac_voices(environ)[0],
        "powershell": lambda: find_windows_voices(environ)[0],
        "flite": lambda: find_flite(environ)[0],
        "espeak-ng": lambda: find_espeak_program(environ),
    }
    return finders[engine]()


def fields(voice):
    return {name: getattr(voice, name) for name in voice.__slots__}


@pytest.mark.parametrize("engine", FINDERS)
@pytest.mark.parametrize("speaks", ["\nexit 1\n", "\nexit 0\n", "\nkill -9 $$\n"])
def test_an_engine_that_writes_nothing_is_told_in_a_sentence(tmp_path, engine, speaks):
    FINDERS[engine](tmp_path)
    voice = find_again(engine, tmp_path, stand_in(tmp_path, engine, speaks=speaks))
    with pytest.raises(VoiceUnavailable) as told:
        voice.say("Breathe.", words_per_minute=135)
    assert str(told.value).endswith(".")
    assert "\n" not in str(told.value)


def test_flite_puts_its_most_natural_voice_first_and_stretches_it_to_the_pace(tmp_path):
    voices = FINDERS["flite"](tmp_path)
    voices[0].say("Breathe.", words_per_minute=80)
    assert [voice.name for voice in voices] == ["flite:slt", "flite:rms", "flite:awb"]
    assert arguments(tmp_path)[:4] == ["-voice", "slt", "--setf", "duration_stretch=2.000"]


def test_macos_offers_natural_english_voices_alone(tmp_path):
    voices = FINDERS["say"](tmp_path)
    voices[0].say("Breathe.", words_per_minute=135)
    assert [voice.name for voice in voices] == ["macos:Ava (Premium)", "macos:Samantha"]
    assert arguments(tmp_path)[:4] == ["-v", "Ava (Premium)", "-r", "135"]


def test_windows_offers_its_voices_and_slows_them_to_the_pace(tmp_path):
    voices = FINDERS["powershell"](tmp_path)
    voices[0].say("Breathe.", words_per_minute=135)
    assert [voice.voice for voice in voices] == ["Microsoft Zira Desktop", "Microsoft David Desktop"]
    assert arguments(tmp_path)[6:8] == ["Microsoft Zira Desktop", "-3"]


def test_piper_speaks_without_chance(tmp_path):
    FINDERS["piper"](tmp_path)[0].say("Breathe.", words_per_minute=135)
    told = arguments(tmp_path)
    assert told[told.index("--noise_scale") :] == ["--noise_scale", "0", "--noise_w", "0"]
    assert told[1] == str(tmp_path / "voices" / "quiet.onnx")


def test_another_voice_file_of_the_same_name_is_another_version(tmp_path):
    before = FINDERS["piper"](tmp_path)[0].version
    config = json.dumps({"audio": {"sample_rate": 16000}})
    add_voice(a_voice_file(tmp_path / "downloads", config=config), tmp_path)
    assert find_piper(tmp_path, stand_in(tmp_path, "piper"))[0].version != before


def test_a_voice_without_piper_is_told_in_a_sentence(tmp_path):
    add_voice(a_voice_file(tmp_path / "downloads"), tmp_path)
    with pytest.raises(VoiceUnavailable, match=r"^piper is not installed\.$"):
        find_piper(tmp_path, {"PATH": ""})


def test_a_voice_is_copied_with_its_description_and_nothing_else_stays(tmp_path):
    name = add_voice(a_voice_file(tmp_path / "downloads", "en_GB-alba"), tmp_path / "data")
    there = sorted(path.name for path in (tmp_path / "data" / "voices").iterdir())
    assert name == "piper:en_GB-alba"
    assert there == ["en_GB-alba.onnx", "en_GB-alba.onnx.json"]


def test_what_is_no_voice_is_refused_and_nothing_is_written(tmp_path):
    without = a_voice_file(tmp_path / "downloads", "alone")
    without.with_name("alone.onnx.json").unlink()
    damaged = a_voice_file(tmp_path / "downloads", "damaged", config='{"audio": 3}')
    for file in (tmp_path / "gone.onnx", tmp_path / "downloads", without, damaged):
        with pytest.raises(BadInput, match=r"\.$"):
            add_voice(file, tmp_path / "data")
    assert not (tmp_path / "data").exists()
