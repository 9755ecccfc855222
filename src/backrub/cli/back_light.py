"""How light falls on the back: a candle from the side where hands are, and a glow beneath them."""

from math import exp, pow, prod  # noqa: A004  # the float one

from backrub.cli.back_shape import NECK_TOP_CM, SPINE_CM, outline_cm, reach
from backrub.domain.back import Side, SiteSide

ROOM = 0.07
CANDLE = 0.42
ROUND_CM = 7.0
FADE_CM = 16.0
FAR = 2.5
"""How many half widths from the middle of a place its glow is gone."""


def light_at(x: float, y: float, covers: frozenset[SiteSide]) -> float:
    """Return how bright a point of the back is, 0.0 (dark, or not the body) to 1.0 (under the hands)."""
    depth = outline_cm(x, y)
    if depth <= 0:
        return 0.0
    fade = min(1.0, max(0.0, y + 2) / FADE_CM)
    skin = _roundness(depth) * _candle(x, covers) * fade
    glow: float = 1 - prod(1 - _glow(reach(where, x, y)) for where in covers)
    return min(1.0, (skin + (1 - skin) * glow * (0.55 + 0.45 * _roundness(depth))) * _groove(x, y))


def _glow(out: float) -> float:
    """Return the light beneath a hand: full in the middle, soft at the edge."""
    return 0.95 * exp(-0.75 * pow(out, 2.6)) if out < FAR else 0.0


def _roundness(depth: float) -> float:
    """Return how much a surface turns towards the eye: less at the outline."""
    return 0.3 + 0.7 * pow(min(1.0, depth / ROUND_CM), 0.8)


def _candle(x: float, covers: frozenset[SiteSide]) -> float:
    """Return the light of the room, brighter towards the side where hands are."""
    sides = {where.side for where in covers}
    if len(sides) != 1:
        return (ROOM + CANDLE) / 2
    towards = -x if Side.LEFT in sides else x
    return ROOM + (CANDLE - ROOM) / (1 + exp(-towards / 3))


def _groove(x: float, y: float) -> float:
    """Return the shade of the spine."""
    return 1 - 0.5 * exp(-((x / SPINE_CM) ** 2)) if y < NECK_TOP_CM else 1.0
