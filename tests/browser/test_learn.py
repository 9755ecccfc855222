"""Between evenings on a real phone: hands are measured truly, by finger, mouse and keys, and every page is for all."""

import re
import time
from itertools import pairwise
from queue import Queue

import pytest
from playwright.sync_api import expect

from tests.before_hands import SCOTT, doorstep
from tests.browser.people import choose, goes_to
from tests.browser.seeded import Record, let_in, record_of
from tests.browser.server import Server, wait_until
from tests.browser.test_atlas import CUT, FILES_MISSING, IS_KEPT

PX_PER_CM = 40.0
SECONDS = 2.2
PAGES = (
    "/learn",
    "/learn/lessons",
    "/learn/lessons/effleurage",
    "/learn/slow-hands",
    "/learn/scale",
    "/learn/more",
)
AWAY = ("/learn/slow-hands", "/learn/lessons/effleurage")
WAY = """() => {
  const line = document.querySelector("slow-hands [data-part=line]");
  const screen = line.ownerSVGElement.getScreenCTM();
  return Array.from({length: 2001}, (_, index) => {
    const at = line.getPointAtLength((index / 2000) * line.getTotalLength()).matrixTransform(screen);
    return [at.x, at.y];
  });
}"""
WORKER_LATER = """
const register = ServiceWorkerContainer.prototype.register;
ServiceWorkerContainer.prototype.register = function (...what) {
  return new Promise((done) => { globalThis.letTheWorkerCome = () => done(register.apply(this, what)); });
};
"""
CAME = """file => performance.getEntriesByType("resource").some((one) => one.name.includes(file))"""
HEARD = """window.heard = [];
const follow = AudioParam.prototype.setTargetAtTime;
AudioParam.prototype.setTargetAtTime = function (value, ...rest) {
  window.heard.push(value);
  return follow.call(this, value, ...rest);
};"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Give one server for all of these tests, with Cheryl's and Scott's home in it."""
    running = Server(tmp_path_factory.mktemp("learn"))
    running.start()
    with record_of(running) as store:
        doorstep(Record(store.people, store.nights))
    yield running
    running.stop()


@pytest.fixture
def scott(phone):
    """Return what gives Scott a phone that is let in."""
    return lambda **options: let_in(phone("Scott", **options), SCOTT)


def measured_with_a_card(page):
    """Set the slider so that a centimetre has PX_PER_CM pixels, as someone with a card would."""
    page.get_by_text("Make the centimetre exact").click()
    page.locator("screen-scale input[type=range]").fill(str(round(PX_PER_CM * 10)))
    page.get_by_role("button", name="That fits").click()
    page.get_by_text("Make the centimetre exact").click()


def along(way, px):
    """Return the point so many pixels along the way."""
    for (x0, y0), (x1, y1) in pairwise(way):
        leg = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        if px <= leg:
            share = px / leg
            return x0 + share * (x1 - x0), y0 + share * (y1 - y0)
        px -= leg
    return way[-1]


def now_s():
    """Return the time now: how late a touch is sent changes nothing about when it was."""
    return time.time_ns() / 1e9


def trace(page, cm_s, touch):
    """Trace the path at a true speed; `touch` takes a kind, a point, and when the hand is there, in Unix seconds."""
    page.evaluate("scrollTo(0, 0)")
    way = page.evaluate(WAY)
    began_s = now_s()
    touch("down", *way[0], began_s)
    while (at_s := now_s()) < began_s + SECONDS:
        touch("move", *along(way, cm_s * PX_PER_CM * (at_s - began_s)), at_s)
    touch("up", *way[0], at_s)


def told(page):
    """Return the median and the share that the page tells."""
    page.get_by_role("button", name="Enough").click()
    said = page.locator("[data-part=how]").text_content()
    return float(re.search(r"slower than ([\d.]+) cm", said)[1]), int(re.search(r"(\d+) %", said)[1])


def mouse(page):
    session = page.context.new_cdp_session(page)
    kinds = {"down": "mousePressed", "move": "mouseMoved", "up": "mouseReleased"}

    def touch(kind, x, y, at_s):
        held = {
            "button": "left",
            "buttons": 0 if kind == "up" else 1,
            "clickCount": 0 if kind == "move" else 1,
        }
        where = {"type": kinds[kind], "x": x, "y": y, "timestamp": at_s}
        session.send("Input.dispatchMouseEvent", {**where, **held})

    return touch


def finger(page):
    session = page.context.new_cdp_session(page)
    kinds = {"down": "touchStart", "move": "touchMove", "up": "touchEnd"}

    def touch(kind, x, y, at_s):
        points = [] if kind == "up" else [{"x": x, "y": y}]
        session.send(
            "Input.dispatchTouchEvent", {"type": kinds[kind], "touchPoints": points, "timestamp": at_s}
        )

    return touch


def test_a_traced_path_is_measured_within_five_percent_by_mouse_and_finger(scott):
    page = scott().open("/learn/slow-hands?stroke=slow_glide")
    measured_with_a_card(page)
    for pointer, cm_s, is_within in ((mouse, 4.5, True), (finger, 4.5, True), (mouse, 9.0, False)):
        trace(page, cm_s, pointer(page))
        median, share = told(page)
        assert median == pytest.approx(cm_s, rel=0.05)
        assert (share > 60) is is_within
        page.get_by_role("button", name="Once more").click()


def test_the_tone_rises_with_the_hand(scott):
    phone = scott()
    phone.context.add_init_script(HEARD)
    page = phone.open("/learn/slow-hands")
    sound = page.get_by_role("button", name="Sound")
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "true")
    measured_with_a_card(page)
    heard = []
    for cm_s in (3.0, 9.0):
        page.evaluate("window.heard = []")
        trace(page, cm_s, mouse(page))
        heard.append(max(page.evaluate("window.heard")))
    assert heard[0] < heard[1]
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "false")


def test_a_held_arrow_key_moves_a_hand_that_is_measured_too(scott):
    page = scott().open("/learn/slow-hands")
    page.get_by_role("application").focus()
    page.keyboard.down("ArrowRight")
    expect(page.locator("[data-part=word]")).to_have_text("Lovely and slow")
    expect(page.locator("[data-part=word]")).to_have_text("Quick")
    page.keyboard.up("ArrowRight")
    median, share = told(page)
    assert median > 1
    assert 0 < share < 100
    expect(page.locator("[data-part=felt]")).to_be_focused()


def test_a_round_that_was_too_short_says_so(scott):
    page = scott().open("/learn/slow-hands")
    page.get_by_role("button", name="Enough").click()
    expect(page.get_by_role("heading", name="Too short to tell")).to_be_visible()
    page.get_by_role("button", name="Once more").click()
    expect(page.locator("[data-part=word]")).to_have_text("Follow the light")


def until_all_is_kept(page, path):
    def missing():
        return page.evaluate(FILES_MISSING, [path])

    wait_until(lambda: page.evaluate(IS_KEPT, path))
    wait_until(lambda: not missing(), why=missing)


def test_after_one_visit_slow_hands_and_a_lesson_need_no_connection(scott):
    phone = scott()
    page = phone.page
    for path in AWAY:
        phone.open(path)
        until_all_is_kept(page, path)
    with phone.excuse(CUT):
        phone.link.cut()
        phone.open(AWAY[0])
        page.get_by_role("button", name="Enough").click()
        expect(page.get_by_role("heading", name="Too short to tell")).to_be_visible()
        phone.open(AWAY[1])
        expect(page.get_by_role("heading", name="Long glides")).to_be_visible()


def test_a_file_that_came_later_than_the_worker_is_kept_as_well(scott):
    phone = scott()
    page = phone.page
    held = Queue()
    page.add_init_script(WORKER_LATER)
    page.route("**/literata-italic*", held.put, times=1)
    page.goto(phone.origin + AWAY[0], wait_until="commit")
    wait_until(lambda: page.evaluate("Boolean(globalThis.letTheWorkerCome)") and held.qsize())
    page.evaluate("letTheWorkerCome()")
    wait_until(lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)"))
    until_all_is_kept(page, AWAY[0])
    held.get_nowait().continue_()
    wait_until(lambda: page.evaluate(CAME, "literata-italic"))
    until_all_is_kept(page, AWAY[0])


def test_with_less_motion_lights_stay_and_figures_say_it(scott):
    page = scott(reduced_motion="reduce").open("/learn/slow-hands")
    expect(page.locator("[data-part=ends]")).to_contain_text("seconds from end to end")
    light = page.locator("[data-part=light]")
    before = light.get_attribute("transform")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert light.get_attribute("transform") == before
    page = scott(reduced_motion="reduce").open("/learn/lessons/effleurage")
    expect(page.locator(".br-still").first).to_be_visible()
    expect(page.locator(".br-moving").first).to_be_hidden()
    expect(page.locator(".facts")).to_contain_text("seconds from end to end")


def test_lessons_and_scale_need_no_scripts(scott):
    phone = scott(java_script_enabled=False)
    page = phone.open("/learn/lessons/static_hold")
    choose(page, 'input[value="cushion"]')
    page.get_by_role("button", name="Keep that").click()
    goes_to(page, "/learn/lessons")
    expect(page.get_by_text("Tried on a cushion").first).to_be_visible()
    phone.open("/learn/scale")
    choose(page, 'input[value="soft_fist"]')
    choose(page, 'input[value="deep"]')
    page.get_by_role("button", name="Show its weight").click()
    expect(page.locator(".kg")).to_have_text("10.2")
    page.get_by_label("The scale shows, in kg").fill("6,5")
    page.get_by_role("button", name="That is my deep").click()
    expect(page.locator(".read-back")).to_contain_text("The table would call that medium")
    expect(phone.open("/learn/slow-hands").locator("noscript p")).to_contain_text("The light needs scripts.")


@pytest.mark.parametrize(
    "screen", [{"width": 360, "height": 740}, {"width": 195, "height": 422}], ids=["small", "zoomed twice"]
)
def test_every_page_is_for_everyone(scott, screen):
    phone = scott(viewport=screen)
    for path in PAGES:
        page = phone.open(path)
        for summary in page.locator("summary:visible").all():
            summary.click()
        assert phone.accessibility() == [], path
        assert phone.small_targets() == [], path
        assert phone.overflow() == 0, path
