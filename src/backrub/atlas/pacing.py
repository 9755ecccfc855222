"""Share the seconds of contact among lanes and spots: which, in what order, for how long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, cycle, islice

from backrub.atlas.drawn import DrawnLane, Family
from backrub.domain.stroke import Travel

_MOST_PASSES = 400
_MARGIN = 0.003
"""How far inside its range a speed stays, so that rounding cannot carry it out."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Hold a range of speeds in cm/s and the one wished for, which lies in it."""

    least: float
    most: float
    wished: float


@dataclass(frozen=True, slots=True)
class Leg:
    """Take a family's lane, by its number, for some seconds; a return runs it backwards."""

    lane: int
    seconds: float
    is_return: bool = False


def glide(family: Family, travel: Travel, pace: Pace, seconds: float) -> list[Leg]:
    """Return legs whose speeds lie within the pace, all alike, filling the seconds where lanes allow it."""
    least, most = pace.least * (1 + _MARGIN), max(pace.most * (1 - _MARGIN), pace.least * (1 + _MARGIN))
    order = _lanes_for(family, travel, pace.wished * seconds)
    legs = list(islice(_rounds(order, travel), _MOST_PASSES))
    reach = list(accumulate(family.lanes[lane].length_cm for lane, _ in legs))
    fits = [n for n, length in enumerate(reach) if least * seconds <= length <= most * seconds]
    if fits:
        count = min(fits, key=lambda n: abs(reach[n] - pace.wished * seconds))
        speed = reach[count] / seconds
    else:
        count = max((n for n, length in enumerate(reach) if length <= most * seconds), default=0)
        speed = most if reach[count] > most * seconds else least
    return [Leg(lane, family.lanes[lane].length_cm / speed, back) for lane, back in legs[: count + 1]]


def knead(family: Family, advance: float, cycle_s: float, seconds: float) -> list[Leg]:
    """Return legs that travel lane after lane, `advance` widths a round, filling the seconds."""
    lanes = family.lanes
    times = [max(cycle_s, lane.length_cm / (advance * lane.width_cm) * cycle_s) for lane in lanes]
    count = max(1, sum(total <= seconds for total in accumulate(times)))
    order = in_place(lanes, range(count))
    rounds = max(1, int(seconds / sum(times[:count])))
    stretch = seconds / (rounds * sum(times[:count]))
    return [Leg(lane, times[lane] * stretch) for lane in order * rounds]


def stay(family: Family, stay_s: float, seconds: float) -> list[Leg]:
    """Return legs that stay at spot after spot, about `stay_s` each, filling the seconds."""
    visits = max(1, round(seconds / stay_s))
    order = in_place(family.lanes, range(min(visits, len(family.lanes))))
    return [Leg(spot, seconds / visits) for spot in islice(cycle(order), visits)]


def _lanes_for(family: Family, travel: Travel, length_cm: float) -> list[int]:
    """Return as many of the most useful lanes as can be travelled once, in their place's order."""
    ways = 2 if travel.way == "return" else 1
    before = accumulate((ways * lane.length_cm for lane in family.lanes), initial=0.0)
    reached = [start + lane.length_cm <= length_cm for start, lane in zip(before, family.lanes, strict=False)]
    return in_place(family.lanes, range(max(1, sum(reached))))


def in_place(lanes: Sequence[DrawnLane], numbers: Sequence[int]) -> list[int]:
    """Return numbers of lanes ordered as hands come to them: outwards from the spine, and downwards."""
    return sorted(numbers, key=lambda n: _place(lanes[n]))


def _place(lane: DrawnLane) -> tuple[float, float]:
    (x0, y0), (x1, y1) = lane.points[0], lane.points[-1]
    lies = abs(x1 - x0) > abs(y1 - y0)
    inner, lower = (x0 + x1) / 2, -(y0 + y1) / 2
    return (lower, inner) if lies or lane.length_cm <= 1.5 else (inner, lower)  # noqa: PLR2004 - a spot


def _rounds(order: Sequence[int], travel: Travel) -> Iterator[tuple[int, bool]]:
    for lane in cycle(order):
        yield lane, False
        if travel.way == "return":
            yield lane, True
