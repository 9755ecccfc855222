"""Recording leads from line to line, can be left, and goes on where it was."""

import os

import pytest
from tests.voices import a_recorder, wait_until_it_records, write_tone

from backrub.application.lines_to_record import LineToRecord
from backrub.cli.recording import Walk, record_here
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.recorder import find_recorder
from backrub.speech.recordings import LIST, find_recordings, read_list, write_list

LINES = [LineToRecord("turn_head", "Turn your head."), LineToRecord("rest.begin", "Rest. Breathe.")]


@pytest.fixture
def machine(tmp_path):
    """Return a folder with a recorder in it."""
    (tmp_path / "clips").mkdir()
    environ = a_recorder(tmp_path)
    return tmp_path, find_recorder(environ, system="linux")


def walk(machine, *answers):
    """Lead through the lines with these answers; an end of input leaves."""
    folder, recorder = machine
    left = list(answers)

    def ask(question):
        if not left:
            raise EOFError
        if question.startswith("Recording"):
            wait_until_it_records(folder)
        return left.pop(0)

    Walk(folder / "clips", recorder, ask).through(LINES)
    return {path.name for path in (folder / "clips").iterdir()}


def test_every_line_is_recorded_and_kept(machine):
    assert walk(machine, "", "", "", "", "", "") == {"turn_head.wav", "rest.begin.wav", LIST}
    voice = find_recordings(machine[0] / "clips")
    assert voice.say("Turn your head.", words_per_minute=135).seconds == pytest.approx(1.04, abs=0.05)


def test_a_line_can_be_skipped(machine):
    assert walk(machine, "s", "", "", "") == {"rest.begin.wav", LIST}


@pytest.mark.parametrize("leave", [("q",), ()])
def test_leaving_keeps_what_there_is(machine, leave):
    assert walk(machine, "", "", "", *leave) == {"turn_head.wav", LIST}


def test_a_line_can_be_taken_again(machine):
    assert walk(machine, "", "", "a", "", "", "", "q") == {"turn_head.wav", LIST}


def test_a_line_taken_again_and_left_is_not_kept(machine):
    assert walk(machine, "", "", "a", "q") == set()


def test_silence_is_not_kept(machine, capsys):
    write_tone(machine[0] / "tone.wav", seconds=0.0, quiet_s=0.5)
    assert walk(machine, "", "", "q") == set()
    assert "That did not work: " in capsys.readouterr().out


def listed(folder, capsys):
    """Return what is told of a folder where nobody is at the keys."""
    record_here(folder, {"PATH": os.defpath}, spoken_from=folder)
    return capsys.readouterr().out.splitlines()


@pytest.fixture
def no_keys(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)


@pytest.mark.usefixtures("no_keys")
def test_without_anyone_at_the_keys_each_file_is_named(tmp_path, capsys):
    head, *files = listed(tmp_path, capsys)
    assert head.startswith("0 of ")
    assert "turn_head.wav: Turn your head to the other side, slowly." in files


@pytest.mark.usefixtures("no_keys")
def test_a_clip_put_there_by_hand_counts_and_speaks(tmp_path, capsys):
    listed(tmp_path, capsys)
    write_tone(tmp_path / "turn_head.wav")
    head, *files = listed(tmp_path, capsys)
    assert head.startswith("1 of ")
    assert not any(file.startswith("turn_head") for file in files)
    assert find_recordings(tmp_path).say("Turn your head to the other side, slowly.", words_per_minute=135)


@pytest.mark.usefixtures("no_keys")
def test_what_is_said_of_a_damaged_list_mends_it(tmp_path, capsys):
    write_tone(tmp_path / "turn_head.wav")
    (tmp_path / LIST).write_text("{", encoding="utf-8")
    with pytest.raises(VoiceUnavailable, match=r"lines\.json cannot be read; remove it"):
        listed(tmp_path, capsys)
    (tmp_path / LIST).unlink()
    assert listed(tmp_path, capsys)[0].startswith("1 of ")


@pytest.mark.usefixtures("no_keys")
def test_a_clip_of_other_words_is_asked_for_again_and_keeps_its_own(tmp_path, capsys):
    write_list(tmp_path, {"turn_head": "Other words."})
    write_tone(tmp_path / "turn_head.wav")
    head, *files = listed(tmp_path, capsys)
    assert head.startswith("0 of ")
    assert any(file.startswith("turn_head.wav: ") for file in files)
    assert read_list(tmp_path)["turn_head"] == "Other words."
