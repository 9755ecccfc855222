"""The picture of a body under every drawing: where it lies, how it is lit, and its plain outline without one."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Literal

from backrub.domain.back import Side, SiteSide
from backrub.domain.body_map import Body, BodyMap
from backrub.pictures.curves import extent, ring_on_skin, straight, units
from backrub.pictures.svg import UNITS_PER_CM, element, group
from backrub.pictures.theme import LIVE, Motion, SkinTone, Theme

Light = Literal["candle", "day"]
"""The candle is for dark themes, the day for paper."""

_BELOW_EDGE = 6.0
"""Units that the dark reaches below a picture, so that no row of it shines at the rim."""


@dataclass(frozen=True, slots=True)
class Back:
    """Place a body's picture: its address, its edges in cm of the picture plane, and where the towel begins.

    `shadow` is the address of the soft shadow that lies beneath it by day; empty for none.
    """

    href: str
    half_width_cm: float
    top_cm: float
    bottom_cm: float
    hem_cm: float
    shadow: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Say how pictures look.

    `prefix` keeps ids apart in one page; `style` carries the stylesheet along; `corrected` spreads rings from
    the light because the receiver has asked for something else.
    """

    theme: Theme = LIVE
    back: Back | None = None
    prefix: str = "b"
    motion: Motion = "auto"
    style: bool = True
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Frame a part of the picture plane, in cm."""

    left_cm: float
    bottom_cm: float
    right_cm: float
    top_cm: float

    @property
    def box(self) -> dict[str, float]:
        """Return x, y, width and height in picture units."""
        return {
            "x": self.left_cm * UNITS_PER_CM,
            "y": -self.top_cm * UNITS_PER_CM,
            "width": (self.right_cm - self.left_cm) * UNITS_PER_CM,
            "height": (self.top_cm - self.bottom_cm) * UNITS_PER_CM,
        }

    @property
    def view_box(self) -> str:
        """Return the window as a viewBox."""
        return " ".join(f"{value:g}" for value in self.box.values())

    def lying(self, degrees: int) -> str:
        """Return the viewBox of the window turned clockwise about the floor's middle by 90, -90 or 0 degrees."""
        x, y, width, height = self.box.values()
        if degrees == 0:
            return self.view_box
        corner = (-y - height, x) if degrees > 0 else (y, -x - width)
        return f"{corner[0]:g} {corner[1]:g} {height:g} {width:g}"


def back_at(href: str, picture: Mapping[str, float], *, shadow: str = "") -> Back:
    """Return a body's picture, and its shadow if there is one, placed by its row of the bodies' manifest."""
    return Back(
        href=href,
        half_width_cm=picture["half_width_cm"],
        top_cm=picture["top_cm"],
        bottom_cm=picture["bottom_cm"],
        hem_cm=picture["hem_cm"],
        shadow=shadow,
    )


def window_of(body_map: BodyMap, look: Look, *, half_width_cm: float = 30.0) -> Window:
    """Return the part every picture of a body shows: from the towel to above the hair."""
    bottom = min(y for area in body_map.sites.values() for _, y in area.polygon) - 5
    crown = extent(body_map.silhouette)[3]
    top = max(crown + 2, look.back.top_cm if look.back else 0.0)
    return Window(-half_width_cm, bottom, half_width_cm, top)


def body_picture(look: Look, body_map: BodyMap, side: Side = Side.BOTH) -> str:
    """Return the body, lit from the side where hands go; both sides are lit from both.

    The candle stands at the receiver's left; for their right the picture is mirrored, and for both each half
    comes from the picture in which its side is lit.
    """
    if look.back is None:
        return _plain_outline(look.theme, body_map)
    lit = _lit(look, look.back, side)
    if not look.theme.screen:
        return _shadow(look.back) + lit
    return group(lit, class_="br-screen", opacity=look.theme.back) + _rim(look.theme, body_map)


def _shadow(back: Back) -> str:
    return _image(replace(back, href=back.shadow), flip=False, clip=None) if back.shadow else ""


def _lit(look: Look, back: Back, side: Side) -> str:
    if side is Side.BOTH and look.theme.screen:
        halves = (
            _image(back, flip=flip, clip=f"url(#{look.prefix}-half{int(flip)})") for flip in (False, True)
        )
        return element("defs", *(_half_clip(look, flip=flip) for flip in (False, True))) + "".join(halves)
    return _image(back, flip=side is Side.RIGHT and look.theme.screen, clip=None)


def _rim(theme: Theme, body_map: BodyMap) -> str:
    """Return the outline of the head as a hairline: dark hair stays a shape to touch."""
    neck = min(y for _, y in body_map.sites[SiteSide.SKULL_BASE_LEFT].polygon)
    ring = body_map.silhouette
    lowest = min(range(len(ring)), key=lambda index: ring[index][1])
    head = [point for point in (*ring[lowest:], *ring[:lowest]) if point[1] > neck]
    outline = straight([units(point) for point in head])
    return element("path", d=outline, fill="none", stroke=theme.edge, stroke_opacity=0.45, stroke_width=1.6)


def shade(look: Look, side: Side, box: dict[str, float]) -> str:
    """Return the dark on the other half, and the fall into the dark at the upper and lower edge."""
    ground, name = look.theme.ground, f"{look.prefix}-dark"
    across = ((0.0, 0.0), (0.47, 0.0), (0.62, 0.58), (1.0, 0.68))
    down = ((0.0, 0.5), (0.06, 0.0), (0.86, 0.0), (0.985, 1.0))
    turn = {"x1": 1, "x2": 0} if side is Side.RIGHT else {"x1": 0, "x2": 1}
    other_half = _gradient(f"{name}-half", ground, across, **turn, y1=0, y2=0)
    edges = _gradient(f"{name}-edge", ground, down, x1=0, x2=0, y1=0, y2=1)
    deeper = {**box, "height": box["height"] + _BELOW_EDGE}
    layers = [element("rect", **deeper, fill=f"url(#{name}-edge)")]
    if side is not Side.BOTH and look.theme.screen:
        layers.insert(0, element("rect", **box, fill=f"url(#{name}-half)"))
    return element("defs", other_half, edges) + "".join(layers)


def back_bytes(body: Body, light: Light, tone: SkinTone, *, seated: bool = False) -> bytes:
    """Return the WebP of a body, arms beside it or, seated, forearms forward, in a light and a skin tone.

    Raises: FileNotFoundError, if it is not shipped.
    """
    pose = f"{body}.seated" if seated else body.value
    return (files("backrub.pictures") / "backs" / f"{pose}.{light}.{tone}.webp").read_bytes()


def shadow_bytes(body: Body, *, seated: bool = False) -> bytes:
    """Return the WebP of the shadow a body casts by day.

    Raises: FileNotFoundError, if it is not shipped.
    """
    pose = f"{body}.seated" if seated else body.value
    return (files("backrub.pictures") / "backs" / f"{pose}.shadow.webp").read_bytes()


def embedded(webp: bytes) -> str:
    """Return a WebP as an address that carries the picture itself."""
    return "data:image/webp;base64," + b64encode(webp).decode("ascii")


def _gradient(name: str, colour: str, stops: tuple[tuple[float, float], ...], **ends: float) -> str:
    inner = (element("stop", offset=at, stop_color=colour, stop_opacity=opacity) for at, opacity in stops)
    return element("linearGradient", *inner, id=name, **ends)


def _image(back: Back, *, flip: bool, clip: str | None) -> str:
    window = Window(-back.half_width_cm, back.bottom_cm, back.half_width_cm, back.top_cm)
    image = element("image", href=back.href, **window.box, transform="scale(-1 1)" if flip else None)
    return group(image, clip_path=clip) if clip else image


def _half_clip(look: Look, *, flip: bool) -> str:
    reach = 60 * UNITS_PER_CM
    rect = element(
        "rect", x=0 if flip else -reach, y=-300 * UNITS_PER_CM, width=reach, height=400 * UNITS_PER_CM
    )
    return element("clipPath", rect, id=f"{look.prefix}-half{int(flip)}")


def _plain_outline(theme: Theme, body_map: BodyMap) -> str:
    return element("path", d=ring_on_skin(body_map.silhouette), fill=theme.raised, stroke=theme.hair)
