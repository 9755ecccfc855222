"""Where hands go in a step: one track for each hand, with its line, its seconds there and back, its gait."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import atan2, degrees

from backrub.domain.back import Side, SiteSide
from backrub.domain.body_map import BodyMap, Line, Point, StrokePath
from backrub.domain.plan import Pass, Stand, Step
from backrub.domain.stroke import Family, Stroke, Tool
from backrub.pictures.curves import extent, length, middle, mirrored

_RESTING_S = 4.8
_MOVES_CM = 4.0
_AT_ONCE_S = 0.5
_HAND_DEGREES, _FOREARM_DEGREES = 12.0, 24.0


class Gait(StrEnum):
    """Name how a hand moves about the place where it is."""

    REST = "rest"
    TRAVEL = "travel"
    CIRCLE = "circle"
    KNEAD = "knead"
    LEAN = "lean"
    SWAY = "sway"
    TAP = "tap"


_GAITS = {
    Family.HOLD: Gait.REST,
    Family.GLIDE: Gait.TRAVEL,
    Family.FEATHER: Gait.TRAVEL,
    Family.KNEAD: Gait.KNEAD,
    Family.FRICTION: Gait.CIRCLE,
    Family.SCALP: Gait.CIRCLE,
    Family.PRESS: Gait.LEAN,
    Family.ROCK: Gait.SWAY,
    Family.PERCUSSION: Gait.TAP,
}


@dataclass(frozen=True, slots=True)
class Track:
    """Lead one hand along a line: `out_s` there, `back_s` back (0.0 when it begins anew), `cycle_s` a round."""

    line: Line
    out_s: float
    back_s: float
    cycle_s: float
    gait: Gait
    width_cm: float
    left_hand: bool
    fingers_up: bool
    is_forearm: bool
    has_hand: bool = True

    @property
    def moves(self) -> bool:
        """Return whether the hand leaves its place."""
        return length(self.line) > _MOVES_CM

    @property
    def turn_degrees(self) -> float:
        """Return where the fingers point, clockwise from the receiver's right, the same all the way.

        Hands that travel along the body point along their way; all others point to the head, or to the feet
        from a giver at the head, a little outwards. A forearm leans so far outwards that the hand stays clear
        of the neck.
        """
        (x0, y0), (x1, y1) = self.line[0], self.line[-1]
        upwards = y1 > y0
        if self.moves and not self.is_forearm and abs(y1 - y0) > 2 * abs(x1 - x0):
            along = degrees(atan2(y0 - y1, x1 - x0))
            return along if upwards == self.fingers_up else along + 180
        outwards = (-1 if self.left_hand else 1) * (_FOREARM_DEGREES if self.is_forearm else _HAND_DEGREES)
        return outwards - 90 if self.fingers_up else 90 + outwards


def tracks(step: Step, stroke: Stroke, body_map: BodyMap, *, at_s: float | None = None) -> tuple[Track, ...]:
    """Return the tracks of the hands at a second of the evening, at the step's beginning when it is None."""
    if step.passes:
        return _one_arm(step, _passing(step, stroke, body_map, at_s))
    lines = _known_lines(step, body_map) or _resting_lines(step, body_map)
    ways = tuple(_track(step, stroke, line, side, step.contact_s, 0.0) for side, line in lines)
    return _one_arm(step, ways)


def _one_arm(step: Step, ways: tuple[Track, ...]) -> tuple[Track, ...]:
    """Return the tracks with one arm drawn where two would cross: a forearm or elbow takes sides in turn."""
    if step.tool not in {Tool.FOREARM, Tool.ELBOW}:
        return ways
    return tuple(replace(way, has_hand=index == 0) for index, way in enumerate(ways))


def _passing(step: Step, stroke: Stroke, body_map: BodyMap, at_s: float | None) -> tuple[Track, ...]:
    """Return the tracks of the ways under way, one or two hands, each joined to its way back."""
    found: list[Track] = []
    for each in under_way(step.passes, at_s):
        for side, line in _sides(body_map.paths[each.path], each.side):
            back_s = _back_s(step.passes, each)
            found.append(_track(step, stroke, line, side, each.duration_s, back_s))
    return tuple(found)


def under_way(passes: Sequence[Pass], at_s: float | None) -> list[Pass]:
    """Return the ways there that are under way, or on their way back, when the last of them has begun."""
    ways = [one for one in passes if not one.is_return] or list(passes)
    begun = [one for one in ways if at_s is not None and one.start_s <= at_s]
    last = begun[-1] if begun else ways[0]
    moment = max(last.start_s, at_s or 0.0) if begun else last.start_s
    longest_back_s = max((one.duration_s for one in passes if one.is_return), default=0.0)
    near = [one for one in ways if one.start_s <= moment < one.start_s + one.duration_s + longest_back_s]
    beside = [one for one in near if moment < one.start_s + one.duration_s + _back_s(passes, one)]
    return beside or [last]


def _back_s(passes: Sequence[Pass], way: Pass) -> float:
    """Return the seconds of the way back that follows a way there, 0.0 when none does."""
    end = way.start_s + way.duration_s
    returns = (
        one.duration_s
        for one in passes
        if one.is_return
        and (one.path, one.side) == (way.path, way.side)
        and abs(one.start_s - end) < _AT_ONCE_S
    )
    return next(returns, 0.0)


def _known_lines(step: Step, body_map: BodyMap) -> list[tuple[Side, Line]]:
    """Return the lines of the paths made for this stroke and place, one a side, the one over most of it."""
    fitting = [
        path
        for path in body_map.paths.values()
        if path.stroke == step.stroke and path.tool is step.tool and set(path.covers) <= set(step.covers)
    ]
    found: dict[Side, Line] = {}
    for path in sorted(fitting, key=lambda path: -len(path.covers)):
        for side, line in _sides(path, path.side):
            found.setdefault(side, line)
    return list(found.items())


def _sides(path: StrokePath, side: Side) -> list[tuple[Side, Line]]:
    """Return a path's line, and its mirror image when it is done on both sides at once."""
    left, _, right, _ = extent(path.points)
    if side is not Side.BOTH or left < 0 < right:
        return [(side, path.points)]
    own = Side.LEFT if right <= 0 else Side.RIGHT
    return [(own, path.points), (own.other, mirrored(path.points))]


def _resting_lines(step: Step, body_map: BodyMap) -> list[tuple[Side, Line]]:
    found: list[tuple[Side, Line]] = []
    for side in (Side.LEFT, Side.RIGHT):
        covered = [where for where in step.covers if where.side is side]
        if covered:
            found.append((side, (_centre(covered, body_map),)))
    return found


def _centre(covered: Sequence[SiteSide], body_map: BodyMap) -> Point:
    """Return where a hand rests for these places: the middle of the largest."""
    area = max((body_map.sites[where] for where in covered), key=lambda one: one.treatable_cm2)
    return middle(area.polygon)


def _track(step: Step, stroke: Stroke, line: Line, side: Side, out_s: float, back_s: float) -> Track:
    from_head = step.stand in {Stand.HEAD, Stand.FRONT}
    return Track(
        line=line,
        out_s=out_s,
        back_s=back_s,
        cycle_s=step.cycle_s or _RESTING_S,
        gait=gait_of(step, stroke),
        width_cm=_WIDTHS_CM[step.tool],
        left_hand=(side is Side.LEFT) != from_head,
        fingers_up=not from_head,
        is_forearm=step.tool is Tool.FOREARM,
    )


def gait_of(step: Step, stroke: Stroke) -> Gait:
    """Return how a hand moves in a step: what has a speed travels, what has neither speed nor round rests."""
    if step.speed_cm_s is not None:
        return Gait.TRAVEL
    return Gait.REST if step.cycle_s is None else _GAITS[stroke.family]


_WIDTHS_CM = {
    Tool.PALM: 8.0,
    Tool.PALM_HEEL: 6.0,
    Tool.SOFT_FIST: 7.0,
    Tool.FOREARM: 6.0,
    Tool.FINGERS: 4.5,
    Tool.THUMB: 2.5,
    Tool.ELBOW: 3.0,
}
