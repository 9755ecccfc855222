"""What was learned over evenings in a row: it opens nearer, it can be read, changed, forgotten, and erased."""

import time

from playwright.sync_api import expect

from backrub.application.home_ports import FROM_EVENINGS, Keepsake
from backrub.bootstrap.night_plan import tonight_for
from backrub.domain.back import SiteSide
from backrub.web.learned_words import pressure_words
from tests.browser.people import goes_to, path_of, press
from tests.browser.phone import SCREEN
from tests.browser.seeded import let_in, record_of
from tests.weekly import WANTED, WEEK_MS, check_in, house_of, live, make_home, opens_off

KNOT = SiteSide.BETWEEN_BLADES_LEFT
PLACE = f"/mine/learned/{KNOT}"
CARRIED = f"{FROM_EVENINGS}taste-home-scott"
ZOOMED = ({"width": 320, "height": 568}, {"width": 410, "height": 590}, {"width": 720, "height": 450})
"""The smallest phone, and a tablet and a laptop at 200 % zoom: CSS pixels."""


def now_ms():
    return time.time_ns() // 1_000_000


def move_in(server, *phones):
    """Make the home in the server's record, and let their phones in."""
    with record_of(server) as store:
        make_home(house_of(store, now_ms=now_ms()))
    for phone, whose in zip(phones, ("receiver", "giver"), strict=False):
        let_in(phone, f"home-{whose}-token")


def lived(server, week, *, weeks_ago, until_s=None, ago_s=0):
    """Live an evening in the server's record."""
    began_ms = now_ms() - weeks_ago * WEEK_MS - ago_s * 1000
    with record_of(server) as store:
        return live(house_of(store, now_ms=now_ms()), week=week, began_ms=began_ms, until_s=until_s)


def planned(server, night_id):
    """Return the plan of a night as the house makes it now."""
    with record_of(server) as store:
        house = house_of(store, now_ms=now_ms())
        night = house.nights.night(night_id)
        return tonight_for(house, night, night.now).plan


def firmness(plan, where=KNOT):
    """Return the firmest pressure a plan has at a place."""
    return max(step.pressure for step in plan.steps if where in step.covers)


def is_for_everybody(phone):
    """Assert that axe, a fingertip and a magnifying glass find nothing wrong with a page."""
    assert phone.accessibility() == []
    assert phone.small_targets() == []
    for size in ZOOMED:
        phone.page.set_viewport_size(size)
        assert phone.overflow() <= 0
    phone.page.set_viewport_size(SCREEN)


def told(phone, path="/mine/learned"):
    """Return the words of a page."""
    return phone.open(path).locator("main").inner_text()


def test_the_third_evening_asks_less_opens_nearer_and_the_page_tells_why(phone, server):
    cheryl, scott = phone("Cheryl"), phone("Scott")
    move_in(server, cheryl, scott)
    first, _ = lived(server, 1, weeks_ago=2), lived(server, 2, weeks_ago=1)
    third = lived(server, 3, weeks_ago=0, until_s=1480, ago_s=1485)
    assert third.asked < first.asked
    assert third.corrected < first.corrected
    assert third.off < 0.5 * first.off

    scott.open("/tonight/guide")
    expect(cheryl.open("/tonight/remote").locator('button[value="stop"]:visible').first).to_be_visible()
    press(scott, "stop")
    press(scott, "end")
    cheryl.open("/tonight/close").get_by_role("link", name="How was it?").click()
    cheryl.page.get_by_role("button", name="Good night").click()
    expect(cheryl.page.get_by_role("heading", name="Good night, Cheryl.")).to_be_visible()

    cheryl.open("/history").get_by_role("link", name="What suits you").click()
    goes_to(cheryl.page, "/mine/learned")
    is_for_everybody(cheryl)
    page = cheryl.page
    page.locator(f'a[href="{PLACE}"]').focus()
    page.keyboard.press("Enter")
    goes_to(page, PLACE)
    is_for_everybody(cheryl)
    expect(page.locator(".felt")).to_have_text(f"{pressure_words(WANTED).capitalize()}, slow")
    assert "“softer”" in page.locator(".why").inner_text()
    assert "Nothing is learned yet." in told(scott)


def test_a_change_bends_the_next_plan_and_forgetting_gives_it_back(phone, server):
    cheryl, scott = phone("Cheryl"), phone("Scott")
    move_in(server, cheryl, scott)
    lived(server, 1, weeks_ago=1)
    with record_of(server) as store:
        tonight = check_in(house_of(store, now_ms=now_ms()), week=2, made_ms=now_ms() - 60_000)
    before = planned(server, tonight.id)

    page = cheryl.open(PLACE)
    page.get_by_role("button", name="Firmer", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("you set it here yourself")).to_be_visible()
    page.get_by_role("button", name="Firmer", exact=True).click()
    expect(page.locator(".felt")).to_have_text("Medium and slow")
    assert firmness(planned(server, tonight.id)) > firmness(before)
    assert scott.open("/tonight/plan").locator(".frames").count() == 1

    page.get_by_role("button", name="Forget this place").click()
    expect(page.get_by_text("Not much known yet.")).to_be_visible()
    cheryl.open("/mine/learned").get_by_text("Forget all of it", exact=True).click()
    is_for_everybody(cheryl)
    page.get_by_role("button", name="Yes, forget all of it").click()
    expect(page.get_by_text("Nothing is learned yet.")).to_be_visible()
    assert opens_off(planned(server, tonight.id)) > opens_off(before)


def test_erasing_an_evening_gives_back_the_page_before_it_and_damage_is_said(phone, server):
    cheryl, scott = phone("Cheryl"), phone("Scott")
    move_in(server, cheryl, scott)
    lived(server, 1, weeks_ago=2)
    before = told(cheryl) + told(cheryl, PLACE)
    erased = lived(server, 2, weeks_ago=1)
    after = told(cheryl) + told(cheryl, PLACE)
    assert after != before
    page = cheryl.open(f"/history/{erased.night_id}")
    page.locator("summary").click()
    page.get_by_role("button", name="Erase it for both").click()
    goes_to(page, "/history")
    assert told(cheryl) + told(cheryl, PLACE) == before

    with record_of(server) as store:
        kept = store.keepsakes.keepsake("home-cheryl", CARRIED)
        store.keepsakes.keep("home-cheryl", Keepsake(CARRIED, '{"version":99}', kept.version))
        check_in(house_of(store, now_ms=now_ms()), week=3, made_ms=now_ms() - 60_000)
    assert "could not be read, so it was learned again from your evenings." in told(cheryl)
    scott.open("/tonight/ready").get_by_role("button", name="ready").click()
    goes_to(scott.page, "/tonight/guide")
    expect(scott.page.locator("live-guide .picture svg").first).to_be_attached()
    assert path_of(scott.page) == "/tonight/guide"
