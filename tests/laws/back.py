"""The back as outside documents name it: sites, sides and groups as plain strings."""

SITES = (
    "scalp",
    "skull_base",
    "neck",
    "shoulder_top",
    "shoulder_blade",
    "between_blades",
    "mid_back",
    "low_back",
    "hip_rim",
)
SIDES = ("left", "right")
SITE_SIDES = tuple(f"{site}:{side}" for site in SITES for side in SIDES)
GROUPS = {
    "shoulders": ("shoulder_top", "shoulder_blade", "between_blades"),
    "back": ("mid_back", "low_back", "hip_rim"),
    "head_and_neck": ("neck", "skull_base", "scalp"),
}
GROUP_OF = {site: group for group, sites in GROUPS.items() for site in sites} | {g: g for g in GROUPS}
HEAD = frozenset(GROUPS["head_and_neck"])
CEILINGS = {"scalp": 2.0, "skull_base": 2.0, "neck": 3.0, "shoulder_blade": 3.0, "low_back": 3.0}
MOST = 4.0
LADDER_TOOLS = frozenset({"soft_fist", "forearm", "elbow"})


def site_of(site_side: str) -> str:
    return site_side.partition(":")[0]


def side_of(site_side: str) -> str:
    return site_side.partition(":")[2]


def twin(site_side: str) -> str:
    site, _, side = site_side.partition(":")
    return f"{site}:{'right' if side == 'left' else 'left'}"


def expand(where: str) -> tuple[str, ...]:
    """Return the site-sides that SITE:SIDE names, two when the side is both."""
    site, _, side = where.partition(":")
    return tuple(f"{site}:{s}" for s in SIDES) if side == "both" else (where,)


def named(place: str, side: str) -> tuple[str, ...]:
    """Return the site-sides a step's site (or group) and side name."""
    sides = SIDES if side == "both" else (side,)
    return tuple(f"{site}:{s}" for site in GROUPS.get(place, (place,)) for s in sides)
