"""Run Backrub as a person does: the installed command, a process of its own, a home of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
BACKRUB = Path(sys.executable).with_name("backrub")
_OURS = ("BACKRUB_DATA_DIR", "BACKRUB_DEBUG", "XDG_DATA_HOME", "COLUMNS", "NO_COLOR", "FORCE_COLOR")


def environ(home, **extra):
    """Return an environment in which nothing of ours is set but what is asked for."""
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}
    return {**kept, "HOME": str(home), **extra}


def backrub(*arguments, home, stdin=subprocess.DEVNULL, **extra):
    """Run a command to its end; what it wrote comes back as text."""
    return subprocess.run(
        [str(BACKRUB), *map(str, arguments)],
        stdin=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        cwd=home,
        env=environ(home, **extra),
    )


def is_one_sentence(text):
    """Tell whether a text is a single line that ends like a sentence."""
    return text.count("\n") == 1 and text.endswith(".\n") and "Traceback" not in text
