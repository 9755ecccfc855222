"""The written form of a taste: numbers under names, exact to the last bit, refused whole where one is wrong."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from math import prod

import numpy as np

from backrub.domain.errors import BackrubError
from backrub.domain.preferences.places import COUNT, Floats

FORMAT = 1

_ROWS, _COLUMNS = np.triu_indices(COUNT)
TRIANGLE = len(_ROWS)
"""How many numbers a symmetric matrix over the learned places has."""


class UnreadableTaste(BackrubError):
    """What was kept of a taste cannot be read; it is learned again from the evenings."""


_ENDLESS = 1e6
"""No number of a taste is near this."""
_ROUNDING = 1e-9


class Written(ABC):
    """Be equal to what is written the same; arrays do not compare to one truth."""

    __slots__ = ()

    @abstractmethod
    def to_json(self) -> str:
        """Return the written form."""

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is written the same, which tells its kind as well."""
        return isinstance(other, Written) and other.to_json() == self.to_json()

    def __hash__(self) -> int:
        return hash(self.to_json())


def write(kind: str, numbers: Mapping[str, Floats]) -> str:
    """Return JSON of arrays by name; the same arrays give the same bytes."""
    lists = {name: np.asarray(array, dtype=float).ravel().tolist() for name, array in numbers.items()}
    return json.dumps({"format": FORMAT, "kind": kind, **lists}, allow_nan=False, separators=(",", ":"))


def read(kind: str, text: str, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, Floats]:
    """Return the arrays that `write` wrote; raises UnreadableTaste for anything else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableTaste("What was learned cannot be read: it is not whole.") from error
    if not isinstance(found, dict) or found.get("kind") != kind:
        raise UnreadableTaste("What was learned cannot be read: it is something else.")
    if found.get("format") != FORMAT:
        raise UnreadableTaste(f"What was learned is in another format than {FORMAT}, the one read here.")
    if found.keys() != {"format", "kind", *shapes}:
        raise UnreadableTaste("What was learned cannot be read: a part is missing or unknown.")
    return {name: _array(name, found[name], shape) for name, shape in shapes.items()}


def _array(name: str, values: object, shape: tuple[int, ...]) -> Floats:
    if not isinstance(values, list) or len(values) != prod(shape) or not all(map(_is_number, values)):
        raise UnreadableTaste(f'What was learned cannot be read: "{name}" holds other than its numbers.')
    return np.array(values, dtype=float).reshape(shape)


def _is_number(value: object) -> bool:
    return isinstance(value, float | int) and not isinstance(value, bool) and abs(value) < _ENDLESS


def folded(matrix: Floats) -> Floats:
    """Return the upper triangle of symmetric matrices, which is all there is to write."""
    return matrix[..., _ROWS, _COLUMNS]


def unfolded(triangle: Floats) -> Floats:
    """Return the symmetric matrices of upper triangles."""
    matrix = np.zeros((*triangle.shape[:-1], COUNT, COUNT))
    matrix[..., _ROWS, _COLUMNS] = triangle
    matrix[..., _COLUMNS, _ROWS] = triangle
    return matrix


def checked_variances(matrix: Floats) -> Floats:
    """Return covariances; raises UnreadableTaste where they cannot be any."""
    if float(np.linalg.eigvalsh(matrix).min()) < -_ROUNDING:
        raise UnreadableTaste("What was learned cannot be read: its doubts contradict each other.")
    return matrix


def checked_shares(shares: Floats) -> Floats:
    """Return shares; raises UnreadableTaste where they are none."""
    if float(shares.min()) < 0 or abs(float(shares.sum()) - 1) > _ROUNDING:
        raise UnreadableTaste("What was learned cannot be read: its shares do not make a whole.")
    return shares
