"""SVG as text: elements, attributes, numbers and the one stylesheet the pictures share."""

from html import escape

UNITS_PER_CM = 10.0
"""One unit of every picture of a back is a millimetre of skin."""

STYLE = (
    ".br-screen{mix-blend-mode:screen}.br-multiply{mix-blend-mode:multiply}"
    ".br-text{font-family:'Literata Variable',Literata,Georgia,serif}"
    ".br-still{display:none}.br-hit{cursor:pointer}.br-hit:focus-visible{outline:none}"
    ".br-hit:focus-visible .br-focus{stroke-opacity:1}"
    "@media (prefers-reduced-motion:reduce){.br-still{display:inline}.br-moving{display:none}}"
)
"""What the pictures need of CSS; a page that forbids inline styles puts it into its own stylesheet."""


def number(value: float) -> str:
    """Return a number with at most one decimal and no needless characters."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """Return an element; `class_` is class, underscores in names are hyphens, None leaves an attribute out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(children)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def group(*children: str, **attributes: str | float | None) -> str:
    """Return a group, or nothing when there is nothing in it."""
    return element("g", *children, **attributes) if any(children) else ""


def words(text: str) -> str:
    """Return text as an element's content."""
    return escape(text, quote=False)


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else _fine(value)


def _fine(value: float) -> str:
    """Return an attribute's number with at most three decimals; opacities and seconds need more than one."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
