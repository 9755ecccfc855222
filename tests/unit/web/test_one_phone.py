"""One phone for two: handing over, and the PIN that guards what is private."""

import pytest
from tests.fakes import FakeClock
from tests.web_house import LAN, memory_house, phone, send

from backrub.application.tokens import digest
from backrub.domain.home import Device
from backrub.web.app import create_app
from backrub.web.security.cookies import DEVICE_COOKIE


@pytest.fixture
def clock():
    return FakeClock(1_790_000_000_000)


@pytest.fixture
def house(clock):
    return memory_house(clock)


@pytest.fixture
def shared(house):
    """Return a phone that Cheryl shares with Scott; she holds it."""
    one = phone(house, create_app(house, reach=lambda: LAN))
    send(one, "/homes", name="Cheryl")
    assert send(one, "/people", name="Scott").headers["location"] == "/tonight"
    return one


def device_of(client, house):
    return house.people.device(digest(client.cookies[DEVICE_COOKIE]))


def people_of(client, house):
    return house.people.people(device_of(client, house).home_id)


def holder_of(client, house):
    holder = device_of(client, house).holder
    return house.people.person(holder).name if holder else None


def test_the_phone_speaks_for_both_and_its_holder_stays(shared, house):
    assert len(device_of(shared, house).people) == 2
    assert holder_of(shared, house) == "Cheryl"


def test_handing_over_puts_away_and_the_other_takes_it(shared, house):
    scott = people_of(shared, house)[1]
    assert send(shared, "/put-away", to=scott.id).headers["location"] == f"/hand-over/{scott.id}"
    assert holder_of(shared, house) is None
    assert "Hand the phone to Scott." in shared.get(f"/hand-over/{scott.id}").text
    assert send(shared, "/hold", person=scott.id).headers["location"] == "/tonight"
    assert holder_of(shared, house) == "Scott"


def declines(shared):
    """Answer tonight's first question, and with it all of them."""
    return send(shared, "/tonight/check-in/part", whole="not_tonight")


def test_the_last_answer_leads_straight_to_handing_over(shared, house):
    scott = people_of(shared, house)[1]
    send(shared, "/tonight/begin")
    assert declines(shared).headers["location"] == f"/hand-over/{scott.id}"


def test_whoever_has_a_phone_of_their_own_is_waited_for(shared, house):
    scott = people_of(shared, house)[1]
    house.people.add_device(Device("his", scott.home_id, (scott.id,), scott.id), digest("his"))
    send(shared, "/tonight/begin")
    assert declines(shared).headers["location"] == "/tonight"


def test_an_evening_goes_on_with_the_first_question_of_who_takes_the_phone(shared, house):
    scott = people_of(shared, house)[1]
    send(shared, "/tonight/begin")
    declines(shared)
    send(shared, "/hold", person=scott.id)
    assert shared.get("/tonight").headers["location"] == "/tonight/check-in"


def test_taking_the_phone_begins_no_evening(shared, house):
    scott = people_of(shared, house)[1]
    send(shared, "/hold", person=scott.id)
    assert house.nights.nights(scott.home_id) == []


def test_whoever_takes_the_phone_back_keeps_their_answer(shared, house):
    cheryl, scott = people_of(shared, house)
    send(shared, "/tonight/begin")
    declines(shared)
    page = shared.get(f"/hand-over/{scott.id}").text
    assert "It is still Cheryl" in page
    send(shared, "/hold", person=cheryl.id)
    assert "Tonight is not the evening." in shared.get("/tonight").text


def test_a_page_that_says_put_away_has_put_away(shared, house):
    scott = people_of(shared, house)[1]
    shared.get(f"/hand-over/{scott.id}")
    assert holder_of(shared, house) is None


def test_while_nobody_holds_it_every_page_asks_who_is_there(shared):
    send(shared, "/put-away")
    assert shared.get("/pin").headers["location"] == "/who"
    assert shared.get("/tonight").headers["location"] == "/who"
    page = shared.get("/who").text
    assert "m Cheryl</button>" in page
    assert "m Scott</button>" in page


@pytest.mark.parametrize("path", ["/hand-over/nobody", "/hand-over/token-x"])
def test_of_people_from_elsewhere_nothing_is_told(shared, path):
    assert shared.get(path).status_code == 404
    assert send(shared, "/hold", person=path.rpartition("/")[2]).status_code == 404


def test_a_phone_speaks_only_for_its_own_people(shared, house):
    other = phone(house)
    send(other, "/homes", name="Ann")
    ann = people_of(other, house)[0].id
    assert send(shared, "/hold", person=ann).status_code == 404
    assert send(shared, "/put-away", to=ann).status_code == 404


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "١٢٣٤"])
def test_a_pin_is_four_to_eight_digits(shared, house, pin):
    answer = send(shared, "/pin", new=pin)
    assert answer.status_code == 400
    assert "4 to 8 digits" in answer.text
    assert house.people.pin_hash(people_of(shared, house)[0].id) is None


def test_a_pin_is_asked_and_only_the_right_one_fits(shared, house):
    cheryl, scott = people_of(shared, house)
    assert send(shared, "/pin", new="4711").status_code == 303
    assert house.people.pin_hash(cheryl.id).startswith("$argon2id$")
    send(shared, "/hold", person=scott.id)
    assert send(shared, "/hold", person=cheryl.id).headers["location"] == f"/hand-over/{cheryl.id}"
    assert 'name="pin"' in shared.get(f"/hand-over/{cheryl.id}").text
    wrong = send(shared, "/hold", person=cheryl.id, pin="4712")
    assert wrong.status_code == 403
    assert "That PIN does not fit." in wrong.text
    assert holder_of(shared, house) is None
    assert send(shared, "/hold", person=cheryl.id, pin="4711").status_code == 303
    assert holder_of(shared, house) == "Cheryl"


def test_after_five_wrong_tries_even_the_right_pin_waits_ten_minutes(shared, house, clock):
    cheryl = people_of(shared, house)[0]
    send(shared, "/pin", new="4711")
    for _ in range(5):
        assert "does not fit" in send(shared, "/hold", person=cheryl.id, pin="0000").text
    too_often = [send(shared, "/hold", person=cheryl.id, pin=pin) for pin in ("0000", "4711")]
    assert {answer.status_code for answer in too_often} == {403}
    assert all("Wait ten minutes" in answer.text for answer in too_often)
    clock.jump(600)
    assert send(shared, "/hold", person=cheryl.id, pin="4711").status_code == 303


def test_right_pins_use_no_tries_up(shared, house):
    cheryl = people_of(shared, house)[0]
    send(shared, "/pin", new="4711")
    for _ in range(8):
        assert send(shared, "/hold", person=cheryl.id, pin="4711").status_code == 303


def test_on_a_shared_phone_the_pin_so_far_changes_or_removes_it(shared, house):
    cheryl = people_of(shared, house)[0]
    send(shared, "/pin", new="4711")
    first = house.people.pin_hash(cheryl.id)
    for change in ("set", "remove"):
        assert send(shared, "/pin", old="0000", new="2222", change=change).status_code == 400
    assert house.people.pin_hash(cheryl.id) == first
    assert send(shared, "/pin", old="4711", change="remove").status_code == 303
    assert house.people.pin_hash(cheryl.id) is None


def test_a_link_to_another_phone_asks_for_the_pin(shared, house):
    cheryl = people_of(shared, house)[0]
    send(shared, "/pin", new="4711")
    assert send(shared, "/invite", person=cheryl.id, pin="0000").status_code == 403
    assert send(shared, "/invite", person=cheryl.id, pin="4711").status_code == 303
    assert "/join/" in shared.get(f"/invite?person={cheryl.id}").text


def test_putting_away_takes_the_link_off_the_screen(shared, house):
    cheryl = people_of(shared, house)[0]
    send(shared, "/invite", person=cheryl.id)
    send(shared, "/put-away")
    send(shared, "/hold", person=cheryl.id)
    assert "/join/" not in shared.get(f"/invite?person={cheryl.id}").text
