"""Compile a score to breakpoints: what both renderers follow, in straight lines from point to point.

The page does the same in JavaScript; tests/golden/score binds the two, so this stays plain arithmetic.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from backrub.domain.back import Side
from backrub.domain.score.cues import BellKind
from backrub.domain.score.score import CueKind, Score, ScoreCue, Sweep, Touch

LIFT_S = 0.06
"""The silence in which hands go on elsewhere without a pause between."""

SAME_PLACE_U = 0.02
"""Hands that go on this near to where they were did not lift."""

TURNING = 0.2
"""The level at which a stroke goes on into the next where hands stay on."""

ROUNDS_DIP = 0.5
"""How far the swell falls between two rounds, as a share of its height."""

LEAST_ROUND_S = 1.0
"""Rounds quicker than this are heard as one of this length."""

BREATH_S = 4.8
RESTING = (0.12, 0.25)
"""Hands at rest breathe between these levels, once in 4.8 s."""

PULSES_APART_S = 4.0
SIDES = {Side.LEFT: -1.0, Side.RIGHT: 1.0, Side.BOTH: 0.0}
PULSES = {Side.LEFT: 1, Side.RIGHT: 2}

SEMITONES_OF_SPINE = 24.0
PENTATONIC = (0, 2, 4, 7, 9)


@dataclass(frozen=True, slots=True)
class Bell:
    """Ring at a second of the evening; `pitch_class` counts semitones, 0 to 11, above the lead's lowest note."""

    at_s: float
    kind: BellKind
    pitch_class: int


@dataclass(frozen=True, slots=True)
class Pulse:
    """Beat softly: once for the receiver's left, twice for the right; a mono speaker tells them apart."""

    at_s: float
    count: int


@dataclass(frozen=True, slots=True)
class SpokenCue:
    """Say a line at a second of the evening; the lowest `priority` goes first where two would meet."""

    at_s: float
    key: str
    text: str
    priority: int


@dataclass(frozen=True, slots=True)
class Breakpoints:
    """Hold what a renderer follows, timed in seconds of the evening; `at_s` rises strictly.

    `u` 0.0 hips to 1.0 crown; `side` -1.0 the receiver's left to 1.0 right; `level` 0.0 to 1.0, 0.0 while hands
    lift or go elsewhere; `pressure` 1.0 to 4.0. Between two points each value moves in a straight line.
    """

    at_s: tuple[float, ...]
    u: tuple[float, ...]
    side: tuple[float, ...]
    level: tuple[float, ...]
    pressure: tuple[float, ...]
    bells: tuple[Bell, ...] = ()
    pulses: tuple[Pulse, ...] = ()
    spoken: tuple[SpokenCue, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Hold all values of the lead at one second."""

    at_s: float
    u: float
    side: float
    level: float
    pressure: float


def breakpoints(score: Score) -> Breakpoints:
    """Return the breakpoints of a score; the same score gives the same numbers."""
    sweeps = [
        replace(sweep, start_s=step.start_s + sweep.start_s) for step in score.steps for sweep in step.sweeps
    ]
    cues = [(step.start_s + cue.start_s, cue) for step in score.steps for cue in step.cues]
    return joined(
        _framed(_lead(sweeps), score.seconds),
        bells=tuple(_bell(at_s, cue, sweeps) for at_s, cue in cues if cue.kind is CueKind.BELL),
        pulses=tuple(_pulses(score)),
        spoken=tuple(
            SpokenCue(at_s, cue.key, cue.text, cue.priority)
            for at_s, cue in cues
            if cue.kind is CueKind.SPEECH
        ),
    )


def joined(
    points: Sequence[Point],
    *,
    bells: tuple[Bell, ...] = (),
    pulses: tuple[Pulse, ...] = (),
    spoken: tuple[SpokenCue, ...] = (),
) -> Breakpoints:
    """Return breakpoints of points in order and of what sounds beside them."""
    return Breakpoints(
        at_s=tuple(point.at_s for point in points),
        u=tuple(point.u for point in points),
        side=tuple(point.side for point in points),
        level=tuple(point.level for point in points),
        pressure=tuple(point.pressure for point in points),
        bells=bells,
        pulses=pulses,
        spoken=spoken,
    )


def _lead(sweeps: Sequence[Sweep]) -> list[Point]:
    """Return the points of sweeps in order; hands that go elsewhere at once are silent for a moment."""
    led: list[Point] = []
    kept_on = [False, *(_kept_on(a, b) for a, b in pairwise(sweeps)), False]
    for sweep, before, after in zip(sweeps, kept_on, kept_on[1:], strict=False):
        points = list(_swell(sweep, TURNING if before else 0.0, TURNING if after else 0.0))
        if led and led[-1].at_s > points[0].at_s - LIFT_S:
            _make_way(led, points[0].at_s, kept_on=before)
        led += points
    return led


def _make_way(led: list[Point], at_s: float, *, kept_on: bool) -> None:
    """End what was led before a second: on it where hands stay on, a moment earlier where they lift."""
    last = led.pop()
    if not kept_on:
        led.append(_moved(led[-1], last, at_s - LIFT_S))


def _moved(before: Point, last: Point, at_s: float) -> Point:
    """Return the last point of a line, brought forward along it."""
    share = (at_s - before.at_s) / (last.at_s - before.at_s)
    return replace(last, at_s=at_s, u=before.u + (last.u - before.u) * share)


def _kept_on(before: Sweep, after: Sweep) -> bool:
    """Return whether hands go on from one sweep into the next without lifting."""
    return (
        before.side is after.side
        and abs(before.to_u - after.from_u) <= SAME_PLACE_U
        and after.start_s - (before.start_s + before.duration_s) <= LIFT_S
    )


def _swell(sweep: Sweep, begins: float, ends: float) -> Iterator[Point]:
    """Yield the points of a sweep: its swell between the levels it begins and ends at."""
    inner = list(_inner(sweep))
    for share, level in [(0.0, begins), *inner, (1.0, ends)]:
        yield Point(
            at_s=sweep.start_s + sweep.duration_s * share,
            u=sweep.from_u + (sweep.to_u - sweep.from_u) * share,
            side=SIDES[sweep.side],
            level=level,
            pressure=sweep.pressure,
        )


def _inner(sweep: Sweep) -> Iterable[tuple[float, float]]:
    """Return the shares of a sweep at which its level turns, with those levels."""
    height = 0.4 + 0.15 * sweep.pressure
    if sweep.touch is Touch.GLIDE:
        return [(1 / 3, height), (2 / 3, height)]
    if sweep.touch is Touch.REST:
        return _rounds(sweep.duration_s, BREATH_S, *RESTING)
    round_s = max(LEAST_ROUND_S, sweep.round_s or LEAST_ROUND_S)
    return _rounds(sweep.duration_s, round_s, height * ROUNDS_DIP, height)


def _rounds(duration_s: float, round_s: float, low: float, high: float) -> Iterator[tuple[float, float]]:
    """Yield the turns of whole rounds, high in the middle of each, as near to `round_s` as they fit."""
    halves = 2 * max(1, int(duration_s / round_s + 0.5))
    for n in range(1, halves):
        yield n / halves, high if n % 2 else low


def _framed(led: Sequence[Point], seconds: int) -> list[Point]:
    """Return the points with silence from the first second to the last; nothing is led in an empty evening."""
    first = led[0] if led else Point(0.0, 0.5, 0.0, 0.0, 1.0)
    last = led[-1] if led else first
    before = [] if led and led[0].at_s <= 0 else [replace(first, at_s=0.0, level=0.0)]
    after = [] if led and last.at_s >= seconds else [replace(last, at_s=float(seconds), level=0.0)]
    return [*before, *led, *after]


def _bell(at_s: float, cue: ScoreCue, sweeps: Sequence[Sweep]) -> Bell:
    """Return a bell in tune with where hands go next."""
    u = next((sweep.from_u for sweep in sweeps if sweep.start_s >= at_s), sweeps[-1].to_u if sweeps else 0.0)
    semitone = u * SEMITONES_OF_SPINE % 12
    pitch_class = min(PENTATONIC, key=lambda note: abs(note - semitone))
    return Bell(at_s, BellKind(cue.key.removeprefix("bell.")), pitch_class)


def _pulses(score: Score) -> Iterator[Pulse]:
    """Yield a pulse where a step first works on one side, then with its sweeps, not too often."""
    for step in score.steps:
        last_s = -PULSES_APART_S
        for sweep in step.sweeps:
            if sweep.side in PULSES and sweep.start_s - last_s >= PULSES_APART_S:
                last_s = sweep.start_s
                yield Pulse(step.start_s + sweep.start_s, PULSES[sweep.side])
