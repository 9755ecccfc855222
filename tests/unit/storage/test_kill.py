"""A process killed at any instant loses nothing it acknowledged and leaves nothing by halves."""

import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from backrub.application.ports import SessionRef
from backrub.storage.sqlite import open_log

APPENDER = Path(__file__).with_name("appender.py")


def append_until_killed(path, rng):
    """Kill a writer soon after a few acknowledgements and return the last seq it acknowledged."""
    with subprocess.Popen([sys.executable, APPENDER, path], stdout=subprocess.PIPE, text=True) as writer:
        acknowledged = [writer.stdout.readline() for _ in range(rng.randint(1, 30))]
        time.sleep(rng.uniform(0, 0.012))
        writer.kill()
        acknowledged += writer.stdout.readlines()
    assert writer.returncode == -9
    return max(int(line) for line in acknowledged if line.endswith("\n"))


def test_every_acknowledged_event_outlives_kill_9(tmp_path, kills):
    path, rng = tmp_path / "record.db", Random(7)
    with open_log(path) as log:
        log.open_session(SessionRef("tonight", "Scott", "Cheryl", "digest"))
    for _ in range(kills):
        last_acknowledged = append_until_killed(path, rng)
        with open_log(path) as log:
            recorded = log.read("tonight")
        assert len(recorded) >= last_acknowledged
        assert [one.seq for one in recorded] == list(range(1, len(recorded) + 1))
        assert [one.event.at_ms for one in recorded] == [one.seq for one in recorded]
        for command_id, size in Counter(one.command_id for one in recorded).items():
            assert command_id.startswith(f"{size} after ")
        assert integrity(path) == "ok"


def integrity(path):
    db = sqlite3.connect(path)
    try:
        return db.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        db.close()
