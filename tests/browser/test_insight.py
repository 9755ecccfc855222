"""Looking back in a browser: words first, and a table behind each drawing that keys open too."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.seeded import let_in, record_of
from tests.many_evenings import many_evenings


@pytest.fixture
def insight(server, phone):
    with record_of(server) as store:
        many_evenings(store, now_ms=time.time_ns() // 1_000_000)

    def opened(whose, **options):
        one = let_in(phone(whose, **options), f"home-{whose}-token")
        one.open("/history/insight")
        return one

    return opened


def test_it_can_be_read_and_pressed_at_every_size(insight):
    for one in (insight("receiver", reduced_motion="reduce"), insight("giver")):
        for width, height in ((390, 844), (195, 422), (360, 740), (1440, 900)):
            one.page.set_viewport_size({"width": width, "height": height})
            assert one.overflow() == 0, width
            assert one.small_targets() == [], width
        for table in one.page.locator("summary").all():
            table.click()
        assert one.accessibility() == []


def test_history_leads_there_and_a_key_opens_what_a_drawing_shows(insight):
    page = insight("receiver").page
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="Looking back").click()
    place = "The muscle between spine and your left shoulder blade"
    expect(page.get_by_role("img", name=place)).to_be_visible()
    table = page.get_by_role("table", name=place)
    expect(table).to_be_hidden()
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    expect(table.get_by_role("row")).to_have_count(7)
