"""Build everything: `python -m backs`."""

from __future__ import annotations

from pathlib import Path

from backs.manifest import write_manifest
from backs.model import BY_THE_SIDES, BodyModel
from backs.numbers import make_bodies, save_numbers

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "src" / "backrub"
NUMBERS = PACKAGE / "atlas" / "bodies"


def main() -> None:
    """Write every product and then the manifest."""
    NUMBERS.mkdir(parents=True, exist_ok=True)
    bodies = make_bodies(BodyModel(), BY_THE_SIDES)
    products = save_numbers(bodies, NUMBERS)
    write_manifest(bodies, products, PACKAGE, NUMBERS / "bodies.json")


if __name__ == "__main__":
    main()
