"""Measure the planner: how long it takes, how good its choices are, how soon the command line answers.

Every table is measured in one run, the bars and a floor beside it, and written to benchmarks/results.md.
"""

import math
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from benchmarks.optimum import best_seconds, best_strokes
from benchmarks.results import keep
from benchmarks.timing import Times, best_ms, times_of
from tests.brute_force import best_objective, best_worth, small_shares, small_slots
from tests.evenings import random_evening
from tests.support import brief_of

from backrub.content.loader import load_catalogue
from backrub.documents.plan_json import plan_bytes
from backrub.domain.brief import Brief
from backrub.domain.plan import Plan, Role
from backrub.domain.planner import layout, planner, short
from backrub.domain.planner.allocation import Share, allocate, worth
from backrub.domain.planner.planner import plan_evening
from backrub.domain.planner.pressing import Pressed
from backrub.domain.planner.replan import Change, Current, replan
from backrub.domain.planner.sequence import choose, objective
from backrub.domain.planner.tuning import Tuning

ROOT = Path(__file__).parents[1]
MINUTES = (5, 10, 15, 20, 30, 45, 60)
EVENINGS = 60
SMALL_CASES = 200
FULL_EVENINGS = 20
STARTS = 15
PLAN_BAR_MS, REPLAN_BAR_MS, START_BAR_MS = 10, 5, 300
NEAR = 1e-9
CATALOGUE = load_catalogue()


def main() -> None:
    keep("\n".join([*_head(), *_speed(), *_small(), *_full(), *_starts()]))


def _head() -> Iterator[str]:
    yield "# The planner, measured"
    yield ""
    yield "Written by `script/bench`; times are the best of three tries a case, on one core of the machine below."
    yield ""
    yield f"- machine: {os.cpu_count()} cores, {_processor()}, Python {platform.python_version()}, {sys.platform}"
    yield f"- commit: {_commit()}"
    yield f"- date: {time.strftime('%Y-%m-%d')}"


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    names = about.read_text(encoding="utf-8").splitlines() if about.exists() else []
    models = [line.partition(":")[2].strip() for line in names if line.startswith("model name")]
    return models[0] if models else platform.processor() or "unknown processor"


def _commit() -> str:
    head = _git("rev-parse", "--short", "HEAD")
    return f"{head}, with changes not yet committed in src/" if _git("status", "--porcelain", "src") else head


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


# Speed


@cache
def _briefs(minutes: int, count: int) -> tuple[Brief, ...]:
    """Return mixed briefs of so many minutes in which hands touch, always the same ones."""
    found: list[Brief] = []
    seed = 1000 * minutes
    while len(found) < count:
        brief = brief_of(random_evening(Random(seed)) | {"minutes": minutes})
        seed += 1
        if brief.outcome.has_plan and brief.allowed:
            found.append(brief)
    return tuple(found)


def _plan(brief: Brief) -> Plan:
    return plan_evening(brief, CATALOGUE, Tuning())


def _speed() -> Iterator[str]:
    yield from ("", "## Time to plan", "")
    yield (
        f"{EVENINGS} mixed evenings a row. The floor is writing the finished plan as JSON, measured in the same run. "
        "A replan is made where the receiver asks for softer hands a third of the way through."
    )
    yield ""
    yield "| minutes | steps | plan, median ms | p90 ms | floor ms | plan ÷ floor | replan, median ms | p90 ms |"
    yield "|---:|---:|---:|---:|---:|---:|---:|---:|"
    for minutes in MINUTES:
        yield _speed_row(minutes)
    yield ""
    yield f"The bars are for 60 minutes: a plan within {PLAN_BAR_MS} ms, a replan within {REPLAN_BAR_MS} ms (medians)."


def _speed_row(minutes: int) -> str:
    briefs = _briefs(minutes, EVENINGS)
    made = [_plan(brief) for brief in briefs]
    plans = times_of([partial(_plan, brief) for brief in briefs])
    floor = times_of([partial(plan_bytes, plan) for plan in made])
    replans = times_of([_softer(plan, brief) for plan, brief in zip(made, briefs, strict=True)])
    steps = sum(len(plan.steps) for plan in made) / len(made)
    ratio = plans.median_ms / floor.median_ms
    cells = (plans.median_ms, plans.p90_ms, floor.median_ms, ratio, replans.median_ms, replans.p90_ms)
    return f"| {minutes} | {steps:.0f} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |"


def _softer(plan: Plan, brief: Brief) -> Callable[[], object]:
    """Return a replan: softer from a third of the evening on, in the step under way then."""
    at_s = next(s.start_s + 1 for s in plan.steps if s.end_s > plan.seconds // 3 and s.role is not Role.TURN)
    under_way = next(step for step in plan.steps if step.end_s > at_s)
    tuning = Tuning(offsets=dict.fromkeys(under_way.covers, -0.5), no_rise_until_s=at_s + 180)
    change = Change(at_s, Current.RETUNE, plan.seconds)
    return partial(replan, plan, brief, tuning, change, catalogue=CATALOGUE)


# Choices


@dataclass(frozen=True, slots=True)
class Compared:
    """Hold objectives, ours and the best there is, with the milliseconds both took."""

    ours: tuple[float, ...]
    best: tuple[float, ...]
    our_times: Times
    best_times: Times

    @property
    def equal(self) -> int:
        """Return in how many cases ours is the best there is."""
        return sum(math.isclose(a, b, abs_tol=NEAR) for a, b in zip(self.ours, self.best, strict=True))

    @property
    def gap_percent(self) -> float:
        """Return the largest shortfall, in percent of the best."""
        gaps = ((b - a) / max(abs(b), NEAR) for a, b in zip(self.ours, self.best, strict=True))
        return 100 * max(0.0, *gaps)

    def row(self, name: str) -> str:
        """Return the comparison as a row of a table."""
        quicker = self.best_times.median_ms / self.our_times.median_ms
        return (
            f"| {name} | {len(self.ours)} | {self.equal} | {self.gap_percent:.4f} | "
            f"{self.our_times.median_ms:.3f} | {self.best_times.median_ms:.3f} | {quicker:,.1f} |"
        )


_COLUMNS = (
    "| choice | cases | equal | largest gap, % | ours, median ms | {other}, median ms | times as long |"
)
_RULE = "|---|---:|---:|---:|---:|---:|---:|"
Shares = tuple[list[Share], int]
Menus = tuple[list[Pressed], int]


def _small() -> Iterator[str]:
    yield from ("", "## Choices beside brute force", "", "Small cases, every possibility tried.", "")
    yield _COLUMNS.format(other="brute force")
    yield _RULE
    shares = [small_shares(Random(seed)) for seed in range(SMALL_CASES)]
    menus = [(small_slots(Random(seed)), seed % 21) for seed in range(SMALL_CASES)]
    yield Compared(
        tuple(worth(s, allocate(s, total)) for s, total in shares),
        tuple(best_worth(s, total) for s, total in shares),
        times_of([partial(allocate, *case) for case in shares]),
        times_of([partial(best_worth, *case) for case in shares], tries=1),
    ).row("seconds among places")
    yield Compared(
        tuple(objective(m, choose(m, budget)) for m, budget in menus),
        tuple(best_objective(m, budget) for m, budget in menus),
        times_of([partial(choose, *case) for case in menus]),
        times_of([partial(best_objective, *case) for case in menus], tries=1),
    ).row("strokes, thumbs spared")


def _full() -> Iterator[str]:
    yield from ("", "## Choices beside OR-Tools", "")
    yield (
        f"The same models of {FULL_EVENINGS} full evenings of 20 to 60 minutes: seconds by its linear solver, strokes "
        "by its constraint solver on one thread. Equal means to nine digits; the bar is 1 %."
    )
    yield ""
    yield _COLUMNS.format(other="OR-Tools")
    yield _RULE
    shares, menus = _models([_briefs(m, FULL_EVENINGS // 4)[i] for m in (20, 30, 45, 60) for i in range(5)])
    yield Compared(
        tuple(worth(s, allocate(s, total)) for s, total in shares),
        tuple(worth(s, best_seconds(s, total)) for s, total in shares),
        times_of([partial(allocate, *case) for case in shares]),
        times_of([partial(best_seconds, *case) for case in shares], tries=1),
    ).row("seconds among places")
    yield Compared(
        tuple(objective(m, choose(m, budget)) for m, budget in menus),
        tuple(objective(m, best_strokes(m, budget)) for m, budget in menus),
        times_of([partial(choose, *case) for case in menus]),
        times_of([partial(best_strokes, *case) for case in menus], tries=1),
    ).row("strokes, thumbs spared")


def _models(briefs: Sequence[Brief]) -> tuple[list[Shares], list[Menus]]:
    """Return what the planner asks its two solvers while it plans these evenings."""
    shares: list[Shares] = []
    menus: list[Menus] = []

    def recorded_allocate(some: Sequence[Share], total: int) -> list[int]:
        shares.append((list(some), total))
        return allocate(some, total)

    def recorded_choose(pressed: Sequence[Pressed], budget: int) -> list[Any]:
        menus.append((list(pressed), budget))
        return choose(pressed, budget)

    with ExitStack() as stack:
        for module in (layout, short):
            stack.enter_context(patch.object(module, "allocate", recorded_allocate))
        stack.enter_context(patch.object(planner, "choose", recorded_choose))
        for brief in briefs:
            _plan(brief)
    return shares, menus


# Starting


def _starts() -> Iterator[str]:
    yield from ("", "## Starting", "")
    yield f"Whole processes, the middle of {STARTS} starts taken in turn; the bar is {START_BAR_MS} ms."
    yield from ("", "| command | ms | ÷ bare Python |", "|---|---:|---:|")
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import backrub.cli.app'": [sys.executable, "-c", "import backrub.cli.app"],
        "backrub --help": [str(Path(sys.executable).with_name("backrub")), "--help"],
    }
    rounds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(STARTS):
        for name, command in commands.items():
            rounds[name].append(best_ms(partial(_run, command), tries=1))
    times = {name: Times(tuple(each)) for name, each in rounds.items()}
    bare = next(iter(times.values())).median_ms
    for name, each in times.items():
        yield f"| `{name}` | {each.median_ms:.0f} | {each.median_ms / bare:.1f} |"


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main()
