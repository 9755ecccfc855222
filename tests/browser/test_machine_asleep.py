"""A machine that sleeps under way: its programs stand still, and of its clocks the calendar alone goes on."""

import os
from signal import SIGCONT, SIGSTOP

import pytest
from playwright.sync_api import expect

from tests.browser.by_calendar import by_calendar
from tests.browser.people import begin_tonight, check_in_unseen, goes_to, make_ready, two_phones
from tests.browser.server import wait_until

WITHIN_S = 30
"""The server wakes within five seconds and pings within five more; the rest is for a busy machine."""

NOW = "document.querySelector('live-guide, live-remote').session.now"
IS_OVER = "[data-part=ended]:not([hidden])"


@pytest.fixture
def served(tmp_path):
    with by_calendar(tmp_path, looks_s=0) as both:
        yield both


@pytest.fixture
def server(served):
    return served[1]


@pytest.fixture
def calendar(served):
    return served[0]


def test_what_was_due_while_the_machine_slept_is_shown_on_both_phones_within_seconds(phone, server, calendar):
    cheryl, scott = begun(phone)
    steps = scott.arrived().evaluate(NOW)["plan"]["steps"]
    sleep(server, calendar, seconds=steps[2]["start_s"] + 1)
    for one in (cheryl, scott):
        wait_until(lambda one=one: one.arrived().evaluate(NOW)["begun"] >= 3, most_s=WITHIN_S)
    here = scott.page.locator("[data-part=list] [aria-current=step]")
    expect(here).to_have_text(steps[2]["label"])
    sleep(server, calendar, minutes=15)
    for one in (cheryl, scott):
        expect(one.page.locator(IS_OVER)).to_be_visible(timeout=WITHIN_S * 1000)


def begun(phone):
    """Return the phones of an evening that has just begun."""
    cheryl, scott = two_phones(phone, reduced_motion="reduce")
    for one, part in ((cheryl, "receive"), (scott, "give")):
        begin_tonight(one)
        check_in_unseen(one, {"part": {"part": part}})
    make_ready(scott)
    goes_to(cheryl.page, "/tonight/remote")
    for one in (cheryl, scott):
        one.arrived().wait_for_selector("[data-ready]")
    return cheryl, scott


def sleep(server, calendar, **how_long):
    """Let the machine of the server sleep."""
    os.kill(server.pid, SIGSTOP)
    calendar.pass_by(**how_long)
    os.kill(server.pid, SIGCONT)
