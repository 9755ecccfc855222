"""The back as hands find it: nine sites from head to hip, each with the receiver's own left and right."""

from enum import StrEnum


class Site(StrEnum):
    """Name one place on the back; the order is head to hip."""

    SCALP = "scalp"
    SKULL_BASE = "skull_base"
    NECK = "neck"
    SHOULDER_TOP = "shoulder_top"
    SHOULDER_BLADE = "shoulder_blade"
    BETWEEN_BLADES = "between_blades"
    MID_BACK = "mid_back"
    LOW_BACK = "low_back"
    HIP_RIM = "hip_rim"

    __hash__ = str.__hash__


class Side(StrEnum):
    """Name a side of the receiver's body, always their own."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    __hash__ = str.__hash__

    @property
    def other(self) -> "Side":
        """Return the opposite side; both stays both."""
        return _OTHER[self]


_OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH}


class Group(StrEnum):
    """Name a group of sites that short evenings treat as one place."""

    HEAD_AND_NECK = "head_and_neck"
    SHOULDERS = "shoulders"
    BACK = "back"


Place = Site | Group

GROUP_SITES: dict[Group, tuple[Site, ...]] = {
    Group.SHOULDERS: (Site.SHOULDER_TOP, Site.SHOULDER_BLADE, Site.BETWEEN_BLADES),
    Group.BACK: (Site.MID_BACK, Site.LOW_BACK, Site.HIP_RIM),
    Group.HEAD_AND_NECK: (Site.NECK, Site.SKULL_BASE, Site.SCALP),
}
GROUP_OF: dict[Site, Group] = {site: group for group, sites in GROUP_SITES.items() for site in sites}

WORK_ORDER: tuple[Site, ...] = GROUP_SITES[Group.SHOULDERS] + GROUP_SITES[Group.BACK]
"""The order in which hands work down the back (PRACTICE P19)."""

HEAD_ORDER: tuple[Site, ...] = GROUP_SITES[Group.HEAD_AND_NECK]
"""Neck, skull base and scalp come last: they are sensitive and easier once the rest is relaxed."""


class SiteSide(StrEnum):
    """Name a site on one side, written SITE:SIDE as outside interfaces write it."""

    SCALP_LEFT = "scalp:left"
    SCALP_RIGHT = "scalp:right"
    SKULL_BASE_LEFT = "skull_base:left"
    SKULL_BASE_RIGHT = "skull_base:right"
    NECK_LEFT = "neck:left"
    NECK_RIGHT = "neck:right"
    SHOULDER_TOP_LEFT = "shoulder_top:left"
    SHOULDER_TOP_RIGHT = "shoulder_top:right"
    SHOULDER_BLADE_LEFT = "shoulder_blade:left"
    SHOULDER_BLADE_RIGHT = "shoulder_blade:right"
    BETWEEN_BLADES_LEFT = "between_blades:left"
    BETWEEN_BLADES_RIGHT = "between_blades:right"
    MID_BACK_LEFT = "mid_back:left"
    MID_BACK_RIGHT = "mid_back:right"
    LOW_BACK_LEFT = "low_back:left"
    LOW_BACK_RIGHT = "low_back:right"
    HIP_RIM_LEFT = "hip_rim:left"
    HIP_RIM_RIGHT = "hip_rim:right"

    # Enum hashes by name in Python; these are looked up thousands of times a plan.
    __hash__ = str.__hash__

    @property
    def site(self) -> Site:
        """Return the site without its side."""
        return _PARTS[self][0]

    @property
    def side(self) -> Side:
        """Return the side, left or right."""
        return _PARTS[self][1]

    @property
    def twin(self) -> "SiteSide":
        """Return the same site on the other side."""
        return _JOINED[self.site, self.side.other]


_PARTS = {ss: (Site(ss.split(":")[0]), Side(ss.split(":")[1])) for ss in SiteSide}
_JOINED = {parts: ss for ss, parts in _PARTS.items()}


def site_side(site: Site, side: Side) -> SiteSide:
    """Return the site-side of a site and a side that is left or right."""
    return _JOINED[site, side]


def both_sides(site: Site) -> tuple[SiteSide, SiteSide]:
    """Return the left and right site-sides of a site."""
    return site_side(site, Side.LEFT), site_side(site, Side.RIGHT)


def sides_of(site: Site, side: Side) -> tuple[SiteSide, ...]:
    """Return the site-sides a side names: one, or two when it is both."""
    return both_sides(site) if side is Side.BOTH else (site_side(site, side),)


def group_of(place: Place) -> Group:
    """Return the group a place belongs to; a group belongs to itself."""
    return place if isinstance(place, Group) else GROUP_OF[place]
