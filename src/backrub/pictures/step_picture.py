"""The calm picture of a step: one back by candlelight, one path of light, and the hand that follows it."""

from collections.abc import Collection
from math import cos, pi, sin

from backrub.domain.back import Group, Side, Site, SiteSide, group_of
from backrub.domain.body_map import BodyMap, Line, Muscle, Point
from backrub.domain.plan import Step
from backrub.domain.stroke import Stroke, Tool
from backrub.pictures.back import Look, Window, body_picture, shade, window_of
from backrub.pictures.curves import along, line_on_skin, ring_on_skin, units
from backrub.pictures.glow import (
    glow_defs,
    haze,
    moving_light,
    resting_light,
    still_light,
    thread,
    travel,
    way_once,
)
from backrub.pictures.hands import hand, hand_once, patch
from backrub.pictures.svg import STYLE, UNITS_PER_CM, element, group, number
from backrub.pictures.theme import Theme
from backrub.pictures.tracks import Gait, Track, tracks

_MOST_MUSCLES, _MOST_FIBRES, _ALIKE = 3, 10, 0.9
_CIRCLE_CM = 2.4
_LYING_DEGREES = {Side.LEFT: 90, Side.RIGHT: -90, Side.BOTH: 0}
_STILL_AT = 0.6


def step_picture(
    step: Step,
    stroke: Stroke,
    body_map: BodyMap,
    look: Look,
    *,
    at_s: float | None = None,
    upper: Side | None = None,
) -> str:
    """Return the picture of a step; `at_s` chooses the pass under way at a second of the evening.

    For someone lying on their side, `upper` is the side that faces up: the picture lies as they do, as the
    giver behind them sees it. Words stay outside: the page says side, stroke and pressure; the picture's
    label repeats them for the ear.
    """
    window = window_of(body_map, look)
    ways = tracks(step, stroke, body_map, at_s=at_s)
    return element(
        "svg",
        element("style", STYLE) if look.style else "",
        _definitions(step, body_map, look, window),
        group(
            element("rect", **window.box, fill=look.theme.ground),
            back_by_light(step, body_map, look, window),
            light_and_hands(ways, step.tool, look),
            transform=None if upper is None else f"rotate({_LYING_DEGREES[upper]})",
        ),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=window.view_box if upper is None else window.lying(_LYING_DEGREES[upper]),
        role="img",
        aria_label=spoken(step, stroke),
    )


def _definitions(step: Step, body_map: BodyMap, look: Look, window: Window) -> str:
    light = glow_defs(look.theme, look.prefix)
    return element(
        "defs", light, hand_once(step.tool, look.theme, look.prefix), _seen(step, body_map, look, window)
    )


def spoken(step: Step, stroke: Stroke) -> str:
    """Return what the picture shows, as a sentence."""
    side = "both sides" if step.side is Side.BOTH else f"the receiver’s {step.side.value}"
    place = step.site.value.replace("_", " ")
    return f"A back seen from behind. {stroke.name.capitalize()} on {side}, {place}."


def back_by_light(step: Step, body_map: BodyMap, look: Look, window: Window) -> str:
    """Return the body with the step's muscles faint, the other half dark, and the spine dotted."""
    return "".join(
        [
            body_picture(look, body_map, step.side),
            _fibres(step, body_map, look.theme),
            shade(look, step.side, window.box),
            dotted_spine(body_map, look.theme),
        ]
    )


def light_and_hands(ways: tuple[Track, ...], tool: Tool, look: Look) -> str:
    """Return the light's way with the hands, moving and still, as the look asks."""
    named = [(track, f"{look.prefix}-way{index}") for index, track in enumerate(ways)]
    defined = element("defs", *(way_once(shown_line(track), way) for track, way in named))
    under = defined + "".join(_under(track, way, look) for track, way in named)
    moving = "".join(_moving(track, way, tool, look) for track, way in named)
    still = "".join(_still(track, way, tool, look) for track, way in named)
    if look.motion == "auto":
        return under + group(moving, class_="br-moving") + group(still, class_="br-still")
    return under + (moving if look.motion == "moving" else still)


def dotted_spine(body_map: BodyMap, theme: Theme) -> str:
    """Return the midline from the neck to the hips as dots."""
    ys = [y for where, area in body_map.sites.items() if where.site in _SPINE_SITES for _, y in area.polygon]
    top, bottom = (units((0.0, y))[1] for y in (max(ys), min(ys) + 4))
    return element(
        "path",
        d=f"M0 {number(top)}V{number(bottom)}",
        stroke=theme.spine,
        stroke_width=2,
        stroke_dasharray="0 12",
        stroke_linecap="round",
        stroke_opacity=0.7,
    )


def muscles_under(covers: Collection[SiteSide], body_map: BodyMap) -> list[Muscle]:
    """Return the muscles, one to three on a side, whose places are most nearly those covered."""
    found: list[Muscle] = []
    for side in (Side.LEFT, Side.RIGHT):
        sites = {where.site for where in covers if where.side is side}
        shares = {
            muscle.name: len(sites & set(muscle.sites)) / len(sites | set(muscle.sites))
            for muscle in body_map.muscles.values()
            if muscle.side is side and sites & set(muscle.sites)
        }
        best = max(shares.values(), default=0.0)
        alike = [body_map.muscles[name] for name, share in shares.items() if share >= _ALIKE * best]
        found += sorted(alike, key=lambda muscle: (-shares[muscle.name], muscle.depth, muscle.name))[
            :_MOST_MUSCLES
        ]
    return found


def fibre_lines(muscle: Muscle, theme: Theme, *, opacity: float, width: float = 1.5, most: int = 12) -> str:
    """Return at most so many of a muscle's fibres as fine lines."""
    every = max(1, -(-len(muscle.fibres) // most))
    data = "".join(line_on_skin(fibre, 4.0) for fibre in muscle.fibres[::every])
    return element(
        "path", d=data, fill="none", stroke=theme.fibre, stroke_width=width, stroke_opacity=opacity
    )


def _fibres(step: Step, body_map: BodyMap, theme: Theme) -> str:
    muscles = muscles_under(step.covers, body_map)
    most = max(4, _MOST_FIBRES * 2 // max(1, len(muscles)))
    drawn = (fibre_lines(muscle, theme, opacity=0.36, most=most) for muscle in muscles)
    return group(*drawn, class_=theme.blend)


def _under(track: Track, way: str, look: Look) -> str:
    """Return what lies under the hand: the haze of its way, or warmth where it stays."""
    line = shown_line(track)
    if len(line) > 1:
        return haze(look.theme, way, track.width_cm if track.moves else 2.0, look.prefix)
    breath = None if look.motion == "still" else track.cycle_s
    return resting_light(look, line[0], track.width_cm * 1.1, breath_s=breath)


def shown_line(track: Track) -> Line:
    """Return the line of light: a hand's way, a small round where it circles, or one point where it stays."""
    if track.moves:
        return track.line
    if track.gait in {Gait.CIRCLE, Gait.KNEAD}:
        return _circle(track)
    return track.line[:1]


def _circle(track: Track) -> Line:
    """Return nine tenths of a round, outwards from the spine on either side."""
    x, y = track.line[0]
    turn = -1 if x < 0 else 1
    angles = [pi / 2 - turn * 1.8 * pi * index / 20 for index in range(21)]
    return tuple((x + _CIRCLE_CM * cos(a), y + _CIRCLE_CM * sin(a)) for a in angles)


def _moving(track: Track, way: str, tool: Tool, look: Look) -> str:
    """Return a hand on its way with its light, or a hand that leans, sways, taps or rests where it is."""
    line = shown_line(track)
    drawn = _hand(track, look)
    if len(line) == 1:
        return _over(_at(_pulse(drawn + _weight(track, tool, look), track), line[0]), look)
    out_s, back_s = (track.out_s, track.back_s) if track.moves else (track.cycle_s, 0.0)
    if track.moves and track.gait is not Gait.TRAVEL:
        drawn = _pulse(drawn, track)
    on_way = _over(group(drawn, travel(way, out_s, back_s)), look)
    light = moving_light(look, way, out_s=out_s, back_s=back_s)
    return on_way + thread(look.theme, line, way) + light


def _still(track: Track, way: str, tool: Tool, look: Look) -> str:
    """Return a hand three fifths along its way with its light, the thirds numbered, or a hand at rest."""
    line = shown_line(track)
    drawn = _hand(track, look)
    if len(line) == 1:
        return _over(_at(drawn + _weight(track, tool, look), line[0]), look)
    light = still_light(look, line, at=_STILL_AT, numbers=track.moves)
    return _over(_at(drawn, along(line, _STILL_AT)), look) + thread(look.theme, line, way) + light


def _hand(track: Track, look: Look) -> str:
    if not track.has_hand:
        return ""
    return hand(look.prefix, turn_degrees=track.turn_degrees, left=track.left_hand)


def _over(drawn: str, look: Look) -> str:
    """Return a hand, faint where it reaches over the shoulders or the crown and out of sight."""
    return group(drawn, opacity=0.3) + group(drawn, clip_path=f"url(#{look.prefix}-seen)")


def _seen(step: Step, body_map: BodyMap, look: Look, window: Window) -> str:
    """Return where hands are seen: on the body, and anywhere below the shoulders, where arms come from.

    Hands on the back reach in front of the head, not onto it.
    """
    heights = [y for _, y in body_map.sites[SiteSide.SHOULDER_TOP_LEFT].polygon]
    on_head = any(group_of(where.site) is Group.HEAD_AND_NECK for where in step.covers)
    highest = window.top_cm if on_head else max(heights)
    body = element("path", d=ring_on_skin(tuple((x, min(y, highest)) for x, y in body_map.silhouette), 0.3))
    below = Window(window.left_cm, window.bottom_cm - 30, window.right_cm, min(heights))
    return element("clipPath", body, element("rect", **below.box), id=f"{look.prefix}-seen")


def _weight(track: Track, tool: Tool, look: Look) -> str:
    """Return the warm patch on a resting hand where its weight goes in."""
    along_cm, across_cm = patch(tool)
    return element(
        "ellipse",
        rx=along_cm * 1.3 * UNITS_PER_CM,
        ry=across_cm * 1.3 * UNITS_PER_CM,
        fill=f"url(#{look.prefix}-light)",
        fill_opacity=0.6,
        class_=look.theme.blend,
        transform=f"rotate({number(track.turn_degrees)})",
    )


def _at(drawn: str, point: Point) -> str:
    x, y = units(point)
    return group(drawn, transform=f"translate({number(x)} {number(y)})")


def _pulse(drawn: str, track: Track) -> str:
    """Return a hand that leans in, sways or taps once in each round of the stroke; a resting hand is still."""
    if track.gait is Gait.REST:
        return drawn
    sway = f"{-UNITS_PER_CM:g} 0;{UNITS_PER_CM:g} 0;{-UNITS_PER_CM:g} 0"
    kind, values = ("translate", sway) if track.gait is Gait.SWAY else ("scale", "1;.93;1")
    motion = element(
        "animateTransform",
        attributeName="transform",
        type=kind,
        values=values,
        dur=f"{number(track.cycle_s)}s",
        repeatCount="indefinite",
    )
    return group(drawn, motion)


_SPINE_SITES = frozenset({Site.NECK, Site.BETWEEN_BLADES, Site.MID_BACK, Site.LOW_BACK, Site.HIP_RIM})
