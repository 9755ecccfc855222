"""Draw with the eight dots of a braille letter: two across, four down, each about square."""

from collections.abc import Iterator

DOTS_ACROSS, DOTS_DOWN = 2, 4
_BLANK = 0x2800
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))

Dot = tuple[int, int]
"""Column and row of a dot, counted from the top left."""


def letter(dots: frozenset[Dot]) -> str:
    """Return the letter with some of its own dots raised, a space for none."""
    bits = sum(_BITS[row][column] for column, row in dots)
    return chr(_BLANK + bits) if bits else " "


def cell_dots(column: int, row: int) -> Iterator[tuple[Dot, Dot]]:
    """Yield the dots of the letter at a column and row: as the letter counts them, and as the page does."""
    for down in range(DOTS_DOWN):
        for across in range(DOTS_ACROSS):
            yield (across, down), (column * DOTS_ACROSS + across, row * DOTS_DOWN + down)


def drawn(dots: frozenset[Dot], *, columns: int, rows: int) -> list[str]:
    """Return lines of letters that show dots of a page."""
    return [
        "".join(
            letter(frozenset(own for own, page in cell_dots(column, row) if page in dots))
            for column in range(columns)
        )
        for row in range(rows)
    ]
