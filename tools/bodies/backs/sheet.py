"""One sheet with all bodies in both lights, to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from backs.people import PEOPLE
from backs.skin import TONES

if TYPE_CHECKING:
    from pathlib import Path

SOOT, PAPER = "#0C0806", "#F5EDE0"
CELL_PX = (210, 330)
COLOURS = 200  # of the palette that keeps the sheet small


def save_sheet(pictures: Path, path: Path) -> None:
    """Draw a row for each pose and light, a column for each body, the tones in turn."""
    rows = [(pose, light) for pose in ("", ".seated") for light in ("candle", "day")]
    sheet = Image.new("RGB", (CELL_PX[0] * len(PEOPLE), CELL_PX[1] * len(rows)))
    for row, (pose, light) in enumerate(rows):
        for column, person in enumerate(PEOPLE):
            tone = list(TONES)[(column + row) % len(TONES)]
            picture = Image.open(pictures / f"{person.name}{pose}.{light}.{tone}.webp")
            under = Image.open(pictures / f"{person.name}{pose}.shadow.webp")
            sheet.paste(_laid(picture, under, light), (column * CELL_PX[0], row * CELL_PX[1]))
    sheet.quantize(COLOURS, dither=Image.Dither.FLOYDSTEINBERG).save(path, optimize=True)


def _laid(picture: Image.Image, shadow: Image.Image, light: str) -> Image.Image:
    ground = Image.new("RGB", picture.size, SOOT if light == "candle" else PAPER)
    if light == "candle":
        ground = ImageChops.screen(ground, picture.convert("RGB"))
    else:
        under = shadow.resize(picture.size, Image.Resampling.BICUBIC)
        ground.paste(under, mask=under.getchannel("A"))
        ground.paste(picture, mask=picture.getchannel("A"))
    scale = CELL_PX[0] / picture.width
    small = ground.resize((CELL_PX[0], round(picture.height * scale)), Image.Resampling.LANCZOS)
    cell = Image.new("RGB", CELL_PX, SOOT if light == "candle" else PAPER)
    cell.paste(small, (0, CELL_PX[1] - small.height))
    return cell
