"""Build everything: `python -m backs`."""

from __future__ import annotations

import logging
from pathlib import Path

from backs.manifest import write_manifest
from backs.model import BodyModel
from backs.numbers import make_bodies, save_numbers
from backs.pictures import save_pictures
from backs.sheet import save_sheet

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "src" / "backrub"
NUMBERS, PICTURES = PACKAGE / "atlas" / "bodies", PACKAGE / "pictures" / "backs"
SHEET = ROOT / "docs" / "pictures" / "bodies.png"


def main() -> None:
    """Write every product, the manifest, and the sheet to look at."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for folder in (NUMBERS, PICTURES, SHEET.parent):
        folder.mkdir(parents=True, exist_ok=True)
    bodies = make_bodies(BodyModel())
    products = [*save_numbers(bodies, NUMBERS), *save_pictures(bodies, PICTURES)]
    write_manifest(bodies, products, PACKAGE, NUMBERS / "bodies.json")
    save_sheet(PICTURES, SHEET)


if __name__ == "__main__":
    main()
