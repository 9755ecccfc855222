"""What a line that calls `backrub` asks for, held against the commands that there are."""

import re
from pathlib import Path

import typer.main

from backrub.cli.app import app

SOURCE = Path(__file__).parents[1] / "src" / "backrub"


def not_there(words):
    """Return what a command line names that is not there: a command, or an option of it."""
    command, words = typer.main.get_command(app), list(words)
    if not words or words[0].startswith("-"):
        return _unknown(command, words)
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    is_group_alone = hasattr(command, "commands") and not command.invoke_without_command
    return [words[0] if words else "nothing"] if is_group_alone else _unknown(command, words)


def _unknown(command, words):
    known = {option for one in command.params for option in one.opts} | {"-h", "--help"}
    return [word for word in words if word.startswith("-") and word.partition("=")[0] not in known]


def variables():
    """Return every variable of the surroundings that Backrub reads."""
    pages = (path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    return {name for page in pages for name in re.findall(r"BACKRUB_[A-Z_]+[A-Z]", page)}
