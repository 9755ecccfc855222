"""The atlas as an outside document has exactly the fields that others read."""

import json

import pytest

from backrub.atlas.maps import atlas_of, load_drawn
from backrub.content.loader import load_catalogue
from backrub.documents.atlas_json import atlas_bytes
from backrub.domain.body_map import Body


@pytest.fixture(scope="module")
def document():
    return json.loads(atlas_bytes(atlas_of(load_drawn(Body.FEMININE), load_catalogue()).body_map))


def test_the_document_has_its_parts_in_order(document):
    assert list(document) == ["body", "height_cm", "sites", "muscles", "no_go", "paths"]
    assert document["body"] == "feminine"
    assert document["height_cm"] == pytest.approx(161.8, abs=0.5)


def test_every_part_has_its_fields(document):
    fields = {part: {tuple(row) for row in document[part].values()} for part in ("sites", "muscles", "no_go")}
    assert fields == {
        "sites": {("polygon", "treatable_cm2")},
        "muscles": {("polygon", "fibres")},
        "no_go": {("rule", "polygon")},
    }
    assert {tuple(path) for path in document["paths"].values()} == {
        ("stroke", "tool", "covers", "side", "points", "width_cm", "length_cm")
    }


def test_names_are_as_outside(document):
    assert len(document["sites"]) == 18
    assert document["no_go"]["neck_front_and_side:left"]["rule"] == "never"
    path = document["paths"]["slow_glide.palm.light.mid_back.left.1"]
    assert path["covers"] == ["mid_back:left"]
    assert all(len(point) == 2 for point in path["points"])


def test_the_same_map_gives_the_same_bytes():
    body_map = atlas_of(load_drawn(Body.FEMININE), load_catalogue()).body_map
    assert atlas_bytes(body_map) == atlas_bytes(body_map)
