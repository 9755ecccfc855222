"""Warmth on the back: how much a place was given, or how firm it likes hands; as ember, as rings, and as words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backrub.domain.back import Side, SiteSide
from backrub.domain.body_map import BodyMap, SiteArea
from backrub.pictures.back import Look, Window, body_picture, shade, window_of
from backrub.pictures.check_in_map import HALF_WIDTH_CM, whose_sides
from backrub.pictures.curves import extent, middle, ring_on_skin, units
from backrub.pictures.labels import Label, Margin, leaders
from backrub.pictures.step_picture import dotted_spine
from backrub.pictures.svg import STYLE, UNITS_PER_CM, element, group, words

MOST_RINGS = 4
_RING_CM, _GAP = 3.1, 0.2
_WORDS = ("not at all", "a little", "some", "much", "all of it")
_WIDE_CM = 38.0
"""Half the width of a map with words beside the arms."""
_BESIDE_ARMS_CM, _BELOW_SIDES_CM, _LETTERS_CM = 24.0, 14.0, 3.0


@dataclass(frozen=True, slots=True)
class Warmth:
    """State how warm a place is and how sure that is, both 0.0 to 1.0, and the word that stands beside it.

    A guess is fainter, one dotted ring in the place of those that can be counted, and its word is not told.
    """

    value: float
    sureness: float = 1.0
    word: str = ""

    @property
    def is_sure(self) -> bool:
        """Return whether this is more than a guess."""
        return self.sureness >= 0.5  # noqa: PLR2004 - half


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
    return _map(
        body_map,
        (look, window),
        {where: Warmth(value) for where, value in values.items()},
        whose_sides(look.theme, window, owner),
        rows=heat_rows(values, labels),
        title="A back seen from behind; the more rings, the more a place was given.",
    )


def liking_map(
    body_map: BodyMap, look: Look, *, likings: Mapping[SiteSide, Warmth], rows: Sequence[str], owner: str
) -> str:
    """Return the map of how firm each place likes hands; `rows` say the same in sentences."""
    window = window_of(body_map, look, half_width_cm=_WIDE_CM)
    return _map(
        body_map,
        (look, window),
        likings,
        whose_sides(look.theme, window, owner) + _margins(body_map, look, likings, window),
        rows=rows,
        title="A back seen from behind; the more rings, the firmer a place likes hands.",
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


def _map(
    body_map: BodyMap,
    framed: tuple[Look, Window],
    warmths: Mapping[SiteSide, Warmth],
    written: str,
    *,
    rows: Sequence[str],
    title: str,
) -> str:
    """Return the picture; `written` are the words in it."""
    look, window = framed
    warm = (_warmth(body_map.sites[where], look, warmth) for where, warmth in warmths.items())
    rings = (_rings(body_map.sites[where], look, warmth) for where, warmth in warmths.items())
    return element(
        "svg",
        element("desc", words(" ".join(rows))),
        element("style", STYLE) if look.style else "",
        element("defs", _ember(look), _skin(body_map, look)),
        element("rect", **window.box, fill=look.theme.ground),
        body_picture(look, body_map),
        group(group(*warm, class_=look.theme.blend), clip_path=f"url(#{look.prefix}-skin)"),
        shade(look, Side.BOTH, window.box),
        dotted_spine(body_map, look.theme),
        *rings,
        written,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=window.view_box,
        role="img",
        aria_label=title,
    )


def _margins(body_map: BodyMap, look: Look, likings: Mapping[SiteSide, Warmth], window: Window) -> str:
    """Return the words beside the back, each once a side, led to one of the places it is told of."""
    return "".join(
        leaders(_told(body_map, likings, side), _margin(window, left=side is Side.LEFT), look.theme)
        for side in (Side.LEFT, Side.RIGHT)
    )


def _told(body_map: BodyMap, likings: Mapping[SiteSide, Warmth], side: Side) -> list[Label]:
    sure = {w: one for w, one in likings.items() if w.side is side and one.is_sure and one.word}
    by_word = {
        word: tuple(middle(body_map.sites[where].polygon) for where, one in sure.items() if one.word == word)
        for word in dict.fromkeys(one.word for one in sure.values())
    }
    return [Label("", word, places) for word, places in by_word.items()]


def _margin(window: Window, *, left: bool) -> Margin:
    return Margin(
        left=left,
        inner_cm=_BESIDE_ARMS_CM,
        outer_cm=window.right_cm - 0.5,
        top_cm=window.top_cm - _BELOW_SIDES_CM,
        bottom_cm=window.bottom_cm,
        letters_cm=_LETTERS_CM,
    )


def _warmth(area: SiteArea, look: Look, warmth: Warmth) -> str:
    left, bottom, right, top = extent(area.polygon)
    x, y = units(middle(area.polygon))
    return element(
        "ellipse",
        cx=x,
        cy=y,
        rx=(right - left) * 0.72 * UNITS_PER_CM,
        ry=(top - bottom) * 0.72 * UNITS_PER_CM,
        fill=f"url(#{look.prefix}-ember)",
        fill_opacity=min(1.0, warmth.value) * warmth.sureness,
    )


def _rings(area: SiteArea, look: Look, warmth: Warmth) -> str:
    x, y = units(middle(area.polygon))
    left, bottom, right, top = extent(area.polygon)
    radius = min(_RING_CM, 0.46 * min(right - left, top - bottom))
    count = rings_for(warmth.value) if warmth.is_sure else 1
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
        stroke_dasharray=None if warmth.is_sure else "2 7",
    )


def _ember(look: Look) -> str:
    stops = zip((0.0, 0.5, 1.0), look.theme.heat, (0.85, 0.5, 0.0), strict=True)
    drawn = (element("stop", offset=at, stop_color=colour, stop_opacity=much) for at, colour, much in stops)
    return element("radialGradient", *drawn, id=f"{look.prefix}-ember")


def _skin(body_map: BodyMap, look: Look) -> str:
    outline = element("path", d=ring_on_skin(body_map.silhouette))
    return element("clipPath", outline, id=f"{look.prefix}-skin")
