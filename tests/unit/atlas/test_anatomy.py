"""What is authored is whole, sourced, and refused when it is not."""

import pytest

from backrub.atlas import anatomy, authored
from backrub.atlas.anatomy import load_anatomy
from backrub.domain.back import Site
from backrub.domain.body_map import ZoneRule
from backrub.domain.errors import DamagedAtlas


def test_there_are_enough_muscles_and_every_site_has_one():
    muscles = load_anatomy().muscles.values()
    assert len(muscles) >= 15
    assert {site for muscle in muscles for site in muscle.sites} == set(Site)


def test_every_row_names_where_it_comes_from_in_full():
    authored = load_anatomy()
    rows = [*authored.landmarks.values(), *authored.zones.values(), *authored.muscles.values()]
    assert all(len(row.source) > 20 for row in rows)


def test_every_zone_that_hands_must_know_has_its_rule():
    rules = {name: zone.rule for name, zone in load_anatomy().zones.items()}
    assert rules == {
        "spine_strip": ZoneRule.NO_PRESSURE,
        "scapula_ridge": ZoneRule.NO_PRESSURE,
        "scapula_inner_edge": ZoneRule.NO_PRESSURE,
        "scapula_outer_edge": ZoneRule.NO_PRESSURE,
        "acromion": ZoneRule.NO_PRESSURE,
        "floating_ribs": ZoneRule.NO_PRESSURE,
        "iliac_crest": ZoneRule.NO_PRESSURE,
        "sacrum": ZoneRule.LIGHT_ONLY,
        "kidney_side": ZoneRule.LIGHT_ONLY,
        "kidney_inner": ZoneRule.BROAD_ONLY,
        "mastoid": ZoneRule.LIGHT_ONLY,
        "neck_front_and_side": ZoneRule.NEVER,
    }


@pytest.mark.parametrize("source", [[], ["hearsay"]])
def test_a_row_without_a_known_source_is_refused(monkeypatch, source):
    rows = {"sources.toml": {}, "landmarks.toml": {"C7": {"source": source}}}
    monkeypatch.setattr(anatomy, "read_toml", rows.__getitem__)
    with pytest.raises(DamagedAtlas, match=r"landmarks\.toml, row C7"):
        load_anatomy.__wrapped__()


def test_a_missing_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(authored, "files", lambda _: tmp_path)
    with pytest.raises(DamagedAtlas, match=r"sources\.toml cannot be read"):
        load_anatomy.__wrapped__()


def test_a_row_that_does_not_fit_is_named(monkeypatch):
    rows = {"sources.toml": {}, "landmarks.toml": {}, "sites.toml": {"neck": "long"}}
    monkeypatch.setattr(anatomy, "read_toml", rows.__getitem__)
    with pytest.raises(DamagedAtlas, match=r"sites\.toml: "):
        load_anatomy.__wrapped__()
