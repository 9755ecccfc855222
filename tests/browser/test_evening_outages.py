"""Wi-Fi breaks, servers die, phones reload: the guide goes on, and every press counts once."""

import time

import pytest
from playwright.sync_api import expect

from backrub.domain.session.events import CameLate, FeedbackGiven, Stopped
from tests.browser.people import press
from tests.browser.seeded import begun, record_of
from tests.browser.server import wait_until

NOT_CONNECTED = "Not connected"
BLACK_HOLE_S = 15
STEP_NOW = "document.querySelector('live-guide').step.id"
STEP_BY_THE_PLAN = """() => {
  const { now, clock } = document.querySelector('live-guide').session;
  const at_s = (clock.now() - now.origin_ms) / 1000;
  return now.plan.steps.findLast((step) => step.start_s <= at_s).id;
}"""


@pytest.fixture
def couple(phone, server):
    """Give Cheryl's and Scott's phones ten seconds into a session, both connected, and the session's id."""
    cheryl, scott = phone("Cheryl"), phone("Scott")
    session_id = begun(server, cheryl, scott, ago_s=10).session_id
    expect(scott.page.locator("[data-part=caption]")).not_to_contain_text(NOT_CONNECTED)
    expect(cheryl.page.locator("[data-part=word]")).not_to_contain_text(NOT_CONNECTED)
    return cheryl, scott, session_id


def events_of(server, session_id, *kinds):
    """Return the events of some kinds in the record, in order."""
    with record_of(server) as store:
        return [one.event for one in store.log.read(session_id) if isinstance(one.event, kinds)]


def test_a_killed_server_costs_neither_the_guide_nor_a_press(couple, server, outage_s):
    cheryl, scott, session_id = couple
    with cheryl.excuse("net::ERR_"), scott.excuse("net::ERR_"):
        server.kill()
        gone = time.monotonic()
        for word in ("lovely", "stay", "softer"):
            press(cheryl, word)
        expect(scott.page.locator("[data-part=caption]")).to_contain_text("Not connected; the guide goes on.")
        while time.monotonic() - gone < outage_s:
            assert scott.page.evaluate(STEP_NOW) == scott.page.evaluate(STEP_BY_THE_PLAN)
            scott.page.wait_for_timeout(500)
        server.start()
        expect(scott.page.locator("[data-part=caption]")).not_to_contain_text(NOT_CONNECTED)
        wait_until(lambda: len(events_of(server, session_id, FeedbackGiven, CameLate)) >= 3, most_s=20)
    came = events_of(server, session_id, FeedbackGiven, CameLate)
    assert [getattr(one, "feedback", None) or one.word for one in came] == ["lovely", "stay", "softer"]


def test_a_link_that_swallows_everything_is_noticed_and_left(couple, server):
    cheryl, scott, _ = couple
    scott.link.fall_silent()
    expect(scott.page.locator("[data-part=caption]")).to_contain_text(
        NOT_CONNECTED, timeout=BLACK_HOLE_S * 1000
    )
    scott.link.mend()
    expect(scott.page.locator("[data-part=caption]")).not_to_contain_text(
        NOT_CONNECTED, timeout=BLACK_HOLE_S * 1000
    )
    press(cheryl, "softer")
    expect(scott.page.locator("[data-part=doing].wished")).to_be_visible()


def test_the_guide_comes_back_from_a_reload_without_a_connection(couple):
    _, scott, _ = couple
    scott.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    scott.page.reload()
    scott.page.wait_for_function("navigator.serviceWorker.controller !== null")
    scott.page.reload()
    before = scott.page.locator("h1[data-part=title]").text_content()
    with scott.excuse("net::ERR_|Failed to load resource"):
        scott.link.cut()
        scott.page.reload()
        expect(scott.page.locator("[data-part=caption]")).to_contain_text(NOT_CONNECTED)
        expect(scott.page.locator("h1[data-part=title]")).to_have_text(before)
        assert scott.page.evaluate(STEP_NOW) == scott.page.evaluate(STEP_BY_THE_PLAN)
        scott.link.mend()
        expect(scott.page.locator("[data-part=caption]")).not_to_contain_text(NOT_CONNECTED)


def test_a_stop_pressed_without_a_connection_rests_the_hands_once_it_is_back(couple, server):
    cheryl, scott, session_id = couple
    with cheryl.excuse("net::ERR_"):
        cheryl.link.cut()
        press(cheryl, "stop")
        expect(cheryl.page.get_by_role("heading", name="Stopped.")).to_be_visible()
        cheryl.link.mend()
        expect(scott.page.get_by_role("heading", name="Stopped.")).to_be_visible()
    assert len(events_of(server, session_id, Stopped)) == 1


def test_a_press_sent_twice_and_one_that_is_late_change_nothing_twice(couple, server):
    cheryl, _, session_id = couple
    send = """([session, body]) => fetch(`/sessions/${session}/presses`, { method: "POST",
      headers: { "content-type": "application/json", "x-csrftoken": document.querySelector("meta[name=csrf]").content },
      body: JSON.stringify(body) }).then((answer) => answer.json())"""
    fresh = {"key": "twice-the-same", "press": "softer", "pressed_ms": 1_000, "sent_ms": 2_000}
    late = {"key": "came-too-late", "press": "firmer", "pressed_ms": 1_000, "sent_ms": 11_001}
    first, again = (cheryl.page.evaluate(send, [session_id, fresh]) for _ in range(2))
    assert first == again
    assert first["late"] is False
    assert cheryl.page.evaluate(send, [session_id, late])["late"] is True
    assert [one.feedback for one in events_of(server, session_id, FeedbackGiven)] == ["softer"]
    assert [one.word for one in events_of(server, session_id, CameLate)] == ["firmer"]
