"""Measure the atlas: how soon a body is there, a plan traced and checked on it, and a step drawn.

Adds its section to benchmarks/results.md, after the planner's; bars and floors of the same run stand beside.
"""

import gzip
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.results import keep
from benchmarks.timing import Times, best_ms, times_of

from backrub.application.plan_tonight import plan_tonight
from backrub.application.recall_history import Known
from backrub.application.trace_plan import trace_plan
from backrub.atlas.checks import PlanChecker
from backrub.atlas.maps import load_drawn, registration
from backrub.atlas.tracing import Tracer, tracer_for
from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening
from backrub.documents.plan_json import plan_bytes
from backrub.domain.body_map import Body
from backrub.domain.plan import Plan
from backrub.pictures.back import Look, back_at
from backrub.pictures.step_picture import step_picture

ROOT = Path(__file__).parents[1]
TITLE = "## The atlas and its pictures"
STARTS = 15
PICTURE_BAR_MS, CHECK_BAR_MS, CHECK_AGAIN_BAR_MS, START_BAR_MS = 20, 100, 5, 300
PICTURE_BAR_KB, ZIPPED_BAR_KB = 30, 10
CATALOGUE = load_catalogue()


def main() -> None:
    keep("\n".join(_section()))


@dataclass(frozen=True, slots=True)
class Row:
    """Hold the times of a kind of work, the floor measured in the same run, and the bar if there is one."""

    name: str
    times: Times
    floor: Times
    bar_ms: int | None = None

    def __str__(self) -> str:
        """Return a row of the table."""
        bar = "" if self.bar_ms is None else f"≤ {self.bar_ms}"
        middle, floor = self.times.median_ms, self.floor.median_ms
        cells = (f"{middle:.2f}", f"{self.times.p90_ms:.2f}", bar, f"{floor:.2f}", f"{middle / floor:,.1f}")
        return f"| {self.name} | {len(self.times.each_ms)} | " + " | ".join(cells) + " |"


def _section() -> Iterator[str]:
    tracers = [_tracer(body) for body in Body]
    plan = _plan("long_sunday")
    draws = [draw for tracer in tracers for draw in _draws(tracer)]
    yield from (TITLE, "")
    yield (
        f"A plan of {plan.seconds // 60} minutes and {len(plan.steps)} steps (`examples/long_sunday.toml`) on each "
        f"of {len(tracers)} bodies; pictures of every step of `examples/cheryl_and_scott.toml` on them, moving, the "
        "back linked. What is done first is done once; the rest is the best of three tries. The floor is writing "
        "the traced plan as JSON; for the start, bare Python (`python -c pass`)."
    )
    yield from ("", "| what | cases | median ms | p90 ms | bar ms | floor ms | ÷ floor |")
    yield "|---|---:|---:|---:|---:|---:|---:|"
    yield from map(str, _rows(tracers, plan, draws))
    yield from _sizes([draw().encode() for draw in draws])


def _rows(tracers: Sequence[Tracer], plan: Plan, draws: Sequence[Callable[[], str]]) -> Iterator[Row]:
    traces = [partial(trace_plan, plan, tracer) for tracer in tracers]
    first, again = times_of(traces, tries=1), times_of(traces)
    traced = [trace() for trace in traces]
    floor = times_of([partial(plan_bytes, each) for each in traced])
    checkers = [PlanChecker(tracer.body_map, CATALOGUE) for tracer in tracers]
    checks = [partial(_check, *each) for each in zip(checkers, traced, strict=True)]
    yield Row("load a body's map", times_of([partial(_tracer, body) for body in Body]), floor)
    yield Row("trace the plan, first", first, floor)
    yield Row("trace the plan, again", again, floor)
    yield Row("check its geometry, first", times_of(checks, tries=1), floor, CHECK_BAR_MS)
    yield Row("check its geometry, again", times_of(checks), floor, CHECK_AGAIN_BAR_MS)
    yield Row("draw a step", times_of(draws), floor, PICTURE_BAR_MS)
    yield _start()


def _sizes(pictures: Sequence[bytes]) -> Iterator[str]:
    yield from ("", "| a step's picture | median kB | largest kB | bar kB |", "|---|---:|---:|---:|")
    for name, sizes, bar in (
        ("SVG", [len(each) for each in pictures], PICTURE_BAR_KB),
        ("SVG, gzip", [len(gzip.compress(each)) for each in pictures], ZIPPED_BAR_KB),
    ):
        yield f"| {name} | {statistics.median(sizes) / 1000:.1f} | {max(sizes) / 1000:.1f} | ≤ {bar} |"


def _tracer(body: Body) -> Tracer:
    """Return what leads hands on a body, read anew from its file."""
    load_drawn.cache_clear()
    return tracer_for(body, CATALOGUE)


def _plan(example: str) -> Plan:
    evening = read_evening(ROOT / "examples" / f"{example}.toml", CATALOGUE.safety)
    return plan_tonight(evening, CATALOGUE, known=Known(), seed=0).plan


def _draws(tracer: Tracer) -> Iterator[Callable[[], str]]:
    body_map = tracer.body_map
    look = Look(back=back_at("back.webp", registration(body_map.body, seated=False)), motion="moving")
    for step in trace_plan(_plan("cheryl_and_scott"), tracer).steps:
        yield partial(step_picture, step, CATALOGUE.strokes[step.stroke], body_map, look)


def _check(checker: PlanChecker, plan: Plan) -> None:
    if faults := list(checker.plan_faults(plan)):
        raise RuntimeError(faults[0])


def _start() -> Row:
    """Return how long `backrub --help` takes beside bare Python, in turns."""
    bare = [sys.executable, "-c", "pass"]
    helped = [str(Path(sys.executable).with_name("backrub")), "--help"]
    pairs = [(_start_ms(helped), _start_ms(bare)) for _ in range(STARTS)]
    ours, floor = (Times(tuple(each)) for each in zip(*pairs, strict=True))
    return Row("`backrub --help`", ours, floor, START_BAR_MS)


def _start_ms(command: Sequence[str]) -> float:
    return best_ms(partial(subprocess.run, command, check=True, capture_output=True), tries=1)


if __name__ == "__main__":
    main()
