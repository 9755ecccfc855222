"""A drawing as pixels, for whatever shows no SVG."""

PNG_WIDTH_PX = 1600


def png_bytes(svg: bytes, *, width_px: int = PNG_WIDTH_PX) -> bytes:
    """Return a drawing as PNG, its words in the fonts that the machine has."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415  # only who asks for pixels waits for it

    return bytes(svg_to_bytes(svg_string=svg.decode(), width=width_px))
