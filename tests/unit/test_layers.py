"""The contracts between layers hold, and notice an import that breaks them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

WRONG_IMPORTS = [
    ("domain/plan.py", "import sqlite3", "The domain is pure"),
    ("domain/planner/ramp.py", "import time", "The domain is pure"),
    (
        "domain/planner/ramp.py",
        "import numpy",
        "only the choice of strokes and the learner compute with numpy",
    ),
    ("domain/safety.py", "import backrub.application.ports", "Imports point down only"),
    ("content/rows.py", "import backrub.storage.tables.codec", "Imports point down only"),
    ("application/ports.py", "import backrub.documents.plan_json", "Imports point down only"),
    ("application/ports.py", "import sqlite3", "Use cases reach the world through ports"),
    ("documents/schema.py", "import rich", "Only the command line draws on the terminal"),
]


@pytest.fixture
def copy(tmp_path):
    """Return a copy of the package that can be spoilt."""
    shutil.copytree(ROOT / "src" / "backrub", tmp_path / "src" / "backrub")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(top):
    """Run import-linter on the package below a folder, which comes before the installed one."""
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=top,
        env={**os.environ, "PYTHONPATH": str(top / "src"), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_import_points_down(copy):
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("module", "line", "contract"), WRONG_IMPORTS)
def test_an_import_that_breaks_a_contract_is_noticed(copy, module, line, contract):
    spoilt = copy / "src" / "backrub" / module
    spoilt.write_text(f"{spoilt.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1
    assert any(contract in row and "BROKEN" in row for row in done.stdout.splitlines()), done.stdout


def test_a_new_folder_must_declare_its_layer(copy):
    folder = copy / "src" / "backrub" / "attic"
    folder.mkdir()
    (folder / "__init__.py").touch()
    done = lint(copy)
    assert done.returncode == 1
    assert "attic" in done.stdout + done.stderr
