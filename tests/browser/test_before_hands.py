"""The wish, the plan and making ready, on two phones in a real browser."""

import time
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from backrub.storage.store import open_store
from tests.before_hands import CHERYL, NIGHT, SCOTT, doorstep
from tests.browser.server import wait_until
from tests.web_house import memory_house

SIZES = [(360, 740), (390, 844), (820, 1180), (1440, 900)]
PAGES = ["/tonight/brief", "/tonight/plan", "/tonight/plan?frame=6", "/tonight/plan/paper"]


@pytest.fixture
def evening(server):
    """Return what brings both to the doorstep on the running server, and the record they share."""
    with open_store(server.home / "data" / "evenings.sqlite3") as store:
        kept = {"people": store.people, "nights": store.nights, "log": store.log}
        house = replace(memory_house(), now_ms=lambda: time.time_ns() // 1_000_000, **kept)
        yield lambda **how: doorstep(house, **how)


@pytest.fixture
def at(phone):
    """Return what gives someone a phone of their own, known to the server."""

    def make(person_id, **options):
        made = phone(person_id.capitalize(), **options)
        made.context.add_cookies([{"name": "backrub_device", "value": person_id, "url": made.origin}])
        return made

    return make


def is_at(page, path):
    page.wait_for_url(lambda url: urlsplit(url).path == path, wait_until="commit")


def test_both_come_from_the_wish_to_the_session(evening, at):
    house = evening()
    his, hers = at(SCOTT), at(CHERYL)
    expect(hers.open("/tonight/brief").get_by_role("heading", name="What Scott reads")).to_be_visible()
    his.open("/tonight").get_by_role("button", name="I have it").click()
    for one in (his, hers):
        is_at(one.page, "/tonight/ready")
    hers.page.get_by_label("ankles").check()
    expect(his.page.get_by_label("ankles")).to_be_checked()
    his.page.get_by_label("Now", exact=True).check()
    his.page.get_by_role("button", name="ready").click()
    is_at(his.page, "/tonight/guide")
    is_at(hers.page, "/tonight/remote")
    assert len(house.log.sessions(home="home")) == 1


def test_what_one_changes_on_the_plan_the_other_sees(evening, at):
    evening()
    his, hers = at(SCOTT), at(CHERYL)
    for one in (his, hers):
        one.open("/tonight/plan")
    hers.page.get_by_role("button", name="Longer").click()
    expect(his.page.get_by_role("heading", name="30 minutes for Cheryl")).to_be_visible()
    his.page.locator("a#frame-8").click()
    his.page.get_by_role("button", name="Leave out").locator("visible=true").click()
    expect(hers.page.get_by_text("The lower back: left out")).to_be_visible()
    hers.page.get_by_role("button", name="Bring back").click()
    expect(his.page.get_by_text("left out")).to_have_count(0)


def test_a_tick_made_while_the_link_was_cut_arrives_when_it_is_back(evening, at):
    house = evening(brief_read=True)
    his = at(SCOTT)
    his.open("/tonight/ready")
    with his.excuse("Failed to load resource"):
        his.link.cut()
        his.page.get_by_label("ankles").check()
        his.link.mend()
        wait_until(lambda: "pillow_ankles" in house.nights.night(NIGHT).now.prepared)


def test_without_scripts_every_step_is_a_plain_form(evening, at):
    house = evening()
    his = at(SCOTT, java_script_enabled=False)
    his.open("/tonight/plan").get_by_role("button", name="Shorter").click()
    expect(his.page.get_by_role("heading", name="20 minutes for Cheryl")).to_be_visible()
    his.open("/tonight/brief").get_by_role("button", name="I have it").click()
    his.page.get_by_label("ankles").check()
    his.page.get_by_role("button", name="Keep the ticks").click()
    expect(his.page.get_by_label("ankles")).to_be_checked()
    assert house.nights.night(NIGHT).now.prepared == {"pillow_ankles"}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_page_fits_is_reachable_and_can_be_read_aloud(evening, at, size):
    evening()
    his = at(SCOTT, viewport={"width": size[0], "height": size[1]})
    for path in PAGES:
        his.open(path)
        assert (path, faults(his)) == (path, (0, [], []))
    his.open("/tonight/brief").get_by_role("button", name="I have it").click()
    is_at(his.page, "/tonight/ready")
    his.page.get_by_role("heading", name="together").wait_for()
    assert faults(his) == (0, [], [])


def faults(phone):
    """Return by how much the page is too wide, what is too small to press, and what axe finds."""
    return phone.overflow(), phone.small_targets(), phone.accessibility()
