"""What is said to hosts is so: commands, variables, counts, and which table holds what."""

import re
import shlex
from pathlib import Path

import pytest
from tests.command_line import SOURCE, not_there, variables

from backrub.storage.postgres.schema import COUNTED
from backrub.storage.sqlite import schema

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
SEALED = (ROOT / "docs" / "decisions" / "0018-sealed-at-rest.md").read_text(encoding="utf-8")
COMPOSE = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
SPOKEN = re.compile(r"`backrub ([^`]+)`|(?:deploy/keep|\./keep|--rm keep|-T keep) ([a-z][^`\n#&]*)")
COMMANDS = sorted({first or second for first, second in SPOKEN.findall(PAGE)})
NOT_SPLIT = {"backrub_schema"}
"""Counts the steps of the schema; SQLite keeps that number itself."""


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """Return the columns of every table of a record."""
    db = schema.connect(tmp_path_factory.mktemp("record") / "evenings.sqlite3", read_only=False)
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    columns = {name: [row[1] for row in db.execute(f"PRAGMA table_info({name})")] for name in names}
    db.close()
    return columns


def rows(page, heading):
    """Return the cells of the table whose first heading is given, without the heads."""
    lines = page[page.index(f"| {heading} |") :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def quoted(text):
    return re.findall(r"`([^`]+)`", text)


def test_commands_are_spoken_of():
    assert {command.split()[0] for command in COMMANDS} >= {"backup", "restore", "erase", "export", "doctor"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_there_with_its_options(command):
    words = shlex.split(command.replace("COMMAND", "doctor"))
    assert not_there(words) == []


def test_every_variable_is_read_by_someone():
    named = set(re.findall(r"BACKRUB_[A-Z_]+[A-Z]", PAGE))
    assert named - variables() <= set(re.findall(r"\$\{(BACKRUB_[A-Z_]+[A-Z])", COMPOSE))


def test_every_count_to_watch_is_counted():
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    named = {name.removesuffix("_total") for name in re.findall(r"backrub_[a-z_]+", PAGE)} - NOT_SPLIT
    assert named
    assert [name for name in sorted(named) if f'"{name}"' not in source] == []


def test_every_table_could_be_split_by_home(tables):
    told = {name: quoted(home) for name, home, _ in rows(PAGE, "table")}
    held = {name: [one for one in columns if one in {"home", "home_id"}] for name, columns in tables.items()}
    assert told == held | {name: [] for name in NOT_SPLIT}
    assert all(name in COUNTED for name in NOT_SPLIT)


def test_of_every_table_it_is_told_what_lies_sealed(tables):
    told = {name: sorted(quoted(sealed) + quoted(clear)) for name, sealed, clear in rows(SEALED, "table")}
    assert told == {name: sorted(columns) for name, columns in tables.items()}
