"""The walk passes every row of the practice, and every row names tests that exist, one in a browser at least."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "walk.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line[:2] == "| "
]
WALKED = [row for row in ROWS if row[0] not in {"row", "state"}]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def named_in(path):
    """Return the names of a file's tests."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return {node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_row_of_the_practice_is_walked_once_in_order():
    rows = [row[0] for row in WALKED if re.fullmatch(r"P\d+", row[0])]
    assert rows == [f"P{number}" for number in range(1, 22)]


@pytest.mark.parametrize("row", WALKED, ids=lambda row: row[0])
def test_what_is_walked_is_told_and_guarded_by_tests_that_exist(row):
    assert all(row)
    guards = NAMED.findall(row[-1])
    assert any(path.startswith("tests/browser/") for path, _ in guards)
    assert [name for path, name in guards if name not in named_in(ROOT / path)] == []


def test_a_test_that_does_not_exist_is_noticed():
    assert "test_nothing_of_the_kind" not in named_in(Path(__file__))
