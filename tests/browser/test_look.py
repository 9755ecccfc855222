"""The parts of the look in a real browser: readable, reachable, calm; and forms that outlive a lost connection."""

import re
import sys
from base64 import b64encode

import pytest
from playwright.sync_api import expect

from tests.browser.look_app import PAGES
from tests.browser.server import Server
from tests.commands import ROOT

RUN = (
    f"import sys, runpy; sys.path.insert(0, {str(ROOT)!r});"
    " runpy.run_module('tests.browser.look_app', run_name='__main__')"
)
READY = re.compile("ready")
SIZES = {"small": (360, 740), "phone": (390, 844), "tablet": (820, 1180), "wide": (1440, 900)}
LUMINANCE_OF_CREAM = 0.795
LUMINANCE = """async picture => {
  const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const data = canvas.getImageData(0, 0, image.width, image.height).data;
  const linear = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const found = [];
  for (let at = 0; at < data.length; at += 4)
    found.push(0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2]));
  return found.sort((one, other) => one - other)[Math.floor(found.length * 0.99)];
}"""
BRIGHTEST = """() => {
  const colours = [...document.querySelectorAll('html, body')].map(one => getComputedStyle(one).backgroundColor);
  return Math.max(...colours.flatMap(colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number)));
}"""


def luminance_of_brightest(browser, picture):
    """Return the WCAG luminance that 99 of 100 pixels of a PNG, in base64, stay below."""
    page = browser.new_page()
    try:
        return page.evaluate(LUMINANCE, picture)
    finally:
        page.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("look"), command=[sys.executable, "-c", RUN])
    running.start()
    yield running
    running.stop()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_every_part_is_accessible_and_fits(phone, name, size):
    width, height = SIZES[size]
    one = phone(viewport={"width": width, "height": height})
    one.open(f"/{name}")
    assert one.accessibility() == []
    assert one.small_targets() == []
    assert one.overflow() == 0


@pytest.mark.parametrize("name", ["intention", "hand_over"])
def test_nothing_white_is_shown_while_styles_are_on_their_way(phone, name):
    one = phone(java_script_enabled=False)
    one.context.route("**/*.woff2", lambda route: route.abort())
    with one.excuse("ERR_FAILED"):
        page = one.open(f"/{name}")
        assert page.evaluate(BRIGHTEST) < 16


@pytest.mark.parametrize("size", SIZES)
def test_words_over_the_backs_stand_out_from_the_brightest_percentile_beneath(phone, browser, size):
    width, height = SIZES[size]
    page = phone(viewport={"width": width, "height": height}, reduced_motion="reduce").open("/start")
    box = page.get_by_role("heading", level=1).bounding_box()
    page.evaluate("document.querySelector('h1').style.color = 'transparent'")
    beneath = b64encode(page.screenshot(clip=box)).decode()
    bright = luminance_of_brightest(browser, beneath)
    assert (LUMINANCE_OF_CREAM + 0.05) / (bright + 0.05) >= 4.9


@pytest.mark.parametrize("name", PAGES)
def test_twice_the_letters_still_fit(phone, name):
    one = phone(viewport={"width": 195, "height": 422})
    one.open(f"/{name}")
    assert one.overflow() == 0


def test_a_name_with_rare_letters_is_set_in_our_letters_and_others_fetch_nothing_more(phone):
    one = phone()
    fetched = []
    one.page.on("request", lambda request: fetched.append(request.url))
    one.open("/intention")
    one.page.evaluate("document.fonts.ready")
    assert not any("literata-more" in url for url in fetched)
    one.open("/names")
    one.page.wait_for_function("document.fonts.check('20px \"Literata Variable\"', 'Łž')")
    assert any("literata-more.woff2" in url for url in fetched)


def test_choosing_shows_by_more_than_colour(phone):
    page = phone().open("/intention")
    chosen = page.get_by_label("To feel close")
    chosen.check()
    expect(page.get_by_label("To ease some tension")).not_to_be_checked()
    assert chosen.evaluate("one => getComputedStyle(one).borderLeftWidth") == "4px"


def test_answers_are_given_with_the_keyboard_alone(phone):
    page = phone().open("/pressure")
    page.get_by_role("radio", name="Firm").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Deep")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/start?kept=*")


def test_a_refusal_is_said_in_the_page_and_nothing_typed_is_lost(phone):
    one = phone()
    page = one.open("/names")
    page.get_by_label("Your name").fill("Cheryl")
    with one.excuse("400"):
        page.get_by_role("button", name="Go on").click()
        expect(page.locator(".trouble")).to_be_focused()
    expect(page.locator(".trouble")).to_have_text("A name has 1 to 40 letters.")
    expect(page.get_by_label("Your name")).to_have_value("Cheryl")
    expect(page.locator("[aria-busy]")).to_have_count(0)
    assert one.accessibility() == []


def test_a_form_waits_for_the_connection_and_goes_by_itself(phone):
    one = phone()
    page = one.open("/ready")
    one.link.cut()
    with one.excuse("ERR_|Failed to fetch"):
        page.get_by_role("button", name=READY).click()
        expect(page.get_by_role("status")).to_have_text(
            "Not connected. Kept here; it goes when the connection is back."
        )
        assert one.accessibility() == []
        one.link.mend()
        page.wait_for_url("**/start?kept=*")


def test_two_taps_send_once(phone):
    one = phone()
    page = one.open("/ready")
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_role("button", name=READY).dblclick()
    page.wait_for_url("**/start?kept=*")
    assert sent.count("POST") == 1


def test_a_press_shows_at_once(phone):
    button = phone().open("/ready").locator(".go")
    assert button.evaluate("button => { button.click(); return button.matches('[aria-busy]'); }")


def test_forms_work_without_scripts(phone):
    page = phone(java_script_enabled=False).open("/ready")
    page.get_by_role("button", name=READY).click()
    page.wait_for_url("**/start?kept=*")
