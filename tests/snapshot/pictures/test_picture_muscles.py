"""The back as an atlas: fingertips find every muscle, and a stroke goes where the words say."""

import re
from math import atan2, degrees

import pytest
from tests.snapshot.pictures.gallery import BACK, parsed

from backrub.pictures.back import Look
from backrub.pictures.check_in_map import HALF_WIDTH_CM
from backrub.pictures.curves import along
from backrub.pictures.hit_areas import PHONE_PX, TARGET_PX
from backrub.pictures.muscle_map import Tap, atlas_map, lit_muscle, stroke_over
from backrub.pictures.svg import UNITS_PER_CM
from backrub.pictures.theme import CANDLE

SVG = "{http://www.w3.org/2000/svg}"
LOOK = Look(theme=CANDLE)
NAMES = sorted({name.partition(":")[0] for name in BACK.muscles})


def links(*, lit=""):
    taps = [Tap(name, f"/{name}", name, lit=name == lit) for name in NAMES]
    return list(parsed(atlas_map(BACK, LOOK, taps)).iter(f"{SVG}a"))


def stroke_angle(muscle, *, across):
    """Return how far the arrow is turned from the muscle's middle fibre, 0 to 90 degrees."""
    drawn = stroke_over(BACK, LOOK, muscle, across=across)
    arrow = [path for path in parsed(drawn).iter(f"{SVG}path") if path.get("stroke-width") == "4"][-1]
    line = arrow.get("d").split("M")[1]
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", line)]
    (x0, y0), (x1, y1) = numbers[:2], numbers[-2:]
    fibres = BACK.muscles[f"{muscle}:right"].fibres
    fibre = fibres[len(fibres) // 2]
    (from_x, from_y), (to_x, to_y) = along(fibre, 0.35), along(fibre, 0.65)
    turn = degrees(atan2(-(y1 - y0), x1 - x0) - atan2(to_y - from_y, to_x - from_x)) % 180
    return min(turn, 180 - turn)


@pytest.mark.parametrize("muscle", NAMES)
def test_a_stroke_across_is_square_to_the_fibres_and_one_along_goes_with_them(muscle):
    assert stroke_angle(muscle, across=True) == pytest.approx(90, abs=1)
    assert stroke_angle(muscle, across=False) < 10


def test_the_ground_of_every_muscle_is_large_enough_for_a_fingertip():
    least = TARGET_PX / PHONE_PX * 2 * HALF_WIDTH_CM * UNITS_PER_CM
    grounds = [one.find(f".//{SVG}rect") for one in links()]
    assert len(grounds) == 2 * len(NAMES)
    assert all(min(float(one.get("width")), float(one.get("height"))) >= least for one in grounds)


def test_what_is_drawn_lies_above_every_ground_and_alone_is_reached_by_keys():
    hidden = [one.get("aria-hidden") == "true" for one in links()]
    assert hidden == sorted(hidden, reverse=True)
    assert all((one.get("tabindex") == "-1") == (one.get("aria-hidden") == "true") for one in links())


def test_one_muscle_is_lit_and_said_to_be():
    lit = [one.get("data-muscle") for one in links(lit=NAMES[0]) if "lit" in one.get("class").split()]
    assert lit == [one.get("data-muscle") for one in links(lit=NAMES[0]) if one.get("aria-current")]
    assert lit == NAMES[:1]


@pytest.mark.parametrize("muscle", NAMES)
def test_a_picture_that_asks_for_a_name_does_not_tell_it(muscle):
    words = [one.get("aria-label", "") for one in parsed(lit_muscle(BACK, LOOK, muscle)).iter()]
    assert BACK.muscles[f"{muscle}:right"].plain not in " ".join(words)
