"""The giver's hand, drawn as the tool it is: a right hand seen from above.

Centimetres, x along the fingers, y to the hand's right; the origin lies where the weight does. A shape is
drawn twice, wider in line colour and then in its own, so that overlapping parts share one outline.
"""

from dataclasses import dataclass

from backrub.domain.body_map import Point
from backrub.domain.stroke import Tool
from backrub.pictures.curves import smooth
from backrub.pictures.svg import UNITS_PER_CM, element, group, number
from backrub.pictures.theme import Theme


@dataclass(frozen=True, slots=True)
class _Limb:
    """A round-ended part: its middle line and its width in cm."""

    line: tuple[Point, ...]
    width_cm: float


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Parts from below to above, fine creases, and the patch that bears weight (half length, half width)."""

    limbs: tuple[_Limb, ...]
    creases: tuple[tuple[Point, ...], ...]
    patch_cm: tuple[float, float]
    shift_cm: float = 0.0


_ARM = _Limb(((-17.0, 0.8), (-6.5, 0.1)), 5.0)
_PALM = (
    _Limb(((-5.2, -0.2), (1.6, -1.7)), 4.4),
    _Limb(((-5.2, 0.4), (1.3, 1.5)), 4.4),
    _Limb(((-3.4, -0.1), (1.9, -0.1)), 4.6),
)
_THUMB = _Limb(((-4.6, -1.8), (-2.4, -4.3), (0.2, -5.5)), 2.0)
_OPEN_FINGERS = (
    _Limb(((2.0, -2.8), (6.0, -3.5), (9.3, -4.0)), 1.7),
    _Limb(((2.6, -1.0), (7.0, -1.3), (10.6, -1.4)), 1.75),
    _Limb(((2.4, 0.9), (6.6, 1.1), (9.8, 1.4)), 1.7),
    _Limb(((1.4, 2.6), (5.0, 3.3), (7.6, 4.0)), 1.5),
)
_CLOSED_FINGERS = (
    _Limb(((2.0, -2.6), (6.4, -2.75), (9.3, -2.6)), 1.75),
    _Limb(((2.6, -0.85), (7.0, -0.9), (10.3, -0.85)), 1.75),
    _Limb(((2.4, 0.9), (6.6, 0.95), (9.7, 0.95)), 1.75),
    _Limb(((1.4, 2.5), (5.0, 2.65), (7.7, 2.65)), 1.55),
)
_KNUCKLES = (
    ((4.9, -3.7), (5.3, -2.9)),
    ((5.7, -1.6), (6.0, -0.7)),
    ((5.3, 0.7), (5.4, 1.6)),
    ((3.9, 2.7), (3.9, 3.5)),
)
_FIST = (
    _Limb(((-4.6, 0.1), (-1.0, 0.0)), 6.2),
    _Limb(((-2.2, -2.6), (0.4, -3.9), (2.4, -3.2)), 1.9),
    _Limb(((-1.8, -2.3), (2.9, -2.6)), 2.0),
    _Limb(((-1.8, -0.7), (3.4, -0.8)), 2.0),
    _Limb(((-1.8, 0.9), (3.2, 1.0)), 2.0),
    _Limb(((-1.8, 2.4), (2.5, 2.7)), 1.8),
)
_THUMB_TOOL = (
    _Limb(((-16.5, 5.4), (-10.6, 3.0)), 5.0),
    _Limb(((-9.6, 2.4), (-5.6, 3.2)), 5.6),
    _Limb(((-6.0, 4.8), (-2.9, 7.6), (-1.2, 9.6)), 1.7),
    _Limb(((-4.6, 4.0), (-0.8, 6.0), (1.4, 7.8)), 1.75),
    _Limb(((-3.8, 2.9), (0.6, 4.2), (3.4, 5.2)), 1.7),
    _Limb(((-8.2, 0.6), (-4.4, 0.1), (0.3, 0.0)), 2.2),
)
_FOREARM = (
    _Limb(((-12.0, 0.4), (-19.0, 8.0)), 7.0),
    _Limb(((-11.4, 0.0), (-4.0, 0.0)), 7.0),
    _Limb(((-4.0, 0.0), (2.0, 0.0)), 6.5),
    _Limb(((2.0, 0.0), (6.0, 0.0)), 5.9),
    _Limb(((5.0, 0.0), (10.0, 0.0)), 5.3),
    _Limb(((11.0, 0.0), (13.2, 0.0)), 6.2),
    _Limb(((12.6, -2.0), (15.6, -1.9)), 1.9),
    _Limb(((12.6, -0.4), (16.2, -0.4)), 1.9),
    _Limb(((12.6, 1.2), (16.0, 1.2)), 1.9),
    _Limb(((12.6, 2.6), (15.2, 2.6)), 1.7),
)
_ELBOW = (
    _Limb(((-18.0, -4.6), (-3.6, -1.0)), 7.0),
    _Limb(((-16.0, 9.6), (-3.0, 1.4)), 5.6),
    _Limb(((-3.0, 0.1), (-0.4, 0.0)), 4.2),
)

_DRAWINGS = {
    Tool.PALM: _Drawing((_ARM, _THUMB, *_PALM, *_OPEN_FINGERS), _KNUCKLES, (4.2, 3.8)),
    Tool.PALM_HEEL: _Drawing(
        (_ARM, _THUMB, *_PALM, *_OPEN_FINGERS),
        (*_KNUCKLES, ((-3.2, -2.8), (-2.3, 0.0), (-3.2, 2.8))),
        (2.0, 3.0),
        4.8,
    ),
    Tool.SOFT_FIST: _Drawing(
        (_ARM, *_FIST),
        (((0.4, -3.0), (0.8, -1.9)), ((0.8, -1.3), (1.0, -0.3)), ((0.6, 0.5), (0.7, 1.5))),
        (2.6, 3.5),
        -0.6,
    ),
    Tool.FOREARM: _Drawing(_FOREARM, (), (6.0, 3.0), 4.5),
    Tool.FINGERS: _Drawing(
        (_ARM, _THUMB, *_PALM, *_CLOSED_FINGERS),
        (((6.6, -3.4), (6.8, -2.0)), ((7.6, -1.5), (7.7, -0.3)), ((7.1, 0.3), (7.0, 1.6))),
        (2.0, 2.9),
        -8.0,
    ),
    Tool.THUMB: _Drawing(_THUMB_TOOL, (((-3.6, -0.8), (-3.4, 0.9)),), (1.4, 1.25)),
    Tool.ELBOW: _Drawing(_ELBOW, (((-2.2, -2.0), (-0.6, -0.2), (-2.0, 1.9)),), (1.6, 1.5)),
}
_OUTLINE_CM = 0.28


def hand_once(tool: Tool, theme: Theme, prefix: str) -> str:
    """Return the definition of a giver's right hand at the origin, its fingers along x, its arm fading away."""
    drawing = _DRAWINGS[tool]
    body = group(
        _limbs(drawing.limbs, theme.first, 2 * _OUTLINE_CM),
        _limbs(drawing.limbs, theme.hand, 0.0),
        _creases(drawing.creases, theme.first),
        fill="none",
        stroke_linecap="round",
        stroke_linejoin="round",
        transform=f"translate({drawing.shift_cm * UNITS_PER_CM:g} 0)",
    )
    shown = group(body, id=f"{prefix}-hand", opacity=0.72, mask=f"url(#{prefix}-arm)")
    return _fading(tool, f"{prefix}-arm") + shown


def hand(prefix: str, *, turn_degrees: float, left: bool) -> str:
    """Return the hand of `hand_once` turned clockwise; a left hand is the mirror of a right one."""
    mirror = " scale(1 -1)" if left else ""
    return element("use", href=f"#{prefix}-hand", transform=f"rotate({number(turn_degrees)}){mirror}")


def _fading(tool: Tool, mask: str) -> str:
    """Return a mask that lets the arm behind a tool fade away."""
    reach = (32.0 if tool is Tool.FOREARM else 15.0) * UNITS_PER_CM
    stops = ((0.0, 1.0), (0.6, 1.0), (1.0, 0.0))
    shade = element(
        "radialGradient",
        *(element("stop", offset=at, stop_color="#fff", stop_opacity=opacity) for at, opacity in stops),
        id=f"{mask}-shade",
        gradientUnits="userSpaceOnUse",
        cx=0,
        cy=0,
        r=reach,
    )
    disc = element("circle", r=reach, fill=f"url(#{mask}-shade)")
    box = {"x": -reach, "y": -reach, "width": 2 * reach, "height": 2 * reach}
    return shade + element("mask", disc, id=mask, maskUnits="userSpaceOnUse", **box)


def patch(tool: Tool) -> tuple[float, float]:
    """Return half the length and half the width, in cm, of the part that bears weight."""
    return _DRAWINGS[tool].patch_cm


def _limbs(limbs: tuple[_Limb, ...], colour: str, wider_cm: float) -> str:
    drawn = (
        element("path", d=smooth(_units(limb.line)), stroke_width=(limb.width_cm + wider_cm) * UNITS_PER_CM)
        for limb in limbs
    )
    return group(*drawn, stroke=colour)


def _creases(creases: tuple[tuple[Point, ...], ...], colour: str) -> str:
    drawn = "".join(smooth(_units(crease)) for crease in creases)
    return element("path", d=drawn, stroke=colour, stroke_width=2, stroke_opacity=0.6) if drawn else ""


def _units(line: tuple[Point, ...]) -> list[Point]:
    return [(x * UNITS_PER_CM, y * UNITS_PER_CM) for x, y in line]
