"""Bone and muscle under the skin, which the body model leaves smooth: authored once in reference cm."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Field = NDArray[np.float64]
    Point = tuple[float, float]


def relief_cm(points: Field, marks: Mapping[str, Point]) -> Field:
    """Return how far skin stands out (+) or falls in (-) at points of the reference body, in cm.

    Left and right alike; meant to be scaled by how lean a person is. For pictures only, never for geometry.
    """
    x, y = np.abs(points[:, 0]), points[:, 1]
    return _spine(x, y, marks) + _blade(x, y, marks) + _pelvis(x, y, marks)


def _spine(x: Field, y: Field, marks: Mapping[str, Point]) -> Field:
    level = {name: marks[name][1] for name in ("C7", "T3", "T8", "T12", "L3", "L5", "S2")}
    lumbar = _between(y, level["S2"] + 1, level["L5"], level["T12"], level["T8"])
    thoracic = _between(y, level["T12"], level["T8"], level["T3"], level["C7"])
    groove = -(0.42 * lumbar + 0.16 * thoracic) * _bell(x, 1.25)
    cords = (0.40 * lumbar + 0.07 * thoracic) * _bell(x - 3.6 - 0.5 * thoracic, 1.9)
    knuckles = sum(_dot(x, y, marks[name], 0.75) for name in ("T9", "T10", "T11", "T12", "L1", "L2", "L3"))
    return (
        groove
        + cords
        + 0.10 * knuckles
        + 0.34 * _dot(x, y, marks["C7"], 1.2)
        + 0.16 * _dot(x, y, marks["T1"], 1.0)
    )


def _blade(x: Field, y: Field, marks: Mapping[str, Point]) -> Field:
    root, tip, acromion = (
        marks[f"{name}:right"] for name in ("scapula_spine_root", "scapula_inferior_angle", "acromion")
    )
    middle = ((root[0] + tip[0]) / 2 - 0.1, (root[1] + tip[1]) / 2)
    border = _ridge(x, y, [(root[0] + 0.3, root[1] + 1.2), middle, tip], 1.4)
    hollow = _ridge(x, y, [(root[0] - 2.2, root[1] - 1), (tip[0] - 2.8, tip[1] + 0.5)], 2.0)
    ridge = _ridge(x, y, [root, (12.2, root[1] + 1.3), acromion], 1.0)
    under = _ridge(x, y, [(9.0, root[1] - 2.4), (14.5, root[1] - 1.4)], 1.3)
    plump = _dot(x, y, ((root[0] + 12.0) / 2 + 1.5, (root[1] + tip[1]) / 2 + 0.6), 3.0)
    return (
        0.24 * border
        - 0.12 * hollow
        + 0.20 * ridge
        - 0.16 * under
        + 0.22 * plump
        + 0.24 * _dot(x, y, tip, 2.1)
    )


def _pelvis(x: Field, y: Field, marks: Mapping[str, Point]) -> Field:
    crest, dimple = marks["iliac_crest_top:right"], marks["psis:right"]
    edge = _ridge(x, y, [dimple, (7.0, (crest[1] + dimple[1]) / 2 + 1.2), crest], 1.3)
    return 0.10 * edge - 0.38 * _dot(x, y, dimple, 1.05)


def _bell(distance: Field, width: float) -> Field:
    return np.exp(-((distance / width) ** 2))


def _dot(x: Field, y: Field, at: Point, width: float) -> Field:
    return _bell(np.hypot(x - abs(at[0]), y - at[1]), width)


def _ridge(x: Field, y: Field, line: list[Point], width: float) -> Field:
    """Return a rounded ridge along a polyline."""
    nearest = np.full_like(x, np.inf)
    for (ax, ay), (bx, by) in pairwise(line):
        along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
        along = np.clip(along, 0, 1)
        nearest = np.minimum(nearest, np.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)))
    return _bell(nearest, width)


def _between(y: Field, start: float, full: float, still: float, end: float) -> Field:
    return smooth_step(y, start, full) * (1 - smooth_step(y, still, end))


def smooth_step(value: Field, low: float, high: float) -> Field:
    """Return 0 below `low`, 1 above `high`, and an ease in between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))
