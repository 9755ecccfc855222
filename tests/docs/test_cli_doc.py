"""docs/cli.md says what the commands say."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMANDS = runpy.run_path(str(ROOT / "script" / "commands"))


def test_the_page_of_commands_is_current():
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == COMMANDS["commands"](), "run .venv/bin/python script/commands"


def test_every_option_says_what_it_is_for():
    for line in COMMANDS["commands"]().splitlines():
        if line.startswith("  --"):
            assert len(line.split("  ")) > 2, line
