"""The practice page tells for every row where it is carried out, and what it names exists."""

import re
from pathlib import Path

import pytest

from backrub.cli.app import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "practice.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line[:3] == "| P"
]
NAMES = [row[0] for row in ROWS]


def quoted(text):
    return re.findall(r"`([^`]+)`", text)


def test_every_row_of_the_practice_stands_once_in_order():
    assert [f"P{number}" for number in range(1, 22)] == NAMES


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_a_row_is_done_partly_or_planned_and_says_where(row):
    _, asks, today, meets, code, tests = row
    assert asks
    assert re.match(r"done$|planned$|partly: .+ planned", today)
    if today == "planned":
        assert meets == code == tests == ""
    else:
        assert meets
        assert quoted(code)
        assert quoted(tests)


@pytest.mark.parametrize("path", sorted({name for name in quoted(PAGE) if "/" in name}))
def test_what_is_named_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_code_is_code_and_tests_are_tests(row):
    *_, code, tests = row
    assert all(path.startswith("src/") for path in quoted(code))
    assert all(path.startswith("tests/") for path in quoted(tests))


def test_every_command_named_is_there():
    named = {name.split()[1] for name in quoted(PAGE) if name.startswith("backrub ")}
    assert named <= {command.callback.__name__.replace("_", "-") for command in app.registered_commands}
