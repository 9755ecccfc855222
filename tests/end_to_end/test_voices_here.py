"""Voices at the command line: what speaks and why, taking one in, and recording one's own."""

import json

import pytest
from tests.commands import backrub, environ, is_one_sentence
from tests.terminal import Terminal
from tests.voices import a_recorder, stand_in, wait_until_it_records


def a_voice_file(folder):
    (folder / "quiet.onnx").write_bytes(b"weights")
    (folder / "quiet.onnx.json").write_text(json.dumps({"audio": {"sample_rate": 16000}}), encoding="utf-8")
    return folder / "quiet.onnx"


def test_where_nothing_is_installed_the_voice_from_pip_speaks_and_the_rest_says_why_not(tmp_path):
    told = backrub("voices", home=tmp_path, PATH="")
    assert told.returncode == 0
    first, *rows = told.stdout.splitlines()
    assert first.startswith("espeak-ng:en speaks")
    assert any(row.split() == ["flite", "flite", "is", "not", "installed."] for row in rows)


def test_a_voice_that_was_added_speaks_from_then_on(tmp_path):
    path = stand_in(tmp_path, "piper")["PATH"]
    added = backrub("voices", "add", a_voice_file(tmp_path), home=tmp_path, PATH=path)
    assert (added.returncode, added.stdout) == (0, "piper:quiet is here now.\n")
    assert backrub("voices", home=tmp_path, PATH=path).stdout.startswith("piper:quiet speaks")


def test_a_voice_that_is_here_and_fails_is_not_the_one_that_speaks(tmp_path):
    path = stand_in(tmp_path, "piper", speaks="\nexit 1\n")["PATH"]
    backrub("voices", "add", a_voice_file(tmp_path), home=tmp_path, PATH=path)
    told = backrub("voices", home=tmp_path, PATH=path).stdout
    assert not told.startswith("piper")
    assert "piper failed with status 1." in told


@pytest.mark.parametrize("where", ["before", "after"])
def test_the_data_directory_is_heeded_before_and_after_the_command(tmp_path, where):
    option = ("--data-dir", tmp_path / "data")
    before, after = (option, ()) if where == "before" else ((), option)
    backrub("voices", *before, "add", a_voice_file(tmp_path), *after, home=tmp_path)
    assert (tmp_path / "data" / "voices" / "quiet.onnx").exists()


def test_what_is_no_voice_is_refused_in_a_sentence(tmp_path):
    refused = backrub("voices", "add", tmp_path / "gone.onnx", home=tmp_path)
    assert refused.returncode == 2
    assert is_one_sentence(refused.stderr)


def test_recording_without_a_terminal_names_the_files_and_elsewhere_tells_how_it_is_found(tmp_path):
    told = backrub("voices", "record", tmp_path / "mine", home=tmp_path)
    assert told.returncode == 0
    assert "turn_head.wav: Turn your head to the other side, slowly.\n" in told.stdout
    assert f"BACKRUB_RECORDINGS={tmp_path / 'mine'}" in told.stdout


def test_a_person_records_a_line_leaves_and_goes_on(tmp_path):
    tools = tmp_path / "tools"
    tools.mkdir()
    kept = {"BACKRUB_DATA_DIR": str(tmp_path / "data")}
    home = environ(tmp_path, PATH=a_recorder(tools)["PATH"], **kept)
    with Terminal("voices", "record", env=home) as terminal:
        terminal.wait_for("Turn your head")
        terminal.press("\n")
        wait_until_it_records(tools)
        terminal.press("\n")
        terminal.wait_for("1.0 seconds")
        terminal.press("\nq\n")
        assert terminal.wait() == 0
    assert backrub("voices", "record", home=tmp_path, **kept).stdout.startswith("1 of ")
    told = backrub("voices", home=tmp_path, PATH="", **kept).stdout
    assert told.startswith("Your recordings speak; what is not recorded, espeak-ng:en says.")
