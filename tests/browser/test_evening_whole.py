"""Whole evenings, from the first name to the last goodnight: two phones, one phone, and nothing but plain http."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import (
    answer_closing,
    begin_tonight,
    check_in,
    goes_to,
    join,
    link_on,
    make_home,
    make_ready,
    press,
    say_goodnight,
    share_phone,
)

STOP_MS = 500
TRIES = 3
NOTE_STOP = """() => new Promise((resolve) => {
  const stopped = document.querySelector('[data-part=stopped]');
  const look = () => stopped.hidden ? requestAnimationFrame(look) : resolve(performance.timeOrigin + performance.now());
  look();
})"""
NOTE_PRESS = """document.addEventListener('click', () =>
  { window.pressed = performance.timeOrigin + performance.now(); }, { capture: true, once: true })"""


@pytest.mark.parametrize(
    "how", [{}, {"bare": True}], ids=["on localhost", "on plain http, with nothing it lacks"]
)
def test_an_evening_on_two_phones(phone, server, how):
    cheryl, scott = phone("Cheryl", **how), phone("Scott", **how)
    make_home(cheryl)
    join(scott, link_on(cheryl))
    begin_tonight(cheryl)
    check_in(cheryl, {"part": ["receive"], "pressure": ["firm"], "minutes": ["15"]})
    begin_tonight(scott)
    check_in(scott, {"part": ["give"], "guess": ["medium"], "minutes": ["15"]})
    goes_to(cheryl.page, "/tonight/brief")
    make_ready(scott, delay="0")
    goes_to(cheryl.page, "/tonight/remote")
    assert min(took_to_stop(cheryl, scott) for _ in range(TRIES)) <= STOP_MS
    press(scott, "stop")
    press(scott, "end")
    for one in (cheryl, scott):
        goes_to(one.page, "/tonight/close")
        say_goodnight(one)
    expect(cheryl.page.get_by_text("Scott says thank you.")).to_be_visible()
    assert server.other_hosts() == []


def took_to_stop(receiver, giver):
    """Return how many milliseconds after her press of STOP his phone showed it, and let them go on."""
    expect(giver.page.locator("live-guide[data-ready]")).to_be_visible()
    expect(receiver.page.locator("live-remote[data-ready]")).to_be_visible()
    receiver.page.evaluate(NOTE_PRESS)
    seen = giver.page.evaluate_handle(f"({{ promise: ({NOTE_STOP})() }})")
    press(receiver, "stop")
    took_ms = giver.page.evaluate("seen => seen.promise", seen) - receiver.page.evaluate("pressed")
    press(receiver, "resume")
    for one in (giver, receiver):
        expect(one.page.locator("[data-part=stopped]")).to_be_hidden()
    return took_ms


def take(phone, name):
    """Take the phone that was handed over."""
    phone.page.get_by_role("button", name=name).click()
    phone.name = name


def test_an_evening_on_one_phone(phone):
    one = phone("Cheryl")
    page = one.page
    make_home(one)
    share_phone(one, "Scott")
    begin_tonight(one)
    check_in(one, {"part": ["receive"]})
    take(one, "Scott")
    page.wait_for_url("**/tonight/check-in/**", wait_until="commit")
    check_in(one, {"part": ["give"]})
    make_ready(one, delay="0")
    expect(page.locator("live-guide[data-ready]")).to_be_visible()
    page.get_by_role("button", name="Cheryl says…").click()
    press(one, "softer")
    expect(page.locator("[data-part=doing].wished")).to_be_visible()
    press(one, "stop")
    press(one, "end")
    goes_to(page, "/tonight/close")
    answer_closing(one)
    take(one, "Cheryl")
    goes_to(page, "/tonight/close")
    say_goodnight(one)
    expect(page.get_by_text("Scott says thank you.")).to_be_visible()
