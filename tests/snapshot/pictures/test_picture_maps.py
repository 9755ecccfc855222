"""The maps can be tapped, read without colour, and never leave left and right in doubt."""

from itertools import combinations

import pytest
from shapely.geometry import Point, Polygon
from tests.snapshot.pictures.gallery import BACK, LABELS, LIKINGS, MARKS, PICTURES, VALUES, parsed

from backrub.domain.back import SiteSide
from backrub.pictures.back import Look
from backrub.pictures.check_in_map import HALF_WIDTH_CM, Mark, Wish, check_in_map
from backrub.pictures.heat_map import heat_map, heat_rows, rings_for
from backrub.pictures.hit_areas import PHONE_PX, TARGET_PX, hit_areas
from backrub.pictures.theme import CANDLE, THEMES, contrast

SVG = "{http://www.w3.org/2000/svg}"
PX_PER_CM = PHONE_PX / (2 * HALF_WIDTH_CM)
AREAS = hit_areas(BACK, 2 * HALF_WIDTH_CM)


def buttons(marks):
    root = parsed(check_in_map(BACK, Look(theme=CANDLE), labels=LABELS, marks=marks))
    return {one.get("data-site-side"): one for one in root.iter(f"{SVG}g") if one.get("role") == "button"}


@pytest.mark.parametrize("where", SiteSide)
def test_a_place_is_large_enough_for_a_fingertip(where):
    # A square of 44 px fits where something is left when half of it is taken off all round.
    half_cm = TARGET_PX / PX_PER_CM / 2
    assert not Polygon(AREAS[where].ring).buffer(-half_cm, join_style="mitre").is_empty


def test_no_two_places_overlap():
    for one, other in combinations(AREAS.values(), 2):
        assert Polygon(one.ring).intersection(Polygon(other.ring)).area <= 1e-6


@pytest.mark.parametrize("where", SiteSide)
def test_a_mark_lies_on_its_place_and_near_what_it_means(where):
    area = AREAS[where]
    ring = Polygon(area.ring)
    mark = Point(area.centre).buffer(area.radius_cm)
    assert ring.buffer(0.01).contains(mark)
    assert mark.intersects(Polygon(BACK.sites[where].polygon))


def test_the_map_is_the_same_on_both_sides():
    for where, area in AREAS.items():
        x, y = AREAS[where.twin].centre
        assert area.centre == pytest.approx((-x, y))


def test_every_place_is_a_button_that_says_where_it_is():
    found = buttons({})
    assert set(found) == set(SiteSide)
    assert found["shoulder_top:left"].get("aria-label") == "The top of the left shoulder."
    assert all(one.get("aria-pressed") == "false" and one.get("tabindex") == "0" for one in found.values())


def test_what_was_said_of_a_place_is_heard_and_seen_without_colour():
    found = buttons(MARKS)
    chosen, left_alone = found["between_blades:left"], found["neck:right"]
    assert chosen.get("aria-label").endswith(": more time.")
    assert left_alone.get("aria-label").endswith(": left alone.")
    assert found["low_back:right"].get("aria-label").endswith(": tickles.")
    assert {one.get("aria-pressed") for one in (chosen, left_alone)} == {"true"}
    shapes = [tuple(child.tag for child in found[key].iter()) for key in
              ("between_blades:left", "neck:right", "low_back:right", "scalp:left")]  # fmt: skip
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize("rings", [1, 2, 3])
def test_more_rings_mean_a_stronger_wish(rings):
    chosen = buttons({SiteSide.MID_BACK_LEFT: Mark(Wish.MORE, rings)})["mid_back:left"]
    solid = [c for c in chosen.iter(f"{SVG}circle") if c.get("stroke") == CANDLE.flame]
    assert len(solid) == rings


def test_the_receivers_left_is_printed_on_the_left():
    root = parsed(check_in_map(BACK, Look(theme=CANDLE), labels=LABELS, marks={}))
    places = {
        text.text: float(text.get("x")) for text in root.iter(f"{SVG}text") if text.text in {"left", "right"}
    }
    assert places["left"] < 0 < places["right"]


def test_the_left_lies_left_of_the_midline():
    assert all((area.centre[0] < 0) == (where.side == "left") for where, area in AREAS.items())


@pytest.mark.parametrize(("value", "rings"), [(0.0, 0), (0.01, 1), (0.5, 2), (0.8, 3), (1.0, 4), (3.0, 4)])
def test_rings_count_how_much_a_place_was_given(value, rings):
    assert rings_for(value) == rings


def test_the_heat_map_says_in_words_what_it_shows():
    assert heat_rows(VALUES, LABELS) == [
        "The back of the neck on the left: not at all.",
        f"{LABELS[SiteSide.MID_BACK_LEFT].capitalize()}: all of it.",
        f"{LABELS[SiteSide.MID_BACK_RIGHT].capitalize()}: some.",
    ]
    drawn = heat_map(BACK, Look(theme=CANDLE), values=VALUES, labels=LABELS, owner="Your")
    assert "not at all" in parsed(drawn).find(f"{SVG}desc").text


def test_what_is_only_a_guess_is_one_dotted_ring_without_a_word():
    root = parsed(PICTURES["liking_map"]())
    rings = [one for one in root.iter(f"{SVG}g") if one.findall(f"{SVG}circle") and one.get("stroke-width")]
    counted = {(len(one.findall(f"{SVG}circle")), one.get("stroke-dasharray") is None) for one in rings}
    assert counted == {(3, True), (2, True), (1, False)}
    said = {text.text for text in root.iter(f"{SVG}text")}
    assert said == {"Your", "left", "right", "firm", "medium"}


def test_the_less_is_known_the_fainter_is_the_warmth():
    root = parsed(PICTURES["liking_map"]())
    warm = [float(one.get("fill-opacity")) for one in root.iter(f"{SVG}ellipse") if one.get("fill-opacity")]
    assert warm == pytest.approx([one.value * one.sureness for one in LIKINGS.values()], abs=0.01)


def test_a_word_stands_on_the_side_it_is_told_of():
    root = parsed(PICTURES["liking_map"]())
    places = {text.text: float(text.get("x")) for text in root.iter(f"{SVG}text")}
    assert places["firm"] < 0 < places["medium"]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_words_can_be_read_on_their_ground(theme):
    for colour in (theme.first, theme.second, theme.third, theme.flame):
        assert contrast(colour, theme.ground) >= 4.5


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
