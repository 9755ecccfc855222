"""Build what is shipped of every body: `python -m backrub.atlas.build`, after a change of what is authored."""

import gzip
import hashlib
import json
from importlib.resources import files
from pathlib import Path

import msgspec

from backrub.atlas.anatomy import load_anatomy
from backrub.atlas.areas import Areas
from backrub.atlas.draw import draw
from backrub.atlas.drawn import DrawnBody
from backrub.atlas.placing import Lattice
from backrub.domain.body_map import Body
from backrub.domain.catalogue import Catalogue

MAPS = "maps"
MANIFEST = "maps.json"


def drawn_body(body: Body, catalogue: Catalogue) -> DrawnBody:
    """Return a body drawn anew, which takes seconds.

    Raises: DamagedAtlas.
    """
    ceilings = {site: row.ceiling for site, row in catalogue.sites.items()}
    return draw(Areas(Lattice.of(body), load_anatomy(), ceilings), body, catalogue)


def packed(body: DrawnBody) -> bytes:
    """Return the bytes that are shipped of a body; the same body gives the same bytes."""
    return gzip.compress(msgspec.json.encode(body), mtime=0)


def build(catalogue: Catalogue, folder: Path) -> None:
    """Write every body's map and the manifest with their checksums into a folder."""
    folder.mkdir(exist_ok=True)
    sums = {}
    for body in Body:
        data = packed(drawn_body(body, catalogue))
        (folder / f"{body}.json.gz").write_bytes(data)
        sums[f"{body}.json.gz"] = hashlib.sha256(data).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")


def shipped_folder() -> Path:
    """Return the folder of the package that the maps lie in."""
    return Path(str(files("backrub.atlas"))) / MAPS
