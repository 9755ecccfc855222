"""Many evenings looked back on, each person over their own."""

import pytest
from tests.begun import COOKIE
from tests.ended import ended
from tests.many_evenings import EVENINGS, many_evenings
from tests.web_house import memory_house, phone

PATH = "/history/insight"


@pytest.fixture(scope="module")
def house():
    house = memory_house()
    many_evenings(house, now_ms=house.now_ms())
    return house


def page(house, whose, path=PATH):
    return phone(house, cookies={COOKIE: f"home-{whose}-token"}).get(path).text


def test_before_the_first_evening_there_is_no_hurry():
    house = memory_house()
    many_evenings(house, now_ms=house.now_ms(), evenings=())
    assert "There is no hurry." in page(house, "receiver")


def test_the_receiver_reads_what_mostly_changed_at_a_place(house):
    text = page(house, "receiver")
    assert "The muscle between spine and your left shoulder blade" in text
    assert "Looser afterwards on most of six evenings, mostly from strong to some." in text


def test_every_drawing_has_the_same_in_a_table(house):
    text = page(house, "receiver")
    assert text.count('role="img" aria-labelledby') == text.count("<table>") == 3
    assert text.count('class="chart-ring"') - 1 == len(EVENINGS)
    assert text.count("<td>strong, 8</td><td>some, 4</td>") == 2


def test_the_receiver_reads_what_was_lovely_and_how_long_ago(house):
    text = page(house, "receiver")
    assert "What was lovely" in text
    assert "slow at the end" in text
    assert "Hands were on your back four days ago." in text


def test_the_giver_reads_how_close_their_guesses_were_and_what_they_gave(house):
    text = page(house, "giver")
    assert "Your guess was the wish, or close to it, on most of six evenings." in text
    assert "Where they differ, the wish is mostly firmer." in text
    assert "Strokes you have given" in text
    assert "On all six evenings: " in text


def test_the_giver_reads_nothing_that_the_receiver_said(house):
    text = page(house, "giver")
    for said in ("Your back", "ooser", "strong", "lovely", "slow at the end", "afterwards"):
        assert said not in text


def test_the_receiver_reads_nothing_that_the_giver_guessed(house):
    text = page(house, "receiver")
    for said in ("guess", "Your hands", "Strokes you have given"):
        assert said not in text


def test_a_few_evenings_are_too_few_to_say():
    house = memory_house()
    many_evenings(house, now_ms=house.now_ms(), evenings=EVENINGS[:3])
    assert page(house, "receiver").count("Three evenings; too few to say") == 4
    assert page(house, "giver").count("Three evenings; too few to say.") == 4


def test_a_place_named_once_is_told_and_not_drawn():
    evening = ended(memory_house())
    evening.close("receiver", **{"now:between_blades:left": "looser"})
    text = evening.phone("receiver").get(PATH).text
    assert "Once so far: strong before, some after." in text
    assert 'class="chart-ring"' not in text


def test_on_a_shared_phone_it_opens_once_there_is_a_pin(house):
    assert "Yours alone, once you have a PIN." in page(house, "shared")


def test_the_export_has_what_the_charts_are_made_of(house):
    hers, his = (page(house, whose, "/mine/export.json") for whose in ("receiver", "giver"))
    assert '"hands_s": {' in hers
    assert '"wish": "firm"' in his
    assert '"strokes": [' in his
    assert "hands_s" not in his
    assert '"strokes"' not in hers
