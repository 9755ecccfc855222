"""The back as an atlas: muscles to tap, one of them lit with its fibres, and where hands hold back near it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atan2, cos, pi, sin

from backrub.domain.back import Side
from backrub.domain.body_map import BodyMap, Line, Muscle, Point, Zone
from backrub.pictures.back import Look, Window, body_picture, shade, window_of
from backrub.pictures.check_in_map import HALF_WIDTH_CM
from backrub.pictures.curves import (
    along,
    extent,
    line_on_skin,
    middle,
    resampled,
    ring_on_skin,
    smooth,
    units,
)
from backrub.pictures.hit_areas import PHONE_PX, TARGET_PX
from backrub.pictures.step_picture import dotted_spine
from backrub.pictures.svg import UNITS_PER_CM, element, group, words
from backrub.pictures.theme import Theme

_LEAST_CM = TARGET_PX / PHONE_PX * 2 * HALF_WIDTH_CM + 0.1
_STROKE_CM, _HEAD_CM = 7.0, 1.5


@dataclass(frozen=True, slots=True)
class Tap:
    """Lead a muscle somewhere; `label` is what a screen reader says, `mark` a letter drawn on it.

    The one that `is_answer` lights up once the answer is told.
    """

    muscle: str
    href: str
    label: str
    mark: str = ""
    lit: bool = False
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """Show a zone where hands hold back, while one of the muscles `near` it is lit; `lit` says that one is."""

    zone: Zone
    near: tuple[str, ...]
    lit: bool = False


def atlas_map(body_map: BodyMap, look: Look, taps: Sequence[Tap], held: Sequence[Held] = ()) -> str:
    """Return the back with its muscles as links; a lit one shows its fibres and the zones near it.

    Every muscle is there, of every layer; the page's stylesheet shows one layer, by the classes of
    `static/css/atlas.css`.
    """
    by_size = sorted(taps, key=lambda tap: -_area(_right(body_map, tap.muscle)))
    return _back(
        body_map,
        look,
        group(*(_held(one, body_map, look) for one in held), class_="zones"),
        *(_ground(tap, body_map, look) for tap in by_size),
        *(_tap(tap, body_map, look) for tap in by_size),
        label="Your back, seen from behind. Your left is on the left.",
    )


def lit_muscle(body_map: BodyMap, look: Look, muscle: str) -> str:
    """Return the back with one muscle lit, fibres and all; its name is not told."""
    shape = _right(body_map, muscle)
    drawn = (_shape(shape, look, "lit"), _fibres(shape, look, "lit"))
    return _back(
        body_map, look, group(*drawn, class_="muscle lit"), label="A back; one muscle on each side is lit."
    )


def marked_spot(body_map: BodyMap, look: Look, spot: Point, zones: Iterable[Zone]) -> str:
    """Return the back with a ring at a spot; the zones there show once the answer is told."""
    x, y = units(spot)
    ring = element(
        "circle", cx=x, cy=y, r=22, fill="none", stroke=look.theme.flame, stroke_width=4.5, class_="spot"
    )
    dot = element("circle", cx=x, cy=y, r=5, fill=look.theme.flame)
    told = group(*(_zone(zone, look) for zone in zones), class_="told-of")
    return _back(body_map, look, told, ring, dot, label="A back; a ring marks one spot.")


def stroke_over(body_map: BodyMap, look: Look, muscle: str, *, across: bool) -> str:
    """Return the back with a muscle's outline and a stroke over it; its fibres show once the answer is told."""
    shape = _right(body_map, muscle)
    fibres = group(_fibres(shape, look, "told"), class_="told-of")
    drawn = group(_shape(shape, look, "told"), fibres, class_="muscle lit")
    return _back(
        body_map,
        look,
        drawn,
        _arrow(_stroke(shape, across=across), look.theme),
        label="A back; an arrow shows a stroke over one muscle.",
    )


def _back(body_map: BodyMap, look: Look, *drawn: str, label: str) -> str:
    window = window_of(body_map, look, half_width_cm=HALF_WIDTH_CM)
    return element(
        "svg",
        element("defs", _hatch(look)),
        element("rect", **window.box, fill=look.theme.ground),
        body_picture(look, body_map),
        shade(look, Side.BOTH, _whole(window).box),
        dotted_spine(body_map, look.theme),
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=window.view_box,
        role="group",
        aria_label=label,
    )


def _whole(window: Window) -> Window:
    return Window(window.left_cm, window.bottom_cm - 1, window.right_cm, window.top_cm)


def _ground(tap: Tap, body_map: BodyMap, look: Look) -> str:
    """Return what answers for a muscle to a finger that comes down beside it, under all that is drawn."""
    shape = _right(body_map, tap.muscle)
    return element(
        "a",
        _twice(_pad(shape, "all"), f"{look.prefix}-{tap.muscle}-ground"),
        href=tap.href,
        class_=_layer(shape),
        data_muscle=tap.muscle,
        tabindex="-1",
        aria_hidden="true",
    )


def _layer(shape: Muscle) -> str:
    return f"layer layer-{min(shape.depth, 3)}"


def _tap(tap: Tap, body_map: BodyMap, look: Look) -> str:
    shape = _right(body_map, tap.muscle)
    return element(
        "a",
        _twice(_pad(shape, "none"), f"{look.prefix}-{tap.muscle}-pad"),  # as large as what answers for it
        _shape(shape, look, tap.muscle),
        _fibres(shape, look, tap.muscle),
        _mark(tap, shape, look.theme) if tap.mark else "",
        href=tap.href,
        class_=f"muscle {_layer(shape)}{' lit' * tap.lit}{' answer' * tap.is_answer}",
        data_muscle=tap.muscle,
        aria_label=tap.label,
        aria_current="true" if tap.lit else None,
    )


def _shape(shape: Muscle, look: Look, name: str) -> str:
    outline = element("path", d=ring_on_skin(shape.polygon))
    return group(_twice(outline, f"{look.prefix}-{name}-shape"), class_="body")


def _fibres(shape: Muscle, look: Look, name: str) -> str:
    """Return the fibres, and the middle one as a way: a dot where it begins, a point where it ends."""
    theme, prefix = look.theme, f"{look.prefix}-{name}"
    data = "".join(line_on_skin(fibre, 3.0) for fibre in shape.fibres)
    lines = element("path", d=data, fill="none", stroke=theme.line, stroke_width=1.7)
    way = resampled(shape.fibres[len(shape.fibres) // 2], 9)
    x, y = units(way[0])
    begin = element("circle", cx=x, cy=y, r=7, fill=theme.flame)
    return group(_twice(lines, f"{prefix}-fibres"), class_="fibres") + group(
        _twice(_arrow(way, theme) + begin, f"{prefix}-way"), class_="way"
    )


def _twice(drawn: str, name: str) -> str:
    """Return what is drawn on the right and, mirrored, on the left."""
    return group(drawn, id=name) + element("use", href=f"#{name}", transform="scale(-1 1)")


def _pad(shape: Muscle, answers: str) -> str:
    """Return an unseen ground for a small muscle, large enough for a fingertip; `answers` is its pointer-events."""
    left, bottom, right, top = extent(shape.polygon)
    x, y = units(((left + right) / 2, (bottom + top) / 2))
    width, height = (max(_LEAST_CM, size) * UNITS_PER_CM for size in (right - left, top - bottom))
    box = {"x": x - width / 2, "y": y - height / 2, "width": width, "height": height}
    return element("rect", **box, fill="#000", fill_opacity=0, pointer_events=answers)


def _mark(tap: Tap, shape: Muscle, theme: Theme) -> str:
    x, y = units(middle(shape.polygon))
    disc = element("circle", cx=x, cy=y, r=19, fill=theme.ground, fill_opacity=0.75)
    text = element(
        "text", words(tap.mark), x=x, y=y + 11, font_size=32, text_anchor="middle", fill=theme.first,
        class_="br-text",
    )  # fmt: skip
    return disc + text


def _held(held: Held, body_map: BodyMap, look: Look) -> str:
    sides = [held.zone]
    if held.zone.name.endswith(f":{Side.RIGHT}"):
        sides.append(body_map.no_go[held.zone.name.replace(Side.RIGHT, Side.LEFT)])
    return group(
        *(_zone(zone, look) for zone in sides),
        class_="zone-near" + (" lit" if held.lit else ""),
        data_near=" ".join(held.near),
    )


def _zone(zone: Zone, look: Look) -> str:
    return element(
        "path", d=ring_on_skin(zone.polygon), fill=f"url(#{look.prefix}-hold)", stroke=look.theme.second,
        stroke_width=1.6, stroke_opacity=0.8, stroke_dasharray="4 4",
    )  # fmt: skip


def _hatch(look: Look) -> str:
    line = element("path", d="M0 0V7", stroke=look.theme.second, stroke_width=1.8, stroke_opacity=0.75)
    return element(
        "pattern", line, id=f"{look.prefix}-hold", width=7, height=7, patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip


def _stroke(shape: Muscle, *, across: bool) -> Line:
    """Return a stroke over the middle of a muscle: its middle fibre, or a straight line across it."""
    fibre = shape.fibres[len(shape.fibres) // 2]
    if not across:
        return resampled(fibre, 9)
    (x0, y0), (x1, y1) = along(fibre, 0.35), along(fibre, 0.65)
    x, y = along(fibre, 0.5)
    over_x, over_y = _unit(-(y1 - y0), x1 - x0)
    reach = _STROKE_CM / 2
    return (x - over_x * reach, y - over_y * reach), (x + over_x * reach, y + over_y * reach)


def _arrow(line: Line, theme: Theme) -> str:
    """Return a line with a point at its end."""
    drawn = smooth([units(point) for point in line])
    (x0, y0), (x1, y1) = units(line[-2]), units(line[-1])
    turn, head = atan2(y1 - y0, x1 - x0), _HEAD_CM * UNITS_PER_CM
    barbs = [(x1 - head * cos(turn + by), y1 - head * sin(turn + by)) for by in (pi / 6, -pi / 6)]
    data = (
        f"{drawn}M{barbs[0][0]:.1f} {barbs[0][1]:.1f}L{x1:.1f} {y1:.1f}L{barbs[1][0]:.1f} {barbs[1][1]:.1f}"
    )
    return element(
        "path", d=data, fill="none", stroke=theme.flame, stroke_width=4, stroke_linecap="round",
        stroke_linejoin="round",
    )  # fmt: skip


def _unit(x: float, y: float) -> Point:
    far = (x * x + y * y) ** 0.5 or 1.0
    return x / far, y / far


def _right(body_map: BodyMap, muscle: str) -> Muscle:
    return body_map.muscles[f"{muscle}:{Side.RIGHT}"]


def _area(shape: Muscle) -> float:
    left, bottom, right, top = extent(shape.polygon)
    return (right - left) * (top - bottom)
