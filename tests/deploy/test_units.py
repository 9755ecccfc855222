"""The systemd units say what is so: their commands exist, they start the real server, and they are shut in."""

import os
import shlex
import shutil
import stat
import subprocess

import pytest

from tests.command_line import not_there
from tests.commands import BACKRUB, environ
from tests.deploy.files import FOLDER, unit
from tests.deploy.started import started

PROGRAM = "/opt/backrub/.venv/bin/backrub"
SERVICES = ("backrub.service", "backrub-backup.service")
SHUT_IN = {
    "CapabilityBoundingSet": [""],
    "DynamicUser": ["yes"],
    "NoNewPrivileges": ["yes"],
    "ProtectSystem": ["strict"],
    "ProtectHome": ["yes"],
    "PrivateTmp": ["yes"],
    "PrivateDevices": ["yes"],
    "UMask": ["0077"],
    "StateDirectoryMode": ["0700"],
}


def command(name):
    """Return the words of a unit's command; those of a shell's are what it hands on to."""
    (line,) = unit(name)["Service"]["ExecStart"]
    words = shlex.split(line.replace("%%", "%"))
    return shlex.split(words[2].removeprefix("exec ")) if words[0] == "/bin/sh" else words


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_asks_for_what_the_program_knows(name):
    program, *words = command(name)
    assert program == PROGRAM
    assert not_there(words) == []


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_reads_the_key_it_is_handed(name):
    service = unit(name)["Service"]
    (handed,) = service["LoadCredential"]
    words = command(name)
    assert words[words.index("--key-file") + 1] == f"%d/{handed.partition(':')[0]}"


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_writes_nowhere_but_into_its_own_folders(name):
    service = unit(name)["Service"]
    folders = {f"%S/{folder}" for folder in service["StateDirectory"][0].split()}
    named = {word.split("$", 1)[0].rstrip("/") for word in command(name) if word.startswith("%S")}
    assert named == folders
    assert "ReadWritePaths" not in service


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_is_shut_in(name):
    service = unit(name)["Service"]
    assert {key: service.get(key) for key in SHUT_IN} == SHUT_IN


def test_both_units_run_as_the_same_user_so_that_one_reads_what_the_other_wrote():
    assert len({unit(name)["Service"]["User"][0] for name in SERVICES}) == 1


def test_old_backups_go_only_once_there_is_a_new_one():
    service = unit("backrub-backup.service")["Service"]
    assert service["Type"] == ["oneshot"]  # so that what comes after waits for it, and for its success
    (after,) = service["ExecStartPost"]
    folder = command("backrub-backup.service")[2].rsplit("/", 1)[0]
    assert shlex.split(after)[:2] == ["/usr/bin/find", folder]


def test_the_timer_starts_the_backup_every_night():
    timer = unit("backrub-backup.timer")
    assert timer["Timer"]["OnCalendar"] == ["*-*-* 04:30"]
    assert timer["Install"]["WantedBy"] == ["timers.target"]
    assert (FOLDER / "backrub-backup.service").exists()


def test_the_units_start_the_real_server_and_back_up_what_it_keeps(tmp_path, secrets):
    kept, backups = tmp_path / "backrub", tmp_path / "backrub-backups"
    backups.mkdir()
    old = backups / "old.backup"
    old.touch()
    os.utime(old, (0, 0))

    def here(line):
        specified = {"%S": str(tmp_path), "%d": str(secrets), "%%": "%", PROGRAM: str(BACKRUB)}
        for sign, meaning in specified.items():
            line = line.replace(sign, meaning)
        return shlex.split(line)

    (serve,) = unit("backrub.service")["Service"]["ExecStart"]
    with started(here(serve)[1:], tmp_path):
        for step in ("ExecStart", "ExecStartPost"):
            (line,) = unit("backrub-backup.service")["Service"][step]
            subprocess.run(here(line), check=True, timeout=60, env=environ(tmp_path))
    assert sorted(path.name for path in kept.iterdir() if path.suffix == ".key") == []
    (backup,) = backups.iterdir()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_what_a_host_runs_by_hand_runs_as_the_service_runs(tmp_path):
    stand_in = tmp_path / "systemd-run"
    stand_in.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    stand_in.chmod(0o700)
    around = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    run = subprocess.run(
        [FOLDER / "keep", "homes", "--format", "json"], env=around, capture_output=True, text=True, check=True
    )
    said = run.stdout.splitlines()
    given = [word.removeprefix("--property=").split("=", 1) for word in said if "--property=" in word]
    service = unit("backrub-backup.service")["Service"]
    assert [(name, value) for name, value in given if [value] != service[name]] == []
    assert {"DynamicUser", "User", "StateDirectory", "LoadCredential"} <= {name for name, _ in given}
    assert said[said.index(PROGRAM) + 1 :] == ["homes", "--format", "json"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_no_fault(tmp_path):
    for path in FOLDER.glob("backrub*"):  # the program itself is elsewhere on this machine
        (tmp_path / path.name).write_text(path.read_text().replace(PROGRAM, "/bin/true"))
    units = sorted(tmp_path.iterdir())
    run = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, timeout=30, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
