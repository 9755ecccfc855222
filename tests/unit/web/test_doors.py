"""Homes, links and devices: who is let in, and who learns nothing."""

import re

import pytest
from tests.fakes import FakeClock
from tests.web_house import LAN, csrf, memory_house, phone, send

from backrub.application.tokens import digest
from backrub.domain.home import INVITATION_MS
from backrub.web.app import create_app
from backrub.web.security.cookies import DEVICE_COOKIE

START_MS = 1_790_000_000_000


@pytest.fixture
def clock():
    return FakeClock(START_MS)


@pytest.fixture
def house(clock):
    return memory_house(clock)


@pytest.fixture
def app(house):
    return create_app(house, reach=lambda: LAN)


@pytest.fixture
def cheryl(house, app):
    """Return the phone of someone who made a home."""
    one = phone(house, app)
    assert send(one, "/homes", name="Cheryl").headers["location"] == "/invite"
    return one


def link_on(client, path="/invite"):
    """Return the path of the link a page shows."""
    return re.search(r"http://[^/\s]+(/join/[\w-]+)", client.get(path).text)[1]


def person_of(client, house):
    return house.people.person(device_of(client, house).holder)


def device_of(client, house):
    return house.people.device(digest(client.cookies[DEVICE_COOKIE]))


def test_a_name_makes_a_home_and_the_phone_is_known_from_then_on(cheryl, house):
    assert person_of(cheryl, house).name == "Cheryl"
    assert cheryl.get("/").headers["location"] == "/tonight"


def test_a_name_that_cannot_be_kept_is_said_on_the_page_and_stays_typed(house):
    answer = send(phone(house), "/homes", name="x" * 41)
    assert answer.status_code == 400
    assert "40 letters are the most." in answer.text
    assert "x" * 41 in answer.text


def test_a_stranger_is_asked_for_a_link_first_once_there_is_a_home(house, app):
    before = phone(house, app).get("/").text
    send(phone(house, app), "/homes", name="Cheryl")
    after = phone(house, app).get("/").text
    assert "Did someone ask you in?" not in before
    assert "Did someone ask you in?" in after
    assert "Cheryl" not in after


def test_a_known_phone_makes_no_second_home(cheryl, house):
    assert send(cheryl, "/homes", name="Mallory").headers["location"] == "/tonight"
    assert person_of(cheryl, house).name == "Cheryl"


def test_a_link_lets_the_second_person_in(cheryl, house, app):
    scott = phone(house, app)
    link = link_on(cheryl)
    assert "Cheryl is here." in scott.get(link).text
    assert send(scott, link, name="Scott").headers["location"] == "/tonight"
    home_id = person_of(cheryl, house).home_id
    assert [one.name for one in house.people.people(home_id)] == ["Cheryl", "Scott"]
    assert device_of(scott, house).people == (person_of(scott, house).id,)


def test_the_link_names_an_address_that_a_phone_can_open(house):
    here = phone(house, base_url="http://backrub.localhost:8123")
    send(here, "/homes", name="Cheryl")
    assert f"http://{LAN}:8123/join/" in here.get("/invite").text


def test_a_house_that_nobody_else_reaches_says_so(house):
    here = phone(house, create_app(house, reach=lambda: None), base_url="http://127.0.0.1:8123")
    send(here, "/homes", name="Cheryl")
    page = here.get("/invite").text
    assert "http://127.0.0.1:8123/join/" in page
    assert "listens on this machine alone" in page


def test_looking_at_a_link_uses_nothing_up(cheryl, house, app):
    link = link_on(cheryl)
    for _ in range(5):
        assert phone(house, app).get(link).status_code == 200
    assert send(phone(house, app), link, name="Scott").status_code == 303


def test_showing_the_page_again_voids_no_link(cheryl, house, app):
    link = link_on(cheryl)
    assert link_on(cheryl) == link
    assert send(phone(house, app), link, name="Scott").status_code == 303


def test_a_link_that_is_nearly_over_is_replaced(cheryl, clock):
    link = link_on(cheryl)
    clock.jump(INVITATION_MS / 1000 - 60)
    assert link_on(cheryl) != link


def test_unknown_used_and_expired_links_are_answered_alike(cheryl, house, app, clock):
    used = link_on(cheryl)
    send(phone(house, app), used, name="Scott")
    other = phone(house, app)
    send(other, "/homes", name="Ann")
    expired = link_on(other)
    clock.jump(INVITATION_MS / 1000)
    stranger = phone(house, app)
    token = csrf(stranger)
    for method in ("get", "post"):
        sent = {"data": {"name": "Mallory", "_csrf_token": token}} if method == "post" else {}
        answers = [getattr(stranger, method)(link, **sent) for link in (used, expired, "/join/unknown")]
        assert [answer.status_code for answer in answers] == [404] * 3
        assert len({answer.content for answer in answers}) == 1
    assert DEVICE_COOKIE not in stranger.cookies


def test_a_name_that_is_taken_leaves_the_link_good(cheryl, house, app):
    scott, link = phone(house, app), link_on(cheryl)
    answer = send(scott, link, name="CHERYL")
    assert answer.status_code == 400
    assert "choose another name" in answer.text
    assert send(scott, link, name="Scott").status_code == 303


def test_a_home_is_for_two(cheryl, house, app):
    send(phone(house, app), link_on(cheryl), name="Scott")
    assert cheryl.get("/invite").headers["location"] == "/tonight"
    assert send(cheryl, "/people", name="Third").status_code == 400


def test_a_cookie_brought_along_is_never_adopted(cheryl, house, app):
    scott = phone(house, app)
    scott.cookies.set(DEVICE_COOKIE, "planted")
    answer = send(scott, link_on(cheryl), name="Scott")
    assert answer.status_code == 303
    assert "planted" not in answer.headers["set-cookie"]
    assert house.people.device(digest("planted")) is None


def test_an_answer_that_was_lost_is_given_again_to_the_same_browser_alone(cheryl, house, app):
    scott, link = phone(house, app), link_on(cheryl)
    first = send(scott, link, name="Scott")
    scott.cookies.delete(DEVICE_COOKIE)
    assert send(phone(house, app), link, name="Scott").status_code == 404
    again = send(scott, link, name="Scott")
    assert again.headers["set-cookie"] == first.headers["set-cookie"]
    assert len(house.people.people(person_of(cheryl, house).home_id)) == 2
    house.people.forget_device(device_of(scott, house).id)
    scott.cookies.delete(DEVICE_COOKIE)
    assert send(scott, link, name="Scott").status_code == 404


def test_a_phone_that_is_known_is_not_taken_over_by_a_link(cheryl, house, app):
    link = link_on(cheryl)
    assert "This phone is Cheryl" in cheryl.get(link).text
    assert "It is still good" in cheryl.get(link).text
    assert send(cheryl, link, name="Mallory").status_code == 409
    assert send(phone(house, app), link, name="Scott").status_code == 303
    assert "It is still good" not in cheryl.get(link).text


def test_another_phone_of_mine_is_me(cheryl, house, app):
    me = person_of(cheryl, house)
    shown = send(cheryl, "/invite", person=me.id).headers["location"]
    tablet, link = phone(house, app), link_on(cheryl, shown)
    assert "Make this your phone, Cheryl?" in tablet.get(link).text
    send(tablet, link)
    assert person_of(tablet, house) == me
    assert link not in cheryl.get(shown).text


def test_nobody_makes_a_link_for_someone_else(cheryl, house, app):
    scott = phone(house, app)
    send(scott, link_on(cheryl), name="Scott")
    other = person_of(scott, house).id
    assert send(cheryl, "/invite", person=other).status_code == 404
    assert cheryl.get(f"/invite?person={other}").status_code == 404


def test_a_forgotten_phone_is_let_in_no_more(cheryl, house):
    assert cheryl.get("/pin").status_code == 200
    house.people.forget_device(device_of(cheryl, house).id)
    assert cheryl.get("/pin").headers["location"] == "/"
    assert cheryl.get("/pin", headers={"accept": "application/json"}).status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", "x" * 5000, "token-0'; --"])
def test_a_forged_cookie_opens_nothing(cheryl, house, app, cookie):
    forger = phone(house, app)
    forger.cookies.set(DEVICE_COOKIE, cookie)
    assert forger.get("/pin").headers["location"] == "/"


def test_the_device_cookie_is_out_of_reach_of_scripts_and_other_sites(house):
    cookie = send(phone(house), "/homes", name="Cheryl").headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=34560000"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


def test_over_https_every_cookie_stays_encrypted(house):
    client = phone(house, base_url="https://backrub.example")
    assert client.get("/").headers["set-cookie"].endswith("; Secure")
    answer = send(client, "/homes", name="Cheryl")
    assert answer.headers["set-cookie"].endswith("; Secure")
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"


def test_coming_in_wakes_who_waits(cheryl, house, app):
    home_id = person_of(cheryl, house).home_id
    woken = []
    house.hub.publish = woken.append
    send(phone(house, app), link_on(cheryl), name="Scott")
    assert woken == [f"home:{home_id}"]
