"""What is shipped is what is authored: drawing a body anew gives the same areas."""

import pytest
from shapely import Polygon

from backrub.atlas.anatomy import load_anatomy
from backrub.atlas.areas import Areas
from backrub.atlas.draw import draw
from backrub.atlas.drawn import Kind
from backrub.atlas.grades import Grade
from backrub.atlas.lanes import Room, lanes_for
from backrub.atlas.maps import load_drawn
from backrub.atlas.needs import needs
from backrub.atlas.placing import Lattice
from backrub.content.loader import load_catalogue
from backrub.domain.back import Site
from backrub.domain.body_map import Body
from backrub.domain.stroke import Tool

CATALOGUE = load_catalogue()
ENOUGH = 0.6


@pytest.fixture(scope="module", params=Body)
def areas(request):
    ceilings = {site: row.ceiling for site, row in CATALOGUE.sites.items()}
    return Areas(Lattice.of(request.param), load_anatomy(), ceilings), load_drawn(request.param)


def differing_cm2(one, other):
    return Polygon(one).symmetric_difference(Polygon(other)).area


def test_sites_zones_muscles_and_bones_are_drawn_from_what_is_authored(areas, monkeypatch):
    monkeypatch.setattr("backrub.atlas.draw.needs", lambda _: [])
    placed, shipped = areas
    fresh = draw(placed, shipped.body, CATALOGUE)
    for kind in ("sites", "zones", "muscles"):
        old, new = getattr(shipped, kind), getattr(fresh, kind)
        assert old.keys() == new.keys()
        assert max(differing_cm2(old[name].polygon, new[name].polygon) for name in old) < 0.1
    for name, place in fresh.landmarks.items():
        assert place == pytest.approx(shipped.landmarks[name], abs=0.05)
    assert fresh.bones.keys() == shipped.bones.keys()
    assert fresh.families == ()


def test_everything_the_catalogue_asks_for_was_built_and_nothing_else(areas):
    _, shipped = areas
    built = [(family.kind, family.sites) for family in shipped.families]
    assert built == needs(CATALOGUE)


def test_hands_have_room_wherever_they_are_wanted(areas):
    assert [f for f in areas[1].families if not f.lanes] == []


def test_most_of_a_site_bears_pressure_or_there_is_a_reason(areas):
    placed, shipped = areas
    for site, shape in placed.anatomy.sites.site.items():
        share = shipped.sites[site].treatable_cm2 / placed.sites[site].area
        assert share >= ENOUGH or shape.few, site


@pytest.mark.parametrize("site", [Site.MID_BACK, Site.HIP_RIM])
def test_a_whole_light_palm_reaches_nearly_everything(areas, site):
    placed, _ = areas
    room = Room(placed, (site,), Kind("lanes", "along", Tool.PALM, Grade.LIGHT), 8.0)
    hands = [lane.line.buffer(lane.width_cm / 2) for lane in lanes_for(room)]
    treatable = placed.treatable(site)
    missed = treatable
    for hand in hands:
        missed = missed.difference(hand)
    assert missed.area < 0.12 * treatable.area


def test_where_nothing_is_free_there_are_no_lanes(areas):
    placed, _ = areas
    room = Room(placed, (Site.NECK,), Kind("lanes", "across", Tool.ELBOW, Grade.FIRM), 60.0)
    assert all(lane.width_cm < 5 for lane in lanes_for(room))
