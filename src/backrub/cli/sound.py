"""Write an evening as a sound file, and tell how it goes."""

import inspect
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backrub.audio.characters import Character
from backrub.cli.leaving import leave_well
from backrub.cli.options import BodyName, DataDir, EveningFile, Seed, read_seed, settings
from backrub.domain.errors import BadInput
from backrub.domain.score.hearing import Hearing

if TYPE_CHECKING:
    from backrub.application.plan_tonight import Tonight
    from backrub.audio.sound_file import Told
    from backrub.bootstrap.evening import OnBody


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundOptions:
    """Hold what was asked for on the command line."""

    file: EveningFile
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="OUT", help="Where to write: ends in .m4a, .opus or .mp3.")
    ]
    voice: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who speaks: see backrub voices; else the most natural."),
    ] = None
    seed: Seed = 0
    character: Annotated[
        Character, typer.Option(metavar="HOW", help="The music: still, warm, tide or voice_only.")
    ] = Character.WARM
    music: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Music of your own, in place of ours.")
    ] = None
    hearing: Annotated[
        Hearing, typer.Option(metavar="HOW", help="The words: voice, chimes (bells) or silent.")
    ] = Hearing.VOICE
    body: BodyName = "neutral"
    data_dir: DataDir = None


def sound(**said: Any) -> int:  # noqa: ANN401  # typer reads their types from SoundOptions
    """Write the evening as a sound file that leads the hands with every screen off.

    It plays the plan as it is; what earlier evenings of these two taught is taken into account. A file cannot
    listen: the giver does.
    """
    options = SoundOptions(**said)
    from backrub.bootstrap.evening import kept_record, on_body, read_asked
    from backrub.bootstrap.sound import check_sound_path
    from backrub.cli.output import say_outcome

    seed, asked, here = read_seed(options.seed), read_asked(options.file), on_body(options.body)
    check_sound_path(options.out)
    if options.music and not options.music.is_file():
        raise BadInput(f"--music: {options.music} is not a file; name one that is there.")
    with kept_record(settings(options.data_dir)) as log:
        tonight = asked.tonight(log, seed=seed)
    if tonight.plan.outcome.has_plan:
        _write(options, tonight, here)
    return say_outcome(tonight.plan)


# Nine options are one value; typer reads them from its signature.
sound.__signature__ = inspect.signature(SoundOptions)  # type: ignore[attr-defined]


def _write(options: SoundOptions, tonight: "Tonight", here: "OnBody") -> None:
    from backrub.bootstrap.sound import Listening, composed, voice_of, write_evening

    voice = voice_of(settings(options.data_dir).data_dir, os.environ, options.voice)
    listening = Listening(options.hearing, options.character, options.music)
    plan, tuning = here.traced(tonight.plan), tonight.tuning
    evening = composed(plan, tonight.brief, tuning, here, seed=tuning.seed)
    leave_well()
    with _progress() as told:
        made = write_evening(options.out, evening, voice, listening, told)
    for sentence in made.without:
        sys.stderr.write(f"{sentence}\n")
    minutes = tonight.plan.seconds // 60
    typer.echo(f"{options.out}: {minutes} minutes in {made.chapters} chapters; {who_speaks(made.voice)}.")
    typer.echo(evening.opening)


def who_speaks(voice: str | None) -> str:
    """Return in words who speaks in a file."""
    from backrub.speech.recordings import ENGINE

    if voice == ENGINE:
        return "your recordings speak"
    return f"{voice} speaks" if voice else "nobody speaks"


@contextmanager
def _progress() -> Iterator["Told"]:
    """Give who hears how far it is, and shows it where someone looks on."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=1.0)
        yield lambda share: progress.update(task, completed=share)
