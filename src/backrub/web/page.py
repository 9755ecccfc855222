"""Answers of a page: a rendered template, or the way to the next page."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request
from litestar.datastructures import Cookie
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER
from litestar.template.base import csrf_token
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"

KEEP = "Backrub-Keep"
"""The header by which a page tells the service worker, with "no", to keep nothing of it."""

Asked: TypeAlias = Request[Any, Any, Any]
"""What a handler of a page is asked with."""

Answer: TypeAlias = Template | Redirect
"""What a handler of a page returns."""


def page(name: str, /, *, status: int = HTTP_200_OK, **context: object) -> Template:
    """Render templates/`name` with `context`; asset, csrf_token and csrf_field are in every template."""
    return Template(name, context=context, status_code=status, media_type="text/html")


def own_page(name: str, /, *, is_shared: bool, status: int = HTTP_200_OK, **context: object) -> Template:
    """Render a page of one person's own; a phone that two share keeps nothing of it for a time without a connection."""
    shown = page(name, status=status, **context)
    if is_shared:
        shown.headers[KEEP] = "no"
    return shown


def see(path: str, *, cookies: Sequence[Cookie] = ()) -> Redirect:
    """Send the browser on to a page with GET; `path` is one of ours."""
    return Redirect(path, status_code=HTTP_303_SEE_OTHER, cookies=cookies)


def template_engine(known: Mapping[str, Callable[..., object]]) -> JinjaTemplateEngine:
    """Return what renders the templates; `known` are functions that every template may call."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(known)
    engine = JinjaTemplateEngine.from_environment(environment)
    engine.register_template_callable("csrf_field", _csrf_field)
    return engine


def _csrf_field(context: Mapping[str, Any], /) -> Markup:
    return Markup('<input type="hidden" name="_csrf_token" value="{}">').format(csrf_token(context))
