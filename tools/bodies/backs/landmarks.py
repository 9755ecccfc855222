"""Named points of the back, authored by surface-anatomy ratios on the reference body.

Heights are shares of stature for C7 (0.855), acromion (0.818) and L4 level with the iliac crests (0.607);
vertebrae in between follow the usual growth of their bodies from T1 to L5; T3 is level with the root of the
scapular spine and T7 with the scapular tip, arms by the sides; PSIS at S2. No anatomist has checked them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

C7_SHARE, L4_SHARE, ACROMION_SHARE = 0.855, 0.607, 0.818
# How far below C7 each spinous process lies, in cm, on a back that measures 41.95 cm from C7 to L4.
BELOW_C7_CM = {
    "C7": 0.0, "T1": 1.9, "T2": 3.9, "T3": 5.95, "T4": 8.05, "T5": 10.25, "T6": 12.5, "T7": 14.8,
    "T8": 17.15, "T9": 19.6, "T10": 22.2, "T11": 24.95, "T12": 27.95, "L1": 31.25, "L2": 34.7,
    "L3": 38.3, "L4": 41.95, "L5": 45.4, "S2": 50.0,
}  # fmt: skip
# Sideways distance in cm, and height in cm above (+) or below (-) the named level of the spine.
BESIDE = {
    "scapula_superior_angle": (7.5, "T2", 0.2),
    "scapula_spine_root": (7.2, "T3", 0.0),
    "scapula_inferior_angle": (8.7, "T7", -0.4),
    "iliac_crest_top": (10.4, "L4", 0.3),
    "psis": (4.2, "S2", 0.3),
}
ACROMION_X_CM = 17.6
OCCIPUT_ABOVE_C7_CM, MASTOID_X_CM, MASTOID_ABOVE_C7_CM = 10.6, 4.8, 9.3


def reference_points(stature_cm: float) -> Mapping[str, tuple[float, float]]:
    """Return (x, y) in cm on the reference body for every landmark; paired ones end in left and right."""
    levels = _levels(stature_cm)
    points = {name: (0.0, y) for name, y in levels.items()}
    points["occiput"] = (0.0, levels["C7"] + OCCIPUT_ABOVE_C7_CM)
    paired = {name: (x, levels[level] + above) for name, (x, level, above) in BESIDE.items()}
    paired["acromion"] = (ACROMION_X_CM, ACROMION_SHARE * stature_cm)
    paired["mastoid"] = (MASTOID_X_CM, levels["C7"] + MASTOID_ABOVE_C7_CM)
    for name, (x, y) in paired.items():
        points[f"{name}:left"], points[f"{name}:right"] = (-x, y), (x, y)
    return points


def _levels(stature_cm: float) -> dict[str, float]:
    top = C7_SHARE * stature_cm
    scale = (C7_SHARE - L4_SHARE) * stature_cm / BELOW_C7_CM["L4"]
    return {name: top - below * scale for name, below in BELOW_C7_CM.items()}
