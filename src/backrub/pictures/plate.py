"""The labelled plate: muscles with their fibres, bones, the zones hands keep off, and what each is called."""

from collections.abc import Collection
from dataclasses import dataclass

from backrub.domain.back import Side
from backrub.domain.body_map import BodyMap, Bone, Muscle, Zone, ZoneRule
from backrub.pictures.back import Look, Window, body_picture, shade, window_of
from backrub.pictures.curves import along, line_on_skin, middle, ring_on_skin
from backrub.pictures.labels import Label, Margin, leaders
from backrub.pictures.names import abbreviated, bone_name, landmark_name, zone_name
from backrub.pictures.svg import STYLE, UNITS_PER_CM, element, group, words
from backrub.pictures.theme import Theme

_HALF_BODY_CM, _PLATE_HALF_CM, _LESSON_HALF_CM = 30.0, 56.0, 39.0
_FINE_CM, _LARGE_CM = 1.6, 3.2
_DEEP = 3
_LEGEND_CM = 4.5
_LEGEND = {
    ZoneRule.NEVER: "no hands",
    ZoneRule.NO_PRESSURE: "no pressure",
    ZoneRule.LIGHT_ONLY: "light hands only",
    ZoneRule.BROAD_ONLY: "broad hands, no thumbs",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Choose what a plate shows; `muscles` are names of muscles, None means all.

    `sites` outlines the places that plans name, `paths` every way hands may take. A `lesson` has few muscles,
    letters large enough for a phone, and leaves the Latin to the page.
    """

    muscles: Collection[str] | None = None
    bones: bool = True
    zones: bool = True
    labels: bool = True
    lesson: bool = False
    sites: bool = False
    paths: bool = False


def plate(body_map: BodyMap, look: Look, shown: Shown | None = None) -> str:
    """Return the plate, everything on it named unless `shown` says otherwise."""
    chosen = shown or Shown()
    muscles = _chosen(body_map, chosen)
    window = _framed(window_of(body_map, look, half_width_cm=_HALF_BODY_CM), chosen)
    parts = [
        element("style", STYLE) if look.style else "",
        element("defs", *(_hatch(look, rule) for rule in ZoneRule), _hem(look, body_map)),
        element("rect", **window.box, fill=look.theme.ground),
        body_picture(look, body_map),
        shade(look, Side.BOTH, _above_legend(window, chosen).box),
        group(_anatomy(body_map, look, chosen, muscles), clip_path=f"url(#{look.prefix}-skin)"),
        _labels(body_map, look, chosen, muscles, window) if chosen.labels else "",
        _legend(body_map, look, window) if chosen.zones and chosen.labels and not chosen.lesson else "",
    ]
    label = "A back seen from behind: " + ", ".join(dict.fromkeys(muscle.plain for muscle in muscles)) + "."
    return element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=window.view_box,
        role="img",
        aria_label=label,
    )


def _chosen(body_map: BodyMap, shown: Shown) -> list[Muscle]:
    """Return the muscles to draw, the deepest first."""
    drawn = [m for m in body_map.muscles.values() if shown.muscles is None or m.name in shown.muscles]
    return sorted(drawn, key=lambda muscle: -muscle.depth)


def _framed(body: Window, shown: Shown) -> Window:
    """Return the window with room for the labels and, below, for the meaning of the hatches."""
    if not shown.labels:
        return body
    half = _LESSON_HALF_CM if shown.lesson else _PLATE_HALF_CM
    return Window(-half, body.bottom_cm - (0 if shown.lesson else _LEGEND_CM), half, body.top_cm)


def _above_legend(window: Window, shown: Shown) -> Window:
    """Return the window without the strip at its foot where the hatches are explained."""
    foot = 0.0 if shown.lesson or not shown.labels else _LEGEND_CM
    return Window(window.left_cm, window.bottom_cm + foot, window.right_cm, window.top_cm)


def _anatomy(body_map: BodyMap, look: Look, shown: Shown, muscles: list[Muscle]) -> str:
    theme = look.theme
    bones = [_bone(bone, theme) for bone in body_map.bones.values()] if shown.bones else []
    zones = [_zone(zone, look) for zone in body_map.no_go.values()] if shown.zones else []
    return (
        group(*(_muscle(muscle, theme) for muscle in muscles), class_=theme.blend)
        + group(*bones, fill="none", stroke_linecap="round")
        + group(*zones)
        + (_sites(body_map, theme) if shown.sites else "")
        + (_paths(body_map, theme) if shown.paths else "")
    )


def _sites(body_map: BodyMap, theme: Theme) -> str:
    """Return the outlines of the places that plans name."""
    rings = "".join(ring_on_skin(area.polygon) for area in body_map.sites.values())
    return element("path", d=rings, fill="none", stroke=theme.flame, stroke_width=2, stroke_dasharray="6 5")


def _paths(body_map: BodyMap, theme: Theme) -> str:
    """Return every way that hands may take."""
    lines = "".join(
        line_on_skin(path.points, 3.0) for path in body_map.paths.values() if len(path.points) > 1
    )
    return element("path", d=lines, fill="none", stroke=theme.flame, stroke_width=0.8, stroke_opacity=0.5)


def _muscle(muscle: Muscle, theme: Theme) -> str:
    colour = theme.depths[muscle.depth - 1]
    fill, line = (0.16, 0.5) if theme.screen else (0.3, 0.42)
    fibres = "".join(line_on_skin(fibre, 3.0) for fibre in muscle.fibres)
    return element("path", d=ring_on_skin(muscle.polygon), fill=colour, fill_opacity=fill) + element(
        "path", d=fibres, fill="none", stroke=colour, stroke_opacity=line, stroke_width=1.4
    )


def _bone(bone: Bone, theme: Theme) -> str:
    edge = theme.edge if theme.screen else theme.second
    outline = (
        element(
            "path", d=ring_on_skin(bone.polygon), fill=theme.bone, fill_opacity=0.14 if theme.screen else 0.34,
            stroke=edge, stroke_opacity=0.7, stroke_width=1.1,
        )
        if bone.polygon
        else ""
    )  # fmt: skip
    lines = "".join(line_on_skin(line) for line in bone.lines)
    width, opacity = (5.0, 0.22) if theme.screen else (7.5, 0.42)
    ribs = element("path", d=lines, stroke=theme.bone, stroke_opacity=opacity, stroke_width=width)
    return outline + (ribs if lines else "")


def _zone(zone: Zone, look: Look) -> str:
    return element(
        "path", d=ring_on_skin(zone.polygon), fill=f"url(#{look.prefix}-{zone.rule.value})",
        stroke=look.theme.second, stroke_opacity=0.5, stroke_width=0.9, stroke_dasharray="3 3",
    )  # fmt: skip


_HATCHES = {
    ZoneRule.NEVER: (5, "M0 0V5M0 0H5"),
    ZoneRule.NO_PRESSURE: (6, "M0 0V6"),
    ZoneRule.LIGHT_ONLY: (9, "M0 0V5"),
    ZoneRule.BROAD_ONLY: (9, "M0 0V1.6"),
}


def _hatch(look: Look, rule: ZoneRule) -> str:
    """Return the pattern of a rule: crossed, lined, dashed or dotted; the denser, the stricter."""
    size, data = _HATCHES[rule]
    line = element("path", d=data, stroke=look.theme.second, stroke_width=1.3, stroke_opacity=0.75)
    return element(
        "pattern", line, id=f"{look.prefix}-{rule.value}", width=size, height=size,
        patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
    )  # fmt: skip


def _hem(look: Look, body_map: BodyMap) -> str:
    """Return the clip that keeps drawings on skin, above the towel where the picture has one."""
    silhouette = element("path", d=ring_on_skin(body_map.silhouette))
    if look.back is None:
        return element("clipPath", silhouette, id=f"{look.prefix}-skin")
    above = Window(-_HALF_BODY_CM, look.back.hem_cm, _HALF_BODY_CM, look.back.top_cm)
    hem = element("clipPath", element("rect", **above.box), id=f"{look.prefix}-hem")
    return hem + element(
        "clipPath", silhouette, id=f"{look.prefix}-skin", clip_path=f"url(#{look.prefix}-hem)"
    )


def _labels(body_map: BodyMap, look: Look, shown: Shown, muscles: list[Muscle], window: Window) -> str:
    """Return the muscles near the skin named on the left; the deep ones, bones and zones on the right."""
    size = _LARGE_CM if shown.lesson else _FINE_CM
    edges = (_LESSON_HALF_CM - 11.5 if shown.lesson else _HALF_BODY_CM - 2, window.right_cm - 0.6)
    left, right = (Margin(on, *edges, window.top_cm - 1, window.bottom_cm + 6, size) for on in (True, False))
    fixed = _spine_label(body_map) if shown.lesson else _fixed_labels(body_map, shown)
    near = [_muscle_label(one, shown) for one in muscles if one.side is Side.LEFT and _near(one, shown)]
    deep = [_muscle_label(one, shown) for one in muscles if one.side is Side.RIGHT and not _near(one, shown)]
    return leaders(_bare(near, look), left, look.theme) + leaders(
        _bare([*deep, *fixed], look), right, look.theme
    )


def _bare(labels: list[Label], look: Look) -> list[Label]:
    """Return the labels of what is not wholly under the towel, their places above it."""
    if look.back is None:
        return labels
    hem = look.back.hem_cm + 0.5
    above = (Label(one.plain, one.latin, tuple(at for at in one.places if at[1] > hem)) for one in labels)
    return [label for label in above if label.places]


def _near(muscle: Muscle, shown: Shown) -> bool:
    """Return whether a muscle is named on the left; in a lesson all are."""
    return shown.lesson or muscle.depth < _DEEP


def _muscle_label(muscle: Muscle, shown: Shown) -> Label:
    inner = muscle.fibres[1:-1] or muscle.fibres
    places = tuple(along(fibre, share) for fibre in inner for share in (0.35, 0.5, 0.65))
    plain = muscle.plain.removeprefix("the ")
    return Label(plain, "" if shown.lesson else abbreviated(muscle.latin), places)


def _spine_label(body_map: BodyMap) -> list[Label]:
    spine = [zone for zone in body_map.no_go.values() if zone.name.startswith("spine")]
    return [Label("spine: never press", "", (middle(zone.polygon),)) for zone in spine[:1]]


def _fixed_labels(body_map: BodyMap, shown: Shown) -> list[Label]:
    found: dict[str, Label] = {}
    named = [(landmark_name(name), at) for name, at in body_map.landmarks.items()]
    if shown.bones:
        named += [(bone_name(bone.name), _on_bone(bone)) for bone in body_map.bones.values()]
    if shown.zones:
        named += [(zone_name(zone.name), middle(zone.polygon)) for zone in body_map.no_go.values()]
    for name, at in named:
        if name is not None and (name.plain not in found or at[0] > found[name.plain].places[0][0]):
            found[name.plain] = Label(name.plain, name.latin, (at,))
    return list(found.values())


def _on_bone(bone: Bone) -> tuple[float, float]:
    return middle(bone.polygon) if bone.polygon else along(bone.lines[-1], 0.6)


def _legend(body_map: BodyMap, look: Look, window: Window) -> str:
    """Return a sample of each hatch with its meaning, along the lower edge."""
    rules = [rule for rule in ZoneRule if any(zone.rule is rule for zone in body_map.no_go.values())]
    step = (window.right_cm - window.left_cm) / max(1, len(rules))
    y = -(window.bottom_cm + 1.6) * UNITS_PER_CM
    band = {**window.box, "y": -(window.bottom_cm + _LEGEND_CM + 0.1) * UNITS_PER_CM, "height": 60}
    return group(
        element("rect", **band, fill=look.theme.ground),
        *(
            _sample(look, rule, (window.left_cm + 2 + step * index) * UNITS_PER_CM, y)
            for index, rule in enumerate(rules)
        ),
        class_="br-text",
        font_size=_FINE_CM * UNITS_PER_CM,
    )


def _sample(look: Look, rule: ZoneRule, x: float, y: float) -> str:
    box = element(
        "rect", x=x, y=y - 13, width=34, height=17, fill=f"url(#{look.prefix}-{rule.value})",
        stroke=look.theme.second, stroke_width=0.9,
    )  # fmt: skip
    return box + element("text", words(_LEGEND[rule]), x=x + 44, y=y, fill=look.theme.second)
