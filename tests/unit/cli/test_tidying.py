"""Garbage is looked for when nobody would feel it."""

import subprocess
import sys

RING = "class Ring: pass\nring = Ring()\nring.itself = ring\ngone = weakref.ref(ring)\ndel ring\n"


def told(code):
    """Return what a Python of its own prints: how it looks for garbage is known to all of it."""
    begin = "import gc, weakref\nfrom backrub.cli.tidying import tidy_rarely, tidy_up\ntidy_rarely()\n"
    done = subprocess.run(
        [sys.executable, "-c", begin + code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_what_is_there_when_the_server_starts_is_never_looked_at_again():
    frozen, looked_at = map(int, told("print(gc.get_freeze_count(), len(gc.get_objects(generation=2)))"))
    assert frozen > 1_000
    assert looked_at < 100


def test_many_who_come_are_not_looked_at_all_together():
    code = "before = gc.get_stats()[2]['collections']\nmany = [[] for _ in range(500_000)]\n"
    assert told(f"{code}print(gc.get_stats()[2]['collections'] - before)") == ["0"]


def test_a_quiet_moment_after_many_came_is_used():
    assert told(f"{RING}many = [[] for _ in range(200_000)]\ntidy_up()\nprint(gone())") == ["None"]


def test_a_quiet_moment_after_a_few_is_left_alone():
    code = "before = gc.get_stats()[2]['collections']\ntidy_up()\n"
    assert told(f"{code}print(gc.get_stats()[2]['collections'] - before)") == ["0"]
