"""Carry places from the reference body to another body: onto the picture plane and along the skin."""

import hashlib
import io
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from backrub.atlas.curves import Points
from backrub.domain.body_map import Body
from backrub.domain.errors import DamagedAtlas

_FAR_CM = 12
_STEPS = 30


@dataclass(frozen=True)
class Lattice:
    """Hold a body's skin above every centimetre of the reference body, and its own height and silhouette.

    `points_cm` is rows, columns, then X to the receiver's right, Y up from the floor, Z towards who stands
    behind. Skin is carried on past its edge as it lay there, so that lines beyond the outline can be placed.
    """

    x_cm: Points
    y_cm: Points
    points_cm: NDArray[np.float64]
    height_cm: float
    silhouette_cm: Points

    @classmethod
    def of(cls, body: Body) -> Self:
        """Return the lattice of a body.

        Raises: DamagedAtlas, if the shipped file is not what it was when it was made.
        """
        product = np.load(io.BytesIO(_shipped(f"{body}.npz")))
        x_cm, y_cm = (product[name].astype(float) for name in ("x_cm", "y_cm"))
        return cls(
            x_cm=x_cm,
            y_cm=y_cm,
            points_cm=_carried_on(product["points_cm"].astype(float), x_cm, y_cm),
            height_cm=float(product["height_cm"]),
            silhouette_cm=product["silhouette_cm"][product["silhouette_ring"] == 0].astype(float),
        )

    def place(self, reference: Points) -> Points:
        """Return the skin points (rows of X, Y, Z) of places on the reference body."""
        column = np.clip(reference[:, 0] - self.x_cm[0], 0, len(self.x_cm) - 1.001)
        row = np.clip(reference[:, 1] - self.y_cm[0], 0, len(self.y_cm) - 1.001)
        i, j = row.astype(int), column.astype(int)
        down, over = (row - i)[:, None], (column - j)[:, None]
        p = self.points_cm
        near = p[i, j] * (1 - over) + p[i, j + 1] * over
        far = p[i + 1, j] * (1 - over) + p[i + 1, j + 1] * over
        placed: Points = near * (1 - down) + far * down
        return placed

    def length_cm(self, plane: Points, *, every_cm: float = 0.5) -> float:
        """Return how long a line of the picture plane is along the skin."""
        fine = _resampled(plane, every_cm)
        skin = self.place(self._found(fine))
        return float(np.linalg.norm(np.diff(skin, axis=0), axis=1).sum())

    def _found(self, plane: Points) -> Points:
        """Return the reference places that lie at points of the picture plane, by Newton's method."""
        known = self.points_cm.reshape(-1, 3)[:, :2]
        nearest = np.argmin(((known[None] - plane[:, None]) ** 2).sum(axis=2), axis=1)
        guess = np.column_stack(
            [self.x_cm[nearest % len(self.x_cm)], self.y_cm[nearest // len(self.x_cm)]]
        ).astype(float)
        for _ in range(_STEPS):
            away = plane - self.place(guess)[:, :2]
            if np.abs(away).max() < 0.01:  # noqa: PLR2004 - a tenth of a millimetre
                break
            guess = guess + np.clip(away, -1, 1)
        return guess


def _resampled(line: Points, every_cm: float) -> Points:
    reach = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    marks = np.linspace(0, reach[-1], max(2, int(reach[-1] / every_cm) + 1))
    return np.column_stack([np.interp(marks, reach, line[:, k]) for k in (0, 1)])


def _carried_on(points: NDArray[np.float64], x_cm: Points, y_cm: Points) -> NDArray[np.float64]:
    """Return the lattice without gaps: beyond the skin a body departs from the reference as at its edge."""
    grid = np.stack(np.meshgrid(x_cm, y_cm), axis=-1)
    away = np.concatenate([points[..., :2] - grid, points[..., 2:]], axis=-1)
    for _ in range(_FAR_CM):
        away = _one_cell_on(away)
    away = np.nan_to_num(away)
    return np.concatenate([away[..., :2] + grid, away[..., 2:]], axis=-1)


def _one_cell_on(away: NDArray[np.float64]) -> NDArray[np.float64]:
    padded = np.pad(away, ((1, 1), (1, 1), (0, 0)), constant_values=np.nan)
    rows, columns = away.shape[:2]
    around = np.stack(
        [padded[i : i + rows, j : j + columns] for i in range(3) for j in range(3) if (i, j) != (1, 1)]
    )
    known = np.isfinite(around[..., :1])
    mean = np.where(known, around, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    fresh = ~np.isfinite(away[..., :1]) & known.any(axis=0)
    return np.where(fresh, mean, away)


def _shipped(file: str) -> bytes:
    folder = files("backrub.atlas.bodies")
    try:
        manifest: dict[str, Any] = json.loads(folder.joinpath("bodies.json").read_text(encoding="utf-8"))
        data = folder.joinpath(file).read_bytes()
    except (OSError, ValueError) as error:
        raise DamagedAtlas(f"atlas/bodies/{file} cannot be read; reinstall Backrub.") from error
    if manifest["products"][f"atlas/bodies/{file}"]["sha256"] != hashlib.sha256(data).hexdigest():
        raise DamagedAtlas(f"atlas/bodies/{file} is damaged; reinstall Backrub.")
    return data
