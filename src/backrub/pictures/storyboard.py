"""The plan as a storyboard: one small back for each place and side, in rows, with time, touch and minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from backrub.domain.back import Side
from backrub.domain.body_map import BodyMap
from backrub.domain.plan import Plan, Role, Step
from backrub.domain.pressure import word_for
from backrub.domain.stroke import Stroke
from backrub.pictures.back import Look, Window, body_picture, shade, window_of
from backrub.pictures.curves import along, units
from backrub.pictures.dent import glyph
from backrub.pictures.glow import glow_defs, smooth_units
from backrub.pictures.labels import wrapped
from backrub.pictures.step_picture import shown_line, spoken
from backrub.pictures.svg import STYLE, element, group, number, words
from backrub.pictures.theme import Theme
from backrub.pictures.tracks import Track, tracks

_CELL, _BACK, _MARGIN, _LINE = 192.0, 176.0, 8.0, 21.0
_TEXT_ROWS = 4.4
_LETTERS = 21
_UNDER_A_MINUTE = 55


@dataclass(frozen=True, slots=True)
class Scene:
    """Join steps that stay at one place and side; `shown` is the one the picture shows."""

    steps: tuple[Step, ...]

    @property
    def shown(self) -> Step:
        """Return the longest step that is more than a rest, or the longest."""
        return max(self.steps, key=lambda step: (step.role is not Role.REST, step.contact_s))

    @property
    def seconds(self) -> int:
        """Return how long the scene lasts."""
        return sum(step.duration_s for step in self.steps)


def scenes(plan: Plan) -> list[Scene]:
    """Return the plan's scenes in order."""
    kept = groupby(plan.steps, key=lambda step: (step.phase, step.site, step.side))
    return [Scene(tuple(steps)) for _, steps in kept]


def storyboard(
    plan: Plan, strokes: Mapping[str, Stroke], body_map: BodyMap, look: Look, *, columns: int = 5
) -> str:
    """Return the plan in frames; two columns suit a phone, five a tablet or paper."""
    drawn = scenes(plan)
    window = window_of(body_map, look)
    cell = _cell_height(window)
    rows = -(-len(drawn) // columns)
    frames = (
        group(
            _frame(scene, strokes[scene.shown.stroke], body_map, look),
            transform=f"translate({index % columns * _CELL:g} {index // columns * cell + _MARGIN:g})",
        )
        for index, scene in enumerate(drawn)
    )
    width, height = columns * _CELL, rows * cell + _MARGIN
    return element(
        "svg",
        element("style", STYLE) if look.style else "",
        element("defs", glow_defs(look.theme, look.prefix), *_backs(body_map, look, window)),
        element("rect", width=width, height=height, fill=look.theme.ground),
        *frames,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="img",
        aria_label=f"The plan in {len(drawn)} pictures, {plan.seconds // 60} minutes.",
    )


def lit_backs(body_map: BodyMap, look: Look) -> str:
    """Return what every `frame_picture` of a page uses, to stand in it once, out of sight."""
    window = window_of(body_map, look)
    shared = element("defs", glow_defs(look.theme, look.prefix), *_backs(body_map, look, window))
    return element("svg", shared, class_="vh", width=1, height=1, aria_hidden="true")


def frame_picture(scene: Scene, stroke: Stroke, body_map: BodyMap, look: Look) -> str:
    """Return one frame without its words, for a page that holds `lit_backs` of the same look."""
    step, window = scene.shown, window_of(body_map, look)
    marks = "".join(_mark(track, look) for track in tracks(step, stroke, body_map))
    back = element("use", href=f"#{look.prefix}-{step.side.value}", **window.box)
    return element("svg", back, marks, viewBox=window.view_box, role="img", aria_label=spoken(step, stroke))


def _cell_height(window: Window) -> float:
    box = window.box
    return _BACK * box["height"] / box["width"] + _TEXT_ROWS * _LINE + 12


def _backs(body_map: BodyMap, look: Look, window: Window) -> list[str]:
    """Return the lit back once for each side, to be used by every frame."""
    return [
        element(
            "symbol",
            body_picture(_named(look, side), body_map, side),
            shade(_named(look, side), side, window.box),
            id=f"{look.prefix}-{side.value}",
            viewBox=window.view_box,
        )
        for side in Side
    ]


def _named(look: Look, side: Side) -> Look:
    return Look(look.theme, look.back, f"{look.prefix}{side.value[0]}", look.motion, look.style)


def _frame(scene: Scene, stroke: Stroke, body_map: BodyMap, look: Look) -> str:
    step, window = scene.shown, window_of(body_map, look)
    height = _BACK * window.box["height"] / window.box["width"]
    size = {"x": _MARGIN, "width": _BACK, "height": height}
    marks = "".join(_mark(track, look) for track in tracks(step, stroke, body_map))
    lit = element("svg", marks, **size, viewBox=window.view_box)
    back = element("use", href=f"#{look.prefix}-{step.side.value}", **size)
    # Cut edges are blended twice, which leaves a hairline of the towel.
    foot = element("rect", y=height - 1.5, width=_CELL, height=4, fill=look.theme.ground)
    return back + foot + lit + _words(scene, stroke, look.theme, height)


def _mark(track: Track, look: Look) -> str:
    """Return a frame's light: the way with its arrow and point, or warmth where hands stay."""
    line, theme = shown_line(track), look.theme
    x, y = units(along(line, 0.6) if len(line) > 1 else line[0])
    halo = element("circle", cx=x, cy=y, r=70, fill=f"url(#{look.prefix}-light)", class_=theme.blend)
    if len(line) == 1:
        return halo
    way = element(
        "path", d=smooth_units(line), fill="none", stroke=theme.line, stroke_width=9, stroke_linecap="round"
    )
    return way + _head(line, theme) + halo + element("circle", cx=x, cy=y, r=15, fill=theme.glow)


def _head(line: Sequence[tuple[float, float]], theme: Theme) -> str:
    (x0, y0), (x1, y1) = units(line[-2]), units(line[-1])
    span = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 or 1.0
    dx, dy = (x1 - x0) / span * 26, (y1 - y0) / span * 26
    wings = [(x1 - dx - dy * 0.6, y1 - dy + dx * 0.6), (x1, y1), (x1 - dx + dy * 0.6, y1 - dy - dx * 0.6)]
    data = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in wings)
    return element("path", d=data, fill="none", stroke=theme.line, stroke_width=9, stroke_linecap="round")


def _words(scene: Scene, stroke: Stroke, theme: Theme, top: float) -> str:
    step = scene.shown
    start = scene.steps[0].start_s
    touch = word_for(max(each.pressure for each in scene.steps))
    lines = [
        (f"{start // 60}:{start % 60:02d}", theme.third, None),
        (wrapped(stroke.name.capitalize(), _LETTERS)[0], theme.first, None),
        (_where(step), theme.second, None),
    ]
    text = "".join(
        element("text", words(line), x=_MARGIN, y=top + (index + 1) * _LINE, fill=colour, font_style=style)
        for index, (line, colour, style) in enumerate(lines)
    )
    base = top + 4 * _LINE
    felt = element("text", touch.value, x=_MARGIN + 42, y=base, fill=theme.flame, font_style="italic")
    end = element(
        "text", _minutes(scene.seconds), x=_CELL - _MARGIN - 4, y=base, fill=theme.third, text_anchor="end"
    )
    drawn = glyph(touch, x=_MARGIN, y=base - 12, colour=theme.flame)
    return group(text, drawn, felt, end, class_="br-text", font_size=15.5)


def _where(step: Step) -> str:
    side = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both sides"}[step.side]
    return f"{step.site.value.replace('_', ' ')}, {side}"


def _minutes(seconds: int) -> str:
    """Return a duration as people say it: seconds below a minute, else minutes to the half."""
    if seconds < _UNDER_A_MINUTE:
        return f"{round(seconds / 5) * 5} s"
    halves = round(seconds / 30)
    return f"{halves // 2}{'½' if halves % 2 else ''} min"
