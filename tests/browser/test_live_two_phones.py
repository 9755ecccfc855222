"""Two phones in a session: what one presses, the other shows; links break, and nothing is lost or done twice."""

import re
import time

import pytest
from playwright.sync_api import expect

from backrub.config import DATABASE
from backrub.domain.session.events import (
    CameLate,
    FeedbackGiven,
    Finding,
    FindingNoted,
    Paused,
    Sign,
    SignNoted,
    Stopped,
)
from backrub.storage.store import open_store
from tests.begun import COOKIE, begin
from tests.browser.server import wait_until

SEEN_MS = 500
TRIES = 3
"""A machine that is busy with something else for a moment is not the fault of a press."""

BLACK_HOLE_S = 15
CUT = r"net::ERR_|Failed to load resource|error occurred when fetching the script"
AT_AND_NOW = "[document.querySelector('live-guide').session.plan_ms, Date.now()]"
LINE = "document.querySelector('.doing').textContent"


IS_AT_ITS_STEP = """() => {
  const guide = document.querySelector('live-guide');
  const {now} = guide.session;
  return guide.step.start_s === now.plan.steps[now.begun - 1].start_s;
}"""
SHOWS = "(button, shown) => { button.click(); return document.querySelector(shown).checkVisibility(); }"
SAYS = "(button, shown) => { button.click(); return document.querySelector(shown).textContent; }"
"""What a page shows when the press returns, before anything else can have happened."""

LOSE_TWO_ANSWERS = """() => {
  const real = fetch;
  window.lost = 0;
  window.fetch = async (...asked) => {
    const answer = await real(...asked);
    if (window.lost === 2) return answer;
    window.lost += 1;
    throw new TypeError('lost');
  };
}"""


class Evening:
    """A session on the real server, and the phones that follow it."""

    def __init__(self, server, phone, *, ago_s=200):
        self.server = server
        self.phone = phone
        with open_store(server.home / "data" / DATABASE) as store:
            self.begun = begin(store, began_ms=time.time_ns() // 1_000_000 - ago_s * 1000)

    def open(self, who, page, **options):
        """Give one of the two their page."""
        one = self.phone(who, **options)
        one.context.add_cookies([{"name": COOKIE, "value": getattr(self.begun, who), "url": one.origin}])
        one.open(f"/tonight/{page}").wait_for_selector("[data-ready]")
        wait_until(lambda: connected(one.page))
        return one

    def events(self, kind):
        """Return what the record holds of a kind of event."""
        with open_store(self.server.home / "data" / DATABASE, read_only=True) as store:
            log = store.log.read(self.begun.session_id)
        return [one.event for one in log if isinstance(one.event, kind)]


@pytest.fixture
def evening(server, phone):
    return Evening(server, phone)


def connected(page):
    return page.evaluate("document.querySelector('live-guide, live-remote').session.connected")


def press(page, name):
    page.locator(f".remote > [value='{name}']").click()


def waiting(page):
    return page.evaluate("document.querySelector('live-guide, live-remote').session.outbox.waiting.length")


def shown_after_ms(page, happens, shows):
    """Return how long after something happens the page shows it, both by the clock of this machine."""
    page.evaluate(
        f"void (window.seen = new Promise(done => {{ const look = () => {shows} ? done(Date.now()) : "
        "setTimeout(look, 4); look(); }))"
    )
    happens()
    return page.evaluate("window.seen")


def went_on_by_itself(page, before):
    """Return whether a guide went on as its own clock did since (plan, clock) `before`, all in milliseconds."""
    plan_ms, clock_ms = page.evaluate(AT_AND_NOW)
    return abs((plan_ms - before[0]) - (clock_ms - before[1])) < 1000


def stamp(page, name):
    """Press, and return when the page took the press."""
    page.evaluate(
        "addEventListener('submit', () => { window.pressed = Date.now(); }, {capture: true, once: true})"
    )
    press(page, name)
    return page.evaluate("window.pressed")


def test_a_word_is_heard_within_half_a_second(evening):
    guide, remote = evening.open("giver", "guide"), evening.open("receiver", "remote")
    took_ms = []
    for word, line in (("softer", "A little softer. Slow down."), ("lovely", "Lovely. Just like this.")) * 2:
        pressed = []
        seen = shown_after_ms(
            guide.page,
            lambda word=word, pressed=pressed: pressed.append(stamp(remote.page, word)),
            f"({LINE} === '{line}')",
        )
        took_ms.append(seen - pressed[0])
    assert min(took_ms) <= SEEN_MS, took_ms
    expect(remote.page.locator(".word")).to_contain_text("Scott hears")


def test_a_press_answers_on_its_own_phone_at_once(evening):
    page = evening.open("receiver", "remote").page
    assert page.locator(".remote > [value=firmer]").evaluate(SAYS, ".word").startswith("Firmer.")


def test_stop_on_one_is_seen_on_the_other_within_half_a_second(evening):
    guide, remote = evening.open("giver", "guide"), evening.open("receiver", "remote")
    took_ms = []
    for _ in range(TRIES):
        pressed = []
        seen = shown_after_ms(
            guide.page,
            lambda pressed=pressed: pressed.append(stamp(remote.page, "stop")),
            "!document.querySelector('[data-part=stopped]').hidden",
        )
        took_ms.append(seen - pressed[0])
        guide.page.get_by_role("button", name="Go on, softly").click()
        expect(remote.page.locator("[data-part=stopped]")).to_be_hidden()
    assert min(took_ms) <= SEEN_MS, took_ms
    assert len(evening.events(Stopped)) == TRIES


def test_a_stop_by_the_giver_shows_at_once_without_any_connection(evening):
    guide = evening.open("giver", "guide")
    with guide.excuse(CUT):
        guide.link.cut()
        assert guide.page.locator(".bands [value=stop]").evaluate(SHOWS, "[data-part=stopped]")
        guide.link.mend()
        wait_until(lambda: len(evening.events(Stopped)) == 1)
        expect(guide.page.get_by_role("heading", name="Stopped.")).to_be_visible()


def test_the_end_leads_both_to_the_close(evening):
    guide, remote = evening.open("giver", "guide"), evening.open("receiver", "remote")
    press(remote.page, "stop")
    remote.page.get_by_role("button", name="End here").click()
    for one in (guide, remote):
        one.page.get_by_role("link", name="Close").click()
        expect(one.page).to_have_url(re.compile(r"/tonight/close$"))
        expect(one.page.get_by_role("heading", name="You stopped.")).to_be_visible()


def test_a_killed_server_stops_nobody_and_every_press_counts_once_and_in_order(evening, outage_s):
    guide, remote = evening.open("giver", "guide"), evening.open("receiver", "remote")
    words = ["lovely", "softer", "slower", "lovely"]
    with guide.excuse(CUT), remote.excuse(CUT):
        evening.server.kill()
        before = guide.page.evaluate(AT_AND_NOW)
        expect(guide.page.get_by_text("Not connected; the guide goes on.")).to_be_visible()
        guide.page.wait_for_timeout(outage_s * 1000)
        assert went_on_by_itself(guide.page, before)
        for word in words:
            press(remote.page, word)
        assert waiting(remote.page) == len(words)
        evening.server.start()
        wait_until(lambda: waiting(remote.page) == 0)
        wait_until(lambda: connected(guide.page))
    # On a slow machine the server may come back so late that the first words count no more.
    heard = evening.events(FeedbackGiven | CameLate)
    assert [one.word if isinstance(one, CameLate) else one.feedback.value for one in heard] == words
    wait_until(lambda: guide.page.evaluate(IS_AT_ITS_STEP))


def test_words_that_waited_too_long_are_noted_and_told_so(evening):
    remote = evening.open("receiver", "remote")
    with remote.excuse(CUT):
        remote.link.cut()
        remote.page.evaluate(
            "{ const now = Date.now; window.forward = 0; Date.now = () => now() + window.forward; }"
        )
        press(remote.page, "firmer")
        press(remote.page, "stop")
        remote.page.evaluate("window.forward = 60_000")
        remote.link.mend()
        wait_until(lambda: waiting(remote.page) == 0)
    expect(remote.page.locator(".word")).to_have_text("That did not reach Scott in time, so nothing changed.")
    assert [event.word for event in evening.events(CameLate)] == ["firmer"]
    assert (evening.events(FeedbackGiven), len(evening.events(Stopped))) == ([], 1)


def test_a_lost_answer_is_asked_for_again_and_counts_once(evening):
    remote = evening.open("receiver", "remote")
    # The press arrives, but the phone never learns of it: twice.
    remote.page.evaluate(LOSE_TWO_ANSWERS)
    press(remote.page, "lovely")
    wait_until(lambda: waiting(remote.page) == 0)
    assert remote.page.evaluate("window.lost") == 2
    assert len(evening.events(FeedbackGiven)) == 1


def test_a_link_that_falls_silent_is_noticed_and_made_anew(evening):
    guide, remote = evening.open("giver", "guide"), evening.open("receiver", "remote")
    with guide.excuse(CUT):
        guide.link.fall_silent()
        wait_until(lambda: not connected(guide.page), most_s=BLACK_HOLE_S)
        press(remote.page, "lovely")
        guide.link.mend()
        wait_until(lambda: connected(guide.page))
    seq = "document.querySelector('live-guide, live-remote').session.now.seq"
    wait_until(lambda: guide.page.evaluate(seq) == remote.page.evaluate(seq))


def test_a_reload_without_a_connection_shows_the_same_step(evening):
    guide = evening.open("giver", "guide")
    guide.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    guide.page.reload()
    guide.page.wait_for_selector(".canvas svg")
    wait_until(lambda: connected(guide.page))
    before = guide.page.evaluate(AT_AND_NOW)
    with guide.excuse(CUT):
        guide.link.cut()
        guide.page.reload()
        guide.page.wait_for_selector("[data-ready]")
        guide.page.wait_for_selector(".canvas svg")
        assert went_on_by_itself(guide.page, before)
        guide.link.mend()
        wait_until(lambda: connected(guide.page))


def test_plain_http_without_anything_modern_still_guides(evening):
    guide, remote = evening.open("giver", "guide", bare=True), evening.open("receiver", "remote", bare=True)
    press(remote.page, "lovely")
    expect(guide.page.locator(".doing")).to_have_text("Lovely. Just like this.")
    guide.page.locator(".picture").click()
    expect(guide.page.locator(".rest")).to_have_text("Go on")
    wait_until(lambda: len(evening.events(Paused)) == 1)


def test_one_phone_carries_the_receivers_words_too(evening):
    shared = evening.open("shared", "guide")
    shared.page.get_by_role("button", name="Cheryl says…").click()
    shared.page.locator("[data-panel=words] [value=softer]").click()
    expect(shared.page.locator(".doing")).to_have_text("A little softer. Slow down.")
    expect(shared.page.locator("[data-panel=words]")).to_be_hidden()


def test_what_hands_find_and_what_a_back_tells_is_tapped_and_answered(evening):
    guide = evening.open("giver", "guide").page
    noticed, where = (guide.locator(f"[data-panel={name}]") for name in ("noticed", "where"))
    guide.get_by_role("button", name="I noticed…").click()
    noticed.locator("[data-finding=knot]").click()
    place = where.locator("[data-part=covers] button").first
    named = place.inner_text()
    place.click()
    spoken = f"{named[0].lower()}{named[1:]}"
    expect(guide.locator(".doing")).to_have_text(f"A knot in {spoken}: warmth, then time.")
    assert [told.finding for told in evening.events(FindingNoted)] == [Finding.KNOT]
    guide.get_by_role("button", name="I noticed…").click()
    noticed.locator('[value="sign:tense"]').click()
    expect(guide.locator(".doing")).to_have_text("Softer and slower while the muscle lets go.")
    assert [told.sign for told in evening.events(SignNoted)] == [Sign.TENSE]


def test_the_keyboard_alone_leads_through_the_guide(evening):
    guide = evening.open("giver", "guide")
    guide.page.keyboard.press("Space")
    expect(guide.page.locator(".rest")).to_have_text("Go on")
    guide.page.keyboard.press("Space")
    expect(guide.page.locator(".rest")).to_have_text("Pause")
    guide.page.keyboard.press("s")
    expect(guide.page.locator(".doing")).to_have_text("A little softer. Slow down.")
    guide.page.keyboard.press("Escape")
    expect(guide.page.get_by_role("heading", name="Stopped.")).to_be_visible()


def test_the_light_is_where_the_plan_says_also_after_a_pause(evening):
    guide = evening.open("giver", "guide")
    guide.page.wait_for_selector(".canvas svg")
    own = "document.querySelector('.canvas svg:last-child').getCurrentTime()"
    is_still = "document.querySelector('.canvas svg:last-child').animationsPaused()"
    guide.page.locator(".picture").click()
    wait_until(lambda: guide.page.evaluate(is_still))
    stood = guide.page.evaluate(own)
    guide.page.wait_for_timeout(600)
    assert guide.page.evaluate(own) == stood
    guide.page.locator(".picture").click()
    wait_until(lambda: not guide.page.evaluate(is_still))
