"""Whoever taps a place is told exactly that place, on every body: map, sentence, and back to the map."""

import pytest
from shapely.geometry import Point, Polygon
from tests.snapshot.pictures.gallery import CATALOGUE, LABELS, parsed

from backrub.atlas.maps import atlas_of, load_drawn
from backrub.domain.back import SiteSide
from backrub.domain.body_map import Body
from backrub.pictures.back import Look
from backrub.pictures.check_in_map import HALF_WIDTH_CM, check_in_map
from backrub.pictures.hit_areas import hit_areas
from backrub.pictures.svg import UNITS_PER_CM
from backrub.pictures.theme import CANDLE

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=Body, scope="module")
def body_map(request):
    return atlas_of(load_drawn(request.param), CATALOGUE).body_map


def drawn_places(body_map):
    """Return what can be tapped in the picture itself: sentence and outline of every place, by its key."""
    root = parsed(check_in_map(body_map, Look(theme=CANDLE), labels=LABELS, marks={}))
    return {
        SiteSide(one.get("data-site-side")): (one.get("aria-label"), outline(one.find(f"{SVG}path").get("d")))
        for one in root.iter(f"{SVG}g")
        if one.get("role") == "button"
    }


def outline(path):
    """Return a drawn ring of straight lines in cm of the picture plane."""
    numbers = [float(word) for word in path.translate(str.maketrans("MLZ,", "    ")).split()]
    return Polygon(
        (x / UNITS_PER_CM, -y / UNITS_PER_CM) for x, y in zip(numbers[::2], numbers[1::2], strict=True)
    )


def places_said(sentence):
    """Return every site-side a sentence can mean."""
    said = sentence.removesuffix(".").lower()
    return [where for where in SiteSide if CATALOGUE.place_name(where).lower() == said]


def test_every_place_tapped_is_told_and_found_again(body_map):
    places = drawn_places(body_map)
    assert set(places) == set(SiteSide)
    for where, area in hit_areas(body_map, 2 * HALF_WIDTH_CM).items():
        tapped = [key for key, (_, ring) in places.items() if ring.contains(Point(area.centre))]
        assert tapped == [where]
        sentence, ring = places[where]
        assert places_said(sentence) == [where]
        assert ring.intersection(Polygon(body_map.sites[where].polygon)).area > 0


def test_no_sentence_is_part_of_another():
    names = [CATALOGUE.place_name(where).lower() for where in SiteSide]
    assert [(one, other) for one in names for other in names if one != other and one in other] == []
