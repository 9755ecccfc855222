"""How firm each site-side should be: tonight's wish, bent by what was learned, found and said."""

from collections.abc import Callable, Iterable, Mapping

from backrub.domain.back import SiteSide
from backrub.domain.brief import Brief, Outcome
from backrub.domain.check_in import Feel
from backrub.domain.plan import Role
from backrub.domain.planner.tuning import Tuning
from backrub.domain.pressure import DEEP_ABOVE, LEAST, LIGHT, SOFTER_STEP, PressureWord
from backrub.domain.session.events import Finding

TICKLISH_MOST = 3.0
_HOLD = 1.5
_SOFTENING = {Finding.HURTS, Finding.GUARDING}


def wished(site_side: SiteSide, brief: Brief, tuning: Tuning) -> float:
    """Return the level to work towards at a site-side, before warm-up and the step's role bound it.

    Today's word comes first; what was learned and said shifts it; ceilings, findings and ticklishness have the
    last word. Where it tickles on one side, both get the same firm, slow palms, since hands often work both.
    Between 1.0 and 4.0.
    """
    level = brief.wish.pressure.level + tuning.learned.get(site_side, 0.0)
    level += tuning.offsets.get(site_side, 0.0)
    found = {finding for where, finding in tuning.findings if where is site_side}
    level -= SOFTER_STEP * len(found & _SOFTENING)
    if Finding.WARM in found:
        level = min(level, LIGHT)
    if not tuning.deep_yes:
        level = min(level, DEEP_ABOVE)
    if {site_side, site_side.twin} & brief.ticklish:
        level = max(LIGHT, min(level, TICKLISH_MOST))
    return max(LEAST, min(level, brief.ceilings[site_side]))


def wishes(brief: Brief, tuning: Tuning) -> dict[SiteSide, float]:
    """Return the level to work towards at every site-side."""
    return {ss: wished(ss, brief, tuning) for ss in SiteSide}


def aimed(role: Role, covers: Iterable[SiteSide], levels: Mapping[SiteSide, float], brief: Brief) -> float:
    """Return the level a slot aims at, before warm-up bounds it; the most tender place it covers decides."""
    sites = tuple(covers)
    if brief.outcome is Outcome.HOLD_ONLY:
        return _HOLD
    wish = min((levels[ss] for ss in sites), default=LEAST)
    level = _ROLE_LEVEL[role](wish) if role in _ROLE_LEVEL else wish
    if role is Role.FOCAL and _feel_at(sites, brief) is Feel.ACHE:
        level = wish - SOFTER_STEP
    # Where anything tickles, broad strokes over it start at 2.0, so nothing before may be lighter.
    opens = role in {Role.HOLD, Role.PALPATE} and brief.ticklish
    tickles = any({ss, ss.twin} & brief.ticklish for ss in sites)
    return max(LIGHT if tickles or opens else LEAST, level)


def _feel_at(covers: tuple[SiteSide, ...], brief: Brief) -> Feel | None:
    return next((spot.feel for spot in brief.spots if spot.where in covers), None)


def _resting(wish: float) -> float:
    return min(wish, _HOLD)


def _light(wish: float) -> float:
    return min(wish, LIGHT)


_ROLE_LEVEL: dict[Role, Callable[[float], float]] = {
    Role.HOLD: _resting,
    Role.PALPATE: _light,
    Role.BROAD: _light,
    Role.REST: _light,
    Role.EASE: lambda wish: min(wish, DEEP_ABOVE),
    Role.TURN: lambda _: LEAST,
    Role.FEATHER: lambda _: PressureWord.FEATHER.level,
}
