"""Show which voices are here, which one speaks, and why."""

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.text import Text

from backrub.cli.palette import CREAM, DIM, FLAME, candle_console
from backrub.speech.choose import Engine, engines
from backrub.speech.in_order import NOTHING_SPEAKS
from backrub.speech.trial import why_silent


def show_voices(data_dir: Path, environ: Mapping[str, str]) -> None:
    """Print every engine, the most natural first; each that is here was tried."""
    known = engines(data_dir, environ)
    failures = {engine.name: why_silent(engine) for engine in known}
    speaking = [engine for engine in known if not failures[engine.name]]
    console = candle_console()
    console.print(Text(_first_line(speaking), FLAME), soft_wrap=True)
    _show_engines(known, failures, console)


def _first_line(speaking: list[Engine]) -> str:
    if not speaking:
        return NOTHING_SPEAKS
    first = f"{speaking[0].voices[0].name} speaks: of those that can, it sounds the most natural."
    if speaking[0].name == "recordings" and len(speaking) > 1:
        return f"Your recordings speak; what is not recorded, {speaking[1].voices[0].name} says."
    return first


def _show_engines(known: tuple[Engine, ...], failures: Mapping[str, str], console: Console) -> None:
    width = max(len(engine.name) for engine in known) + 2
    for engine in known:
        why_not = failures[engine.name]
        names = ", ".join(voice.name for voice in engine.voices)
        told = Text(why_not, DIM) if why_not else Text(names, CREAM)
        console.print(Text(f"{engine.name:{width}}", CREAM).append(told), soft_wrap=True)
