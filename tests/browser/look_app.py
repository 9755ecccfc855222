"""Every part of the look on a page of its own, to be looked at and checked; the product has no such pages."""

import re
from pathlib import Path

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Litestar, Response, get, post
from litestar.response import Redirect
from markupsafe import Markup

from backrub.web import assets
from backrub.web.drawings import TEMPLATE_GLOBALS
from backrub.web.security.headers import harden

WEB = Path(assets.__file__).parent
PAGES = sorted(one.stem for one in (Path(__file__).parent / "look").glob("*.html"))
ICONS = re.findall(r'<symbol id="([\w-]+)"', (WEB / "static/icons.svg").read_text())
QR = Markup(segno.make("http://192.168.1.20:8000/join/abc", error="m").svg_inline(omitsize=True, border=0))
RENDERING = Environment(
    loader=FileSystemLoader([Path(__file__).parent / "look", WEB / "templates"]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
RENDERING.globals.update(TEMPLATE_GLOBALS, csrf_token=lambda: "token")


@get("/{name:str}", sync_to_thread=False)
def shown(name: str) -> Response[str]:
    body = RENDERING.get_template(f"{name}.html").render(icons=ICONS, qr=QR)
    return Response(body, media_type="text/html")


@post("/kept", sync_to_thread=False)
def kept() -> Redirect:
    return Redirect("/start", status_code=303)


@post("/refused", sync_to_thread=False)
def refused() -> Response[str]:
    said = '<h1>No</h1><p class="trouble">A name has 1 to 40 letters.</p>'
    return Response(said, media_type="text/html", status_code=400)


app = Litestar([*assets.handlers, shown, kept, refused], before_send=[harden], openapi_config=None)
