"""The close in a browser: private words, thanks on the other phone, history, and the way out."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.seeded import let_in, record_of
from tests.browser.server import wait_until
from tests.ended import ended

SIZES = [(360, 740), (390, 844), (820, 1180), (1440, 900)]


class Close:
    """An evening that has just ended on a real server, and its phones."""

    def __init__(self, server, phone):
        self.server = server
        self._phone = phone
        with record_of(server) as store:
            ended(store, now_ms=time.time_ns() // 1_000_000)

    def phone(self, whose, path="/tonight/close", **options):
        one = let_in(self._phone(whose, **options), f"home-{whose}-token")
        one.open(path)
        return one

    @property
    def night(self):
        with record_of(self.server) as store:
            return store.nights.night("home-night")


@pytest.fixture
def close(server, phone):
    return Close(server, phone)


def say_good_night(page, *chosen):
    page.get_by_role("link", name="How was it?").click()
    for words in chosen:
        page.locator("label", has_text=words).first.click()
    page.get_by_role("button", name="Good night").click()


def looks_right(one):
    assert one.accessibility() == []
    assert one.small_targets() == []
    assert one.overflow() == 0


def test_thanks_arrive_on_the_other_phone_by_themselves(close):
    cheryl, scott = close.phone("receiver"), close.phone("giver")
    say_good_night(cheryl.page, "Ahhh", "Looser")
    expect(cheryl.page.get_by_text("Scott hears your thanks. Nothing else.")).to_be_visible()
    say_good_night(scott.page)
    expect(scott.page.get_by_text("Cheryl says thank you.")).to_be_visible()
    expect(cheryl.page.get_by_text("Scott says thank you.")).to_be_visible()
    assert close.night.is_over


def test_places_open_once_there_is_something_to_say(close):
    page = close.phone("receiver", "/tonight/close/words").page
    where = page.get_by_text("what would be better next time?")
    expect(where).to_be_hidden()
    page.locator("label", has_text="Yes").click()
    expect(where).to_be_visible()


def test_one_phone_goes_from_hand_to_hand(close):
    page = close.phone("shared").page
    page.get_by_role("button", name="Good night, without words").click()
    page.locator("button", has_text="m Cheryl").click()
    say_good_night(page, "Good")
    wait_until(lambda: close.night.is_over)
    expect(page.get_by_text("Good night, Cheryl.")).to_be_visible()


def test_without_scripts_it_closes_as_well(close):
    page = close.phone("receiver", java_script_enabled=False).page
    say_good_night(page, "Some of it")
    expect(page.get_by_text("Good night, Cheryl.")).to_be_visible()


def test_the_keyboard_alone_closes_the_evening(close):
    page = close.phone("receiver", "/tonight/close/words").page
    page.locator("input[value=good]").focus()
    page.keyboard.press("Space")
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("slow at the end")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Good night, Cheryl.")).to_be_visible()


def test_erasing_takes_two_taps_and_tells_what_goes(close):
    page = close.phone("receiver", "/history/home-night").page
    button = page.get_by_role("button", name="Erase it for both")
    expect(button).to_be_hidden()
    page.get_by_text("Erase this evening").click()
    expect(page.get_by_text("It goes for both of you")).to_be_visible()
    button.click()
    expect(page.get_by_text("There is no hurry.")).to_be_visible()
    assert close.night is None


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_page_is_large_and_accessible(close, width, height):
    screen = {"viewport": {"width": width, "height": height}}
    for whose in ("receiver", "giver"):
        one = close.phone(whose, **screen)
        looks_right(one)
        for path in ("/tonight/close/words", "/history", "/history/home-night", "/mine", "/mine/back"):
            one.open(path)
            for fold in one.page.locator("summary").all():
                fold.click()
            looks_right(one)
    shared = close.phone("shared", "/history", **screen)
    looks_right(shared)
