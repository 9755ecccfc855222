"""Divide an evening into chapters that a player can list."""

from collections.abc import Sequence
from dataclasses import dataclass

from backrub.domain.score.score import Score, ScoreStep

SHORTEST_S = 20
"""A shorter chapter than this joins its neighbour."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Name a stretch of the evening from one second to another."""

    title: str
    start_s: int
    end_s: int


def chapters_of(score: Score) -> tuple[Chapter, ...]:
    """Return chapters that touch end to start from 0; each begins with a step and has its longest one's title."""
    runs: list[list[ScoreStep]] = []
    for step in score.steps:
        if runs and (runs[-1][-1].title == step.title or _seconds(runs[-1]) < SHORTEST_S):
            runs[-1].append(step)
        else:
            runs.append([step])
    if len(runs) > 1 and _seconds(runs[-1]) < SHORTEST_S:
        last = runs.pop()
        runs[-1] += last
    return tuple(_chapter(run) for run in runs)


def _chapter(run: Sequence[ScoreStep]) -> Chapter:
    longest = max(run, key=lambda step: step.duration_s)
    start_s = run[0].start_s
    return Chapter(longest.title, start_s, start_s + _seconds(run))


def _seconds(run: Sequence[ScoreStep]) -> int:
    return sum(step.duration_s for step in run)
