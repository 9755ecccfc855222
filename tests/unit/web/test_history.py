"""Earlier evenings, each told to the person it is about."""

import pytest
from tests.ended import SPOT, ended
from tests.loop import run
from tests.web_house import memory_house, send


@pytest.fixture
def evening():
    evening = ended(memory_house())
    words = {f"now:{SPOT}": "looser", "wants:back": "softer"}
    evening.close("receiver", felt="ahhh", put_up="yes", keep="slow at the end", **words)
    evening.close("giver", felt="work", put_up_with=["thumbs"], keep="a lower chair")
    return evening


def page(evening, whose, path="/history"):
    return evening.phone(whose).get(path).text


def test_no_evening_yet_is_no_hurry():
    evening = ended(memory_house())
    send(evening.phone("receiver"), f"/history/{evening.night_id}/erase")
    assert "There is no hurry." in page(evening, "receiver")


def test_the_receiver_reads_their_own_evening(evening):
    text = page(evening, "receiver", f"/history/{evening.night_id}")
    assert "15 minutes from Scott" in text
    assert "Ahhh." in text
    assert "The muscle between spine and your left shoulder blade: strong before, looser after." in text
    assert "slow at the end" in text


def test_the_receiver_sees_where_hands_have_been(evening):
    assert "The more rings, the longer hands stayed there." in page(evening, "receiver")


def test_the_giver_reads_their_own_words_and_their_guess(evening):
    text = page(evening, "giver", f"/history/{evening.night_id}")
    assert "15 minutes for Cheryl" in text
    assert "You put up with tired thumbs." in text
    assert "a lower chair" in text
    assert "You guessed medium" in text


@pytest.mark.parametrize("path", ["/history", "/history/home-night", "/mine/export.json"])
def test_nothing_the_receiver_said_is_told_to_the_giver(evening, path):
    text = page(evening, "giver", path)
    assert "15" in text
    for said in ("Ahhh", "looser", "softer", "slow at the end", "strong before"):
        assert said not in text


@pytest.mark.parametrize("path", ["/history", "/history/home-night", "/mine/export.json"])
def test_nothing_the_giver_said_is_told_to_the_receiver(evening, path):
    text = page(evening, "receiver", path)
    for said in ("thumbs", "a lower chair", "A bit of work", "You guessed"):
        assert said not in text


@pytest.mark.parametrize("path", ["/history", "/history/home-night", "/mine/export.json"])
def test_on_a_shared_phone_it_opens_once_there_is_a_pin(evening, path):
    locked = page(evening, "shared", path)
    assert "Yours alone, once you have a PIN." in locked
    assert "15 minutes" not in locked
    evening.house.people.set_pin_hash("home-scott", "a hash")
    assert "Yours alone" not in page(evening, "shared", path)


def test_others_nights_are_not_there(evening):
    stranger = ended(evening.house, home="elsewhere")
    path = f"/history/{evening.night_id}"
    assert stranger.phone("giver").get(path).status_code == 404
    assert send(stranger.phone("giver"), f"{path}/erase").status_code == 404
    assert evening.night is not None


def test_an_erased_evening_is_gone_for_both(evening):
    answer = send(evening.phone("giver"), f"/history/{evening.night_id}/erase")
    assert answer.headers["location"] == "/history"
    assert evening.night is None
    assert evening.events == []
    assert "15 minutes" not in page(evening, "receiver")


def test_whoever_waits_for_an_erased_evening_is_woken(evening):
    with evening.house.hub.subscribed(f"session:{evening.session_id}") as waiter:
        send(evening.phone("receiver"), f"/history/{evening.night_id}/erase")
        assert run(waiter.wait(0))


def test_an_evening_under_way_is_not_history_yet():
    evening = ended(memory_house())
    evening.house.log.erase_session(evening.session_id)
    assert "No evening is kept yet." in page(evening, "receiver")
