"""The thread of light: a hand-wide haze, a thin line with an arrow, a tapered tail and one point of light."""

from math import atan2, cos, pi, sin

from backrub.domain.body_map import Line, Point
from backrub.pictures.back import Look
from backrub.pictures.curves import along, part, resampled, smooth, straight, tapered, units
from backrub.pictures.svg import UNITS_PER_CM, element, group, number
from backrub.pictures.theme import Theme

_TAIL = 0.34
_TAIL_COATS = ((34, 2.0, 0.3), (25, 3.4, 0.45), (16, 5.0, 0.65), (8, 6.6, 1.0))
_ARROW_CM = 1.7


def glow_defs(theme: Theme, prefix: str) -> str:
    """Return the definitions that `haze`, `still_light` and `moving_light` draw with."""
    stops = zip((0.0, 0.32, 1.0), theme.light, (0.95, 0.6, 0.0), strict=True)
    light = element(
        "radialGradient",
        *(element("stop", offset=at, stop_color=colour, stop_opacity=much) for at, colour, much in stops),
        id=f"{prefix}-light",
    )
    return light + _blur(f"{prefix}-wide", 26) + _blur(f"{prefix}-near", 9)


def way_once(line: Line, way: str) -> str:
    """Return the definition of a line that hand, haze and light all follow, a hundred units long to dashes."""
    return element("path", id=way, d=smooth_units(line), pathLength=100)


def haze(theme: Theme, way: str, width_cm: float, prefix: str) -> str:
    """Return the ember under a hand's way, as wide as the hand."""
    wide_as_hand = width_cm * UNITS_PER_CM
    if not theme.screen:
        soft = _drawn(way, stroke=theme.ember, stroke_width=wide_as_hand, stroke_opacity=0.16)
        return group(soft, class_="br-multiply", fill="none", **_ROUND)
    blur = f"url(#{prefix}-wide)"
    wide = _drawn(way, stroke=theme.halo[0], stroke_width=wide_as_hand, stroke_opacity=0.4, filter=blur)
    near = _drawn(
        way, stroke=theme.halo[1], stroke_width=8, stroke_opacity=0.5, filter=f"url(#{prefix}-near)"
    )
    return group(wide, near, class_="br-screen", fill="none", **_ROUND)


def thread(theme: Theme, line: Line, way: str) -> str:
    """Return the line a hand follows, with its arrow; on paper it has a pale edge."""
    casing = _drawn(way, stroke=theme.ground, stroke_width=9, stroke_opacity=0.75)
    drawn = _drawn(way, stroke=theme.line, stroke_width=3.4 if theme.screen else 4.4)
    return group("" if theme.screen else casing, drawn, _arrow(theme, line), fill="none", **_ROUND)


def _drawn(way: str, **stroke: str | float | None) -> str:
    return element("use", href=f"#{way}", **stroke)


def _arrow(theme: Theme, line: Line) -> str:
    before, end = (units(point) for point in part(line, 0.93, 1.0, 2))
    turn = atan2(end[1] - before[1], end[0] - before[0])
    wings = [_from(end, turn + open_, _ARROW_CM * UNITS_PER_CM) for open_ in (pi - 0.5, pi + 0.5)]
    data = straight([wings[0], end, wings[1]])
    return element("path", d=data, stroke=theme.line, stroke_width=3.4 if theme.screen else 4.4)


def still_light(look: Look, line: Line, *, at: float, numbers: bool) -> str:
    """Return the light where it is at a share of the way, its tail behind it, the thirds numbered."""
    theme = look.theme
    tail = [units(point) for point in part(line, max(0.0, at - _TAIL), at, 12)]
    coats = [
        element("path", d=tapered(tail, 3, 17), fill=theme.glow, fill_opacity=0.22),
        element("path", d=tapered(tail, 1.4, 7.5), fill=theme.glow, fill_opacity=0.92),
    ]
    thirds = _thirds(theme, line) if numbers else ""
    asked = rings(theme, tail[-1], spread=False) if look.corrected else ""
    return group(*coats, asked, _light(theme, look.prefix, tail[-1])) + thirds


def moving_light(look: Look, way: str, *, out_s: float, back_s: float) -> str:
    """Return the light on its way: there in `out_s` with its tail, back faintly in `back_s`."""
    theme = look.theme
    coats = [_tail_coat(theme, way, coat, (out_s, back_s)) for coat in _TAIL_COATS]
    tail = group(*coats, _on_the_way_back("opacity", "1;1;0;0", (out_s, back_s)), fill="none", **_BUTT)
    light = _light(theme, look.prefix, (0.0, 0.0))
    asked = rings(theme, (0.0, 0.0), spread=True) if look.corrected else ""
    fade = _on_the_way_back("opacity", "1;1;.35;.35", (out_s, back_s))
    return tail + group(asked, light, travel(way, out_s, back_s), fade)


def travel(way: str, out_s: float, back_s: float) -> str:
    """Return the motion along a way, there and back, without end."""
    turn = out_s / (out_s + back_s)
    return element(
        "animateMotion",
        element("mpath", href=f"#{way}"),
        dur=f"{number(out_s + back_s)}s",
        keyPoints="0;1;0" if back_s else "0;1",
        keyTimes=f"0;{turn:.3f};1" if back_s else "0;1",
        calcMode="linear",
        repeatCount="indefinite",
    )


def resting_light(look: Look, at: Point, radius_cm: float, *, breath_s: float | None) -> str:
    """Return warmth where a hand rests or presses; it breathes in `breath_s` seconds, or is still when None."""
    x, y = units(at)
    breath = "" if breath_s is None else _cycle("opacity", ".5;1;.5", breath_s)
    fill = f"url(#{look.prefix}-light)"
    disc = element("circle", cx=x, cy=y, r=radius_cm * UNITS_PER_CM, fill=fill)
    return group(disc, breath, class_=look.theme.blend)


def rings(theme: Theme, at: Point, *, spread: bool) -> str:
    """Return the three rings of a correction around a place in picture units; `spread` lets them open once."""
    drawn = (
        element(
            "circle",
            _opening(radius, index) if spread else "",
            cx=at[0],
            cy=at[1],
            r=radius,
            stroke_opacity=opacity,
        )
        for index, (radius, opacity) in enumerate(((44, 0.6), (70, 0.36), (100, 0.2)))
    )
    return group(*drawn, fill="none", stroke=theme.flame, stroke_width=2)


def _opening(radius: float, index: int) -> str:
    return element(
        "animate", attributeName="r", values=f"6;{radius}", dur="2.4s", begin=f"{0.3 * index:.1f}s", fill="freeze",
    )  # fmt: skip


def smooth_units(line: Line) -> str:
    """Return the smooth path data, in picture units, that hand, haze and light all follow."""
    return smooth([units(point) for point in resampled(line, min(16, max(4, len(line))))])


def _light(theme: Theme, prefix: str, at: Point) -> str:
    halo = element("circle", cx=at[0], cy=at[1], r=34, fill=f"url(#{prefix}-light)", class_=theme.blend)
    return halo + element("circle", cx=at[0], cy=at[1], r=6.5, fill=theme.glow)


def _tail_coat(theme: Theme, way: str, coat: tuple[int, float, float], seconds: tuple[float, float]) -> str:
    """Return one dash of the tail; dashes of falling length and rising width make it taper."""
    share, width, opacity = coat
    moved = _on_the_way_back(
        "stroke-dashoffset", f"{share};{share - 100};{share - 100};{share - 100}", seconds
    )
    return element(
        "use", moved, href=f"#{way}", stroke=theme.glow, stroke_width=width, stroke_opacity=opacity,
        stroke_dasharray=f"{share} 300", stroke_dashoffset=share,
    )  # fmt: skip


def _on_the_way_back(attribute: str, values: str, seconds: tuple[float, float]) -> str:
    """Return an animation of four values: at the start, at the turn, just after it, and at the end."""
    out_s, back_s = seconds
    turn = out_s / (out_s + back_s)
    after = min(1.0, turn + 0.06)
    times = f"0;{turn:.3f};{after:.3f};1" if back_s else "0;.999;.999;1"
    return element(
        "animate", attributeName=attribute, values=values, keyTimes=times,
        dur=f"{number(out_s + back_s)}s", repeatCount="indefinite",
    )  # fmt: skip


def _cycle(attribute: str, values: str, seconds: float) -> str:
    return element(
        "animate", attributeName=attribute, values=values, dur=f"{number(seconds)}s", repeatCount="indefinite",
        calcMode="spline", keyTimes="0;.5;1", keySplines=".4 0 .4 1;.4 0 .4 1",
    )  # fmt: skip


def _thirds(theme: Theme, line: Line) -> str:
    marks = []
    for index, share in enumerate((1 / 6, 3 / 6, 5 / 6), start=1):
        x, y = units(along(line, share))
        disc = element("circle", cx=x, cy=y, r=13, fill=theme.ground, stroke=theme.line, stroke_width=1.6)
        text = element(
            "text", str(index), x=x, y=y + 6.5, fill=theme.first, font_size=18, text_anchor="middle",
            class_="br-text",
        )  # fmt: skip
        marks.append(disc + text)
    return group(*marks)


def _blur(name: str, deviation: float) -> str:
    blur = element("feGaussianBlur", stdDeviation=deviation)
    reach = 100
    return element(
        "filter", blur, id=name, filterUnits="userSpaceOnUse", x=-40 * UNITS_PER_CM, y=-230 * UNITS_PER_CM,
        width=80 * UNITS_PER_CM, height=(200 + reach) * UNITS_PER_CM,
    )  # fmt: skip


def _from(point: Point, turn: float, far: float) -> Point:
    return point[0] + far * cos(turn), point[1] + far * sin(turn)


_ROUND = {"stroke_linecap": "round", "stroke_linejoin": "round"}
_BUTT = {"stroke_linecap": "butt", "stroke_linejoin": "round"}
