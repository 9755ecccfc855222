"""Three evenings of Cheryl and Scott, from an empty house to an empty record: two phones, plain http, one story."""

import json
import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.days_later import Calendar
from tests.browser.people import (
    begin_tonight,
    check_in,
    check_in_unseen,
    choose,
    comes_to_the_close,
    goes_to,
    join,
    link_on,
    make_home,
    make_ready,
    press,
    put_up,
    say_goodnight,
)
from tests.browser.server import Server, wait_until

OIL = "Warm almond"
KEEP = "slow, at the end"
EXPORT = "fetch('/mine/export.json').then(answer => answer.text())"
CUT = r"net::ERR_|Failed to load resource|Failed to fetch"


@pytest.fixture
def calendar(tmp_path):
    return Calendar(tmp_path)


@pytest.fixture
def server(tmp_path, calendar):
    """Give a server whose days pass by the calendar of the story."""
    running = Server(tmp_path, command=calendar.command)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def both(phone):
    """Give the phones of both, on plain http and without what it lacks."""
    return phone("Cheryl", bare=True), phone("Scott", bare=True)


def test_three_evenings_of_cheryl_and_scott(both, server, calendar):
    cheryl, scott = both
    move_in(cheryl, scott)
    first_evening_begins(cheryl, scott)
    the_power_goes(cheryl, scott, server)
    first_evening_ends(cheryl, scott, calendar)
    a_lesson_and_the_shelf(cheryl, scott)
    a_time_each_week(cheryl, scott, server)

    calendar.pass_by(days=3)
    second_evening_is_declined(cheryl, scott)

    calendar.pass_by(days=6)
    third_evening_goes_both_ways(cheryl, scott)
    what_was_learned_can_be_changed(cheryl, scott)
    her_back_again(cheryl, scott)

    looking_back(cheryl, scott)
    all_of_it_as_a_file(cheryl, scott)
    one_evening_is_erased(cheryl, scott)
    she_is_erased(cheryl, scott, server)


def move_in(cheryl, scott):
    """She gives her name; he follows her link."""
    make_home(cheryl)
    join(scott, link_on(cheryl))


def first_evening_begins(cheryl, scott):
    """She would like firm hands and has a knot; he reads her wish, and the guide begins."""
    begin_tonight(cheryl)
    check_in(cheryl, {"part": ["receive"], "pressure": ["firm"], "minutes": ["10"]}, look=a_knot)
    begin_tonight(scott)
    check_in_unseen(scott, {"part": {"part": "give"}, "minutes": {"minutes": "10"}})
    goes_to(cheryl.page, "/tonight/brief")
    make_ready(scott)
    goes_to(cheryl.page, "/tonight/remote")
    is_heard(cheryl, scott, "softer", "A little softer")


def first_evening_ends(cheryl, scott, calendar):
    """It goes its way to the end, and both say good night."""
    is_heard(cheryl, scott, "lovely", "Lovely")
    calendar.pass_by(minutes=12)
    for one in (scott, cheryl):
        comes_to_the_close(one)
        say_goodnight(one, keep=KEEP if one is cheryl else "")
    expect(scott.page.get_by_text("Cheryl says thank you.")).to_be_visible()


def a_knot(question, phone):
    """Say on the map, by its list, that there is a knot beside her left shoulder blade."""
    if question == "map":
        phone.page.get_by_role("button", name="List").click()
        phone.page.locator('button[value="between_blades:left"]').click()
        choose(phone.page, 'input[value="knot"]')
        phone.page.locator(".to-map").click()


def is_heard(receiver, giver, word, line):
    """She presses a word, and his guide says it."""
    expect(receiver.page.locator("live-remote[data-ready]")).to_be_visible()
    expect(giver.page.locator("live-guide[data-ready]")).to_be_visible()
    press(receiver, word)
    expect(giver.page.locator("[data-part=doing]")).to_contain_text(line)


def the_power_goes(cheryl, scott, server):
    """The server is killed; his guide counts on, and both phones find it again by themselves."""
    for one in (cheryl, scott):
        one.excused.append(re.compile(CUT))
    server.kill()
    at_s = seconds_in(scott)
    wait_until(lambda: seconds_in(scott) > at_s + 1)
    server.start()
    for one in (cheryl, scott):
        wait_until(lambda one=one: is_connected(one))


def seconds_in(giver):
    """Return how far the guide is into the plan."""
    return giver.page.evaluate("document.querySelector('live-guide').session.plan_ms / 1000")


def is_connected(phone):
    """Tell whether a live page has its stream."""
    return phone.page.evaluate("document.querySelector('live-guide, live-remote').session.connected")


def a_lesson_and_the_shelf(cheryl, scott):
    """He looks at a lesson and puts an oil up; what does not suit her stays hers."""
    page = scott.open("/tonight")
    page.get_by_role("link", name="Between evenings").click()
    page.get_by_role("link", name="Lessons").click()
    page.get_by_role("link", name="Begin here").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    put_up(scott.open("/shelf"), "oil", OIL, "nuts")
    page = cheryl.open("/shelf/mine")
    choose(page, 'input[value="nuts"]')
    page.get_by_role("button", name="Keep it so").click()
    goes_to(page, "/shelf")


def a_time_each_week(cheryl, scott, server):
    """Both tick Friday in private; a calendar reads it, and reads nothing else."""
    for one in (cheryl, scott):
        page = one.open("/rhythm/times")
        choose(page, 'input[value="FR-20:00"]')
        page.get_by_role("button", name="Put away").click()
        goes_to(page, "/rhythm")
    expect(page.get_by_role("heading", name="Friday, 20:00")).to_be_visible()
    page = cheryl.open("/rhythm/calendar")
    page.get_by_role("button", name="Make an address").click()
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    address = page.locator(".address").text_content()
    feed = httpx.get(re.sub(r"^http://[^/]+", f"http://127.0.0.1:{server.port}", address), timeout=30).text
    assert "RRULE:FREQ=WEEKLY" in feed
    assert not re.search("Cheryl|Scott|back rub", feed, re.IGNORECASE)


def second_evening_is_declined(cheryl, scott):
    """He would like to; she would not tonight. It is one tap, and the same kind words for both."""
    begin_tonight(scott)
    check_in_unseen(scott, {"part": {"part": "give"}})
    begin_tonight(cheryl)
    cheryl.page.get_by_role("button", name="Not tonight").click()
    for one in (cheryl, scott):
        expect(one.page.get_by_role("heading", name="Tonight is not the evening.")).to_be_visible()
        assert "Cheryl" not in one.page.locator("main").inner_text()


def third_evening_goes_both_ways(cheryl, scott):
    """Both give and both receive; his turn comes first, is stopped once, and goes on."""
    for one in (cheryl, scott):
        begin_tonight(one)
        check_in_unseen(one, {"part": {"part": "both"}, "minutes": {"minutes": "20"}})
    goes_to(scott.page, "/tonight/brief")
    ready(cheryl)
    goes_to(scott.page, "/tonight/remote")
    is_heard(scott, cheryl, "slower", "Slow")
    press(scott, "stop")
    expect(cheryl.page.get_by_role("heading", name="Stopped.")).to_be_visible()
    press(scott, "resume")
    expect(cheryl.page.get_by_role("heading", name="Stopped.")).to_be_hidden()
    ends(cheryl, scott)


def ready(giver):
    """Make ready as the giver; an oil that one of them does not bear is nowhere on the page."""
    make_ready(giver, look=lambda page: expect(page.locator("main")).not_to_contain_text(OIL))


def ends(giver, receiver):
    """End a turn early, and say how it was."""
    press(giver, "stop")
    press(giver, "end")
    for one in (giver, receiver):
        comes_to_the_close(one)
        one.page.get_by_role("button", name="without words").click()
        expect(one.page.get_by_role("button", name="without words")).to_have_count(0)


def what_was_learned_can_be_changed(cheryl, scott):
    """Before her turn she sets her shoulders softer; the plan follows, and nobody is told why."""
    before = plan_of(scott)
    for side in ("left", "right"):
        for _ in range(3):
            softer_next_time(cheryl.open(f"/mine/learned/shoulder_top:{side}"))
        expect(cheryl.page.get_by_text("you set it here yourself")).to_be_visible()
    assert plan_of(scott) != before


def softer_next_time(page):
    """Set a place half a level softer."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Softer", exact=True).click()


def plan_of(giver):
    """Return the places of the plan and how firm each is, as its page words them."""
    return giver.open("/tonight/plan").locator(".frames .where").all_inner_texts()


def her_back_again(cheryl, scott):
    """The second turn of the third evening, the other way round."""
    for one in (scott, cheryl):
        one.open("/tonight")
    ready(scott)
    goes_to(cheryl.page, "/tonight/remote")
    ends(scott, cheryl)


def looking_back(cheryl, scott):
    """Each finds their evenings, in their own words and nobody else's."""
    page = cheryl.open("/history")
    expect(page.locator(".way", has_text="from Scott")).to_have_count(2)
    page.locator(".way", has_text="from Scott").last.click()
    expect(page.get_by_text(KEEP)).to_be_visible()
    theirs = scott.open("/history")
    expect(theirs.locator(".way", has_text="for Cheryl")).to_have_count(2)
    theirs.locator(".way", has_text="for Cheryl").last.click()
    expect(theirs.get_by_text(KEEP)).to_have_count(0)


def all_of_it_as_a_file(cheryl, scott):
    """Her file holds her words and what does not suit her; his holds neither."""
    hers, his = (one.page.evaluate(EXPORT) for one in (cheryl, scott))
    assert json.loads(hers)["name"] == "Cheryl"
    for secret in (KEEP, '"nuts"'):
        assert secret in hers
    assert KEEP not in his
    assert json.loads(his)["received"]


def one_evening_is_erased(cheryl, scott):
    """The first evening goes for both, with what it taught."""
    page = cheryl.open("/history")
    page.locator(".way", has_text="from Scott").last.click()
    page.locator("summary").click()
    page.get_by_role("button", name="Erase it for both").click()
    goes_to(page, "/history")
    expect(page.locator(".way", has_text="from Scott")).to_have_count(1)
    expect(scott.open("/history").locator(".way", has_text="for Cheryl")).to_have_count(1)


def she_is_erased(cheryl, scott, server):
    """She goes, and no byte of the record knows her; he stays, and may let someone in."""
    page = cheryl.open("/mine")
    page.get_by_text("Erase me", exact=True).click()
    page.get_by_role("button", name="Erase everything about me").click()
    goes_to(page, "/")
    expect(scott.open("/tonight").get_by_role("heading", name="It takes two, Scott.")).to_be_visible()
    kept = b"".join(path.read_bytes() for path in (server.home / "data").rglob("*") if path.is_file())
    assert b"Scott" in kept
    for word in (b"Cheryl", KEEP.encode()):
        assert word not in kept
