"""Engines are processes: data in, sound out, and an end that is sure."""

import os
import time
from pathlib import Path
from subprocess import Popen

import pytest
from tests.voices import program

from backrub.domain.errors import VoiceUnavailable
from backrub.speech.process import run


def spoken_to(folder, script, **options):
    environ = program(folder, "engine", f"#!/bin/sh\n{script}\n")
    return run([str(folder / "engine")], engine="engine", environ=environ, **options)


def is_gone(pid):
    """Tell whether a process has ended; one that nobody has waited for yet has ended too."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def is_gone_soon(pid, *, within_s=10.0):
    """Tell whether a process ends; a signal that was sent takes a busy machine a moment to carry out."""
    end = time.monotonic() + within_s
    while not is_gone(pid) and time.monotonic() < end:
        time.sleep(0.01)
    return is_gone(pid)


def test_what_is_written_comes_back(tmp_path):
    assert spoken_to(tmp_path, "cat", stdin=b"hands") == b"hands"


def test_an_engine_that_fails_is_told_in_a_sentence(tmp_path):
    with pytest.raises(VoiceUnavailable, match=r"^engine failed with status 3\.$"):
        spoken_to(tmp_path, "exit 3")


def test_a_status_that_means_no_failure_is_none(tmp_path):
    assert spoken_to(tmp_path, "echo 2.2; exit 1", well=(0, 1)) == b"2.2\n"


def test_a_program_that_is_not_there_is_told_in_a_sentence(tmp_path):
    with pytest.raises(VoiceUnavailable, match=r"^engine cannot be started \(no such file or directory\)\.$"):
        run([str(tmp_path / "gone")], engine="engine", environ={})


def test_a_program_that_stops_listening_is_heard_all_the_same(tmp_path):
    assert spoken_to(tmp_path, "exec 0<&-; echo done", stdin=b"x" * 1_000_000) == b"done\n"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
def test_an_engine_that_hangs_is_ended_with_all_it_started(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pids")
    pids = []
    communicate = Popen.communicate

    def once_it_runs(*arguments, **options):
        # Reading waits until the engine has started all it starts.
        pids.extend((tmp_path / "pids").read_text(encoding="utf-8").split())
        return communicate(*arguments, **options)

    monkeypatch.setattr(Popen, "communicate", once_it_runs)
    with pytest.raises(VoiceUnavailable, match=r"^engine took longer than 0\.5 seconds and was ended\.$"):
        spoken_to(tmp_path, f"sleep 600 & echo $! $$ > {tmp_path}/pids; wait", longest_s=0.5)
    assert [is_gone_soon(pid) for pid in pids] == [True, True]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
def test_an_engine_does_not_outlive_someone_who_leaves(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pid")
    pids = []

    def leave(*_arguments, **_options):
        # Reading waits until the engine runs.
        pids.append((tmp_path / "pid").read_text(encoding="utf-8").strip())
        raise KeyboardInterrupt

    monkeypatch.setattr(Popen, "communicate", leave)
    with pytest.raises(KeyboardInterrupt):
        spoken_to(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 600")
    assert [is_gone(pid) for pid in pids] == [True]
