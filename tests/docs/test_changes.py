"""The changes that CONTRIBUTING.md tells how to make: each in one file of a copy, and refused half done."""

import re
import shutil
from dataclasses import fields, replace
from importlib.resources import files
from pathlib import Path

import pytest
from tests.commands import EXAMPLES

import backrub.content
from backrub.application.plan_tonight import plan_tonight
from backrub.application.recall_history import Known
from backrub.atlas.maps import atlas_of, load_drawn
from backrub.bootstrap.evening import on_body
from backrub.content.languages import languages_from
from backrub.content.loader import load_catalogue, load_catalogue_from
from backrub.documents.evening_file import read_evening
from backrub.domain.body_map import Body
from backrub.domain.errors import BadInput, DamagedAtlas, DamagedCatalogue
from backrub.domain.planner.tuning import Tuning
from backrub.domain.planner.words import Speaker
from backrub.domain.pressure import PressureWord
from backrub.domain.score.breakpoints import breakpoints
from backrub.domain.score.compose import compose
from backrub.pictures.back import Look
from backrub.pictures.dent import dent
from backrub.pictures.plate import plate
from backrub.pictures.step_picture import step_picture
from backrub.pictures.theme import CANDLE, THEMES

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
STROKE = """
[palm_circles]
term = "circular friction"
name = "palm circles"
family = "friction"
tools = ["palm"]
direction = "in slow rounds"
pressure = [2.0, 3.0]
cycle_s = [2.0, 3.0]
dose_s = [20, 90]
sites = ["shoulder_top", "shoulder_blade", "between_blades", "mid_back", "low_back", "hip_rim"]
needs = "any"
how = "Let the whole palm make slow, wide rounds."
travel = { shape = "lanes", direction = "along", way = "on", advance = 0.4 }
suits = { anywhere = 0.8 }
mistake = "Hurrying."
cautions = ["Beside the spine, never on it."]
source = ["backrub_default"]
evidence = "default"
"""
SAFETY = """
[sore_vaccination]
question = "An arm or shoulder that is sore from a vaccination? Where?"
action = "local"
advice = "Hands leave the sore place alone tonight."
cautions = ["Leave it out until it no longer hurts."]
source = ["backrub_default"]
evidence = "default"
"""
SPANISH = """
name = "Español"
plural = "n != 1"
whole = []
[sites]
[pressures]
[strokes]
petrissage = "amasar"
[tools]
[phrases]
[phrases.relay]
softer = "Un poco más suave. Despacio."
[screens]
"""


@pytest.fixture
def content(tmp_path):
    """Give a copy of the content to change."""
    shipped = Path(backrub.content.__file__).parent
    copied = shutil.copytree(
        shipped, tmp_path / "content", ignore=shutil.ignore_patterns("*.py*", "__pycache__")
    )
    return Path(copied)


def add(file, row):
    file.write_text(file.read_text(encoding="utf-8") + row, encoding="utf-8")


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def tonight(catalogue, example="five_minutes.toml"):
    """Return an evening planned by a catalogue."""
    evening = read_evening(EXAMPLES / example, catalogue.safety)
    return plan_tonight(evening, catalogue, known=Known(), seed=0)


def spoken(catalogue):
    """Return what is said of an evening."""
    planned, drawn_by = tonight(catalogue), replace(on_body("neutral"), catalogue=catalogue)
    speaker = Speaker(planned.brief, catalogue, Tuning())
    traced = drawn_by.traced(planned.plan)
    score = compose(speaker.worded(traced), drawn_by.tracer.body_map, speaker, seed=0)
    return [cue.text for cue in breakpoints(score).spoken]


def test_a_new_stroke_arrives_in_plan_path_picture_and_sound(content):
    add(content / "strokes.toml", STROKE)
    catalogue = load_catalogue_from(content)
    drawn_by = replace(on_body("neutral"), catalogue=catalogue)
    step = next(one for one in drawn_by.traced(tonight(catalogue).plan).steps if one.stroke == "palm_circles")
    assert step.passes
    look = Look(theme=CANDLE, back=drawn_by.placed("back.webp", seated=True), motion="still")
    assert "<svg" in step_picture(step, catalogue.strokes["palm_circles"], drawn_by.tracer.body_map, look)
    assert any("palm circles" in line.lower() for line in spoken(catalogue))


@pytest.mark.parametrize("left_out", ["travel", "cautions", "source", "how", "dose_s"])
def test_a_stroke_tells_what_was_forgotten(content, left_out):
    add(content / "strokes.toml", re.sub(rf"^{left_out} = .*\n", "", STROKE, flags=re.MULTILINE))
    with pytest.raises(DamagedCatalogue, match=r"strokes\.toml, row palm_circles: "):
        load_catalogue_from(content)


def test_a_path_that_was_never_drawn_tells_what_draws_it(content):
    add(content / "strokes.toml", STROKE.replace('direction = "along"', 'direction = "across"'))
    with pytest.raises(DamagedAtlas, match="no paths for palm_circles; script/atlas draws them"):
        atlas_of(load_drawn(Body.NEUTRAL), load_catalogue_from(content))


def test_a_phrase_and_a_site_are_heard_as_they_are_worded_anew(content):
    change(
        content / "phrases/en.toml", "Rest warm, quiet hands on {place}", "Let warm hands arrive on {place}"
    )
    change(content / "sites.toml", 'name = "the tops of the shoulders"', 'name = "both shoulders"')
    lines = spoken(load_catalogue_from(content))
    assert any(line.startswith("Let warm hands arrive on ") for line in lines)


def test_a_phrase_tells_what_was_forgotten(content):
    change(content / "phrases/en.toml", "Rest warm, quiet hands on {place}", "Rest warm hands on {palce}")
    with pytest.raises(DamagedCatalogue, match=r"row settle\.begin: unknown slot {palce}"):
        load_catalogue_from(content)


def test_a_safety_answer_is_asked_and_limits_the_plan(content, tmp_path):
    add(content / "safety.toml", SAFETY)
    catalogue = load_catalogue_from(content)
    file = tmp_path / "evening.toml"
    file.write_text(
        'format = 1\nminutes = 15\n[receiver]\nname = "Cheryl"\n'
        'health = ["sore_vaccination@shoulder_top:left"]\n[giver]\nname = "Scott"\nhealth = []\n',
        encoding="utf-8",
    )
    plan = plan_tonight(read_evening(file, catalogue.safety), catalogue, known=Known(), seed=0).plan
    assert plan.steps
    assert all("shoulder_top:left" not in step.covers for step in plan.steps)
    with pytest.raises(BadInput):
        read_evening(file, load_catalogue().safety)


@pytest.mark.parametrize("left_out", ["question", "action", "advice", "cautions", "source", "evidence"])
def test_a_safety_answer_tells_what_was_forgotten(content, left_out):
    add(content / "safety.toml", re.sub(rf"^{left_out} = .*\n", "", SAFETY, flags=re.MULTILINE))
    with pytest.raises(DamagedCatalogue, match=r"safety\.toml, row sore_vaccination: "):
        load_catalogue_from(content)


def test_a_language_speaks_what_it_has_and_lists_what_it_lacks(content):
    (content / "languages/es.toml").write_text(SPANISH, encoding="utf-8")
    spanish = languages_from(content)["es"]
    assert spanish.catalogue.say("relay.softer") == "Un poco más suave. Despacio."
    assert spanish.catalogue.strokes["petrissage"].name == "amasar"
    assert spanish.catalogue.say("relay.stopped") == "Stopped. Rest your hands, and ask."
    assert {"phrases.relay.stopped", "sites.neck"} <= set(spanish.missing)


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('petrissage = "amasar"', 'petrisage = "amasar"', "row strokes.petrisage: there is no such row"),
        ("Un poco más suave.", "Un poco más suave, {giver}.", "row phrases.relay.softer: its slots are not"),
        ('petrissage = "amasar"', 'petrissage = " "', "row strokes.petrissage: what it says is missing"),
        ('plural = "n != 1"', "", "missing required field `plural`"),
        ("[screens]", '[screens]\n"In {seconds} s" = "En un rato"', "row screens.In {seconds} s: what"),
    ],
)
def test_a_language_tells_what_was_forgotten(content, right, wrong, sentence):
    (content / "languages/es.toml").write_text(SPANISH.replace(right, wrong), encoding="utf-8")
    with pytest.raises(DamagedCatalogue, match=re.escape(sentence)):
        languages_from(content)


def test_a_theme_is_one_entry_and_colours_every_line():
    dusk = replace(CANDLE, touch=("#FF8A7A",) * 6, depths=("#88CCFF",) * 4)
    assert "#FF8A7A" in dent(dusk, PressureWord.FIRM)
    assert "#88CCFF" in plate(on_body("neutral").tracer.body_map, Look(theme=dusk))
    assert {type(one) for one in THEMES.values()} == {type(CANDLE)}
    with pytest.raises(TypeError, match="missing 1 required"):
        type(CANDLE)(**{one.name: getattr(CANDLE, one.name) for one in fields(CANDLE) if one.name != "flame"})


def test_no_picture_has_a_colour_of_its_own():
    drawn = [path for path in (ROOT / "src/backrub/pictures").glob("*.py") if path.name != "theme.py"]
    assert [path.name for path in drawn if re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text("utf-8"))] == []


def test_the_guide_names_files_that_are_there():
    told = GUIDE.partition("## Add something")[2].partition("\n## ")[0]
    named = re.findall(r"`((?:src|tests|script)/[\w/.]+)`", told)
    assert len(named) >= 10
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert files("backrub.content").joinpath("languages", "de.toml").is_file()
