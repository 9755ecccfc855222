"""How words and signs shift the tuning of the evening (CONTRACT "Pressure").

A level is what the evening aims at on a site-side: the wish, what was learned and what was said tonight,
between feather and the ceiling. Only tonight's offsets change here; warm-up and order stay the planner's.
"""

from collections.abc import Mapping
from dataclasses import replace

from backrub.domain.back import SiteSide
from backrub.domain.brief import Brief
from backrub.domain.plan import Step
from backrub.domain.planner.tuning import Tuning
from backrub.domain.pressure import LEAST, MOST, SOFTER_STEP

RISE_MOST = 0.5
"""The most that "firmer" raises a level within `RISE_WINDOW_MS` of plan time."""

RISE_WINDOW_MS = 30_000

SLOWER_FACTOR = 0.8
SLOWEST = 0.5


def level(brief: Brief, tuning: Tuning, where: SiteSide) -> float:
    """Return the Walton level aimed at on a site-side."""
    aim = _unshifted(brief, tuning, where) + tuning.offsets.get(where, 0.0)
    return min(max(aim, LEAST), brief.ceilings[where], MOST)


def softer(brief: Brief, tuning: Tuning, step: Step) -> Tuning:
    """Return the tuning half a level below what the step's sites feel now, a quarter lower elsewhere."""
    sites = {where.site for where in step.covers}
    levels = {}
    for where in SiteSide:
        now = level(brief, tuning, where)
        near = where.site in sites
        levels[where] = min(now, step.pressure) - SOFTER_STEP if near else now - SOFTER_STEP / 2
    return _aim_at(brief, tuning, levels)


def firmer(brief: Brief, tuning: Tuning, step: Step, rise: float) -> Tuning:
    """Return the tuning `rise` levels higher where the step touches, within the ceilings."""
    levels = {}
    for where in step.covers:
        now = level(brief, tuning, where)
        higher = min(now + rise, brief.ceilings[where], MOST)
        if higher > now:
            levels[where] = higher
    return _aim_at(brief, tuning, levels)


def there(brief: Brief, tuning: Tuning, step: Step) -> Tuning:
    """Return the tuning that goes no further than the step's pressure where it touches."""
    return _aim_at(
        brief, tuning, {where: min(level(brief, tuning, where), step.pressure) for where in step.covers}
    )


def slower(tuning: Tuning) -> Tuning:
    """Return the tuning a fifth slower, at slowest half the planned speed."""
    return replace(tuning, speed_factor=max(SLOWEST, round(tuning.speed_factor * SLOWER_FACTOR, 3)))


def hold_level(tuning: Tuning, until_s: int) -> Tuning:
    """Return the tuning that allows no rise before a second of the plan, or a later one set already."""
    return replace(tuning, no_rise_until_s=max(tuning.no_rise_until_s, until_s))


def rise_left(rises: tuple[tuple[int, float], ...], now_plan_ms: int) -> float:
    """Return how far "firmer" may still raise a level now, after the rises (plan ms, amount) so far."""
    recent = sum(rise for at_ms, rise in rises if now_plan_ms - at_ms < RISE_WINDOW_MS)
    return max(0.0, round(RISE_MOST - recent, 2))


def _unshifted(brief: Brief, tuning: Tuning, where: SiteSide) -> float:
    return brief.wish.pressure.level + tuning.learned.get(where, 0.0)


def _aim_at(brief: Brief, tuning: Tuning, levels: Mapping[SiteSide, float]) -> Tuning:
    offsets = {
        where: round(max(aim, LEAST) - _unshifted(brief, tuning, where), 2) for where, aim in levels.items()
    }
    return replace(tuning, offsets={**tuning.offsets, **offsets})
