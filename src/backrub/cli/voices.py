"""Show, add and record voices."""

import os
from pathlib import Path
from typing import Annotated

import typer

from backrub.cli.options import DataDir, settings

voices_app = typer.Typer(help="Show which voices speak here, add one, or record your own.")

VoiceFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="The .onnx file; its .onnx.json lies beside.")
]
RecordingsDir = Annotated[
    Path | None,
    typer.Argument(
        metavar="DIR", help="Where the clips are kept; else in the data directory.", show_default=False
    ),
]


@voices_app.callback(invoke_without_command=True)
def voices(context: typer.Context, *, data_dir: DataDir = None) -> None:
    """Show which voices speak here, add one, or record your own.

    Without a command it lists them, the most natural first, and tells which one is used.
    """
    context.obj = data_dir
    if context.invoked_subcommand is None:
        from backrub.cli.voices_view import show_voices

        show_voices(settings(data_dir).data_dir, os.environ)


@voices_app.command()
def add(context: typer.Context, file: VoiceFile, *, data_dir: DataDir = None) -> None:
    """Take in a voice for piper: FILE.onnx and the FILE.onnx.json beside it.

    Both are copied into the data directory. Nothing is fetched from anywhere.
    """
    from backrub.speech.piper import add_voice

    typer.echo(f"{add_voice(file, settings(data_dir or context.obj).data_dir)} is here now.")


@voices_app.command()
def record(context: typer.Context, folder: RecordingsDir = None, *, data_dir: DataDir = None) -> None:
    """Record the lines in your own voice, one after the other.

    It can be left at any line and goes on there. Without a recorder or a terminal it tells which file each
    line belongs in. What is recorded stays on this machine.
    """
    from backrub.cli.recording import record_here
    from backrub.speech.choose import recordings_folder

    own = recordings_folder(settings(data_dir or context.obj).data_dir, os.environ)
    record_here(folder or own, os.environ, spoken_from=own)
