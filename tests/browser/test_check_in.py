"""The check-in in a real browser: two phones, one phone, the keyboard alone, and without scripts."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.people import (
    begin_tonight,
    check_in,
    choose,
    goes_to,
    join,
    link_on,
    make_home,
    path_of,
    share_phone,
)

SIZES = [(360, 740), (390, 844), (820, 1180), (1440, 900)]
WITHIN_S = 60
ALL_OF_IT = {
    "part": ["both"],
    "pressure": ["firm"],
    "pace": ["slow", "kneading"],
    "health_skin": ["sunburn"],
    "health_where": ["low_back:left"],
}


def faults(phone):
    """Return what is wrong with a page at every size."""
    found = []
    for width, height in SIZES:
        phone.page.set_viewport_size({"width": width, "height": height})
        found += [f"{width}: {one}" for one in (*phone.accessibility(), *phone.small_targets(44))]
        found += [f"{width}: {phone.overflow()} px too wide"] if phone.overflow() > 0 else []
    phone.page.set_viewport_size({"width": 390, "height": 844})
    return [f"{path_of(phone.page)} at {one}" for one in found]


def two(phone):
    """Return Cheryl's and Scott's phones, both of one home."""
    hers, his = (phone(name, reduced_motion="reduce") for name in ("Cheryl", "Scott"))
    make_home(hers)
    join(his, link_on(hers))
    return hers, his


def one_for_both(phone):
    """Return a phone that Cheryl and Scott share."""
    both = phone("Cheryl", reduced_motion="reduce")
    make_home(both)
    share_phone(both, "Scott")
    return both


def test_two_check_in_within_a_minute_and_go_on_by_themselves(server, phone):
    hers, his = two(phone)
    began_s = time.monotonic()
    begin_tonight(hers)
    check_in(hers, {"part": ["receive"], "pressure": ["firm"]})
    assert time.monotonic() - began_s < WITHIN_S
    expect(hers.page.get_by_role("heading", name="it goes on by itself")).to_be_visible()
    begin_tonight(his)
    check_in(his, {"part": ["give"]})
    for one in (hers, his):
        goes_to(one.page, "/tonight/brief")


def test_one_phone_is_handed_over_and_keeps_what_was_put_away(server, phone):
    both = one_for_both(phone)
    page = both.page
    begin_tonight(both)
    check_in(both, {"part": ["receive"]})
    expect(page.get_by_role("heading", name="Hand the phone to Scott.")).to_be_visible()
    page.go_back()
    goes_to(page, "/who")
    page.goto(both.origin + "/tonight/check-in/mood")
    goes_to(page, "/who")
    page.get_by_role("button", name="Scott").click()
    page.wait_for_url("**/tonight/check-in/**", wait_until="commit")
    check_in(both, {"part": ["give"]})
    goes_to(page, "/tonight/brief")


def test_every_question_is_accessible_and_fits_every_size(server, phone):
    both = one_for_both(phone)
    found = faults(both)
    begin_tonight(both)

    def look(question, one):
        if question == "map":
            open_place(one.page)
        found.extend(faults(one))

    page, seen = both.page, []
    while path_of(page).startswith("/tonight/check-in/"):
        question = path_of(page).rpartition("/")[2]
        seen.append(question)
        for value in ALL_OF_IT.get(question, ()):
            choose(page, f'input[value="{value}"]')
        look(question, both)
        go_on(both)
        if "advice" in page.url:
            found += faults(both)
            go_on(both)
    found += faults(both)
    assert len(seen) == 17
    assert found == []


def open_place(page):
    """Tap a place, and say that a knot there is strong."""
    page.locator('[data-site-side="between_blades:left"]').click()
    for word in ("Knot", "Strong"):
        page.locator(".panel label", has_text=word).click()


def go_on(one):
    here = one.page.url
    one.page.locator("form .go").click()
    one.page.wait_for_url(lambda url: url != here)


def to_the_map(one):
    begin_tonight(one)
    choose(one.page, 'input[value="receive"]')
    go_on(one)
    one.open("/tonight/check-in/map")


def test_a_place_is_read_back_and_both_ways_of_saying_it_agree(server, phone):
    hers, _ = two(phone)
    to_the_map(hers)
    page = hers.page
    open_place(page)
    said = page.locator(".panel .read-back")
    expect(said).to_have_text("A knot between your spine and your left shoulder blade. Strong.")
    page.get_by_role("button", name="List").click()
    button = page.locator('.list [value="between_blades:left"]')
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_contain_text("knot, strong")
    page.locator('.list [value="neck:both"]').click()
    page.locator(".panel label", has_text="Leave alone").click()
    page.get_by_role("button", name="Another").click()
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator('[data-site-side="neck:right"]')).to_have_attribute("aria-pressed", "true")
    go_on(hers)
    hers.open("/tonight/check-in/map")
    expect(page.locator("[name=places]")).to_have_value(
        "between_blades:left=knot.strong neck:left=leave neck:right=leave"
    )


def test_the_map_works_with_the_keyboard_alone(server, phone):
    hers, _ = two(phone)
    to_the_map(hers)
    page = hers.page
    page.locator('[data-site-side="low_back:right"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(".panel .read-back")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".panel .read-back")).to_have_text(
        "Hands leave the right side of your lower back alone."
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator('[data-site-side="low_back:right"]')).to_be_focused()


def test_a_whole_check_in_works_with_the_keyboard_alone(server, phone):
    hers, _ = two(phone)
    begin_tonight(hers)
    page, at = hers.page, ""
    while path_of(page).startswith("/tonight/check-in/") and page.url != at:
        at = page.url
        focus = "input[type=radio]" if path_of(page).endswith("part") else "form .go"
        page.locator(focus).first.focus()
        if focus.startswith("input"):
            page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, at=at: url != at)
    expect(page.get_by_role("heading", name="it goes on by itself")).to_be_visible()


@pytest.mark.parametrize("one_phone", [False, True])
def test_a_whole_check_in_works_without_scripts(server, phone, one_phone):
    one = one_for_both(phone) if one_phone else two(phone)[0]
    plain = phone("Cheryl without scripts", java_script_enabled=False)
    plain.context.add_cookies(
        [{**cookie, "url": plain.origin} for cookie in named(one.context.cookies(), "backrub_device")]
    )
    page = plain.open("/tonight")
    page.get_by_role("button", name="Begin").click()
    while path_of(page).startswith("/tonight/check-in/"):
        at = path_of(page)
        if at.endswith("part"):
            choose(page, 'input[value="receive"]')
        if at.endswith("map"):
            page.locator('[value="between_blades:left"]').click()
            choose(page, 'input[value="strong"]')
            page.get_by_role("button", name="Another").click()
            expect(page.locator(".said-so-far")).to_contain_text("left shoulder blade. Strong.")
        page.locator("form .go").click()
        page.wait_for_url(lambda url, at=at: not url.endswith(at))
    heading = "Hand the phone to Scott." if one_phone else "it goes on by itself"
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def named(cookies, name):
    """Return what a cookie of that name says, to be given to another browser."""
    return [{"name": name, "value": cookie["value"]} for cookie in cookies if cookie["name"] == name]


def test_not_tonight_is_one_tap(server, phone):
    hers, _ = two(phone)
    begin_tonight(hers)
    hers.page.get_by_role("button", name="Not tonight").click()
    expect(hers.page.get_by_role("heading", name="Tonight is not the evening.")).to_be_visible()
    assert faults(hers) == []


def test_two_who_would_receive_settle_it_on_either_phone(server, phone):
    hers, his = two(phone)
    for one in (hers, his):
        begin_tonight(one)
        check_in(one, {"part": ["receive"]})
    for one in (hers, his):
        goes_to(one.page, "/tonight/settle")
    assert faults(hers) == []
    hers.page.get_by_role("button", name="Scott").click()
    goes_to(hers.page, "/tonight/check-in/hands")
    expect(his.page.get_by_role("heading", name="it goes on by itself")).to_be_visible()
    check_in(hers, {})
    for one in (hers, his):
        goes_to(one.page, "/tonight/brief")
