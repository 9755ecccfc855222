"""Measure the file: what half an hour of evening takes as M4A, Opus and MP3, beside the bare encoder.

Adds its section to benchmarks/results.md. Each file is written by the command as a process of its own, with nothing
kept from before; the bare encoder then writes the same sound once more. Times are the processor's, of one core.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container.output import OutputContainer
from benchmarks.results import keep

from backrub.audio.encode import FORMS, Ending
from backrub.audio.grid import RATE_HZ

TITLE = "## The sound file"
MINUTES = 30
TOTAL_BAR_S, MEMORY_BAR_MB, RATIO_BAR = 90, 400, 3
EVENING = f"""\
format = 1
minutes = {MINUTES}
position = "prone"
[receiver]
name = "Cheryl"
health = []
[giver]
name = "Scott"
"""


def main() -> None:
    keep("\n".join(_section()))


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what a command took: seconds of the processor, and megabytes at most."""

    cpu_s: float
    memory_mb: float


def _section() -> Iterator[str]:
    yield TITLE
    yield ""
    yield (
        f"An evening of {MINUTES} minutes by `backrub sound`, spoken by espeak-ng, nothing kept from before. The"
        f" bars are for M4A: {TOTAL_BAR_S} s, {MEMORY_BAR_MB} MB, {RATIO_BAR} times the bare encoder. Bare is the"
        " encoder as it comes, at the same bit rate; ours is the same with the options that we give it."
    )
    yield ""
    yield "| file | s | times real time | memory MB | file MB | bare encoder s | ÷ bare | our encoder s | ÷ ours |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "evening.toml").write_text(EVENING, encoding="utf-8")
        for ending in Ending:
            yield _row(Path(folder), ending)


def _row(folder: Path, ending: Ending) -> str:
    path = folder / f"evening.{ending.value}"
    run = _written(folder, path)
    bare_s = _encoded(path, ending, {})
    ours_s = _encoded(path, ending, FORMS[ending].options)
    cells = (
        f"{run.cpu_s:.1f}",
        f"{60 * MINUTES / run.cpu_s:.0f}",
        f"{run.memory_mb:.0f}",
        f"{path.stat().st_size / 1e6:.1f}",
        f"{bare_s:.1f}",
        f"{run.cpu_s / bare_s:.1f}",
        f"{ours_s:.1f}",
        f"{run.cpu_s / ours_s:.1f}",
    )
    return f"| {ending.value} | {' | '.join(cells)} |"


def _written(folder: Path, path: Path) -> Run:
    """Write a file as a person does, and return what the process with its children took."""
    with tempfile.TemporaryDirectory() as data_dir:
        words = ["sound", str(folder / "evening.toml"), "-o", str(path), "--data-dir", data_dir]
        process = subprocess.Popen([sys.executable, "-m", "backrub", *words, "--voice", "espeak-ng:en"])
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("The sound file was not written.")
    process.returncode = 0
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _encoded(path: Path, ending: Ending, options: dict[str, str]) -> float:
    """Return the seconds in which an encoder alone writes a file's sound once more."""
    form, spent_s = FORMS[ending], 0.0
    resampler = AudioResampler(format="fltp", layout="stereo", rate=RATE_HZ)
    with (
        tempfile.NamedTemporaryFile() as again,
        av.open(str(path)) as sound,
        av.open(again.name, "w", format=form.container) as out,
    ):
        stream = out.add_stream(form.codec, rate=RATE_HZ, layout="stereo", options=options)
        stream.bit_rate = form.bit_rate
        for frame in chain(sound.decode(audio=0), [None]):
            for part in resampler.resample(frame):
                spent_s += _timed(out, stream, part)
        return spent_s + _timed(out, stream, None)


def _timed(out: OutputContainer, stream: AudioStream, frame: AudioFrame | None) -> float:
    before = time.process_time()
    out.mux(stream.encode(frame))
    return time.process_time() - before


if __name__ == "__main__":
    main()
