"""Every page by the door, in every state: for all senses, for large letters, for small phones, without faults."""

import time
from secrets import token_urlsafe

import pytest
from playwright.sync_api import expect

from backrub.application.invite_home import invite_home
from backrub.application.quotas import HouseRules
from backrub.storage.store import open_store
from tests.browser.people import join, link_on, make_home, share_phone
from tests.browser.phone import phones_of
from tests.browser.server import Server
from tests.commands import BACKRUB

SIZES = [(360, 740), (390, 844), (820, 1180), (1440, 900), (195, 422)]  # the last is a phone at 200 %


def looked_at(one, path=None, *, floor=44):
    """Open a page, or take the one that is there, and hold it to what every page is held to."""
    if path:
        one.open(path)
    assert one.accessibility() == []
    for width, height in SIZES:
        one.page.set_viewport_size({"width": width, "height": height})
        assert one.overflow() == 0, (one.page.url, width)
        assert one.small_targets(floor) == [], (one.page.url, width)


def test_pages_before_anyone_is_known(phone):
    stranger = phone("Stranger")
    looked_at(stranger, "/")
    looked_at(stranger, "/what-works")
    with stranger.excuse("status of 404"):
        looked_at(stranger, "/join/unknown")
        looked_at(stranger, "/nowhere")


def test_pages_of_two_phones(phone):
    cheryl, scott = phone("Cheryl"), phone("Scott")
    make_home(cheryl)
    looked_at(cheryl, "/invite")
    link = link_on(cheryl)
    looked_at(scott, link)
    cheryl.open(link)
    looked_at(cheryl)
    join(scott, link)
    scott.open("/mine")
    scott.page.get_by_role("link", name="Another phone of yours").click()
    expect(scott.page.get_by_role("button", name="Make a link")).to_be_visible()
    looked_at(scott)
    scott.page.get_by_role("button", name="Make a link").click()
    expect(scott.page.get_by_role("heading", name="Your other phone, Scott.")).to_be_visible()
    looked_at(scott)


def test_pages_of_one_phone_and_its_pin(phone):
    cheryl = phone("Cheryl")
    make_home(cheryl)
    looked_at(cheryl, "/people")
    cheryl.open("/invite")
    share_phone(cheryl, "Scott")
    looked_at(cheryl, "/pin")
    cheryl.page.get_by_label("PIN", exact=True).fill("4711")
    cheryl.page.get_by_role("button", name="Set it").click()
    cheryl.page.wait_for_url("**/mine")
    looked_at(cheryl, "/pin")
    looked_at(cheryl, "/who", floor=88)
    cheryl.page.get_by_role("button", name="Cheryl").click()
    expect(cheryl.page.get_by_label("PIN")).to_be_visible()
    with cheryl.excuse("status of 403"):
        cheryl.page.get_by_label("PIN").fill("0000")
        cheryl.page.get_by_role("button", name="Cheryl").click()
        expect(cheryl.page.get_by_text("That PIN does not fit.")).to_be_visible()
    looked_at(cheryl)
    cheryl.page.get_by_label("PIN").fill("4711")
    cheryl.page.keyboard.press("Enter")
    cheryl.page.wait_for_url("**/tonight")


def test_what_works_tells_one_sentence_for_each_ability(phone):
    one = phone("Cheryl", plain=True)
    one.open("/what-works")
    rows = one.page.locator("[data-work]")
    assert rows.count() == 5
    for row in rows.all():
        assert row.locator("dd:visible").count() == 1
    offline = one.page.locator("[data-work=offline]")
    expect(offline).to_contain_text("Leave the page open in a session")


@pytest.fixture
def by_invitation(tmp_path):
    """Give a server whose homes begin by invitation, and a link of its host's."""
    running = Server(tmp_path, command=[str(BACKRUB), "serve", "--invite-only"])
    running.start()
    with open_store(tmp_path / "data" / "evenings.sqlite3") as store:
        link = invite_home(
            store.people, lambda: token_urlsafe(32), HouseRules(), now_ms=time.time_ns() // 10**6
        )
    yield running, link
    running.stop()


def test_where_homes_begin_by_invitation_a_link_of_the_host_opens_the_door(browser, by_invitation):
    server, link = by_invitation
    with phones_of(browser, server) as phone:
        cheryl = phone("Cheryl")
        looked_at(cheryl, "/")
        expect(cheryl.page.get_by_role("button", name="Begin")).to_have_count(0)
        looked_at(cheryl, f"/join/{link}")
        cheryl.page.get_by_label("Your name").fill("Cheryl")
        cheryl.page.get_by_role("button", name="Begin").click()
        cheryl.page.wait_for_url("**/invite")
        looked_at(cheryl)
