"""Name places and times for the giver's eyes: whose side it is, how long."""

from collections.abc import Iterable

from backrub.domain.back import GROUP_OF, Group, Side, Site, SiteSide, both_sides
from backrub.domain.catalogue import Catalogue
from backrub.domain.check_in import Frame, Position, Surface
from backrub.domain.plan import Step

_POSITIONS = {
    Position.SEATED: "sitting",
    Position.PRONE: "face down",
    Position.SIDE_LYING: "turned to one side",
}
_SURFACES = {
    Surface.CHAIR: "on a chair",
    Surface.BED: "on the bed",
    Surface.FLOOR: "on the floor",
    Surface.TABLE: "on the table",
}


def capital(text: str) -> str:
    """Return the text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def place_of(catalogue: Catalogue, where: SiteSide, owner: str) -> str:
    """Return a site-side with the name of whose it is, e.g. "the top of Cheryl’s left shoulder"."""
    return catalogue.own_place_name(where).replace("your ", f"{owner}’s ", 1)


def places_of(catalogue: Catalogue, wheres: Iterable[SiteSide], owner: str) -> list[str]:
    """Return the names of site-sides from head to hip, both sides of a site in one breath."""
    given = set(wheres)
    named = (
        catalogue.sites[where.site].name if where.twin in given else place_of(catalogue, where, owner)
        for where in SiteSide
        if where in given
    )
    return list(dict.fromkeys(named))


def step_place(catalogue: Catalogue, step: Step, owner: str) -> str:
    """Return where a step is, with whose side it is."""
    if isinstance(step.site, Group):
        return catalogue.say(f"place.{step.site.value}").lower()
    if step.side is Side.BOTH:
        return catalogue.sites[step.site].name
    left, right = both_sides(step.site)
    return place_of(catalogue, left if step.side is Side.LEFT else right, owner)


def lying(frame: Frame) -> str:
    """Return how the receiver is, e.g. "face down on the bed"."""
    return f"{_POSITIONS[frame.position]} {_SURFACES[frame.surface]}"


def dressed(frame: Frame) -> str:
    """Return what lies between hands and skin, e.g. "warm oil"."""
    if frame.oil:
        return "warm oil"
    return "clothed, no oil" if frame.clothed else "no oil"


def clock_face(seconds: int) -> str:
    """Return a time of the evening, e.g. "7:05"."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def sites_of(step: Step) -> list[Site]:
    """Return the sites a step touches, head to hip."""
    touched = {where.site for where in step.covers}
    return [site for site in GROUP_OF if site in touched]
