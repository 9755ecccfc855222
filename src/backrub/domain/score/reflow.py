"""Change what is heard from a moment on: the past stays, and nothing jumps."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from backrub.domain.score.breakpoints import Bell, Breakpoints, Point, Pulse, SpokenCue, joined
from backrub.domain.score.cues import LATEST_S, seconds_of

JOIN_S = 0.3
"""How long the lead takes from what it was to what it is now."""

_Timed = TypeVar("_Timed", Bell, Pulse, SpokenCue)


def reflowed(past: Breakpoints, fresh: Breakpoints, at_s: float) -> Breakpoints:
    """Return the past before `at_s` and what is fresh after it; the lead reaches it within 0.3 s.

    A line that is being said is said to its end: a fresh one waits up to 4 s for it, or is left unsaid.
    """
    said = [cue for cue in past.spoken if cue.at_s < at_s]
    waiting = [cue for cue in fresh.spoken if cue.at_s >= at_s]
    return joined(
        _joined_points(past, fresh, at_s),
        bells=_spliced(past.bells, fresh.bells, at_s),
        pulses=_spliced(past.pulses, fresh.pulses, at_s),
        spoken=(*said, *_in_turn(waiting, said)),
    )


def interjected(points: Breakpoints, cue: SpokenCue, bell: Bell | None = None) -> Breakpoints:
    """Return the breakpoints with a line said at its second whatever was planned; later lines wait or yield."""
    before = [each for each in points.spoken if each.at_s < cue.at_s]
    after = [each for each in points.spoken if each.at_s >= cue.at_s]
    bells = (*points.bells, *([bell] if bell else []))
    return replace(
        points,
        spoken=(*before, cue, *_in_turn(after, [cue])),
        bells=tuple(sorted(bells, key=lambda each: each.at_s)),
    )


def _joined_points(past: Breakpoints, fresh: Breakpoints, at_s: float) -> list[Point]:
    kept = [_point(past, i) for i in range(bisect_right(past.at_s, at_s)) if past.at_s[i] < at_s]
    end_s = fresh.at_s[-1]
    reached_s = min(at_s + JOIN_S, end_s)
    if at_s >= end_s:
        return [*kept, value_at(past, at_s)]
    follows = range(bisect_right(fresh.at_s, reached_s), len(fresh.at_s))
    return [*kept, value_at(past, at_s), value_at(fresh, reached_s), *(_point(fresh, i) for i in follows)]


def value_at(points: Breakpoints, at_s: float) -> Point:
    """Return the lead at a second of the evening; before the first point and after the last it stays."""
    right = bisect_right(points.at_s, at_s)
    if right in {0, len(points.at_s)}:
        return replace(_point(points, min(right, len(points.at_s) - 1)), at_s=at_s)
    a, b = _point(points, right - 1), _point(points, right)
    share = (at_s - a.at_s) / (b.at_s - a.at_s)
    return Point(
        at_s=at_s,
        u=a.u + (b.u - a.u) * share,
        side=a.side + (b.side - a.side) * share,
        level=a.level + (b.level - a.level) * share,
        pressure=a.pressure + (b.pressure - a.pressure) * share,
    )


def _point(points: Breakpoints, i: int) -> Point:
    return Point(points.at_s[i], points.u[i], points.side[i], points.level[i], points.pressure[i])


def _spliced(past: tuple[_Timed, ...], fresh: tuple[_Timed, ...], at_s: float) -> tuple[_Timed, ...]:
    kept = [each for each in past if each.at_s < at_s]
    return tuple(kept + [each for each in fresh if each.at_s >= at_s])


def _in_turn(waiting: Sequence[SpokenCue], said: Sequence[SpokenCue]) -> list[SpokenCue]:
    """Return lines that begin once what is being said ended; who would wait too long stays unsaid."""
    turns: list[SpokenCue] = []
    free_s = said[-1].at_s + seconds_of(said[-1].text) if said else 0.0
    for cue in waiting:
        at_s = max(cue.at_s, free_s)
        if at_s - cue.at_s <= LATEST_S:
            turns.append(replace(cue, at_s=at_s))
            free_s = at_s + seconds_of(cue.text)
    return turns
