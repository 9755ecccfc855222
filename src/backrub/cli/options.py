"""The options that commands share, and what may stand after them."""

import math
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from backrub.config import Settings, settings_from
from backrub.domain.errors import BadInput

FASTEST = 1000
LARGEST_SEED = 2**32 - 1


class Format(StrEnum):
    """Name how a command answers."""

    TEXT = "text"
    JSON = "json"


class PictureFormat(StrEnum):
    """Name how a plan is shown."""

    TEXT = "text"
    JSON = "json"
    SVG = "svg"


class DrawnFormat(StrEnum):
    """Name how the atlas is shown."""

    JSON = "json"
    SVG = "svg"
    PNG = "png"


class GuideFormat(StrEnum):
    """Name how the guide speaks."""

    TEXT = "text"
    JSONL = "jsonl"


class Document(StrEnum):
    """Name a document that has a schema."""

    EVENING = "evening"
    PLAN = "plan"
    EVENT = "event"


class Rows(StrEnum):
    """Name a table of the catalogue."""

    SITES = "sites"
    STROKES = "strokes"
    TOOLS = "tools"
    SAFETY = "safety"
    PHRASES = "phrases"
    BODIES = "bodies"


EveningFile = Annotated[Path, typer.Argument(metavar="FILE", help="An evening file, TOML or JSON.")]
RowsArgument = Annotated[
    Rows, typer.Argument(metavar="WHAT", help="sites, strokes, tools, safety, phrases or bodies.")
]
DocumentArgument = Annotated[Document, typer.Argument(metavar="WHICH", help="evening, plan or event.")]
DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        metavar="DIR",
        help="Where evenings are kept: else $BACKRUB_DATA_DIR, or backrub in $XDG_DATA_HOME.",
        show_default=False,
    ),
]
OutFormat = Annotated[Format, typer.Option("--format", help="For people, or for programs.")]
LineFormat = Annotated[GuideFormat, typer.Option("--format", help="For people, or for programs.")]
Seed = Annotated[int, typer.Option(metavar="N", help="Near-equal strokes take their turn by it.")]
Receiver = Annotated[str, typer.Option(metavar="WHO", help="keyboard, or simulated:SEED to rehearse.")]
Speed = Annotated[str, typer.Option(metavar="FACTOR", help="How many times as fast, to rehearse; or max.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Begin anew, even if an evening is unfinished.")]


def settings(data_dir: Path | None) -> Settings:
    """Return the settings of an option and this process's environment."""
    return settings_from(os.environ, data_dir=data_dir)


Host = Annotated[
    str | None,
    typer.Option(
        "--host",
        metavar="ADDRESS",
        help="Where to listen: else $BACKRUB_HOST, or everywhere; 127.0.0.1 keeps to this machine.",
        show_default=False,
    ),
]
Port = Annotated[
    int | None,
    typer.Option("--port", metavar="N", help="Else $BACKRUB_PORT, or 8000.", show_default=False),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="Else $BACKRUB_DATABASE, or a file in the data directory: sqlite:///PATH or postgresql://….",
        show_default=False,
    ),
]
KeyFile = Annotated[
    Path | None,
    typer.Option(
        "--key-file",
        metavar="FILE",
        help="The key of what is private: else $BACKRUB_KEY_FILE, or beside the database file.",
        show_default=False,
    ),
]


def web_settings(
    data_dir: Path | None,
    *,
    database: str | None,
    key_file: Path | None,
    host: str | None = None,
    port: int | None = None,
) -> Settings:
    """Return the settings of a server: its options, then this process's environment."""
    return settings_from(
        os.environ, data_dir=data_dir, host=host, port=port, database=database, key_file=key_file
    )


def read_seed(seed: int, *, option: str = "--seed") -> int:
    """Return a seed.

    Raises: BadInput, unless it is 0 to 4,294,967,295.
    """
    if not 0 <= seed <= LARGEST_SEED:
        raise BadInput(f"{option}: {seed} is not a seed; give a whole number from 0 to {LARGEST_SEED:,}.")
    return seed


def read_receiver(receiver: str) -> int | None:
    """Return the seed of a simulated couple, None for people at the keys.

    Raises: BadInput.
    """
    who, _, seed = receiver.partition(":")
    if receiver == "keyboard":
        return None
    if who != "simulated" or not (seed.isascii() and seed.isdecimal()):
        raise BadInput(
            f"--receiver: {receiver!r} is nobody; give keyboard, or simulated:SEED, like simulated:7."
        )
    return read_seed(int(seed), option="--receiver")


def read_speed(speed: str) -> float:
    """Return session seconds a real second, inf for no waits at all.

    Raises: BadInput.
    """
    if speed == "max":
        return math.inf
    try:
        factor = float(speed)
    except ValueError:
        factor = 0.0
    if not 0 < factor <= FASTEST:
        raise BadInput(
            f"--speed: {speed!r} is not a speed; give a number above 0, at most {FASTEST:,}, or max."
        )
    return factor


LAYERS = ("muscles", "bones", "sites", "paths")

BodyName = Annotated[
    str,
    typer.Option("--body", metavar="NAME", help="A body of the atlas; backrub catalogue bodies lists them."),
]
PlanFormat = Annotated[
    PictureFormat,
    typer.Option("--format", metavar="text|json|svg", help="In words, for programs, or in pictures."),
]
AtlasFormat = Annotated[
    DrawnFormat, typer.Option("--format", metavar="json|svg|png", help="For programs, or as a picture.")
]
Show = Annotated[str, typer.Option("--show", metavar="WHAT,…", help="Any of muscles, bones, sites, paths.")]
OutFile = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="FILE", help="Where to write; else standard output.")
]


def read_layers(said: str) -> frozenset[str]:
    """Return the layers of a picture.

    Raises: BadInput, naming what there is.
    """
    layers = frozenset(word.strip() for word in said.split(",") if word.strip())
    unknown = sorted(layers - set(LAYERS))
    if unknown:
        raise BadInput(f"--show knows no {unknown[0]!r}; it knows {', '.join(LAYERS)}.")
    return layers
