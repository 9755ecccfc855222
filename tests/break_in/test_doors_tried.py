"""Links, cookies and PINs are tried: used again, guessed, planted beforehand."""

import pytest
from litestar.middleware.csrf import generate_csrf_token

from backrub.application.tokens import digest
from backrub.domain.home import Device as Phone
from backrub.domain.home import Invitation, Person
from backrub.web.security.cookies import DEVICE_COOKIE
from backrub.web.security.pins import Argon2
from tests.asking import Asked
from tests.break_in.town import KEY, NOBODY, Device, furnish, shared_by
from tests.break_in.ways import ways_of


def invited(town, home):
    """Return the link into a new home of one."""
    town.house.people.add_home(
        home, Person(f"{home}-ann", home, "Ann"), Phone(home, home, (f"{home}-ann",), None), home.encode()
    )
    town.house.people.invite(Invitation(home, town.now_ms + 900_000, None), digest(f"{home}-link"))
    return f"/join/{home}-link"


def join(town, link, device=NOBODY, name="Ben"):
    return town.ask(device, Asked("POST", link, f"name={name}".encode()))


def test_a_link_lets_in_one_browser_once(town):
    link = invited(town, "once")
    assert join(town, link).status == 303
    another = Device(form_token=other_form_token())
    assert join(town, link, another, "Eve").status == 404
    assert len(town.house.people.people("once")) == 2


def other_form_token():
    return generate_csrf_token(KEY.hex())


def test_a_link_that_is_over_lets_nobody_in(town):
    link = invited(town, "over")
    town.now_ms += 900_000
    assert join(town, link).status == 404
    town.now_ms -= 900_000


def test_a_cookie_that_was_planted_is_never_let_in(town):
    home = furnish(town, "fixed")
    for number, way in enumerate(way for way in ways_of(town.app) if way.is_there):
        told = town.go(Device("planted", client=f"10.1.0.{number}"), way, home)
        assert "planted" not in told.header("set-cookie"), way
    assert join(town, invited(town, "fixed-anew"), Device("planted")).status == 303
    assert town.house.people.device(digest("planted")) is None


def test_a_form_token_that_was_planted_is_changed_before_a_phone_is_let_in(town):
    link, planted = invited(town, "planted"), Device(form_token=other_form_token())
    page = town.ask(planted, Asked("GET", link))
    fresh = page.header("set-cookie").partition("backrub_form=")[2].partition(";")[0]
    assert fresh not in {"", planted.form_token}
    assert f'name="_csrf_token" value="{fresh}"' in page.text
    ours = join(town, link, Device(form_token=fresh))
    assert ours.status == 303
    assert join(town, link, planted).status == 404


def test_guessing_links_is_slowed_down_however_many_there_are(town):
    statuses = [join(town, f"/join/guess-{number}", Device(client="10.2.0.1")).status for number in range(31)]
    assert statuses == [404] * 30 + [429]


def test_guessing_a_pin_is_slowed_down_from_every_address_and_the_right_one_waits_too(town):
    home = furnish(town, "guessed")
    town.house.people.set_pin_hash(f"{home}-cheryl", Argon2().hash("8642"))

    def tried(number, pin):
        phone = Device(shared_by(home).token, client=f"10.3.0.{number}")
        body = f"person={home}-cheryl&pin={pin}".encode()
        return town.ask(
            phone, Asked("POST", "/hold", body, headers={"x-forwarded-for": f"10.4.0.{number}"})
        ).status

    assert [tried(number, f"{number:04}") for number in range(6)] == [403] * 6
    assert tried(7, "8642") == 403
    town.now_ms += 601_000
    assert tried(8, "8642") == 303
    town.now_ms -= 601_000


@pytest.mark.parametrize("path", ["/pin", "/invite"])
def test_on_a_phone_of_both_nobody_makes_themselves_the_other_who_has_one_of_their_own(town, path):
    home = furnish(town, f"pretended{path[1:]}")
    shared = shared_by(home)
    assert town.ask(shared, Asked("POST", "/hold", f"person={home}-cheryl".encode())).status == 303
    told = town.ask(shared, Asked("POST", path, f"person={home}-cheryl&new=1234&change=set".encode()))
    assert told.status == 403
    assert "on your own phone" in told.text
    assert town.house.people.pin_hash(f"{home}-cheryl") is None
    assert town.ask(shared, Asked("GET", "/mine/export.json")).status == 403
    assert DEVICE_COOKIE not in told.header("set-cookie")
