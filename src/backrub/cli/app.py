"""The commands: what each takes, and which view shows what it returns."""

import math
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
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


class GuideFormat(StrEnum):
    """Name how the guide speaks."""

    TEXT = "text"
    JSONL = "jsonl"


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
    from backrub.cli.output import say_outcome, write
    from backrub.documents.plan_json import plan_bytes

    asked = read_asked(file)
    with kept_record(_settings(data_dir)) as log:
        tonight = asked.tonight(log, seed=seed)
    if format is Format.JSON:
        write(plan_bytes(tonight.plan))
    return say_outcome(tonight.plan)


@app.command()
def guide(
    file: EveningFile,
    *,
    receiver: Annotated[
        str, typer.Option(metavar="WHO", help="Who receives: keyboard, or simulated:SEED for a rehearsal.")
    ] = "keyboard",
    speed: Annotated[
        str, typer.Option(metavar="FACTOR", help="How many times as fast, to rehearse; or max.")
    ] = "1",
    format: Annotated[
        GuideFormat, typer.Option("--format", help="For people, or for programs.")
    ] = GuideFormat.TEXT,  # noqa: A002
    data_dir: DataDir = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin anew, even if an evening is unfinished.")
    ] = False,
) -> int:
    """Guide an evening from the first touch to how it felt.

    What is said and noticed changes what comes next. An evening that was cut off goes on where it was. With
    --format jsonl every event is printed once it is durable, one a line; after a cut the latest ones may be
    printed again, and seq tells.
    """
    from backrub.cli.guide import GuideOptions, guide_evening

    options = GuideOptions(
        file=file,
        settings=_settings(data_dir),
        simulated=_simulated(receiver),
        speed=_speed(speed),
        jsonl=format is GuideFormat.JSONL,
        fresh=fresh,
    )
    return guide_evening(options)


def _simulated(receiver: str) -> int | None:
    """Return the seed of a simulated couple, None for people at the keys."""
    who, _, seed = receiver.partition(":")
    if receiver == "keyboard":
        return None
    if who == "simulated" and seed.isascii() and seed.isdecimal() and len(seed) < 10:
        return int(seed)
    raise typer.BadParameter(
        f"{receiver!r} is not a receiver; give keyboard, or simulated:7.", param_hint="--receiver"
    )


def _speed(speed: str) -> float:
    """Return session seconds a real second, inf for no waits at all."""
    if speed == "max":
        return math.inf
    try:
        factor = float(speed)
    except ValueError:
        factor = 0.0
    if not 0 < factor <= 1000:
        raise typer.BadParameter(
            f"{speed!r} is not a speed; give a number above 0, at most 1000, or max.", param_hint="--speed"
        )
    return factor


@app.command()
def schema(document: Document) -> None:
    """Print the JSON Schema of the evening file, the plan, or the events of a session."""
    import msgspec

    from backrub.cli.output import write
    from backrub.documents.schema import schema as schema_of

    write(msgspec.json.format(msgspec.json.encode(schema_of(document)), indent=2) + b"\n")


def _settings(data_dir: Path | None) -> "Settings":
    import os

    from backrub.config import settings_from

    return settings_from(os.environ, data_dir=data_dir)
