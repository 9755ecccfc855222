"""Static files: one address for all of them, which changes when any of them does, so that browsers keep them."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from backrub.pictures.svg import STYLE
from backrub.web.page import Asked

TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webp": "image/webp",
    "woff2": "font/woff2",
}
_PACKED = {"css", "js", "svg", "txt"}  # the others are compressed already
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """Hold a file's bytes, plain and, where it pays, gzipped."""

    body: bytes
    packed: bytes | None
    media_type: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Hold every static file by its path, and the digest of all of them."""

    digest: str
    by_path: dict[str, Asset]


@cache
def shelf() -> Shelf:
    """Return every static file, read once: ours, the stylesheet of the pictures, and the backs."""
    bodies = dict(_found())
    seen = sha256()
    for path, body in sorted(bodies.items()):
        seen.update(f"{path} {len(body)} ".encode() + body)
    return Shelf(seen.hexdigest()[:12], {path: _asset(path, body) for path, body in bodies.items()})


def asset(path: str) -> str:
    """Return the address of a static file, as templates name it: `css/base.css`, `backs/older.shadow.webp`.

    Raises: LookupError, when there is no such file.
    """
    if path not in shelf().by_path:
        raise LookupError(f"There is no static file {path}.")
    return f"/static/{shelf().digest}/{path}"


def _found() -> Iterator[tuple[str, bytes]]:
    yield from _under(files("backrub.web") / "static", "")
    yield from _under(files("backrub.pictures") / "backs", "backs/")
    yield "css/pictures.css", STYLE.encode()


def _under(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _under(entry, f"{prefix}{entry.name}/")
        elif entry.name.rpartition(".")[2] in TYPES:
            yield prefix + entry.name, entry.read_bytes()


def _asset(path: str, body: bytes) -> Asset:
    kind = path.rpartition(".")[2]
    return Asset(body, gzip.compress(body, mtime=0) if kind in _PACKED else None, TYPES[kind])


@get("/static/{digest:str}/{path:path}", include_in_schema=False, sync_to_thread=False)
def static_file(request: Asked, digest: FromPath[str], path: FromPath[str]) -> Response[bytes]:
    """Give a static file.

    A page from before an update still asks under the old digest: it gets today's file, to be kept by nobody.
    """
    found = shelf().by_path.get(path.lstrip("/"))
    if found is None:
        raise NotFoundException
    is_packed = found.packed is not None and "gzip" in request.headers.get("accept-encoding", "")
    headers = {"Cache-Control": _FOR_EVER if digest == shelf().digest else "no-store"}
    if found.packed is not None:
        headers["Vary"] = "Accept-Encoding"
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    body = found.packed if is_packed and found.packed is not None else found.body
    return Response(body, media_type=found.media_type, headers=headers)


@get("/manifest.webmanifest", include_in_schema=False, sync_to_thread=False)
def manifest() -> Response[bytes]:
    """Give what a phone keeps on its home screen: a neutral name and our own icon."""
    icons = [
        {
            "src": asset(f"icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any maskable",
        }
        for size in (192, 512)
    ]
    body = {
        "name": "Tonight",
        "short_name": "Tonight",
        "id": "/tonight",
        "start_url": "/tonight",
        "scope": "/",
        "display": "standalone",
        "background_color": "#0C0806",
        "theme_color": "#0C0806",
        "icons": icons,
    }
    headers = {"Cache-Control": "no-cache"}
    return Response(json.dumps(body).encode(), media_type="application/manifest+json", headers=headers)


handlers = (static_file, manifest)
