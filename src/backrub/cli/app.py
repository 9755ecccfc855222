"""The commands: what each takes, and which view shows what it returns."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from backrub.application.plan_tonight import Tonight
    from backrub.config import Settings

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


class Format(StrEnum):
    """Name how a command answers."""

    TEXT = "text"
    JSON = "json"


class Document(StrEnum):
    """Name a document that has a schema."""

    EVENING = "evening"
    PLAN = "plan"
    EVENT = "event"


EveningFile = Annotated[Path, typer.Argument(metavar="FILE", help="An evening file, TOML or JSON.")]
DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", metavar="DIR", help="Where evenings are kept.", show_default=False),
]
OutFormat = Annotated[Format, typer.Option("--format", help="For people, or for programs.")]
Seed = Annotated[int, typer.Option(min=0, max=2**32 - 1, metavar="N", help="Another seed, another turn.")]


@app.callback(invoke_without_command=True)
def backrub(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """Help one person give another a back rub that both of them love."""
    from backrub import __version__

    if version:
        typer.echo(f"backrub {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def plan(
    file: EveningFile,
    *,
    format: OutFormat = Format.TEXT,  # noqa: A002
    seed: Seed = 0,
    data_dir: DataDir = None,
) -> int:
    """Plan an evening: what to make ready, where hands go, how, and why.

    What earlier evenings of these two taught is taken into account; nothing is written.
    """
    from backrub.bootstrap import kept_record, read_asked
    from backrub.documents.plan_json import plan_bytes

    asked = read_asked(file)
    with kept_record(_settings(data_dir)) as log:
        tonight = asked.tonight(log, seed=seed)
    if format is Format.JSON:
        _write(plan_bytes(tonight.plan))
    return _outcome(tonight)


@app.command()
def schema(document: Document) -> None:
    """Print the JSON Schema of the evening file, the plan, or the events of a session."""
    import msgspec

    from backrub.documents.schema import schema as schema_of

    _write(msgspec.json.format(msgspec.json.encode(schema_of(document)), indent=2) + b"\n")


def _settings(data_dir: Path | None) -> "Settings":
    import os

    from backrub.config import settings_from

    return settings_from(os.environ, data_dir=data_dir)


def _outcome(tonight: "Tonight") -> int:
    """Say kindly why hands stay away tonight, if they do, and return the exit status."""
    from backrub.cli.guard import DONE, NOT_TODAY

    if tonight.plan.outcome.has_plan:
        return DONE
    for reason in tonight.plan.reasons:
        typer.echo(reason.text, err=True)
    return NOT_TODAY


def _write(data: bytes) -> None:
    """Write bytes as they are, whatever the terminal's letters."""
    import sys

    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
