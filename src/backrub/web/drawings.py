"""What templates draw by name: the addresses of files, scripts, and the dent of a pressure word."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from backrub.domain.pressure import PressureWord
from backrub.pictures.dent import dent, glyph, ladder
from backrub.pictures.svg import element
from backrub.pictures.theme import CANDLE, Theme
from backrub.web.assets import asset
from backrub.web.scripts import script

_BOX = {"xmlns": "http://www.w3.org/2000/svg", "role": "img"}


def touch(word: str, size: str = "large", *, was: str | None = None, theme: Theme = CANDLE) -> Markup:
    """Return the dent of a pressure word as SVG; `size` is large, ladder or glyph.

    `was` is the word before, for a ladder. Raises: ValueError, for any other word or size.
    """
    now = PressureWord(word)
    if size == "ladder":
        return Markup(ladder(theme, now, was=None if was is None else PressureWord(was)))  # noqa: S704
    if size == "glyph":
        line = glyph(now, x=1, y=6, colour="currentColor", width=54)
        return Markup(element("svg", line, viewBox="0 0 56 32", aria_label=f"A touch: {word}", **_BOX))  # noqa: S704
    if size == "large":
        return Markup(dent(theme, now, lit=False))  # noqa: S704
    raise ValueError(f"A dent is large, ladder or glyph, not {size}.")


TEMPLATE_GLOBALS: Mapping[str, Callable[..., object]] = {"asset": asset, "script": script, "touch": touch}
"""What every template may call."""
