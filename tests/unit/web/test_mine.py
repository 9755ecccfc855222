"""What is about one person: name, back, devices, the export, and the way out."""

import msgspec
import pytest
from tests.ended import ended
from tests.web_house import memory_house, send

from backrub.bootstrap.tastes import known_of
from backrub.domain.home import Device


@pytest.fixture
def evening():
    evening = ended(memory_house())
    evening.close("receiver", felt="ahhh", keep="slow at the end")
    evening.close("giver", keep="a lower chair")
    return evening


def person(evening, who):
    return evening.house.people.person(f"home-{who}")


def test_a_name_can_change(evening):
    send(evening.phone("receiver"), "/mine/name", name="  Cher ")
    assert person(evening, "cheryl").name == "Cher"


@pytest.mark.parametrize("name", ["", "Scott", "x" * 500])
def test_a_name_that_cannot_be_is_refused_in_a_sentence(evening, name):
    answer = send(evening.phone("receiver"), "/mine/name", name=name)
    assert answer.status_code == 400
    assert 'class="trouble"' in answer.text
    assert f'value="{name}"' in answer.text
    assert person(evening, "cheryl").name == "Cheryl"


def test_a_back_can_be_chosen(evening):
    send(evening.phone("giver"), "/mine/back", body="older", tone="deep")
    assert (person(evening, "scott").body, person(evening, "scott").tone) == ("older", "deep")


def test_a_back_there_is_none_of_is_refused(evening):
    answer = send(evening.phone("giver"), "/mine/back", body="dragon")
    assert answer.status_code == 400
    assert "choose one of those on the page" in answer.text
    assert person(evening, "scott").body == "neutral"


def test_another_phone_can_be_forgotten(evening):
    evening.house.people.add_device(Device("old", "home", ("home-cheryl",), "home-cheryl"), b"old")
    assert "Another phone of yours" in evening.phone("receiver").get("/mine").text
    send(evening.phone("receiver"), "/mine/devices/old/forget")
    assert evening.house.people.device(b"old") is None


def test_phones_of_others_cannot_be_forgotten(evening):
    evening.house.people.add_device(Device("his", "home", ("home-scott",), "home-scott"), b"his")
    assert send(evening.phone("receiver"), "/mine/devices/his/forget").status_code == 404
    assert evening.house.people.device(b"his") is not None


def test_the_export_holds_what_one_said(evening):
    answer = evening.phone("receiver").get("/mine/export.json")
    told = msgspec.json.decode(answer.content)
    assert told["name"] == "Cheryl"
    assert told["received"][0]["closing"]["keep"] == "slow at the end"
    assert told["answers"][0]["answers"]["spots"][0]["tension"] == 8
    assert told["received"][0]["said"][0]["word"] == "lovely"
    assert "attachment" in answer.headers["content-disposition"]


def test_what_was_learned_is_in_the_receivers_export_in_its_outcome_alone(evening):
    pair = {"giver": "home-scott", "receiver": "home-cheryl", "home": "home"}
    carried = known_of(evening.house, **pair).taste
    own, other = (evening.phone(whose).get("/mine/export.json").text for whose in ("receiver", "giver"))
    told = msgspec.json.decode(own)
    ((giver, learned),) = told["learned"].items()
    assert giver == "Scott"
    assert learned
    assert all(where.keys() == {"level", "speed_cm_s"} for where in learned.values())
    assert '"weights"' in carried
    assert "weights" not in own
    assert msgspec.json.decode(other)["learned"] == {}


def test_the_givers_export_holds_their_own_closing_alone(evening):
    told = msgspec.json.decode(evening.phone("giver").get("/mine/export.json").content)
    assert [note["kind"] for note in told["answers"]] == ["check_in", "closing"]
    assert told["given"][0]["for"] == "Cheryl"
    assert told["received"] == []


def test_erasing_oneself_takes_every_shared_evening(evening):
    phone = evening.phone("receiver")
    text = phone.get("/mine").text
    assert "So does every evening you shared, for Scott too." in text
    assert send(phone, "/mine/erase").headers["location"] == "/"
    assert person(evening, "cheryl") is None
    assert evening.night is None
    assert evening.events == []
    assert person(evening, "scott").name == "Scott"
    assert phone.get("/mine").headers["location"] == "/"
