"""The commands: what each takes, and which view shows what it returns. Heavy parts are imported when run."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from backrub.cli.doctor import doctor
from backrub.cli.hosting import erase, export, homes_app
from backrub.cli.keeping import backup, restore
from backrub.cli.options import (
    AtlasFormat,
    BodyName,
    DataDir,
    DocumentArgument,
    DrawnFormat,
    EveningFile,
    Format,
    Fresh,
    GuideFormat,
    LineFormat,
    OutFile,
    OutFormat,
    PictureFormat,
    PlanFormat,
    Receiver,
    RowsArgument,
    Seed,
    Show,
    Speed,
    read_layers,
    read_receiver,
    read_seed,
    read_speed,
    settings,
    web_settings,
)
from backrub.cli.serve_options import ServeOptions, taking
from backrub.cli.sound import sound
from backrub.cli.voices import voices_app

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

app.add_typer(voices_app, name="voices")
app.add_typer(homes_app, name="homes")


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


@app.command("check-in")
def check_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the answers are kept, as JSON.")],
) -> None:
    """Check in before a back rub: each answers alone, then both settle the rest.

    Two people take turns at this terminal. The answers go to FILE, readable by this account alone; the guide
    reads it, and what the giver is shown is the brief.
    """
    from backrub.cli.check_in import check_in_here

    check_in_here(file)


@app.command()
def plan(
    file: EveningFile,
    *,
    format: PlanFormat = PictureFormat.TEXT,  # noqa: A002
    body: BodyName = "neutral",
    seed: Seed = 0,
    data_dir: DataDir = None,
) -> int:
    """Plan an evening: where hands go, how, and why.

    What earlier evenings of these two taught is taken into account. Nothing is written.
    """
    from backrub.bootstrap.evening import kept_record, on_body, read_asked
    from backrub.cli.output import say_outcome, write
    from backrub.documents.plan_json import plan_bytes

    seed, asked = read_seed(seed), read_asked(file)
    with kept_record(settings(data_dir)) as log:
        tonight = asked.tonight(log, seed=seed)
    if format is PictureFormat.JSON:
        write(plan_bytes(on_body(body).traced(tonight.plan)))
    elif tonight.plan.outcome.has_plan and format is PictureFormat.SVG:
        from backrub.cli.drawing import storyboard_bytes

        write(storyboard_bytes(tonight, on_body(body)))
    elif tonight.plan.outcome.has_plan:
        from backrub.cli.palette import candle_console
        from backrub.cli.plan_view import show_plan

        show_plan(tonight, asked.catalogue, candle_console())
    return say_outcome(tonight.plan)


@app.command()
def guide(
    file: EveningFile,
    *,
    receiver: Receiver = "keyboard",
    speed: Speed = "1",
    format: LineFormat = GuideFormat.TEXT,  # noqa: A002
    data_dir: DataDir = None,
    fresh: Fresh = False,
) -> int:
    """Guide an evening, from the first touch to how it felt.

    What is said and noticed changes what comes next. An evening that was cut off goes on where it was.

    With --format jsonl each event is printed once it is durable. After a cut the latest ones may be printed
    a second time; their seq tells.
    """
    from backrub.cli.guide import GuideOptions, guide_evening

    options = GuideOptions(
        file=file,
        settings=settings(data_dir),
        simulated=read_receiver(receiver),
        speed=read_speed(speed),
        jsonl=format is GuideFormat.JSONL,
        fresh=fresh,
    )
    return guide_evening(options)


@app.command()
def history(
    *,
    data_dir: DataDir = None,
    receiver: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose evenings.", show_default=False)
    ] = None,
    format: OutFormat = Format.TEXT,  # noqa: A002
) -> None:
    """Show earlier evenings and what they taught.

    It is for the person who received: these words are theirs.
    """
    from backrub.bootstrap.evening import kept_histories
    from backrub.cli.history_view import histories_bytes, show_histories
    from backrub.cli.output import write

    histories = kept_histories(settings(data_dir), receiver=receiver)
    if format is Format.JSON:
        write(histories_bytes(histories))
        return
    from backrub.cli.palette import candle_console
    from backrub.cli.privately import handed_over_to
    from backrub.content.loader import load_catalogue

    hand_over = handed_over_to if sys.stdin.isatty() and sys.stdout.isatty() else None
    show_histories(histories, load_catalogue(), candle_console(), hand_over)


app.command()(sound)


@app.command()
@taking(ServeOptions)
def serve(said: ServeOptions) -> None:
    """Serve the evening to browsers: two phones, or one.

    It prints an address and a code to scan, and opens a browser where there is a screen. Ctrl-C stops it.
    """
    from backrub.cli.serve import serve_here
    from backrub.config import hosting_from

    settings_ = web_settings(
        said.data_dir, host=said.host, port=said.port, database=said.database, key_file=said.key_file
    )
    hosting = hosting_from(os.environ, log=said.log, most_homes=said.most_homes, invite_only=said.invite_only)
    serve_here(settings_, hosting)


for hosted in (backup, restore, export, erase, doctor):
    app.command()(hosted)


@app.command()
def atlas(
    *,
    body: BodyName = "neutral",
    show: Show = "muscles,bones",
    format: AtlasFormat = DrawnFormat.JSON,  # noqa: A002
    out: OutFile = None,
) -> None:
    """Show the back as the atlas knows it: sites, muscles, bones, where hands keep off, and their paths.

    The JSON document holds everything; --show chooses what the picture shows.
    """
    from backrub.bootstrap.evening import on_body
    from backrub.cli.drawing import atlas_picture_bytes
    from backrub.cli.output import write, write_file
    from backrub.documents.atlas_json import atlas_bytes
    from backrub.pictures.png import png_bytes

    chosen = on_body(body)
    layers = read_layers(show)
    if format is DrawnFormat.JSON:
        data = atlas_bytes(chosen.tracer.body_map)
    else:
        drawn = atlas_picture_bytes(chosen, layers)
        data = png_bytes(drawn) if format is DrawnFormat.PNG else drawn
    if out is None:
        write(data)
    else:
        write_file(out, data)


@app.command()
def catalogue(rows: RowsArgument, *, format: OutFormat = Format.TEXT) -> None:  # noqa: A002
    """Show what Backrub knows, with its sources."""
    from backrub.cli.catalogue_view import rows_bytes, show_rows
    from backrub.cli.output import write
    from backrub.content.loader import load_catalogue

    if format is Format.JSON:
        write(rows_bytes(load_catalogue(), rows.value))
        return
    from backrub.cli.palette import candle_console

    show_rows(load_catalogue(), rows.value, candle_console())


@app.command()
def schema(document: DocumentArgument) -> None:
    """Print the JSON Schema of a document."""
    import msgspec

    from backrub.cli.output import write
    from backrub.documents.schema import schema as schema_of

    write(msgspec.json.format(msgspec.json.encode(schema_of(document.value)), indent=2) + b"\n")
