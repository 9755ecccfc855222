"""What goes wrong is one sentence and a status; nothing is written, and nobody sees a traceback."""

import json
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from tests.commands import BACKRUB, EXAMPLES, backrub, environ, is_one_sentence

SCOTT = EXAMPLES / "cheryl_and_scott.toml"
REHEARSE = ("--receiver", "simulated:7", "--speed", "max", "--format", "jsonl")
FILES = {
    "empty": b"",
    "huge": b"#" * 70_000,
    "not UTF-8": b"format = 1\nminutes = 5\n# caf\xe9\n",
    "not TOML": b"format = 1\nminutes = = 5\n",
    "unknown key": b"format = 1\nminutes = 5\nminuts = 5\n[receiver]\nname='A'\n[giver]\nname='B'\n",
    "impossible minutes": b"format = 1\nminutes = 61\n[receiver]\nname='A'\n[giver]\nname='B'\n",
    "oil on clothes": b"format = 1\nminutes = 9\noil = true\n[receiver]\nname='A'\n[giver]\nname='B'\n",
    "spot in an avoided place": (
        b"format = 1\nminutes = 9\n[receiver]\nname='A'\navoid=['neck:both']\n"
        b"[[receiver.spots]]\nwhere='neck:left'\nfeel='knot'\n[giver]\nname='B'\n"
    ),
}
LINES = {
    "no such command": ("rub",),
    "no such option": ("plan", SCOTT, "--quickly"),
    "no file": ("plan",),
    "no such file": ("plan", "nowhere.toml"),
    "a folder": ("plan", EXAMPLES),
    "a format not yet there": ("plan", SCOTT, "--format", "pdf"),
    "a seed that is none": ("plan", SCOTT, "--seed", "seven"),
    "a seed below nothing": ("plan", SCOTT, "--seed", "-1"),
    "a speed that is none": ("guide", SCOTT, *REHEARSE[:2], "--speed", "fast"),
    "no speed at all": ("guide", SCOTT, *REHEARSE[:2], "--speed", "0"),
    "a speed that is not a number": ("guide", SCOTT, *REHEARSE[:2], "--speed", "nan"),
    "a stranger as receiver": ("guide", SCOTT, "--receiver", "somebody"),
    "a couple without a seed": ("guide", SCOTT, "--receiver", "simulated:"),
    "a couple with too large a seed": ("guide", SCOTT, "--receiver", "simulated:99999999999"),
    "keys without a terminal": ("guide", SCOTT, "--receiver", "keyboard"),
    "no such rows": ("catalogue", "clouds"),
    "no such schema": ("schema", "body"),
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_line_that_cannot_be_read_is_refused_in_one_sentence(line, tmp_path):
    run = backrub(*line, home=tmp_path)
    assert run.returncode == 2
    assert is_one_sentence(run.stderr), run.stderr
    assert run.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(content, tmp_path):
    (tmp_path / "evening.toml").write_bytes(content)
    run = backrub("plan", "evening.toml", home=tmp_path)
    assert run.returncode == 2
    assert is_one_sentence(run.stderr), run.stderr
    assert run.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["evening.toml"]


def test_an_evening_that_cannot_be_used_is_not_recorded(tmp_path):
    (tmp_path / "evening.toml").write_bytes(FILES["oil on clothes"])
    run = backrub("guide", "evening.toml", *REHEARSE, home=tmp_path)
    assert run.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["evening.toml"]


def test_both_lines_of_a_contradiction_are_named(tmp_path):
    (tmp_path / "evening.toml").write_bytes(FILES["spot in an avoided place"])
    said = backrub("plan", "evening.toml", home=tmp_path).stderr
    assert "line 5" in said
    assert "line 7" in said


def test_not_tonight_is_said_kindly_and_the_document_still_comes(tmp_path):
    run = backrub("plan", EXAMPLES / "not_tonight.toml", "--format", "json", home=tmp_path)
    assert run.returncode == 3
    assert run.stderr == "Tonight is not the evening for a back rub. There will be another.\n"
    assert json.loads(run.stdout)["outcome"] == "not_tonight"


def test_an_evening_that_is_not_tonight_is_not_guided_nor_recorded(tmp_path):
    run = backrub("guide", EXAMPLES / "not_tonight.toml", *REHEARSE, home=tmp_path)
    assert run.returncode == 3
    assert run.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_someone_who_should_see_a_doctor_is_told_so(tmp_path):
    text = SCOTT.read_text(encoding="utf-8").replace('"sunburn@shoulder_top:left"', '"chest_pain"')
    (tmp_path / "evening.toml").write_text(text, encoding="utf-8")
    run = backrub("plan", "evening.toml", home=tmp_path)
    assert run.returncode == 3
    assert "emergency number" in run.stderr
    assert "chest" not in run.stderr + run.stdout
    assert run.stdout == ""


@pytest.mark.parametrize("command", ["plan", "guide", "history"])
def test_a_damaged_record_is_said_in_one_sentence(command, tmp_path):
    record = tmp_path / "evenings.sqlite3"
    record.write_bytes(b"this is no database " * 300)
    file = [] if command == "history" else [SCOTT]
    how = REHEARSE if command == "guide" else ()
    run = backrub(command, *file, *how, "--data-dir", tmp_path, home=tmp_path)
    assert run.returncode == 1
    assert is_one_sentence(run.stderr), run.stderr
    assert run.stdout == ""
    assert record.read_bytes().startswith(b"this is no database ")


def test_a_record_held_by_another_is_said_in_one_sentence(tmp_path):
    assert backrub("guide", EXAMPLES / "five_minutes.toml", *REHEARSE, home=tmp_path).returncode == 0
    database = tmp_path / ".local" / "share" / "backrub" / "evenings.sqlite3"
    holder = sqlite3.connect(database, isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
        run = backrub("guide", EXAMPLES / "five_minutes.toml", *REHEARSE, home=tmp_path)
    finally:
        holder.close()
    assert run.returncode == 1
    assert is_one_sentence(run.stderr), run.stderr
    assert "in use" in run.stderr


def test_a_data_directory_that_is_a_file_is_said_in_one_sentence(tmp_path):
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    run = backrub("guide", SCOTT, *REHEARSE, "--data-dir", tmp_path / "taken", home=tmp_path)
    assert run.returncode == 1
    assert is_one_sentence(run.stderr), run.stderr
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash limits how large files may grow")
def test_a_record_that_cannot_grow_loses_nothing_and_goes_on_later(tmp_path):
    whole = backrub("guide", SCOTT, *REHEARSE, "--data-dir", tmp_path / "a", home=tmp_path).stdout
    line = [BACKRUB, "guide", SCOTT, *REHEARSE, "--data-dir", tmp_path / "b"]
    cut = subprocess.run(
        ["bash", "-c", 'ulimit -f 128; exec "$@"', "limited", *map(str, line)],
        capture_output=True,
        text=True,
        check=False,
        env=environ(tmp_path),
    )
    assert cut.returncode == 1
    assert is_one_sentence(cut.stderr), cut.stderr
    assert whole.startswith(cut.stdout)
    rest = backrub("guide", SCOTT, *REHEARSE, "--data-dir", tmp_path / "b", home=tmp_path).stdout
    told = dict.fromkeys((cut.stdout + rest).splitlines())
    assert list(told) == whole.splitlines()


def test_an_answer_that_cannot_be_written_is_said_in_one_sentence(tmp_path):
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [BACKRUB, "plan", SCOTT, "--format", "json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=environ(tmp_path),
        )
    assert run.returncode == 1
    assert is_one_sentence(run.stderr), run.stderr


def test_a_reader_that_has_seen_enough_hears_nothing(tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run(
        [BACKRUB, "plan", SCOTT],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env=environ(tmp_path),
    )
    os.close(writing)
    assert run.returncode == 1
    assert run.stderr == ""


def test_the_version_and_help_are_answers(tmp_path):
    assert backrub("--version", home=tmp_path).stdout.startswith("backrub 0.")
    for line in ((), ("--help",), ("plan", "--help")):
        run = backrub(*line, home=tmp_path)
        assert run.returncode == 0
        assert run.stdout.startswith("Usage: backrub")
