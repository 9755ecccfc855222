"""A process killed at any instant loses nothing it acknowledged and leaves nothing by halves."""

import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.kept import log_at

from backrub.application.ports import SessionRef

APPENDER = Path(__file__).with_name("appender.py")
SESSIONS = ("tonight", "next door", "upstairs", "downstairs")


def append_until_killed(path, rng):
    """Kill a writer soon after a few acknowledgements and return the last seq it acknowledged of each session."""
    command = [sys.executable, APPENDER, path, *SESSIONS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        acknowledged = [writer.stdout.readline() for _ in range(rng.randint(1, 60))]
        time.sleep(rng.uniform(0, 0.012))
        writer.kill()
        acknowledged += writer.stdout.readlines()
    assert writer.returncode == -9
    whole = [line.rpartition(" ") for line in acknowledged if line.endswith("\n")]
    return {session_id: int(seq) for session_id, _, seq in whole}


def test_every_acknowledged_event_outlives_kill_9(tmp_path, kills):
    path, rng = tmp_path / "record.db", Random(7)
    with log_at(path) as log:
        for session_id in SESSIONS:
            log.open_session(SessionRef(session_id, "Scott", "Cheryl", "digest"))
    for _ in range(kills):
        last_acknowledged = append_until_killed(path, rng)
        assert last_acknowledged
        with log_at(path) as log:
            for session_id in SESSIONS:
                check_whole(log.read(session_id), last_acknowledged.get(session_id, 0))
        assert integrity(path) == "ok"


def check_whole(recorded, last_acknowledged):
    assert len(recorded) >= last_acknowledged
    assert [one.seq for one in recorded] == list(range(1, len(recorded) + 1))
    assert [one.event.at_ms for one in recorded] == [one.seq for one in recorded]
    for command_id, size in Counter(one.command_id for one in recorded).items():
        assert command_id.startswith(f"{size} after ")


def integrity(path):
    db = sqlite3.connect(path)
    try:
        return db.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        db.close()
