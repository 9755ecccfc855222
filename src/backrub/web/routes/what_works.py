"""What works in this browser, told plainly."""

from litestar import get
from litestar.response import Template

from backrub.web.page import Asked, page


@get("/what-works")
async def what_works(request: Asked) -> Template:
    """Tell what works now, what can be overheard, and what HTTPS adds; a script measures."""
    return page("doors/what_works.html", is_encrypted=request.scope["scheme"] == "https")


handlers = (what_works,)
