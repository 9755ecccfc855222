"""The server as a person starts it: it says where it is, answers, and stops quietly."""

import re
import signal
import stat
import subprocess

import httpx
import pytest
from tests.commands import BACKRUB, backrub, environ, is_one_sentence
from tests.ports import free_port

READY = re.compile(r"^Backrub is at http://localhost:(\d+), for this machine alone\. Ctrl-C stops it\.$")


@pytest.fixture
def served(tmp_path):
    """Return a server that said it is ready, and its port."""
    port = free_port()
    process = subprocess.Popen(
        [str(BACKRUB), "serve", "--host", "127.0.0.1", "--port", str(port)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=environ(tmp_path, BACKRUB_DATA_DIR=str(tmp_path / "data")),
    )
    try:
        ready = READY.match(process.stdout.readline())
        assert ready, process.stderr.read()
        yield process, int(ready[1])
    finally:
        process.kill()
        process.communicate()


def test_once_it_says_so_it_answers(served, tmp_path):
    _, port = served
    assert httpx.get(f"http://127.0.0.1:{port}/healthz", trust_env=False, timeout=30).text == "ok"
    assert "Your name" in httpx.get(f"http://127.0.0.1:{port}/", trust_env=False, timeout=30).text
    record = tmp_path / "data" / "evenings.sqlite3"
    assert stat.S_IMODE(record.stat().st_mode) == 0o600


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_quietly(served, number):
    process, _ = served
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")


def test_a_port_that_is_taken_is_said_with_another_to_try(served, tmp_path):
    _, port = served
    run = backrub("serve", "--host", "127.0.0.1", "--port", port, home=tmp_path)
    assert run.returncode == 2
    assert is_one_sentence(run.stderr)
    assert f"try --port {port + 1}" in run.stderr


@pytest.mark.parametrize(
    ("option", "value"),
    [("--host", "nowhere.invalid"), ("--host", "203.0.113.7"), ("--database", "mysql://x")],
)
def test_an_address_that_cannot_be_had_is_one_sentence(tmp_path, option, value):
    run = backrub("serve", option, value, "--port", free_port(), home=tmp_path)
    assert run.returncode == 2
    assert is_one_sentence(run.stderr)
    assert run.stderr.startswith(f"{option}: ")
