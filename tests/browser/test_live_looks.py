"""The live pages at every size: large enough, nothing cut off, nothing that axe finds, still where that is wished."""

import pytest
from playwright.sync_api import expect

from tests.browser.seeded import let_in
from tests.browser.test_live_two_phones import Evening, press

SIZES = [(360, 740), (390, 844), (820, 1180), (1440, 900)]


@pytest.fixture
def evening(server, phone):
    return Evening(server, phone)


def looks_right(one):
    assert one.accessibility() == []
    assert one.small_targets(88) == []
    assert one.overflow() == 0


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_state_of_both_pages_is_large_and_accessible(evening, width, height):
    screen = {"viewport": {"width": width, "height": height}}
    guide, remote = evening.open("giver", "guide", **screen), evening.open("receiver", "remote", **screen)
    guide.page.wait_for_selector(".canvas svg")
    for one in (guide, remote):
        looks_right(one)
        assert one.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    for panel in ("words", "noticed"):
        guide.page.locator(f".bands [data-opens={panel}]").click()
        looks_right(guide)
        guide.page.locator(f"[data-panel={panel}] [data-opens='']").click()
    press(remote.page, "stop")
    guide.page.wait_for_selector("[data-part=stopped]:visible")
    for one in (guide, remote):
        looks_right(one)


def test_nothing_is_lost_at_twice_the_size(evening):
    guide = evening.open("giver", "guide", viewport={"width": 360, "height": 640}, device_scale_factor=2)
    assert guide.overflow() == 0
    assert guide.page.locator(".bands .stop").is_visible()


def test_who_wants_no_motion_sees_a_still_path(evening):
    guide = evening.open("giver", "guide", reduced_motion="reduce")
    guide.page.wait_for_selector(".canvas svg")
    shown = "getComputedStyle(document.querySelector('.canvas .br-{}') ?? document.body).display"
    assert guide.page.evaluate(shown.format("moving")) == "none"
    assert guide.page.evaluate(shown.format("still")) == "inline"


def test_no_frame_between_the_pages_is_bright(evening):
    remote = evening.open("receiver", "remote")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert remote.page.evaluate(ground) == "rgb(0, 0, 0)"


def test_without_scripts_nothing_is_shown_that_cannot_be_pressed(evening, phone):
    page = let_in(phone(java_script_enabled=False), evening.begun.giver).open("/tonight/guide")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.locator("[data-opens]:visible")).to_have_count(0)
