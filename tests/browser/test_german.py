"""The screens that people see with oily hands, in German: each phone in its own language, no long word cut off."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.people import choose
from tests.browser.test_live_two_phones import Evening, press

SMALL = {"viewport": {"width": 360, "height": 740}, "locale": "de-DE"}
SHOWN = """() => [...document.querySelectorAll('h1, h2, p, span, b, i, li, button, a, legend')]
  .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter(one => !one.closest('.vh, .caption'))
  .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
  .map(one => one.textContent.trim())"""
"""Texts that are wider than their own box."""


@pytest.fixture
def evening(server, phone):
    return Evening(server, phone)


def looks_right(one, name):
    assert one.accessibility() == []
    assert one.overflow() == 0
    assert one.page.evaluate(SHOWN) == []
    if folder := os.environ.get("BACKRUB_SCREENS"):
        one.page.screenshot(path=Path(folder, f"german-{name}.png"))


def test_each_phone_has_its_language_and_the_words_cross_over(evening):
    guide = evening.open("giver", "guide", **SMALL)
    remote = evening.open("receiver", "remote")
    guide.page.wait_for_selector(".canvas svg")
    expect(guide.page.locator("html")).to_have_attribute("lang", "de")
    expect(remote.page.locator("html")).to_have_attribute("lang", "en")
    expect(guide.page.locator("[data-part=go]")).to_have_text("übrig")
    press(remote.page, "softer")
    expect(guide.page.locator(".doing")).to_have_text("Etwas sanfter. Mach langsam.")
    expect(remote.page.locator("[data-part=word]")).to_have_text("Scott hears: a little softer.")
    looks_right(guide, "guide-softer")


def test_every_state_of_guide_and_remote_fits_a_small_phone(evening):
    guide, remote = evening.open("giver", "guide", **SMALL), evening.open("receiver", "remote", **SMALL)
    guide.page.wait_for_selector(".canvas svg")
    for one, name in ((guide, "guide"), (remote, "remote")):
        looks_right(one, name)
    for panel in ("words", "noticed", "sound"):
        guide.page.locator(f"[data-opens={panel}]").first.click()
        looks_right(guide, f"guide-{panel}")
        guide.page.locator(f"[data-panel={panel}] [data-opens='']").click()
    press(remote.page, "stop")
    guide.page.wait_for_selector("[data-part=stopped]:visible")
    for one, name in ((guide, "guide-stopped"), (remote, "remote-stopped")):
        looks_right(one, name)


def test_the_first_page_greets_in_german_and_a_choice_is_kept(evening):
    stranger = evening.phone("stranger", **SMALL)
    stranger.open("/")
    expect(stranger.page.get_by_role("heading", name="Zwei Menschen")).to_be_visible()
    looks_right(stranger, "start")
    page = evening.open("receiver", "remote", viewport=SMALL["viewport"]).open("/mine/language")
    choose(page, 'input[value="de"]')
    page.get_by_role("button", name="Speak so").click()
    page.wait_for_url("**/mine")
    page.goto(page.url.replace("/mine", "/tonight/remote"))
    expect(page.locator("html")).to_have_attribute("lang", "de")
