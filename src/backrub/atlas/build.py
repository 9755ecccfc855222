"""Build what is shipped of every body, after a change of what is authored: `script/atlas`."""

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
    """Write every body's map and the manifest with their checksums into a folder, once all are drawn.

    Raises: DamagedAtlas.
    """
    shipped = {f"{body}.json.gz": packed(drawn_body(body, catalogue)) for body in Body}
    folder.mkdir(exist_ok=True)
    for name, data in shipped.items():
        (folder / name).write_bytes(data)
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in shipped.items()}
    (folder / MANIFEST).write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")


def shipped_folder() -> Path:
    """Return the folder of the package that the maps lie in."""
    return Path(str(files("backrub.atlas"))) / MAPS
