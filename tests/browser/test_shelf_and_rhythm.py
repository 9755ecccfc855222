"""The shelf and the weekly time in a real browser: by touch, by keyboard, over plain http, and without scripts."""

import re

import httpx
import vobject
from playwright.sync_api import expect

from tests.browser.people import choose, goes_to, put_up
from tests.browser.seeded import checked_in, let_in
from tests.browser.server import wait_until

OFFERED = "Something small, if you like"
CUT = r"net::ERR_|Failed to load resource|Failed to fetch"
IS_KEPT = """path => caches.match(path).then(kept => Boolean(kept))"""


def test_a_shelf_is_filled_by_touch_and_what_does_not_suit_is_not_offered(server, phone):
    cheryl, scott = phone("Cheryl", plain=True, bare=True), phone("Scott", reduced_motion="reduce")
    checked_in(server, cheryl, scott, brief_read=True)
    page = scott.open("/shelf")
    put_up(page, "oil", "Warm almond", "nuts")
    put_up(page, "music", "Low tides")
    page = cheryl.open("/shelf/mine")
    choose(page, 'input[value="nuts"]')
    page.get_by_role("button", name="Keep it so").click()
    goes_to(page, "/shelf")
    expect(page.get_by_text("Oil · not for your evenings")).to_be_visible()
    for one in (cheryl, scott):
        one.open("/tonight/ready")
        expect(one.page.get_by_text(OFFERED)).to_be_visible()
        expect(one.page.get_by_text("Warm almond")).to_have_count(0)
    cheryl.page.get_by_role("button", name="Not this time").click()
    expect(cheryl.page.get_by_text(OFFERED)).to_have_count(0)
    expect(scott.open("/tonight/ready").get_by_text(OFFERED)).to_have_count(0)
    expect(scott.open("/shelf").get_by_text("not for your evenings")).to_have_count(0)


def test_a_weekly_time_is_ticked_by_keyboard_and_without_scripts_and_reaches_a_calendar(server, phone):
    cheryl, scott = phone("Cheryl", timezone_id="America/New_York"), phone("Scott", java_script_enabled=False)
    checked_in(server, cheryl, scott)
    page = cheryl.open("/rhythm/times")
    expect(page.get_by_label("Time zone")).to_have_value("America/New_York")
    page.get_by_role("group", name="Friday").get_by_label("20:00").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Put away").press("Enter")
    goes_to(page, "/rhythm")
    page = let_in(scott, "scott").open("/rhythm/times")
    page.get_by_role("group", name="Friday").get_by_label("20:00").check(force=True)
    page.get_by_role("button", name="Put away").click()
    goes_to(page, "/rhythm")
    expect(page.get_by_role("heading", name="Friday, 20:00")).to_be_visible()
    page = cheryl.open("/rhythm/calendar")
    page.get_by_role("button", name="Make an address").click()
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    address = page.locator(".address").text_content()
    read = httpx.get(re.sub(r"^http://[^/]+", f"http://127.0.0.1:{server.port}", address), timeout=30)
    event = vobject.readOne(read.text).vevent
    assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["America/New_York"]
    assert f"{event.dtstart.value:%A %H:%M}" == "Friday 20:00"
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("button", name="Make an address")).to_be_visible()
    assert httpx.get(str(read.url), timeout=30).status_code == 404


def test_after_one_visit_shelf_and_weekly_time_need_no_connection(server, phone):
    cheryl, scott = phone("Cheryl"), phone("Scott")
    checked_in(server, cheryl, scott)
    page = cheryl.open("/shelf")
    put_up(page, "oil", "Warm almond")
    page = cheryl.open("/rhythm")
    for path in ("/shelf", "/rhythm"):
        wait_until(lambda path=path: page.evaluate(IS_KEPT, path))
    with cheryl.excuse(CUT):
        cheryl.link.cut()
        expect(cheryl.open("/shelf").get_by_text("Warm almond")).to_be_visible()
        expect(cheryl.open("/rhythm").get_by_role("heading", level=1)).to_be_visible()
        cheryl.link.mend()
