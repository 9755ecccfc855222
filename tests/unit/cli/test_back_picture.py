"""The small picture of the back: light where hands are, hatching where they do not go."""

import pytest

from backrub.cli.back_light import light_at
from backrub.cli.back_picture import HATCH, back_picture, picture_columns
from backrub.cli.back_shape import HEIGHT_CM, WIDTH_CM, outline_cm, reach
from backrub.cli.dent import dent, ladder
from backrub.domain.back import Side, SiteSide
from backrub.domain.pressure import PressureWord

NOWHERE = frozenset()


def halves(covers, leave_out=NOWHERE, *, coloured):
    """Return the letters left and right of the spine."""
    lines = [line.plain for line in back_picture(covers, leave_out, rows=20, coloured=coloured)]
    middle = picture_columns(20) // 2
    return "".join(line[:middle] for line in lines), "".join(line[middle:] for line in lines)


def dots(text):
    return sum((ord(char) - 0x2800).bit_count() for char in text if char != " ")


def middle_of(where):
    points = [(x / 2, y / 2) for x in range(-50, 51) for y in range(int(HEIGHT_CM * 2))]
    return min(points, key=lambda point: reach(where, *point))


@pytest.mark.parametrize("where", SiteSide)
def test_every_place_lies_on_the_body_and_on_its_own_side(where):
    x, y = middle_of(where)
    assert outline_cm(x, y) > 0
    assert (x < 0) == (where.side is Side.LEFT)


@pytest.mark.parametrize("where", SiteSide)
def test_light_falls_where_hands_are(where):
    here, twin = middle_of(where), middle_of(where.twin)
    assert light_at(*here, frozenset({where})) > 0.7
    assert light_at(*twin, frozenset({where})) < 0.4


def test_beside_the_body_it_is_dark():
    assert light_at(WIDTH_CM / 2, HEIGHT_CM, frozenset(SiteSide)) == 0.0


def test_the_receivers_left_is_on_the_left():
    left, right = halves(frozenset({SiteSide.MID_BACK_LEFT}), coloured=False)
    assert dots(left) > 1.5 * dots(right)
    left, right = halves(frozenset({SiteSide.MID_BACK_RIGHT}), coloured=False)
    assert dots(right) > 1.5 * dots(left)


@pytest.mark.parametrize("coloured", [True, False])
def test_what_is_left_out_is_hatched_and_nothing_else(coloured):
    left, right = halves(NOWHERE, frozenset({SiteSide.LOW_BACK_RIGHT}), coloured=coloured)
    assert HATCH in right
    assert HATCH not in left
    assert HATCH not in "".join(halves(frozenset({SiteSide.LOW_BACK_RIGHT}), coloured=coloured))


@pytest.mark.parametrize("rows", [8, 14, 30])
def test_every_line_is_as_wide_as_the_picture(rows):
    lines = back_picture(frozenset(SiteSide), NOWHERE, rows=rows, coloured=True)
    assert len(lines) == rows
    assert {line.cell_len for line in lines} == {picture_columns(rows)}


def test_each_touch_gives_way_deeper_than_the_one_before():
    def depth(word):
        return max(
            row * 4
            + next(
                down for down in (3, 2, 1, 0) if (ord(char) - 0x2800) & (0x09 << down if down < 3 else 0xC0)
            )
            for row, line in enumerate(dent(word))
            for char in line
            if char != " "
        )

    depths = [depth(word) for word in PressureWord]
    assert depths == sorted(set(depths))


@pytest.mark.parametrize("word", PressureWord)
def test_the_word_of_a_touch_stands_beneath_it(word):
    *_, name = ladder(word)
    start = list(PressureWord).index(word) * 6
    at = name.plain.index(word.value)
    assert name.plain.strip() == word.value
    assert at <= start + 2 < at + len(word.value) + 2
