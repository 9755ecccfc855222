"""What is said of muscles and zones: of every one, with strokes that suit, and nothing where hands hold back."""

import pytest

from backrub.atlas import authored
from backrub.atlas.anatomy import load_anatomy
from backrub.atlas.maps import atlas_of, load_drawn
from backrub.atlas.nearby import base_name, clear_spot, spot_in, zones_near
from backrub.atlas.notes import load_notes
from backrub.content.loader import load_catalogue
from backrub.domain.body_map import Body, ZoneRule
from backrub.domain.errors import DamagedAtlas

CATALOGUE = load_catalogue()
ANATOMY = load_anatomy()


@pytest.fixture(scope="module", params=Body)
def body_map(request):
    return atlas_of(load_drawn(request.param), CATALOGUE).body_map


@pytest.fixture
def shipped(monkeypatch, tmp_path):
    """Return a copy of the notes that can be spoilt."""
    for file in ("notes.toml", "sources.toml"):
        (tmp_path / file).write_bytes(authored.files("backrub.atlas").joinpath(file).read_bytes())
    monkeypatch.setattr(authored, "files", lambda _: tmp_path)
    load_notes.cache_clear()
    yield tmp_path / "notes.toml"
    load_notes.cache_clear()


def test_every_muscle_and_every_zone_has_its_note():
    assert load_notes().muscle.keys() == ANATOMY.muscles.keys()
    assert load_notes().zone.keys() == ANATOMY.zones.keys()


def test_every_stroke_named_is_given_where_the_muscle_lies():
    for name, note in load_notes().muscle.items():
        sites = set(ANATOMY.muscles[name].sites)
        for stroke in note.strokes:
            assert CATALOGUE.strokes[stroke].sites & sites, f"{stroke} on {name}"


def test_no_stroke_for_hands_with_practice_alone_is_named():
    named = {stroke for note in load_notes().muscle.values() for stroke in note.strokes}
    assert not any(CATALOGUE.strokes[stroke].practised_only for stroke in named)


def test_every_note_cites_in_full():
    assert all(" " in source for note in load_notes().muscle.values() for source in note.source)


@pytest.mark.parametrize(
    ("was", "then"),
    [('source = ["standard_texts"]', 'source = ["hearsay"]'), ("begins =", "starts ="), ("[zone", "[[zone")],
)
def test_a_damaged_note_is_refused_by_the_name_of_its_file(shipped, was, then):
    shipped.write_text(shipped.read_text().replace(was, then, 1))
    with pytest.raises(DamagedAtlas, match=r"notes\.toml"):
        load_notes()


def test_near_the_muscles_between_the_blades_lie_the_spine_and_the_blade(body_map):
    near = [base_name(zone.name) for zone in zones_near(body_map, "rhomboids")]
    assert {"spine_strip", "scapula_inner_edge"} <= set(near)
    assert not {"kidney_side", "mastoid", "sacrum"} & set(near)


def test_spots_that_cards_call_open_are_a_thumb_away_from_every_zone(body_map):
    for muscle in load_notes().cards.open:
        _, clear_cm = clear_spot(body_map, muscle)
        assert clear_cm > CATALOGUE.tools["thumb"].width_cm / 2, muscle


def test_a_spot_in_a_zone_lies_well_inside_it(body_map):
    strip = body_map.no_go["spine_strip"]
    low, high = min(y for _, y in strip.polygon), max(y for _, y in strip.polygon)
    x, y = spot_in(strip)
    assert abs(x) < 0.1
    assert low + 10 < y < high - 10
    assert strip.rule is ZoneRule.NO_PRESSURE
