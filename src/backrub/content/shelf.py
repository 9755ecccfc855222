"""Load what labels are read for and what an evening may try, and refuse what is damaged."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from backrub.content.loader import load_catalogue
from backrub.content.rows import damage, read_rows, read_sources
from backrub.domain.catalogue import Catalogue
from backrub.domain.experiments import Experiment
from backrub.domain.shelf import Allergen


@dataclass(frozen=True, slots=True)
class ShelfRows:
    """Hold every allergen by its key, and every experiment."""

    allergens: Mapping[str, Allergen]
    experiments: tuple[Experiment, ...]


@cache
def load_shelf_rows() -> ShelfRows:
    """Return what Backrub ships, read once.

    Raises: DamagedCatalogue.
    """
    return load_shelf_rows_from(files("backrub.content"), load_catalogue())


def load_shelf_rows_from(directory: Traversable, catalogue: Catalogue) -> ShelfRows:
    """Return what is in a directory, checked against a catalogue.

    Raises: DamagedCatalogue, naming file, row and what is wrong.
    """
    sources = read_sources(directory)
    allergens = read_rows(directory, "allergens.toml", Allergen, sources, {"any_scent": False})
    experiments = read_rows(directory, "experiments.toml", Experiment, sources, {"strokes": ()})
    for key, row in experiments.items():
        if strange := sorted(set(row.strokes) - catalogue.strokes.keys()):
            raise damage("experiments.toml", key, f"{strange[0]} is no stroke of strokes.toml")
    return ShelfRows(MappingProxyType(allergens), tuple(experiments.values()))
