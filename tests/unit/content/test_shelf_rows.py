"""What labels are read for and what may be tried: whole, sourced, and refused in one sentence when damaged."""

import shutil
from pathlib import Path

import pytest

import backrub.content
from backrub.content.loader import load_catalogue
from backrub.content.shelf import load_shelf_rows, load_shelf_rows_from
from backrub.domain.errors import DamagedCatalogue
from backrub.domain.shelf import Kind, LeftOut, Thing, found_on

SHIPPED = Path(backrub.content.__file__).parent
ROWS = load_shelf_rows()


@pytest.mark.parametrize(
    ("file", "whole", "damaged", "said"),
    [
        ("experiments.toml", '["petrissage"]', '["juggling"]', "row slow_kneading: juggling is no stroke"),
        ("experiments.toml", 'text = "Half', 'words = "Half', "row half_the_light: unknown field words"),
        ("allergens.toml", 'words = ["arachis"', 'words = "arachis" #', "row peanut: Expected `array`"),
        ("allergens.toml", 'source = ["backrub_default"]', "", "row sesame: it names no source"),
    ],
)
def test_a_damaged_row_is_named(tmp_path, file, whole, damaged, said):
    for name in ("experiments.toml", "allergens.toml", "sources.toml"):
        shutil.copy(SHIPPED / name, tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert whole in text
    (tmp_path / file).write_text(text.replace(whole, damaged, 1), encoding="utf-8")
    with pytest.raises(DamagedCatalogue, match=said):
        load_shelf_rows_from(tmp_path, load_catalogue())


@pytest.mark.parametrize("key", ROWS.allergens)
def test_an_allergen_is_found_by_each_of_its_names_and_by_its_tick(key):
    left_out = LeftOut(frozenset({key}))
    for word in (ROWS.allergens[key].name, *ROWS.allergens[key].words):
        assert found_on(
            Thing("x", Kind.OIL, f"Finest {word.upper()}, pure", "", ()), left_out, ROWS.allergens
        )
        many = word if word.endswith("s") else f"{word}s"
        assert found_on(Thing("x", Kind.OIL, "Oil", "", (), (many,)), left_out, ROWS.allergens)
    assert found_on(Thing("x", Kind.LOTION, "Balm", "", (key,)), left_out, ROWS.allergens)
    assert not found_on(Thing("x", Kind.OIL, "Plain grapeseed", "", ()), left_out, ROWS.allergens)


def test_there_is_more_to_try_than_comes_again_soon_without_any_stroke():
    assert len([one for one in ROWS.experiments if not one.strokes]) > 8
