"""The back as a question: eighteen places to tap, with the receiver's own left and right in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import pi, sin

from backrub.domain.back import Side, SiteSide
from backrub.domain.body_map import BodyMap
from backrub.pictures.back import Look, Window, body_picture, shade, window_of
from backrub.pictures.curves import ring_on_skin, smooth, units
from backrub.pictures.glow import glow_defs
from backrub.pictures.hit_areas import HitArea, hit_areas
from backrub.pictures.step_picture import dotted_spine, fibre_lines, muscles_under
from backrub.pictures.svg import STYLE, UNITS_PER_CM, element, group, words
from backrub.pictures.theme import Theme

HALF_WIDTH_CM = 27.0


class Wish(StrEnum):
    """Name what a person says of a place."""

    MORE = "more"
    LEAVE = "leave"
    TICKLES = "tickles"


@dataclass(frozen=True, slots=True)
class Mark:
    """Say what was answered of a place; `rings`, 1 to 3, tell how strongly."""

    wish: Wish
    rings: int = 1


_SPOKEN = {Wish.MORE: "more time", Wish.LEAVE: "left alone", Wish.TICKLES: "tickles"}
_RING_GAP_CM = 0.75


def check_in_map(
    body_map: BodyMap, look: Look, *, labels: Mapping[SiteSide, str], marks: Mapping[SiteSide, Mark]
) -> str:
    """Return the map; `labels` are the sentences a place is read back with, spoken by a screen reader.

    Every place is a group with role button, `data-site-side` and `aria-pressed`; a mark is told by its shape:
    solid rings for more time, a struck-out hatch to leave, a wave where it tickles.
    """
    window = window_of(body_map, look, half_width_cm=HALF_WIDTH_CM)
    areas = hit_areas(body_map, 2 * HALF_WIDTH_CM)
    return element(
        "svg",
        element("style", STYLE) if look.style else "",
        element("defs", glow_defs(look.theme, look.prefix)),
        element("rect", **window.box, fill=look.theme.ground),
        body_picture(look, body_map),
        shade(look, Side.BOTH, window.box),
        dotted_spine(body_map, look.theme),
        "".join(
            _place(where, areas[where], body_map, look, labels[where], marks.get(where)) for where in SiteSide
        ),
        whose_sides(look.theme, window, "Your"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=window.view_box,
        role="group",
        aria_label="Your back, seen from behind. Your left is on the left.",
    )


def whose_sides(theme: Theme, window: Window, owner: str) -> str:
    """Return the words that say whose left and right these are, beside the shoulders; as large in any window."""
    large = window.right_cm / HALF_WIDTH_CM
    y = -window.top_cm * UNITS_PER_CM + 150
    edge = (window.right_cm - 1.2) * UNITS_PER_CM
    return "".join(
        element(
            "text", words(text), x=x, y=y + lower * large, font_size=size * large, fill=fill, **_TEXT, **at
        )
        for x, side, at in ((-edge, "left", _START), (edge, "right", _END))
        for text, lower, size, fill in ((owner, 0, 27, theme.second), (side, 40, 40, theme.first))
    )


def _place(
    where: SiteSide, area: HitArea, body_map: BodyMap, look: Look, label: str, mark: Mark | None
) -> str:
    spoken = label[:1].upper() + label[1:] + (f": {_SPOKEN[mark.wish]}." if mark else ".")
    return group(
        element("path", d=ring_on_skin(area.ring), fill="#000", fill_opacity=0, pointer_events="all"),
        _muscle_fibres(where, body_map, look) if mark and mark.wish is Wish.MORE else "",
        _drawn(area, look, mark),
        _focus(area, look.theme),
        id=f"{look.prefix}-{where.value.replace(':', '-')}",
        class_="br-hit",
        role="button",
        tabindex="0",
        aria_label=spoken,
        aria_pressed="true" if mark else "false",
        data_site_side=where.value,
    )


def _drawn(area: HitArea, look: Look, mark: Mark | None) -> str:
    if mark is None:
        return _circle(area, 0.0, stroke=look.theme.first, stroke_opacity=0.55, **_DOTTED)
    return {Wish.MORE: _more, Wish.LEAVE: _leave, Wish.TICKLES: _tickles}[mark.wish](area, look, mark)


def _more(area: HitArea, look: Look, mark: Mark) -> str:
    """Return warmth and one solid ring for each degree."""
    glow = _circle(area, -0.9, fill=f"url(#{look.prefix}-light)", class_=look.theme.blend, fill_opacity=0.7)
    insets = (_RING_GAP_CM * index for index in range(mark.rings))
    drawn = (_circle(area, inset, stroke=look.theme.flame, stroke_width=3.4) for inset in insets)
    return glow + "".join(drawn)


def _leave(area: HitArea, look: Look, _: Mark) -> str:
    """Return a ring with a hatch and one bar across: no hands here."""
    x, y = units(area.centre)
    radius = area.radius_cm * UNITS_PER_CM
    shares = (-0.6, -0.3, 0.0, 0.3, 0.6)
    chords = "".join(_chord(x, y, radius, share) for share in shares)
    hatch = element("path", d=chords, stroke=look.theme.first, stroke_width=2, stroke_opacity=0.8)
    ground = _circle(area, 0.0, fill=look.theme.ground, fill_opacity=0.6)
    return ground + hatch + _circle(area, 0.0, stroke=look.theme.first, stroke_width=3)


def _tickles(area: HitArea, look: Look, _: Mark) -> str:
    """Return a dashed ring with two waves in it."""
    x, y = units(area.centre)
    wide = area.radius_cm * UNITS_PER_CM * 0.66
    waves = "".join(
        smooth([(x - wide + wide * step / 12, y + down + 6 * sin(step * pi / 4)) for step in range(25)])
        for down in (-9, 9)
    )
    ring = _circle(area, 0.0, stroke=look.theme.second, stroke_width=3, stroke_dasharray="10 7")
    return ring + element("path", d=waves, fill="none", stroke=look.theme.first, stroke_width=3, **_ROUND)


def _circle(area: HitArea, inset_cm: float, **drawn: str | float | None) -> str:
    x, y = units(area.centre)
    radius = (area.radius_cm - inset_cm) * UNITS_PER_CM
    return element("circle", cx=x, cy=y, r=radius, **{"fill": "none", **drawn})


def _chord(x: float, y: float, radius: float, share: float) -> str:
    """Return a slanting line across a circle, `share` of the radius beside its middle."""
    half = radius * (1 - share * share) ** 0.5 * 0.7071
    over = radius * share * 0.7071
    return f"M{x + over - half:.1f} {y + over + half:.1f}L{x + over + half:.1f} {y + over - half:.1f}"


def _focus(area: HitArea, theme: Theme) -> str:
    return _circle(area, -0.6, stroke=theme.first, stroke_width=3, stroke_opacity=0, class_="br-focus")


def _muscle_fibres(where: SiteSide, body_map: BodyMap, look: Look) -> str:
    drawn = (
        fibre_lines(one, look.theme, opacity=0.7, width=2) for one in muscles_under([where], body_map)[:1]
    )
    return group(*drawn, class_=look.theme.blend)


_TEXT = {"class_": "br-text"}
_START, _END = {"text_anchor": "start"}, {"text_anchor": "end"}
_ROUND = {"stroke_linecap": "round"}
_DOTTED: dict[str, str | float | None] = {
    "stroke_width": 2.4,
    "stroke_dasharray": "0.1 7",
    "stroke_linecap": "round",
}
