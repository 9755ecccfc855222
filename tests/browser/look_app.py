"""Every part of the look in use, to be looked at and checked; the product itself has no such pages.

Served by `python -m tests.browser.look_app --host 127.0.0.1 --port N`, the pages are `/intention`, `/start` and so on.
"""

import argparse
import re
from pathlib import Path

import segno
import uvicorn
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Litestar, Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect
from markupsafe import Markup

from backrub.web import assets
from backrub.web.drawings import TEMPLATE_GLOBALS
from backrub.web.security.headers import harden

WEB = Path(assets.__file__).parent
PAGES = sorted(one.stem for one in (Path(__file__).parent / "look").glob("*.html"))
ICONS = re.findall(r'<symbol id="([\w-]+)"', (WEB / "static/icons.svg").read_text())
QR = Markup(segno.make("http://192.168.1.20:8000/join/abc", error="m").svg_inline(omitsize=True, border=0))  # noqa: S704
RENDERING = Environment(
    loader=FileSystemLoader([Path(__file__).parent / "look", WEB / "templates"]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.i18n"],
)
KEPT: list[str] = []
RENDERING.install_null_translations(newstyle=True)
RENDERING.globals.update(TEMPLATE_GLOBALS, csrf_token=lambda: "token", shown=lambda: "en")


@get("/{name:str}", sync_to_thread=False)
def shown(name: FromPath[str]) -> Response[str]:
    body = RENDERING.get_template(f"{name}.html").render(icons=ICONS, qr=QR)
    return Response(body, media_type="text/html")


@get("/healthz", sync_to_thread=False)
def healthz() -> str:
    return "ok"


@post("/kept", sync_to_thread=False)
def kept() -> Redirect:
    KEPT.append("kept")
    return Redirect(f"/start?kept={len(KEPT)}", status_code=303)


@post("/refused", sync_to_thread=False)
def refused() -> Response[str]:
    said = '<h1>No</h1><p class="trouble">A name has 1 to 40 letters.</p>'
    return Response(said, media_type="text/html", status_code=400)


app = Litestar([*assets.handlers, shown, healthz, kept, refused], before_send=[harden], openapi_config=None)

if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--host")
    options.add_argument("--port", type=int)
    options.add_argument("--data-dir")
    asked = options.parse_args()
    uvicorn.run(app, host=asked.host, port=asked.port, timeout_graceful_shutdown=1)
