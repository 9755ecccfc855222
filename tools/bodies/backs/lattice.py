"""A grid of skin points that every body shares: authored on the reference body, carried to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from scipy.ndimage import gaussian_filter, label, map_coordinates

from backs.rays import Caster, Hits

if TYPE_CHECKING:
    from numpy.typing import NDArray

Key = TypeVar("Key")

HALF_WIDTH_CM = 40
LOWEST_CM = 88  # hip joints of the reference body
FARTHEST_NEIGHBOUR_CM = 3.0
SMOOTHING_CM = 1.6  # of the way a body departs from the reference: bridges skin folds, keeps the shape
ARM_BELOW_ACROMION_CM = 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Hold the reference coordinates of the nodes: x to the receiver's right, y up from the floor, cm."""

    x_cm: NDArray[np.float64]
    y_cm: NDArray[np.float64]

    @property
    def nodes(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return x and y of every node, each shaped (rows, columns)."""
        x, y = np.meshgrid(self.x_cm, self.y_cm)
        return x, y


def grid_for(crown_cm: float) -> Grid:
    """Return the one-centimetre grid up to the reference body's crown."""
    return Grid(
        x_cm=np.arange(-HALF_WIDTH_CM, HALF_WIDTH_CM + 1, dtype=float),
        y_cm=np.arange(LOWEST_CM, int(crown_cm) + 1, dtype=float),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Hold where each node lies on the reference mesh."""

    grid: Grid
    triangles: NDArray[np.int64]
    hits: Hits
    kept: NDArray[np.bool_]

    def place(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the nodes (rows, columns, 3) on a body, exactly mirrored; not a number off the body."""
        placed = self.hits.carry(self.triangles, points)
        placed[~self.kept] = np.nan
        return mirrored(placed)


def anchor(
    grid: Grid, points: NDArray[np.float64], triangles: NDArray[np.int64], arm: NDArray[np.float64]
) -> Reference:
    """Cast every node onto the back of the reference body; forearms and hands are left out."""
    x, y = grid.nodes
    hits = Caster(points, triangles).from_behind(x, y)
    on_arm = hits.carry(triangles, arm) > 0.5  # noqa: PLR2004 - more arm than trunk
    acromion = 0.818 * points[:, 1].max()
    kept = hits.found & (~on_arm | (y > acromion - ARM_BELOW_ACROMION_CM))
    return Reference(grid=grid, triangles=triangles, hits=hits, kept=kept & kept[:, ::-1])


def mirrored(placed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of the nodes and their mirror image."""
    return (placed + placed[:, ::-1] * np.array([-1.0, 1.0, 1.0])) / 2


def smoothed(placed: NDArray[np.float64], reference: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a body's nodes with its departure from the reference smoothed along the skin."""
    known = np.isfinite(placed[..., 0])
    away = np.where(known[..., None], placed - reference, 0)
    weight = gaussian_filter(known.astype(float), SMOOTHING_CM)
    soft = np.stack([gaussian_filter(away[..., k], SMOOTHING_CM) for k in range(3)], axis=-1)
    result = reference + soft / np.maximum(weight, 1e-6)[..., None]
    result[~known] = np.nan
    return mirrored(result)


def unbroken(bodies: list[NDArray[np.float64]]) -> NDArray[np.bool_]:
    """Return the nodes whose neighbours stay near on all bodies and that hang together as one piece.

    Where skin turns out of sight or an arm leaves the trunk, the nodes farther from the midline go first.
    """
    kept = np.all([np.isfinite(body[..., 0]) for body in bodies], axis=0)
    middle = kept.shape[1] // 2
    outwards = np.abs(np.arange(kept.shape[1]) - middle)
    while True:
        doomed = np.zeros_like(kept)
        for body in bodies:
            seen = np.where(kept[..., None], body, np.nan)
            sideways = _too_far(seen, axis=1)
            doomed[:, 1:] |= sideways & (outwards[1:] > outwards[:-1])
            doomed[:, :-1] |= sideways & (outwards[:-1] > outwards[1:])
            doomed |= _thinner_row(_too_far(seen, axis=0), kept)
        if not doomed.any():
            break
        kept &= ~doomed
    pieces, _ = label(kept)
    one = pieces == pieces[kept.shape[0] // 2, middle]
    return np.asarray(one & one[:, ::-1])


def _too_far(body: NDArray[np.float64], *, axis: int) -> NDArray[np.bool_]:
    gap = np.linalg.norm(np.diff(body, axis=axis), axis=-1)
    return np.asarray(gap > FARTHEST_NEIGHBOUR_CM)


def _thinner_row(broken: NDArray[np.bool_], kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Drop, of two nodes above each other that are too far apart, the one with fewer neighbours."""
    company = gaussian_filter(kept.astype(float), 3)
    doomed = np.zeros_like(kept)
    upper_is_lonely = company[1:] <= company[:-1]
    doomed[1:] |= broken & upper_is_lonely
    doomed[:-1] |= broken & ~upper_is_lonely
    return doomed


def folds(placed: NDArray[np.float64]) -> int:
    """Count the cells that turn over when seen from behind."""
    across, up = np.diff(placed[..., :2], axis=1)[:-1], np.diff(placed[..., :2], axis=0)[:, :-1]
    turned = across[..., 0] * up[..., 1] - across[..., 1] * up[..., 0]
    return int((turned[np.isfinite(turned)] <= 0).sum())


def carry(
    bodies: dict[Key, NDArray[np.float64]], reference: Reference, authored: Key
) -> dict[Key, NDArray[np.float64]]:
    """Return every body's nodes, given the fine mesh of each; `authored` is the reference body's key."""
    placed = {who: reference.place(points) for who, points in bodies.items()}
    smooth = {
        who: nodes if who == authored else smoothed(nodes, placed[authored]) for who, nodes in placed.items()
    }
    whole = unbroken(list(smooth.values()))
    return {who: np.where(whole[..., None], nodes, np.nan) for who, nodes in smooth.items()}


def at(grid: Grid, placed: NDArray[np.float64], x_cm: float, y_cm: float) -> NDArray[np.float64]:
    """Return the skin point at reference (x, y), between its four nodes; not a number off the lattice."""
    where = [[y_cm - grid.y_cm[0]], [x_cm - grid.x_cm[0]]]
    return np.array([map_coordinates(placed[..., k], where, order=1)[0] for k in range(3)])
