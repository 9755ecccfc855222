"""From nothing to two people in one quiet room, in a minute and three taps each."""

import time

from playwright.sync_api import expect

from tests.browser.people import begin_tonight, goes_to, join, link_on, make_home, share_phone

LOBBY_S = 60


def test_two_phones_meet_within_a_minute(phone, server):
    start = time.monotonic()
    cheryl, scott = phone("Cheryl"), phone("Scott")
    make_home(cheryl)
    join(scott, link_on(cheryl))
    goes_to(cheryl.page, "/tonight")
    for one in (cheryl, scott):
        expect(one.page.get_by_role("heading", name=f"Tonight is yours, {one.name}.")).to_be_visible()
    assert time.monotonic() - start < LOBBY_S
    assert server.other_hosts() == []


def test_one_phone_is_plenty(phone):
    cheryl = phone("Cheryl")
    make_home(cheryl)
    share_phone(cheryl, "Scott")
    expect(cheryl.page.get_by_role("heading", name="Tonight is yours, Cheryl.")).to_be_visible()


def test_they_meet_without_scripts_too(phone):
    cheryl, scott = phone("Cheryl", java_script_enabled=False), phone("Scott", java_script_enabled=False)
    make_home(cheryl)
    join(scott, link_on(cheryl))
    begin_tonight(scott)
    expect(scott.page.get_by_role("heading", name="What would feel good tonight?")).to_be_visible()
