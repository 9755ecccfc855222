"""A rough back, made by hand: every site-side, some muscles, bones, zones and paths, mirrored by construction."""

from backrub.domain.back import Side, Site, SiteSide, site_side
from backrub.domain.body_map import (
    Body,
    BodyMap,
    Bone,
    Line,
    Muscle,
    SiteArea,
    StrokePath,
    Zone,
    ZoneRule,
)
from backrub.domain.stroke import Evidence, Tool

# The right half; the left one is its mirror image.
_SITES: dict[Site, Line] = {
    Site.SCALP: ((0, 152), (6.5, 152), (7.6, 157), (6.8, 162), (4, 164.5), (0, 165)),
    Site.SKULL_BASE: ((0, 148), (5.6, 148), (6.5, 152), (0, 152)),
    Site.NECK: ((0, 141), (5.4, 142.5), (5.2, 148), (0, 148)),
    Site.SHOULDER_TOP: ((0, 137), (7, 134), (17.5, 134.5), (16, 138), (9, 140), (5.4, 142.5), (0, 141)),
    Site.SHOULDER_BLADE: ((7, 134), (8, 123), (12, 125), (16.5, 130), (17.5, 134.5)),
    Site.BETWEEN_BLADES: ((0, 123), (8, 123), (7, 134), (0, 137)),
    Site.MID_BACK: ((0, 112), (12.5, 112), (13.5, 126), (12, 125), (8, 123), (0, 123)),
    Site.LOW_BACK: ((0, 98), (13, 99), (12.5, 112), (0, 112)),
    Site.HIP_RIM: ((0, 90), (15.5, 91), (13, 99), (0, 98)),
}
_OUTLINE: Line = (
    (15, 84), (16.5, 90), (13.5, 100), (12.8, 108), (14.5, 122), (16, 128), (18, 122), (19.5, 108), (22, 96),
    (26, 86), (30, 88), (27, 100), (25, 112), (23.6, 124), (22.6, 130), (19.5, 135.5), (13, 138.5), (7, 141),
    (5.6, 144), (5.6, 148), (7, 152), (7.8, 158), (6.8, 163), (3.6, 166), (0, 166.8),
)  # fmt: skip


def _mirror(line: Line) -> Line:
    return tuple((-x, y) for x, y in line)


def _fibres(begin: Line, end: Line, count: int = 10) -> tuple[Line, ...]:
    """Return lines from one edge of a muscle to the other."""
    shares = [index / (count - 1) for index in range(count)]
    return tuple((_on(begin, share), _halfway(begin, end, share), _on(end, share)) for share in shares)


def _on(line: Line, share: float) -> tuple[float, float]:
    (x0, y0), (x1, y1) = line[0], line[-1]
    return x0 + share * (x1 - x0), y0 + share * (y1 - y0)


def _halfway(begin: Line, end: Line, share: float) -> tuple[float, float]:
    (x0, y0), (x1, y1) = _on(begin, share), _on(end, share)
    return (x0 + x1) / 2 + 0.8 * share, (y0 + y1) / 2


def _muscle(
    name: str, words: tuple[str, str], edges: tuple[Line, Line], sites: tuple[Site, ...]
) -> list[Muscle]:
    begin, end = edges
    fibres = _fibres(begin, end)
    ring = (*fibres[0], *reversed(fibres[-1]))
    plain, latin = words
    return [
        Muscle(
            name=f"{name}:{side.value}",
            plain=plain,
            latin=latin,
            side=side,
            polygon=_mirror(ring) if side is Side.LEFT else ring,
            fibres=tuple(_mirror(fibre) if side is Side.LEFT else fibre for fibre in fibres),
            depth=2,
            sites=sites,
        )
        for side in (Side.LEFT, Side.RIGHT)
    ]


_MUSCLES = [
    *_muscle(
        "erector_spinae",
        ("long back muscle", "Erector spinae"),
        (((1.6, 92), (5, 94)), ((1.6, 138), (4, 138))),
        (Site.BETWEEN_BLADES, Site.MID_BACK, Site.LOW_BACK),
    ),
    *_muscle(
        "rhomboids",
        ("spine to blade", "Rhomboidei"),
        (((0.9, 141), (0.9, 132)), ((7, 135), (8, 125))),
        (Site.BETWEEN_BLADES,),
    ),
    *_muscle(
        "trapezius_upper",
        ("shoulder top", "Trapezius, upper part"),
        (((1, 150), (1, 142)), ((12, 138.5), (17, 135))),
        (Site.SHOULDER_TOP, Site.NECK),
    ),
]
_GLIDE: Line = ((4.6, 94), (4.8, 106), (4.8, 118), (4.9, 130), (6, 136), (9, 138), (13, 136.5))
_KNEAD: Line = ((6, 138.5), (9.5, 138), (13, 136.5))


def _path(
    name: str, stroke: str, line: Line, covers: tuple[Site, ...], tool: Tool = Tool.PALM
) -> list[StrokePath]:
    length_cm = 62.0 if len(line) > 4 else 8.0
    return [
        StrokePath(
            id=f"{name}:{side.value}",
            stroke=stroke,
            tool=tool,
            covers=tuple(site_side(site, side) for site in covers),
            side=side,
            points=_mirror(line) if side is Side.LEFT else line,
            width_cm=8.0,
            length_cm=length_cm,
        )
        for side in (Side.LEFT, Side.RIGHT)
    ]


_PATHS = [
    *_path("long", "slow_glide", _GLIDE, (Site.LOW_BACK, Site.MID_BACK, Site.BETWEEN_BLADES)),
    *_path("top", "petrissage", _KNEAD, (Site.SHOULDER_TOP,)),
]
_SPINE: Line = ((-1.5, 90), (1.5, 90), (1.5, 148), (-1.5, 148))
_CREST: Line = ((4, 93), (10, 99), (13.5, 97.5), (13, 96), (10, 97), (5, 91))
_BLADE: Line = ((7.2, 137), (7.6, 130), (8.8, 123.5), (12, 127), (15.6, 131.6), (15.4, 133.4), (12, 135.8))
_RIB: Line = ((2.2, 120), (6, 119), (10, 116), (12.6, 113))


def hand_made_back() -> BodyMap:
    """Return a body map of a rough back, 166.8 cm tall."""
    areas = {
        site_side(site, side): SiteArea(_mirror(ring) if side is Side.LEFT else ring, 40.0 + len(ring))
        for site, ring in _SITES.items()
        for side in (Side.LEFT, Side.RIGHT)
    }
    zone = {"source": "landmarks", "evidence": Evidence.DEFAULT}
    return BodyMap(
        body=Body.NEUTRAL,
        height_cm=166.8,
        silhouette=(*_OUTLINE, *reversed(_mirror(_OUTLINE[:-1]))),
        landmarks={"C7": (0.0, 141.0), "T7": (0.0, 123.0), "L4": (0.0, 98.0)},
        sites={where: areas[where] for where in SiteSide},
        muscles={muscle.name: muscle for muscle in _MUSCLES},
        bones={
            "scapula:right": Bone("scapula:right", (), _BLADE),
            "scapula:left": Bone("scapula:left", (), _mirror(_BLADE)),
            "ribs": Bone("ribs", (_RIB, _mirror(_RIB)), None),
        },
        no_go={
            "spine": Zone("spine", ZoneRule.NO_PRESSURE, _SPINE, **zone),
            "iliac_crest:right": Zone("iliac_crest:right", ZoneRule.NO_PRESSURE, _CREST, **zone),
            "iliac_crest:left": Zone("iliac_crest:left", ZoneRule.NO_PRESSURE, _mirror(_CREST), **zone),
        },
        paths={path.id: path for path in _PATHS},
    )
