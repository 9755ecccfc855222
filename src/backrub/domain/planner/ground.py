"""The ground a plan stands on: which places may be touched, from where, and what was asked of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from backrub.domain.back import (
    GROUP_SITES,
    HEAD_ORDER,
    WORK_ORDER,
    Group,
    Place,
    Side,
    Site,
    SiteSide,
    group_of,
    sides_of,
)
from backrub.domain.brief import Brief, Outcome
from backrub.domain.check_in import Position, Surface
from backrub.domain.plan import Stand
from backrub.domain.planner.slot import MOVE_S, WALK_S

SHORT_BELOW_MIN = 10
LONG_FROM_MIN = 20

_QUIET_ORDER = (
    Site.SHOULDER_TOP,
    Site.SHOULDER_BLADE,
    Site.MID_BACK,
    Site.LOW_BACK,
    Site.BETWEEN_BLADES,
    Site.HIP_RIM,
    *HEAD_ORDER,
)
_COLUMN_ROWS = (
    (Site.SHOULDER_TOP,),
    (Site.SHOULDER_BLADE, Site.BETWEEN_BLADES),
    (Site.MID_BACK,),
    (Site.LOW_BACK,),
    (Site.HIP_RIM,),
)


@dataclass(frozen=True)
class Ground:
    """Answer questions about one brief; made once a plan."""

    brief: Brief

    @cached_property
    def seconds(self) -> int:
        """Return the length of the evening."""
        return self.brief.frame.minutes * 60

    @cached_property
    def is_short(self) -> bool:
        """Return whether groups are worked as one place."""
        return self.brief.frame.minutes < SHORT_BELOW_MIN

    @cached_property
    def is_long(self) -> bool:
        """Return whether sides may be worked separately."""
        return self.brief.frame.minutes >= LONG_FROM_MIN

    @cached_property
    def is_quiet(self) -> bool:
        """Return whether the evening is holds alone."""
        return self.brief.outcome is Outcome.HOLD_ONLY

    @cached_property
    def lies_on_side(self) -> bool:
        """Return whether the evening has two halves with a turn between them."""
        return self.brief.frame.position is Position.SIDE_LYING

    @cached_property
    def halves(self) -> tuple[Side, ...]:
        """Return what each part of the evening covers: both sides at once, or one and then, turned, the other.

        Lying on the side, nobody turns for nothing: there are two halves when each has something to touch.
        """
        if not self.lies_on_side:
            return (Side.BOTH,)
        # The side whose shoulders may be touched goes first, so that the evening begins there.
        first = min(
            (Side.LEFT, Side.RIGHT), key=lambda side: (not self.group(Group.SHOULDERS, side), side.value)
        )
        first = first if self.column(first) else first.other
        second = self.column(first.other) or self.head()
        return (first, first.other) if self.column(first) and second else (Side.BOTH,)

    @cached_property
    def turns(self) -> bool:
        """Return whether the receiver turns over in the middle."""
        return len(self.halves) > 1

    @cached_property
    def on_bed(self) -> bool:
        """Return whether the giver reaches from both sides of a bed."""
        return self.brief.frame.surface is Surface.BED

    @cached_property
    def move_s(self) -> int:
        """Return the seconds it takes to change place."""
        return WALK_S if self.on_bed else MOVE_S

    @cached_property
    def asked(self) -> tuple[SiteSide, ...]:
        """Return the asked spots in order of importance, each once; a short evening has time for one."""
        spots = tuple(dict.fromkeys(spot.where for spot in self.brief.spots))
        return spots[:1] if self.is_short else spots

    def with_fewer_wishes(self) -> "Ground":
        """Return the ground without a kept place, else without the last spot: there is no time for all.

        Raises: ValueError, if there is none to leave out.
        """
        if self.brief.kept:
            return Ground(replace(self.brief, kept=self.brief.kept - {max(self.brief.kept)}))
        if not self.brief.spots:
            raise ValueError(f"{self.seconds} s are too few for an evening")
        return Ground(replace(self.brief, spots=self.brief.spots[:-1]))

    def allowed(self, sites: Iterable[Site], side: Side = Side.BOTH) -> tuple[SiteSide, ...]:
        """Return the site-sides of these sites and side that hands may touch, in the order given."""
        leave_out = self.brief.leave_out
        return tuple(ss for site in sites for ss in sides_of(site, side) if ss not in leave_out)

    def column(self, side: Side = Side.BOTH) -> tuple[SiteSide, ...]:
        """Return the site-sides from shoulder top to hip that hands may touch."""
        return self.allowed(WORK_ORDER, side)

    def head(self) -> tuple[SiteSide, ...]:
        """Return the site-sides of neck and head that hands may touch."""
        return self.allowed(HEAD_ORDER)

    def group(self, group: Group, side: Side = Side.BOTH) -> tuple[SiteSide, ...]:
        """Return the site-sides of a group that hands may touch."""
        return self.allowed(GROUP_SITES[group], side)

    def asks_for(self, site: Site) -> tuple[Side, ...]:
        """Return the sides on which a spot of this site was asked for."""
        return tuple(ss.side for ss in self.asked if ss.site is site)

    def quiet(self, covers: Iterable[SiteSide]) -> tuple[SiteSide, ...]:
        """Return the site-sides that bear a light hand and no extra time: no pair that tickles or was asked for."""
        return self.unasked(self.calm(covers))

    def quietest(self, covers: tuple[SiteSide, ...]) -> tuple[SiteSide, ...]:
        """Return the site-sides that best bear a last hold; all of them if none does better."""
        return self.quiet(covers) or self.unasked(covers) or self.calm(covers) or covers

    def unasked(self, covers: Iterable[SiteSide]) -> tuple[SiteSide, ...]:
        """Return the site-sides that were asked for on neither side."""
        asked = set(self.asked)
        return tuple(ss for ss in covers if not {ss, ss.twin} & asked)

    def calm(self, covers: Iterable[SiteSide]) -> tuple[SiteSide, ...]:
        """Return the site-sides that bear a light hand: no pair that tickles."""
        return tuple(ss for ss in covers if not {ss, ss.twin} & self.brief.ticklish)

    def resting_place(
        self, side: Side, among: Iterable[Site] = tuple(Site), *, mirrored: bool = True
    ) -> tuple[SiteSide, ...]:
        """Return where hands first come to rest: a quiet place that both sides share, if there is one.

        Where the other half cannot rest at the same place (not `mirrored`), one whose twin is left out comes
        first, so that no side gets more than the other.
        """
        within = set(among)
        sites = [s for s in _QUIET_ORDER if s in within and self._is_within_reach(s, side)]
        shared = [site for site in sites if len(self.allowed((site,))) == 2]  # noqa: PLR2004
        lone = [site for site in sites if site not in shared]
        calm = [site for site in shared if self.quiet(self.allowed((site,)))]
        order = (*calm, *shared, *lone) if mirrored else (*lone, *calm, *shared)
        choices = (self.allowed((site,), side) for site in order)
        return next((covers for covers in choices if covers), ())

    def _is_within_reach(self, site: Site, side: Side) -> bool:
        """Return whether a site may open the evening; on the side, the head waits for the second half."""
        return side is Side.BOTH or site not in HEAD_ORDER

    def glides_through(self, covers: Iterable[SiteSide]) -> bool:
        """Return whether each hand can glide over its side of these without crossing a place left out."""
        touched = set(covers)
        return all(_is_run(touched, side) for side in {ss.side for ss in touched})

    def stand(self, side: Side, place: Place) -> Stand:
        """Return where the giver is for a place; on a bed both sides get used."""
        if self.on_bed:
            return self._bedside(side, place)
        if self.brief.frame.position is not Position.PRONE:
            return Stand.BEHIND
        if group_of(place) is Group.HEAD_AND_NECK:
            return Stand.HEAD
        return self._bedside(side, place)

    def _bedside(self, side: Side, place: Place) -> Stand:
        if side is not Side.BOTH:
            return Stand(side.value)
        return Stand.LEFT if group_of(place) is Group.SHOULDERS else Stand.RIGHT


def _rows(touched: set[SiteSide], side: Side) -> tuple[int, ...]:
    return tuple(
        i
        for i, row in enumerate(_COLUMN_ROWS)
        if any(ss in touched for site in row for ss in sides_of(site, side))
    )


def _is_run(touched: set[SiteSide], side: Side) -> bool:
    rows = _rows(touched, side)
    return bool(rows) and rows == tuple(range(rows[0], rows[-1] + 1))


def side_of(covers: Iterable[SiteSide]) -> Side:
    """Return the side these site-sides lie on, both when they lie on either or there is none."""
    sides = {ss.side for ss in covers}
    return sides.pop() if len(sides) == 1 else Side.BOTH
