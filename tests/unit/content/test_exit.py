"""Whoever has read every language goes quietly: no part of the content lingers to fail as a process ends."""

import subprocess
import sys

TIMES = 4
READ = "import backrub.web.app, backrub.content.languages as all_of_them; all_of_them.languages()"


def test_a_process_that_read_every_language_exits_quietly():
    for _ in range(TIMES):
        run = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=False)
        assert (run.returncode, run.stderr) == (0, "")
