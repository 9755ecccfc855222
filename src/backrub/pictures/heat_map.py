"""Warmth on the back: how much each place was given, as ember, as rings that can be counted, and as words."""

from collections.abc import Mapping

from backrub.domain.back import Side, SiteSide
from backrub.domain.body_map import BodyMap, SiteArea
from backrub.pictures.back import Look, body_picture, shade, window_of
from backrub.pictures.check_in_map import HALF_WIDTH_CM, whose_sides
from backrub.pictures.curves import extent, middle, ring_on_skin, units
from backrub.pictures.step_picture import dotted_spine
from backrub.pictures.svg import STYLE, UNITS_PER_CM, element, group, words

MOST_RINGS = 4
_RING_CM, _GAP = 3.1, 0.2
_WORDS = ("not at all", "a little", "some", "much", "all of it")


def heat_map(
    body_map: BodyMap,
    look: Look,
    *,
    values: Mapping[SiteSide, float],
    labels: Mapping[SiteSide, str],
    owner: str,
) -> str:
    """Return the map of values 0.0 to 1.0; `owner` says whose left and right these are, as in "Your"."""
    window = window_of(body_map, look, half_width_cm=HALF_WIDTH_CM)
    warm = (_warmth(body_map.sites[where], look, value) for where, value in values.items())
    rings = (_rings(body_map.sites[where], look, value) for where, value in values.items())
    return element(
        "svg",
        element("desc", words(" ".join(heat_rows(values, labels)))),
        element("style", STYLE) if look.style else "",
        element("defs", _ember(look), _skin(body_map, look)),
        element("rect", **window.box, fill=look.theme.ground),
        body_picture(look, body_map),
        group(group(*warm, class_=look.theme.blend), clip_path=f"url(#{look.prefix}-skin)"),
        shade(look, Side.BOTH, window.box),
        dotted_spine(body_map, look.theme),
        *rings,
        whose_sides(look.theme, window, owner),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=window.view_box,
        role="img",
        aria_label="A back seen from behind; the more rings, the more a place was given.",
    )


def heat_rows(values: Mapping[SiteSide, float], labels: Mapping[SiteSide, str]) -> list[str]:
    """Return the map in words, one sentence a place, head to hip."""
    return [
        f"{labels[where][:1].upper()}{labels[where][1:]}: {_WORDS[rings_for(values[where])]}."
        for where in SiteSide
        if where in values
    ]


def rings_for(value: float) -> int:
    """Return how many rings a value of 0.0 to 1.0 has; anything above nothing has one."""
    return 0 if value <= 0 else max(1, min(MOST_RINGS, round(value * MOST_RINGS)))


def _warmth(area: SiteArea, look: Look, value: float) -> str:
    left, bottom, right, top = extent(area.polygon)
    x, y = units(middle(area.polygon))
    return element(
        "ellipse",
        cx=x,
        cy=y,
        rx=(right - left) * 0.72 * UNITS_PER_CM,
        ry=(top - bottom) * 0.72 * UNITS_PER_CM,
        fill=f"url(#{look.prefix}-ember)",
        fill_opacity=min(1.0, value),
    )


def _rings(area: SiteArea, look: Look, value: float) -> str:
    x, y = units(middle(area.polygon))
    left, bottom, right, top = extent(area.polygon)
    radius, count = min(_RING_CM, 0.46 * min(right - left, top - bottom)), rings_for(value)
    drawn = (
        element("circle", cx=x, cy=y, r=radius * (1 - _GAP * index) * UNITS_PER_CM) for index in range(count)
    )
    full = count == MOST_RINGS
    return group(
        *drawn,
        fill="none",
        stroke=look.theme.first,
        stroke_width=2.4 if full else 1.8,
        stroke_opacity=0.95 if full else 0.7,
    )


def _ember(look: Look) -> str:
    colours = ("#FF9A3C", "#E0702A", "#B9542A") if look.theme.screen else (look.theme.ember,) * 3
    stops = zip((0.0, 0.5, 1.0), colours, (0.85, 0.5, 0.0), strict=True)
    drawn = (element("stop", offset=at, stop_color=colour, stop_opacity=much) for at, colour, much in stops)
    return element("radialGradient", *drawn, id=f"{look.prefix}-ember")


def _skin(body_map: BodyMap, look: Look) -> str:
    outline = element("path", d=ring_on_skin(body_map.silhouette))
    return element("clipPath", outline, id=f"{look.prefix}-skin")
