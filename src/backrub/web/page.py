"""Answers of a page: a rendered template, or the way to the next page."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
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

_FIELD = Markup('<input type="hidden" name="_csrf_token" value="%s">')

Asked: TypeAlias = Request[Any, Any, Any]
"""What a handler of a page is asked with."""

Answer: TypeAlias = Template | Redirect
"""What a handler of a page returns."""


def page(name: str, /, *, status: int = HTTP_200_OK, **context: object) -> Template:
    """Render templates/`name` with `context`; asset, csrf_token and csrf_field are in every template."""
    return Template(name, context={"screen": name, **context}, status_code=status, media_type="text/html")


def own_page(name: str, /, *, is_shared: bool, status: int = HTTP_200_OK, **context: object) -> Template:
    """Render a page of one person's own; a phone that two share keeps nothing of it for a time without a connection."""
    shown = page(name, status=status, **context)
    if is_shared:
        shown.headers[KEEP] = "no"
    return shown


def see(path: str, *, cookies: Sequence[Cookie] = ()) -> Redirect:
    """Send the browser on to a page with GET; `path` is one of ours."""
    return Redirect(path, status_code=HTTP_303_SEE_OTHER, cookies=cookies)


class Wording(Protocol):
    """Say in which language a page is shown, and word its English in it."""

    def shown(self, context: Context) -> str:
        """Return the code of the language."""

    def gettext(self, context: Context, english: str) -> str:
        """Return the words for English ones."""

    def ngettext(self, context: Context, one: str, many: str, count: int) -> str:
        """Return the words for so many of something."""


def template_engine(known: Mapping[str, Callable[..., object]], wording: Wording) -> JinjaTemplateEngine:
    """Return what renders the templates; `known` are functions that every template may call.

    `_("…")` and `{% trans %}` are worded; a template imported for its words is imported `with context`.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    install = environment.install_gettext_callables  # type: ignore[attr-defined]  # the extension brings it
    install(wording.gettext, wording.ngettext, newstyle=True)
    environment.globals.update({**known, "shown": wording.shown})
    engine = JinjaTemplateEngine.from_environment(environment)
    engine.register_template_callable("csrf_field", _csrf_field)
    return engine


def _csrf_field(context: Mapping[str, Any], /) -> Markup:
    return _FIELD % csrf_token(context)
