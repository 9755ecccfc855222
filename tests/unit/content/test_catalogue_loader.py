"""A damaged catalogue is refused in one sentence that names file, row and what is wrong."""

import shutil
from pathlib import Path

import pytest

import backrub.content
from backrub.content.loader import load_catalogue, load_catalogue_from
from backrub.domain.errors import DamagedCatalogue

SHIPPED = Path(backrub.content.__file__).parent

DAMAGES = [
    ("sites.toml", "[neck]", "[throat]", "row throat: Invalid enum value 'throat'"),
    ("sites.toml", "ceiling = 3.0", "ceiling = 4.5", "row neck: ceiling 4.5 is not within 2.0 to 4.0"),
    ("sites.toml", "ceiling = 3.0", "ceiling = nan", "row neck: ceiling nan is not within"),
    ("sites.toml", "weight = 0.5", "weight = 0", "row scalp: weight 0.0 is not above 0"),
    ("sites.toml", 'tools = ["fingers", "palm"]', "tools = []", "row scalp: it allows no tool"),
    ("sites.toml", "the {side} side of the scalp", "the scalp", "row scalp: read_back must hold"),
    ("sites.toml", 'cautions = ["Below', "cautions = [] #", "row hip_rim: it has no cautions"),
    ("tools.toml", "width_cm = 2.5", "width_cm = 25.0", "row thumb: width_cm 25.0 is not above 0"),
    ("tools.toml", "rung = 3", "rung = 0", "row elbow: rung must be above 0"),
    ("tools.toml", 'cautions = ["Pads', "cautions = [] #", "row fingers: it has no cautions"),
    ("tools.toml", "[thumb]", "[toe]", "row toe: Invalid enum value 'toe'"),
    ("pressures.toml", 'image = "as you would rub in lotion"', 'image = " "', "row light: image is empty"),
    ("strokes.toml", "pressure = [1.0, 2.0]", "pressure = [2.0, 1.0]", "static_hold: pressure [2.0, 1.0]"),
    ("strokes.toml", "pressure = [2.0, 3.5]", "pressure = [2.0, 3.6]", "row petrissage: pressure above 3.5"),
    ("strokes.toml", "speed_cm_s = [6.0, 10.0]", "speed_cm_s = [6.0, 30.0]", "row effleurage: speed_cm_s"),
    ("strokes.toml", "cycle_s = [5.0, 7.0]", "cycle_s = [0.0, 7.0]", "row compression: cycle_s"),
    ("strokes.toml", "dose_s = [10, 120]", "dose_s = [10, 1200]", "row static_hold: dose_s"),
    ("strokes.toml", 'tools = ["palm"]', 'tools = ["stone"]', "row static_hold: Invalid enum value 'stone'"),
    ("strokes.toml", 'sites = ["scalp"]', "sites = []", "row scalp_circles: it names no tools or no sites"),
    ("strokes.toml", 'sites = ["scalp"]', 'sites = ["knee"]', "row scalp_circles: Invalid enum value 'knee'"),
    ("strokes.toml", 'tools = ["elbow"]', 'tools = ["thumb"]\nage = 3', "row elbow_hold: unknown field age"),
    ("strokes.toml", 'sites = ["skull_base"]', 'sites = ["low_back"]', "suboccipital_hold: none of its"),
    ("strokes.toml", 'sites = ["scalp"]', 'sites = ["scalp"]\nkey = "x"', "scalp_circles: unknown field key"),
    ("strokes.toml", 'cautions = ["Feel, do not press."]', "cautions = []", "palpation: it has no cautions"),
    ("strokes.toml", 'evidence = "cited"', "", "row palpation: Object missing required field `evidence`"),
    ("strokes.toml", 'evidence = "cited"', 'evidence = "rumour"', "palpation: Invalid enum value 'rumour'"),
    ("strokes.toml", 'source = ["home_articles"]', "", "row palpation: it names no source"),
    ("strokes.toml", 'source = ["home_articles"]', "source = []", "row palpation: it names no source"),
    ("strokes.toml", 'source = ["home_articles"]', 'source = ["hearsay"]', "hearsay is not in sources.toml"),
    ("strokes.toml", "stay_s = 14.0", "advance = 1.0, stay_s = 14.0", "row static_hold: its time is filled by"),
    ("strokes.toml", "travel = ", "# ", "row static_hold: Object missing required field `travel`"),
    ("strokes.toml", 'shape = "spots"', 'shape = "stars"', "row static_hold: Invalid enum value 'stars'"),
    ("safety.toml", "ceiling = 2.0", "ceiling = 1.5", "row pregnancy: ceiling 1.5 is not within 2.0 to 4.0"),
    ("safety.toml", 'forbids_tools = ["elbow", "forearm"]', "", "row sore_elbows: a ceiling or something"),
    ("safety.toml", 'action = "hold_only"', 'action = "hold_only"\nceiling = 2.0', "anticoagulants: a ceil"),
    ("safety.toml", 'action = "absolute"', 'action = "absolute"\nurgent = true', "dvt: only seek_care"),
    ("safety.toml", 'cautions = ["Rubbing', "cautions = [] #", "row dvt: it has no cautions"),
    ("phrases/en.toml", 'left = "left"', 'left = "{person}"', "row side.left: unknown slot {person}"),
    ("phrases/en.toml", 'left = "left"', 'left = "{place!r:>9}"', "row side.left: unknown slot {place!r:>9}"),
    ("phrases/en.toml", 'left = "left"', 'left = "left}"', "row side.left: its braces do not match"),
    ("phrases/en.toml", 'left = "left"', "left = 1", "row side.left: a phrase must be text"),
    ("phrases/en.toml", "turn_head = ", "turn_head = 1 #", "row turn_head: a phrase must be text"),
    ("phrases/en.toml", "[side]", '[side]\nleft = "here"', "phrases/en.toml cannot be read: "),
    ("sources.toml", "jang_2006 = ", "jang_2006 = 2006 #", "row jang_2006: a citation must be text"),
    ("set_up.toml", "[children]", "children = 1\n[child]", "row children: a row must be a table"),
    ("signs.toml", "relaxed = true", 'relaxed = "yes"', "row settle: Expected `bool`, got `str`"),
]  # fmt: skip


@pytest.fixture
def shelf(tmp_path):
    return Path(
        shutil.copytree(SHIPPED, tmp_path / "content", ignore=shutil.ignore_patterns("*.py*", "__pycache__"))
    )


def test_an_intact_copy_loads_as_the_shipped_catalogue_does(shelf):
    assert load_catalogue_from(shelf) == load_catalogue()


def test_the_shipped_catalogue_is_read_once():
    assert load_catalogue() is load_catalogue()


def test_a_row_carries_its_citations_in_full():
    assert load_catalogue().tools["thumb"].source.startswith("Jang et al. 2006")
    assert load_catalogue().tools["thumb"].source.count(";") == 2


def test_nobody_can_change_a_loaded_catalogue():
    with pytest.raises(TypeError):
        load_catalogue().phrases["close.end"] = None


@pytest.mark.parametrize(("file", "sound", "broken", "sentence"), DAMAGES)
def test_a_damaged_row_is_named(shelf, file, sound, broken, sentence):
    path = shelf / file
    text = path.read_text("utf-8")
    assert sound in text
    path.write_text(text.replace(sound, broken, 1), "utf-8")
    with pytest.raises(DamagedCatalogue) as refused:
        load_catalogue_from(shelf)
    assert str(refused.value).startswith(file)
    assert sentence in str(refused.value)


def test_a_stroke_that_starts_above_a_ceiling_is_named(shelf):
    path = shelf / "strokes.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("pressure = [2.5, 3.5]", "pressure = [3.2, 3.5]"), "utf-8")
    with pytest.raises(
        DamagedCatalogue, match=r"reinforced_effleurage: its least pressure is above .* low_back"
    ):
        load_catalogue_from(shelf)


@pytest.mark.parametrize(
    ("file", "row"), [("sites.toml", "hip_rim"), ("tools.toml", "elbow"), ("pressures.toml", "deep")]
)
def test_a_missing_row_is_named(shelf, file, row):
    path = shelf / file
    path.write_text(path.read_text("utf-8").split(f"[{row}]")[0], "utf-8")
    with pytest.raises(DamagedCatalogue, match=f"{file}: the row {row} is missing"):
        load_catalogue_from(shelf)


def test_a_missing_file_is_named(shelf):
    (shelf / "signs.toml").unlink()
    with pytest.raises(DamagedCatalogue, match=r"signs\.toml cannot be read"):
        load_catalogue_from(shelf)


def test_a_file_that_is_not_utf_8_is_named(shelf):
    (shelf / "safety.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(DamagedCatalogue, match=r"safety\.toml cannot be read"):
        load_catalogue_from(shelf)
