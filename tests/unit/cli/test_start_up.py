"""Help comes at once: what is heavy is imported by the command that needs it."""

import os
import subprocess
import sys

from tests.commands import backrub

HEAVY = ("numpy", "rich", "msgspec", "sqlite3", "backrub.documents", "backrub.content")
MOST_S = 0.3


def test_the_commands_import_nothing_heavy():
    code = f"import sys, backrub.cli.app; print([name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_help_takes_less_than_a_third_of_a_second(tmp_path):
    def seconds():
        """Return the processor's seconds, because other work on the machine is not ours."""
        before = os.times()
        assert backrub("--help", home=tmp_path).returncode == 0
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds() for _ in range(3)) < MOST_S
