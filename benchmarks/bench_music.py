"""Measure the music: how much quicker than it sounds it is made, what a live stream costs, and what a change costs.

Adds its section to benchmarks/results.md, after the web's; the floor is a plain sine in both ears from numpy.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from benchmarks.results import keep

from backrub.application.plan_tonight import plan_tonight
from backrub.application.recall_history import Known
from backrub.application.sound_ports import Samples
from backrub.application.trace_plan import trace_plan
from backrub.atlas.tracing import tracer_for
from backrub.audio.characters import Character
from backrub.audio.grid import RATE_HZ
from backrub.audio.render import Renderer
from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening
from backrub.domain.body_map import Body
from backrub.domain.planner.tuning import Tuning
from backrub.domain.planner.words import Speaker
from backrub.domain.score.breakpoints import Breakpoints, breakpoints
from backrub.domain.score.compose import compose

ROOT = Path(__file__).parents[1]
TITLE = "## The music"
EVENING = "long_sunday"
BLOCK_S, SECONDS, CHANGES = 0.5, 300, 100
QUICKER_BAR, LIVE_BAR, CHANGE_BAR_MS = 40, 5.0, 20


def main() -> None:
    keep("\n".join(_section(_points())))


def _points() -> Breakpoints:
    catalogue = load_catalogue()
    evening = read_evening(ROOT / "examples" / f"{EVENING}.toml", catalogue.safety)
    tonight = plan_tonight(evening, catalogue, known=Known(), seed=0)
    tracer = tracer_for(Body.FEMININE, catalogue)
    speaker = Speaker(tonight.brief, catalogue, Tuning())
    return breakpoints(compose(trace_plan(tonight.plan, tracer), tracer.body_map, speaker, seed=0))


def _section(points: Breakpoints) -> Iterator[str]:
    yield from (TITLE, "")
    yield (
        f"{SECONDS // 60} minutes from the tenth on of `examples/{EVENING}.toml` ({len(points.at_s)} breakpoints), in "
        f"blocks of {BLOCK_S} s, by the processor's time. A live stream takes the middle block's share of one core. "
        "The floor is a plain sine in both ears from numpy, in the same blocks."
    )
    yield from (
        "",
        "| character | times real time | bar | ÷ floor | live, % of a core | longest block ms | bar % |",
    )
    yield "|---|---:|---:|---:|---:|---:|---:|"
    floor = _block_times(_sine())
    for character in Character:
        times = _block_times(_music(points, character))
        live = statistics.median(times) / BLOCK_S * 100
        cells = (f"{SECONDS / sum(times):.0f}", f"≥ {QUICKER_BAR}", f"{sum(times) / sum(floor):.1f}")
        last = (f"{live:.2f}", f"{max(times) * 1000:.1f}", f"≤ {LIVE_BAR:.0f}")
        yield f"| {character.value} | " + " | ".join((*cells, *last)) + " |"
    yield from _changes(points)


def _changes(points: Breakpoints) -> Iterator[str]:
    """Yield what a change costs in the middle of the evening: until its first block can be heard, too."""
    player = Renderer(points, Character.WARM, 1)
    player.seek(points.at_s[-1] / 2)
    other = replace(points, u=tuple(1 - u for u in points.u))
    alone, heard = [], []
    for n in range(CHANGES):
        player.block(int(BLOCK_S * RATE_HZ))
        began = time.process_time()
        player.change((points, other)[n % 2])
        alone.append(time.process_time() - began)
        player.block(int(BLOCK_S * RATE_HZ))
        heard.append(time.process_time() - began)
    yield from ("", "| a change, ms of one core | median | p90 | bar |", "|---|---:|---:|---:|")
    yield _row("to other breakpoints", alone, f"≤ {CHANGE_BAR_MS}")
    yield _row("and the next block made", heard, "")


def _row(name: str, seconds: list[float], bar: str) -> str:
    median, p90 = statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=10)[-1] * 1000
    return f"| {name} | {median:.1f} | {p90:.1f} | {bar} |"


def _music(points: Breakpoints, character: Character) -> Callable[[int], Samples]:
    player = Renderer(points, character, 1)
    player.seek(600.0)
    return player.block


def _sine() -> Callable[[int], Samples]:
    def block(frames: int) -> Samples:
        sine = np.sin(np.arange(frames, dtype=np.float32) * np.float32(2 * np.pi * 440 / RATE_HZ))
        return np.stack((sine, sine), axis=1)

    return block


def _block_times(block: Callable[[int], Samples]) -> list[float]:
    """Return the processor's seconds for each block."""
    times = []
    for _ in range(int(SECONDS / BLOCK_S)):
        began = time.process_time()
        block(int(BLOCK_S * RATE_HZ))
        times.append(time.process_time() - began)
    return times


if __name__ == "__main__":
    main()
