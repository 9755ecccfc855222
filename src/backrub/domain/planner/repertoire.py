"""Which strokes fit a slot: what the catalogue, the brief and the place allow, and how well each suits."""

import zlib
from dataclasses import dataclass
from functools import cached_property

from backrub.domain.back import Side, SiteSide
from backrub.domain.brief import Brief
from backrub.domain.catalogue import Catalogue
from backrub.domain.check_in import Experience, Feel, Intention, Pace
from backrub.domain.plan import Role
from backrub.domain.planner.ground import Ground
from backrub.domain.planner.slot import Slot
from backrub.domain.pressure import DEEP_ABOVE, LIGHT
from backrub.domain.stroke import LADDER_TOOLS, Family, Hands, Needs, Stroke, Tool

TICKLISH_MOST_CM_S = 5.0
_JITTER = 0.45

_ROLE_FAMILIES: dict[Role, tuple[set[Family], ...]] = {
    # Families in order of preference: the next set is looked at only when none of the first fits.
    Role.HOLD: ({Family.HOLD},),
    Role.REST: ({Family.HOLD},),
    Role.TURN: ({Family.HOLD},),
    Role.PALPATE: ({Family.HOLD},),
    Role.BROAD: ({Family.GLIDE}, {Family.PRESS}, {Family.HOLD}),
    Role.EASE: ({Family.GLIDE}, {Family.HOLD}),
    Role.FEATHER: ({Family.FEATHER}, {Family.HOLD}),
}

_PERCUSSION = -0.8
_WISHED_KIND = 0.5
"""A kind of touch that is wished for outweighs chance and intention."""


_Usable = tuple[Stroke, Tool, float]
"""A stroke, a tool that makes it, and how well it suits tonight."""


@dataclass(frozen=True, slots=True)
class Option:
    """Join a stroke with the tool that makes it, and how well it suits the slot (unitless, about 0 to 3)."""

    stroke: Stroke
    tool: Tool
    suits: float

    @property
    def thumb(self) -> bool:
        """Return whether it costs the giver's thumbs."""
        return self.tool is Tool.THUMB


@dataclass(frozen=True)
class Repertoire:
    """Find options for slots of one brief; the seed gives near-equal strokes their turn from place to place."""

    ground: Ground
    catalogue: Catalogue
    seed: int

    @cached_property
    def _usable(self) -> tuple[_Usable, ...]:
        """Return every stroke and tool this brief allows anywhere, with their worth."""
        brief = self.ground.brief
        return tuple(
            (stroke, tool, _worth(stroke, tool, brief))
            for stroke in self.catalogue.strokes.values()
            if _is_allowed(stroke, brief)
            for tool in stroke.tools
            if tool in brief.tools
        )

    @cached_property
    def _cache(self) -> dict[tuple[object, ...], tuple[Option, ...]]:
        return {}

    def options(self, slot: Slot, pressure: float) -> tuple[Option, ...]:
        """Return what can be done in a slot at a pressure; empty if nothing can."""
        contact = slot.contact_s
        key = (slot.role, slot.covers, slot.side, pressure, contact)
        if key not in self._cache:
            self._cache[key] = self._find(slot, pressure, contact)
        return self._cache[key]

    def _find(self, slot: Slot, pressure: float, contact: int) -> tuple[Option, ...]:
        fitting = [
            u
            for u in self._at(slot.covers, slot.side)
            if u[0].pressure[0] <= pressure <= u[0].pressure[1]
            and _suits_cover(u[0], self.ground.brief, pressure)
            and _is_deep_safe(u[0], u[1], pressure)
        ]
        chosen = _of_role(fitting, slot, self.ground)
        in_dose = [u for u in chosen if u[0].dose_s[0] <= contact <= u[0].dose_s[1]]
        spare = [u for u in chosen if contact <= u[0].dose_s[1]] or [
            u for u in chosen if u[1] is not Tool.THUMB
        ]
        feel = self._feel(slot)
        return tuple(
            Option(
                stroke, tool, worth + _role_worth(stroke, slot, feel, pressure) + self._chance(stroke, slot)
            )
            for stroke, tool, worth in in_dose or spare
        )

    def _at(self, covers: tuple[SiteSide, ...], side: Side) -> list[_Usable]:
        """Return what may be done at a place at some pressure."""
        key = (covers, side)
        if key not in self._places:
            self._places[key] = [u for u in self._usable if self._fits(u[0], u[1], covers, side)]
        return self._places[key]

    @cached_property
    def _places(self) -> dict[tuple[tuple[SiteSide, ...], Side], list[_Usable]]:
        return {}

    def _fits(self, stroke: Stroke, tool: Tool, covers: tuple[SiteSide, ...], side: Side) -> bool:
        tickles = not self.ground.brief.ticklish.isdisjoint(covers)
        return (
            not (side is Side.BOTH and stroke.hands is Hands.ALTERNATE)
            and all(ss.site in stroke.sites for ss in covers)
            and all(tool in self.catalogue.sites[ss.site].tools for ss in covers)
            and (not tickles or _is_broad_and_slow(stroke, tool))
        )

    def _chance(self, stroke: Stroke, slot: Slot) -> float:
        """Return a little worth by chance: the same for a stroke at a place all evening."""
        lot = zlib.crc32(f"{self.seed}:{stroke.key}:{slot.site.value}".encode())
        return _JITTER * lot / 2**32

    def _feel(self, slot: Slot) -> Feel | None:
        if slot.role is not Role.FOCAL:
            return None
        return next((s.feel for s in self.ground.brief.spots if s.where in slot.covers), Feel.KNOT)


def _is_allowed(stroke: Stroke, brief: Brief) -> bool:
    oil = brief.frame.oil
    if (stroke.needs is Needs.OIL and not oil) or (stroke.needs is Needs.NO_OIL and oil):
        return False
    if stroke.family is Family.PERCUSSION and not (brief.percussion and brief.wish.pace is Pace.FLOWING):
        return False
    return not (stroke.practised_only and brief.care.experience is Experience.BEGINNER)


def _suits_cover(stroke: Stroke, brief: Brief, pressure: float) -> bool:
    """Return whether a sliding stroke stays light where there is no oil to slide on."""
    return stroke.needs is not Needs.CLOTH_OK or brief.frame.oil or pressure <= LIGHT


def _is_deep_safe(stroke: Stroke, tool: Tool, pressure: float) -> bool:
    if pressure <= DEEP_ABOVE:
        return True
    return tool in LADDER_TOOLS and (stroke.speed_cm_s is None or stroke.speed_cm_s[0] <= 3.0)  # noqa: PLR2004


def _is_broad_and_slow(stroke: Stroke, tool: Tool) -> bool:
    slow = stroke.speed_cm_s is None or stroke.speed_cm_s[0] < TICKLISH_MOST_CM_S
    gentle = stroke.family not in {Family.PERCUSSION, Family.FEATHER, Family.ROCK}
    return tool is Tool.PALM and slow and gentle


def _of_role(fitting: list[_Usable], slot: Slot, ground: Ground) -> list[_Usable]:
    """Return those of the families the role asks for; working hands do anything but palpate."""
    if not slot.covers:
        return [u for u in fitting if u[0].key == "static_hold"]
    if slot.role is Role.PALPATE:
        palpation = [u for u in fitting if u[0].key == "palpation"]
        if palpation:
            return palpation
    others = [u for u in fitting if u[0].key != "palpation"]
    families = _ROLE_FAMILIES.get(slot.role)
    if families is None:
        busy = [u for u in others if u[0].family not in {Family.HOLD, Family.FEATHER}]
        # Around a focal visit hands work broadly, so that the visit stays short.
        asked = slot.role is Role.WORK and not set(ground.asked).isdisjoint(slot.covers)
        broad = [u for u in busy if not u[0].focal] if asked else busy
        return broad or busy or others
    if slot.role is Role.BROAD and not ground.glides_through(slot.covers):
        families = families[1:]
    return next((found for wanted in families if (found := [u for u in others if u[0].family in wanted])), [])


def _worth(stroke: Stroke, tool: Tool, brief: Brief) -> float:
    """Return how well a stroke suits tonight anywhere: the seeds' kneading first, the plan's intention next."""
    worth = 1.0 + stroke.suits.anywhere
    if stroke.family is Family.PERCUSSION:
        worth += _PERCUSSION
    if brief.wish.intention is Intention.EASE_TENSION and stroke.family in {Family.KNEAD, Family.PRESS}:
        worth += 0.15
    if brief.wish.intention is Intention.CLOSENESS and stroke.family in {Family.GLIDE, Family.HOLD}:
        worth += 0.3
    if stroke.family in {kind.family for kind in brief.wish.kinds}:
        worth += _WISHED_KIND
    return worth - 0.1 * stroke.tools.index(tool) - (0.3 if tool is Tool.THUMB else 0.0)


def _role_worth(stroke: Stroke, slot: Slot, feel: Feel | None, pressure: float) -> float:
    worth = stroke.suits.feel(feel) if feel else 0.0
    if slot.role is Role.FOCAL and stroke.focal:
        worth += 0.4
    if slot.role is Role.WORK and stroke.focal:
        worth -= 0.4
    low, high = stroke.pressure
    middle, half = (low + high) / 2, max((high - low) / 2, 0.5)
    return worth - 0.2 * abs(pressure - middle) / half
