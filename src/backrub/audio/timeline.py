"""What is heard when, counted in samples: the lead's path, how loud the bed is, and what is struck.

A timeline never changes: a change of plan, a hold and going on each make another one with the same past.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from backrub.audio.grid import RATE_HZ
from backrub.audio.lines import Lines
from backrub.audio.path import LEVEL, Path
from backrub.domain.score.breakpoints import Bell, Breakpoints, Pulse

QUIET_BED = 0.3
"""The share of the bed that stays while hands rest."""

RISE_S, SINK_S = 4.0, 7.0
"""How long the bed takes to come in, and to leave at the end."""


@dataclass(frozen=True, slots=True)
class Strike:
    """Ring a bell or beat a pulse at a sample; one that is cut fades within `fade` samples of `cut`."""

    at: int
    what: Bell | Pulse
    cut: int | None = None
    fade: int = 1

    def cut_at(self, now: int, fade: int) -> "Strike":
        """Return the strike cut at `now`; one that is cut already keeps fading as it does."""
        return self if self.cut is not None else replace(self, cut=now, fade=fade)


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """Hold all that is heard; `bed` is how loud pads, breath or one's own music are, `room` how loud the room is."""

    lead: Path
    bed: Lines
    room: Lines
    strikes: tuple[Strike, ...]

    @classmethod
    def of(cls, points: Breakpoints, *, later_s: float = 0.0) -> "Timeline":
        """Return the timeline of breakpoints, all of it some seconds later."""
        by = later_s * RATE_HZ
        struck: Iterable[Bell | Pulse] = (*points.bells, *points.pulses)
        strikes = sorted((Strike(round(each.at_s * RATE_HZ + by), each) for each in struck), key=_when)
        return cls(Path.of(points).moved(by), _bed(points.at_s[-1]).moved(by), _OPEN, tuple(strikes))

    def changed(self, fresh: "Timeline", now: int, within: int) -> "Timeline":
        """Return what is heard where the fresh timeline follows from `now`, joined `within` some samples."""
        return Timeline(
            Path.along(self.lead.lines.joined(fresh.lead.lines, now, within)),
            self.bed.joined(fresh.bed, now, within),
            self.room.joined(fresh.room, now, within),
            (*self._struck(now), *(strike for strike in fresh.strikes if strike.at >= now)),
        )

    def held(self, now: int, fade: int, *, bed: float, room: float) -> "Timeline":
        """Return what is heard where hands rest from `now`: the lead stands and fades, bed and room fall to shares."""
        standing = self.lead.lines.value_at(now)
        standing[LEVEL] = 0.0
        return Timeline(
            Path.along(self.lead.lines.joined(Lines.through([now], [standing]), now, fade)),
            self.bed.joined(Lines.through([now], [[bed]]), now, fade),
            self.room.joined(Lines.through([now], [[room]]), now, fade),
            tuple(strike.cut_at(now, fade) for strike in self._struck(now)),
        )

    def struck(self, what: Bell, now: int) -> "Timeline":
        """Return what is heard with one more bell at `now`."""
        strikes = sorted((*self.strikes, Strike(now, what)), key=_when)
        return replace(self, strikes=tuple(strikes))

    def _struck(self, now: int) -> Iterator[Strike]:
        return (strike for strike in self.strikes if strike.at < now)


def _when(strike: Strike) -> int:
    return strike.at


_OPEN = Lines.through([0.0], [[1.0]])


def _bed(end_s: float) -> Lines:
    """Return a bed that comes in and leaves, both quicker where the evening is very short."""
    rise_s, sink_s = min(RISE_S, end_s / 3), min(SINK_S, end_s / 3)
    knots_s = np.array([0.0, rise_s, end_s - sink_s, end_s])
    return Lines.through(knots_s * RATE_HZ, [[0.0], [1.0], [1.0], [0.0]])
