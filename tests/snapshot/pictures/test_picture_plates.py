"""Plates name everything once without labels touching; dents, storyboards and places to stand tell true."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.snapshot.pictures.gallery import BACK, CATALOGUE, GLIDE, HOLD, PLAN, parsed

from backrub.domain.back import Side
from backrub.domain.check_in import Position, Surface
from backrub.domain.plan import Role, Stand
from backrub.domain.pressure import PressureWord
from backrub.pictures.back import Look
from backrub.pictures.dent import dent_line, ladder
from backrub.pictures.labels import Label, Margin, leaders, wrapped
from backrub.pictures.names import abbreviated
from backrub.pictures.plate import Shown, plate
from backrub.pictures.stance import stance
from backrub.pictures.storyboard import scenes, storyboard
from backrub.pictures.theme import CANDLE, LIVE, PAPER

SVG = "{http://www.w3.org/2000/svg}"
MARGIN = Margin(left=True, inner_cm=28, outer_cm=56, top_cm=165, bottom_cm=90, letters_cm=1.6)


def words_of(svg):
    return [text.text for text in parsed(svg).iter(f"{SVG}text")]


def test_labels_that_name_one_height_do_not_touch():
    labels = [Label(f"muscle {index}", "Musculus", ((-5.0, 120.0 + index * 0.1),)) for index in range(9)]
    tops = sorted(
        float(y) for y in re.findall(r'<text x="[^"]*" y="([^"]*)"', leaders(labels, MARGIN, PAPER))
    )
    gaps = [below - above for above, below in pairwise(tops)]
    assert len(tops) == 18
    assert min(gaps) >= 10 * MARGIN.letters_cm
    assert -MARGIN.top_cm * 10 <= tops[0]
    assert tops[-1] <= -MARGIN.bottom_cm * 10


def test_words_are_wrapped_between_words():
    assert wrapped("long back muscle", 9) == ["long back", "muscle"]
    assert wrapped("sternocleidomastoideus is long", 9) == ["sternocleidomastoideus", "is long"]


def test_a_plate_gives_plain_names_then_latin():
    said = words_of(plate(BACK, Look(theme=PAPER)))
    assert said.index("long back muscle") + 1 == said.index("Erector spinae")
    assert "spine to blade" in said
    assert "no pressure" in said


def test_a_plate_shows_what_it_is_asked_for():
    bare = plate(BACK, Look(theme=PAPER), Shown(muscles=(), bones=False, zones=False, labels=False))
    assert words_of(bare) == []
    assert PAPER.bone not in bare
    assert "b-no_pressure)" not in bare
    assert "b-no_pressure)" in plate(BACK, Look(theme=PAPER))


def test_a_lesson_is_large_and_leaves_latin_to_the_page():
    lesson = plate(BACK, Look(theme=PAPER), Shown(muscles={"rhomboids:left"}, lesson=True))
    assert "Rhomboidei" not in lesson
    size = float(re.search(r'font-size="([\d.]+)"', lesson).group(1))
    width = float(re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+)', lesson).group(1))
    assert size * 390 / width >= 15


def test_latin_is_shortened_as_anatomists_do():
    assert abbreviated("Musculus trapezius") == "M. trapezius"
    assert abbreviated("Musculi rhomboidei") == "Mm. rhomboidei"


def test_a_deeper_word_makes_a_deeper_dent():
    depths = [max(y for _, y in dent_line(word, width=100, height=50)) for word in PressureWord]
    assert depths == sorted(set(depths))
    assert depths[-1] == pytest.approx(50, abs=0.5)


def test_deeper_layers_give_way_less():
    depths = [
        max(y for _, y in dent_line(PressureWord.DEEP, width=100, height=50, layer=layer))
        for layer in range(6)
    ]
    assert depths == sorted(depths, reverse=True)


def test_a_correction_moves_the_ladder_and_says_so():
    text = ladder(LIVE, PressureWord.MEDIUM, was=PressureWord.FIRM)
    assert 'aria-label="Pressure: was firm, now medium"' in text
    assert text.count(f'stroke="{LIVE.flame}"') == 1
    assert 'aria-label="Pressure: firm"' in ladder(LIVE, PressureWord.FIRM)


def test_steps_at_one_place_and_side_are_one_frame():
    rest = replace(HOLD, id="rest", role=Role.REST, duration_s=200)
    plan = replace(PLAN, steps=(HOLD, rest, GLIDE))
    one, other = scenes(plan)
    assert one.shown is HOLD
    assert one.seconds == 260
    assert other.steps == (GLIDE,)


def test_a_storyboard_names_time_stroke_side_touch_and_minutes():
    said = words_of(storyboard(PLAN, CATALOGUE.strokes, BACK, Look(theme=CANDLE), columns=2))
    assert said[:5] == ["0:00", "Quiet hands", "shoulder blade, both sides", "light", "1 min"]
    assert said.count("1 min") == 5


def test_a_storyboard_says_seconds_when_there_are_few():
    short = replace(PLAN, steps=(replace(HOLD, duration_s=22), replace(GLIDE, duration_s=150)))
    said = words_of(storyboard(short, CATALOGUE.strokes, BACK, Look(theme=CANDLE)))
    assert {"20 s", "2½ min"} <= set(said)


@pytest.mark.parametrize("position", [Position.PRONE, Position.SEATED])
@pytest.mark.parametrize("stand", Stand)
def test_every_place_to_stand_is_drawn_and_told(position, stand):
    said = stance(position, Surface.FLOOR, stand, CANDLE)
    where = {"left": "their left", "right": "their right", "head": "their head"}.get(stand.value, stand.value)
    assert where in parsed(said).get("aria-label")
    assert "kneel" in said


def test_one_stands_at_a_table_and_kneels_on_a_bed():
    assert "you stand" in stance(Position.PRONE, Surface.TABLE, Stand.LEFT, CANDLE)
    assert "you kneel" in stance(Position.PRONE, Surface.BED, Stand.LEFT, CANDLE)


def test_beside_someone_on_their_side_the_giver_is_behind_them():
    up = {side: stance(Position.SIDE_LYING, Surface.BED, Stand.LEFT, CANDLE, upper=side) for side in Side}
    assert "translate(166 104)" in up[Side.LEFT]
    assert "translate(74 104)" in up[Side.RIGHT]
    assert "behind them" in up[Side.LEFT]
