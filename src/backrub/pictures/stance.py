"""Where the giver stands or kneels: the room from above, one unit a centimetre, the receiver's head up."""

from math import cos, radians, sin

from backrub.domain.back import Side
from backrub.domain.check_in import Position, Surface
from backrub.domain.plan import Stand
from backrub.pictures.svg import STYLE, element, group
from backrub.pictures.theme import Theme

_VIEWS = {
    Position.PRONE: "-6 -50 252 288",
    Position.SIDE_LYING: "-6 -50 252 288",
    Position.SEATED: "4 -4 232 238",
}
_LEFT, _RIGHT = -1, 1

Drawn = dict[str, str | float | None]

_PLACES: dict[Position, dict[Stand, tuple[float, float, float]]] = {
    Position.PRONE: {
        Stand.LEFT: (78, 116, 78),
        Stand.RIGHT: (162, 116, -78),
        Stand.HEAD: (120, 14, 180),
        Stand.BEHIND: (120, 196, 0),
        Stand.FRONT: (120, 14, 180),
    },
    Position.SEATED: {
        Stand.LEFT: (78, 128, 70),
        Stand.RIGHT: (162, 128, -70),
        Stand.HEAD: (120, 58, 180),
        Stand.BEHIND: (120, 166, 0),
        Stand.FRONT: (120, 62, 180),
    },
}
_SPOKEN = {
    Stand.LEFT: "at their left",
    Stand.RIGHT: "at their right",
    Stand.HEAD: "at their head",
    Stand.BEHIND: "behind them",
    Stand.FRONT: "in front of them",
}


def stance(
    position: Position, surface: Surface, stand: Stand, theme: Theme, *, upper: Side = Side.LEFT
) -> str:
    """Return the room seen from above; lying on a side, `upper` is the side that faces up."""
    if position is Position.SIDE_LYING:
        scene, place = _side_lying(upper, theme)
        at = "behind them" if stand is not Stand.HEAD else _SPOKEN[stand]
    else:
        scene = _prone(theme) if position is Position.PRONE else _seated(surface, theme)
        place, at = _PLACES[position][stand], _SPOKEN[stand]
    kneels = surface in {Surface.BED, Surface.FLOOR}
    return element(
        "svg",
        element("style", STYLE),
        _furniture(position, surface, theme),
        scene,
        _giver(place, theme, kneels=kneels),
        _you(place, theme, size=14 if position is Position.SEATED else 17),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=_VIEWS[position],
        role="img",
        aria_label=f"Seen from above: you {'kneel' if kneels else 'stand'} {at}.",
    )


def _furniture(position: Position, surface: Surface, theme: Theme) -> str:
    """Return the bed, mat, table or chair."""
    drawn: Drawn = {"fill": theme.raised, "fill_opacity": 0.55, "stroke": theme.hair, "stroke_width": 1.5}
    if position is Position.SEATED and surface is Surface.CHAIR:
        return element("rect", x=97, y=92, width=46, height=44, rx=6, **drawn)
    if position is Position.SEATED and surface is Surface.FLOOR:
        return element("circle", cx=120, cy=118, r=30, **drawn)
    width, radius = {Surface.BED: (156, 8), Surface.FLOOR: (110, 3)}.get(surface, (66, 10))
    return element("rect", x=120 - width / 2, y=18, width=width, height=204, rx=radius, **drawn)


def _prone(theme: Theme) -> str:
    """Return someone face down, head up in the picture, arms beside them, a pillow under the ankles."""
    pillow = element("rect", x=92, y=196, width=56, height=18, rx=8, fill=theme.hair)
    towel = element("rect", x=104, y=32, width=32, height=14, rx=4, fill=theme.hair)
    torso = (
        "M120 56C130 56 141 60 142 69C142 84 135 98 136 112C137 122 139 128 138 136"
        "H102C101 128 103 122 104 112C105 98 98 84 98 69C99 60 110 56 120 56Z"
    )
    return group(
        pillow,
        towel,
        _limb("M144 70C149 92 149 108 146 128", 9, theme),
        _limb("M96 70C91 92 91 108 94 128", 9, theme),
        _limb("M111 134L113 204", 15, theme),
        _limb("M129 134L127 204", 15, theme),
        element("path", d=torso, **_skin(theme)),
        element("ellipse", cx=120, cy=42, rx=9, ry=11, fill=theme.edge),
        element("path", d="M120 58V128", **_spine(theme)),
    )


def _seated(surface: Surface, theme: Theme) -> str:
    """Return someone seated, facing up in the picture, arms and brow on a pillow before them."""
    pillow = element("rect", x=92, y=74, width=56, height=20, rx=9, fill=theme.hair)
    rail = element("rect", x=96, y=94, width=48, height=4, rx=2, fill=theme.edge)
    return group(
        _limb("M110 122L103 92", 14, theme),
        _limb("M130 122L137 92", 14, theme),
        rail if surface is Surface.CHAIR else "",
        pillow,
        _limb("M99 118C90 104 96 88 114 84", 9, theme),
        _limb("M141 118C150 104 144 88 126 84", 9, theme),
        element("ellipse", cx=120, cy=118, rx=22, ry=12, **_skin(theme)),
        element("ellipse", cx=120, cy=103, rx=8.5, ry=10.5, fill=theme.edge),
        element("path", d="M120 116V128", **_spine(theme)),
    )


def _side_lying(upper: Side, theme: Theme) -> tuple[str, tuple[float, float, float]]:
    """Return someone on one side, knees drawn up, and the giver's place behind them.

    Seen from above with the head up, who lies on the right side looks to the left of the picture.
    """
    looks = _LEFT if upper is Side.LEFT else _RIGHT
    torso = (
        "M120 56C131 57 134 64 132 78C130 92 131 108 134 122C135 130 132 138 124 139"
        "C115 139 110 134 111 122C112 106 110 92 109 78C108 64 111 57 120 56Z"
    )
    body = group(
        element("rect", x=100, y=30, width=40, height=24, rx=8, fill=theme.hair),
        element("rect", x=66, y=140, width=36, height=22, rx=9, fill=theme.hair),
        _limb("M122 132C104 136 92 142 84 148C92 160 104 172 112 184", 15, theme),
        _limb("M116 66C102 72 94 82 88 92", 9, theme),
        element("path", d=torso, **_skin(theme)),
        element("ellipse", cx=118, cy=42, rx=10, ry=11, fill=theme.edge),
        element("path", d="M131 66C127 90 129 108 132 126", **_spine(theme)),
        transform=None if looks == _LEFT else "translate(240 0) scale(-1 1)",
    )
    return body, (166, 104, -82) if looks == _LEFT else (74, 104, 82)


def _giver(place: tuple[float, float, float], theme: Theme, *, kneels: bool) -> str:
    """Return the giver at x, y, turned clockwise from facing up; kneeling shows the legs, standing the feet."""
    x, y, turn = place
    line: Drawn = {"fill": theme.ground, "stroke": theme.flame, "stroke_width": 2}
    legs = (
        _stroke("M-9 8L-13 30", 11, theme) + _stroke("M9 8L13 30", 11, theme)
        if kneels
        else element("ellipse", cx=-8, cy=12, rx=5, ry=11, **line)
        + element("ellipse", cx=9, cy=24, rx=5, ry=11, **line)
    )
    return group(
        legs,
        _stroke("M-19 2C-24 -14 -16 -24 -9 -30", 8, theme),
        _stroke("M19 2C24 -14 16 -24 9 -30", 8, theme),
        element("ellipse", cx=0, cy=2, rx=21, ry=10, **line),
        element("circle", cx=0, cy=-5, r=8.5, fill=theme.flame),
        transform=f"translate({x:g} {y:g}) rotate({turn:g})",
        stroke_linecap="round",
    )


def _you(place: tuple[float, float, float], theme: Theme, *, size: float) -> str:
    """Return the word that tells which of the two is the reader, behind the giver's shoulders."""
    x, y, turn = place
    away = 28 + size * (1 + abs(sin(radians(turn))))
    at_x, at_y = x - sin(radians(turn)) * away, y + cos(radians(turn)) * away
    return element(
        "text",
        "you",
        x=at_x,
        y=at_y + size * 0.3,
        fill=theme.flame,
        font_size=size,
        text_anchor="middle",
        class_="br-text",
    )


def _limb(data: str, width: float, theme: Theme) -> str:
    """Return a round-ended limb of the receiver, outlined."""
    return _outlined(data, width, theme.edge, theme.raised)


def _stroke(data: str, width: float, theme: Theme) -> str:
    """Return a round-ended limb of the giver, outlined."""
    return _outlined(data, width, theme.flame, theme.ground)


def _outlined(data: str, width: float, outline: str, inner: str) -> str:
    shape: Drawn = {"d": data, "fill": "none", "stroke_linecap": "round"}
    outer = element("path", **shape, stroke=outline, stroke_width=width + 3)
    return outer + element("path", **shape, stroke=inner, stroke_width=width)


def _skin(theme: Theme) -> Drawn:
    return {"fill": theme.raised, "stroke": theme.edge, "stroke_width": 1.5}


def _spine(theme: Theme) -> Drawn:
    return {
        "fill": "none",
        "stroke": theme.third,
        "stroke_width": 2,
        "stroke_dasharray": "0 5",
        "stroke_linecap": "round",
    }
