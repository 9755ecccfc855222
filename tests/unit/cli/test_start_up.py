"""Help comes at once: what is heavy is imported by the command that needs it."""

import subprocess
import sys
import time

from tests.commands import backrub

HEAVY = ("numpy", "rich", "msgspec", "sqlite3", "backrub.documents", "backrub.content")
MOST_S = 0.3


def test_the_commands_import_nothing_heavy():
    code = f"import sys, backrub.cli.app; print([name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_help_takes_less_than_a_third_of_a_second(tmp_path):
    def seconds():
        before = time.perf_counter()
        assert backrub("--help", home=tmp_path).returncode == 0
        return time.perf_counter() - before

    # The quickest of several: other work on the machine is not ours.
    assert min(seconds() for _ in range(5)) < MOST_S
