"""Rows of the practice as two people meet them, each from the first page on; docs/walk.md names them."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from backrub.content.loader import load_catalogue
from backrub.domain.stroke import Family
from tests.browser.by_calendar import by_calendar
from tests.browser.people import (
    begin_tonight,
    check_in,
    check_in_unseen,
    choose,
    comes_to_the_close,
    goes_to,
    make_ready,
    press,
    say_goodnight,
    two_phones,
)
from tests.browser.seeded import record_of
from tests.browser.server import wait_until

CATALOGUE = load_catalogue()
EXPORT = "fetch('/mine/export.json').then(answer => answer.text())"
DIFFER = "Each of you hopes for something a little different. Talk first?"
METHODICAL = [
    *("shoulder tops", "shoulder blades", "between the blades", "middle back", "lower back", "hips"),
    *("neck", "base of the skull", "scalp"),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with by_calendar(tmp_path_factory.mktemp("evenings")) as both:
        yield both


@pytest.fixture
def server(served):
    return served[1]


@pytest.fixture
def calendar(served):
    return served[0]


@pytest.fixture
def both(phone):
    """Give the phones of Cheryl and Scott, who have just moved in."""
    return two_phones(phone, reduced_motion="reduce")


def have_checked_in(cheryl, scott, hers, **his):
    """Let Cheryl tap her answers, with Scott's given meanwhile, and come to the wish."""
    begin_tonight(scott)
    check_in_unseen(scott, {"part": {"part": "give"}, **his})
    begin_tonight(cheryl)
    check_in(cheryl, {"part": ["receive"], **hers})
    for one in (cheryl, scott):
        goes_to(one.page, "/tonight/brief")


def answer_anew(phone, question, value):
    """Go back to a question, tap an answer, and come to the wish again."""
    phone.page.get_by_role("link", name="Change my answers").click()
    goes_to(phone.page, "/tonight/check-in")
    phone.page.locator(f'a[href$="/{question}"]').click()
    goes_to(phone.page, f"/tonight/check-in/{question}")
    choose(phone.page, f'input[value="{value}"]')
    phone.page.locator("form .go").click()
    goes_to(phone.page, "/tonight/check-in")
    phone.open("/tonight")
    goes_to(phone.page, "/tonight/brief")


def frames_of(phone):
    """Return the storyboard: what hands do, where, and for how many seconds."""
    page = phone.open("/tonight/plan")
    rows = page.locator(".frames .said").all()
    told = [[row.locator(part).inner_text() for part in (".when", ".doing", ".where")] for row in rows]
    ends = int(page.locator("h1").inner_text().split()[0]) * 60
    starts = [*(seconds(re.match(r"\d+:\d\d", when)[0]) for when, _, _ in told), ends]
    lasting = [after - at for at, after in pairwise(starts)]
    return [(doing, where, lasts) for (_, doing, where), lasts in zip(told, lasting, strict=True)]


def seconds(clock):
    """Return the seconds of a clock face."""
    minutes, rest = clock.split(":")
    return int(minutes) * 60 + int(rest)


def names_of(family):
    """Return the strokes of a family as the storyboard names them."""
    names = [row.name for row in CATALOGUE.strokes.values() if row.family is family]
    return {name[:1].upper() + name[1:] for name in names}


def test_hopes_that_differ_are_told_kindly_and_alike_and_those_that_agree_are_not(both):
    cheryl, scott = both
    have_checked_in(cheryl, scott, {"intention": ["closeness"]}, intention={"intention": "ease_tension"})
    for one in both:
        expect(one.page.get_by_text(DIFFER, exact=True)).to_be_visible()
        expect(one.page.locator("main")).not_to_contain_text("loosening")
    answer_anew(cheryl, "intention", "ease_tension")
    for one in both:
        expect(one.page.get_by_text("Tonight is for loosening up.")).to_be_visible()
        expect(one.page.get_by_text(DIFFER)).to_have_count(0)


def test_kneading_that_is_wished_for_is_said_taught_and_given_more_time(both, server):
    cheryl, scott = both
    have_checked_in(cheryl, scott, {"pressure": ["firm"], "pace": ["kneading"]})
    same_chance(server, both)
    for one in both:
        expect(one.page.locator("h1")).to_contain_text("firm hands")
        expect(one.page.get_by_text("Kneading would be lovely.")).to_be_visible()
    scott.page.get_by_role("link", name="Tonight has kneading").click()
    expect(scott.page.get_by_role("heading", level=1)).to_have_text("Kneading")
    wished = kneaded_s(scott)
    answer_anew(cheryl, "pace", "kneading")
    expect(cheryl.page.locator("h1, h2", has_text="reads")).to_be_visible()
    expect(cheryl.page.get_by_text("Kneading would be lovely.")).to_have_count(0)
    assert wished > kneaded_s(scott)


def same_chance(server, phones):
    """Give tonight the same chance every time: of the steps a storyboard shows too few to tell for any seed."""
    night_id = json.loads(phones[0].arrived().evaluate(EXPORT))["answers"][-1]["night"]
    for one in phones:
        one.arrived().goto("about:blank")  # so that no page goes on by itself just as it is opened anew
    with record_of(server) as store:
        store.nights.change_night(replace(store.nights.night(night_id), seed=7))
    for one in phones:
        one.open("/tonight")


def kneaded_s(phone):
    """Return for how many seconds the storyboard kneads."""
    return sum(lasts for doing, _, lasts in frames_of(phone) if doing in names_of(Family.KNEAD))


def test_just_hold_me_is_one_tap_and_hands_only_rest_until_the_quiet_end(both, calendar):
    cheryl, scott = both
    begin_tonight(scott)
    check_in_unseen(scott, {"part": {"part": "give"}})
    begin_tonight(cheryl)
    cheryl.page.get_by_role("button", name="Just hold me").click()
    goes_to(cheryl.page, "/tonight/check-in/state")
    check_in(cheryl, {})
    for one in both:
        goes_to(one.page, "/tonight/brief")
        expect(one.page.get_by_role("heading", name="quiet, resting hands")).to_be_visible()
    assert {doing for doing, _, _ in frames_of(scott)} <= names_of(Family.HOLD)
    scott.open("/tonight")
    make_ready(scott)
    assert {step["pressure"] for step in plan_of(scott)["steps"]} == {"feather"}
    calendar.pass_by(minutes=16)
    for one in both:
        comes_to_the_close(one)
        expect(one.page.get_by_role("heading", name="Hands rest.")).to_be_visible()
        say_goodnight(one)


def plan_of(guide):
    """Return the plan that the guide shows."""
    return guide.arrived().evaluate("document.querySelector('live-guide').session.now.plan")


def test_a_red_flag_is_care_first_for_both_with_numbers_to_call(both):
    cheryl, scott = both
    begin_tonight(scott)
    check_in_unseen(scott, {"part": {"part": "give"}})
    begin_tonight(cheryl)
    told = {}
    check_in(
        cheryl,
        {"part": ["receive"], "health_now": ["chest_pain"]},
        look=lambda question, one: told.update({question: one.page.locator("main").inner_text()}),
    )
    assert CATALOGUE.safety["chest_pain"].advice in told["health_now?advice=1"]
    for one in both:
        expect(one.page.get_by_role("heading", name="Care comes first tonight.")).to_be_visible()
        numbers = one.page.locator(".numbers a").all()
        assert [number.get_attribute("href") for number in numbers] == ["tel:112", "tel:911", "tel:999"]
        assert one.small_targets() == []
        expect(one.page.locator("main")).not_to_contain_text("chest")


def test_silence_is_no_yes_to_deep(both, calendar):
    scott, deep, _ = begin_deep(both)
    comes_to(scott, calendar, deep["start_s"])
    wait_until(lambda: "deep" not in {step["pressure"] for step in plan_of(scott)["steps"]}, most_s=20)
    expect(scott.page.locator("[data-part=pressure]")).to_have_text("firm")


def test_deep_comes_after_a_fresh_yes_and_with_the_weight_of_the_body(both, calendar):
    scott, deep, before = begin_deep(both)
    cheryl = both[0]
    comes_to(scott, calendar, before["start_s"] + before["move_s"])
    expect(cheryl.page.get_by_text("How’s the pressure?")).to_be_visible()
    press(cheryl, "answer:just_right")
    expect(scott.page.locator("[data-part=doing]")).to_have_text("Just right. Keep this.")
    comes_to(scott, calendar, deep["start_s"])
    expect(scott.page.locator("live-guide")).to_contain_text("Lean in slowly.")
    expect(scott.page.locator("[data-part=pressure]")).to_have_text("deep")


def begin_deep(both):
    """Begin half an hour in which she would love it deep; return his phone, the first deep step and the one before."""
    cheryl, scott = both
    hers = {"pressure": ["deep"], "minutes": ["30"]}
    have_checked_in(cheryl, scott, hers, minutes={"minutes": "30"}, hands={"experience": "practised"})
    make_ready(scott, look=lambda page: expect(page.locator("#deep")).to_contain_text("after a fresh yes"))
    goes_to(cheryl.page, "/tonight/remote")
    steps = plan_of(scott)["steps"]
    at = [step["pressure"] for step in steps].index("deep")
    assert steps[at - 1]["ask"]
    return scott, steps[at], steps[at - 1]


def comes_to(guide, calendar, at_s):
    """Let time pass until the guide is at a second of its plan."""
    at = "document.querySelector('live-guide').session.plan_ms / 1000"
    calendar.pass_by(seconds=round(at_s - guide.page.evaluate(at)))
    wait_until(lambda: guide.page.evaluate(at) >= at_s, most_s=20)


def test_the_storyboard_goes_from_the_shoulders_down_and_to_the_head_last_to_the_minute(both):
    cheryl, scott = both
    have_checked_in(cheryl, scott, {"minutes": ["20"]}, minutes={"minutes": "20"})
    frames = frames_of(scott)
    places = [where.rpartition(",")[0] for _, where, _ in frames]
    warm, whole = places.index("whole back"), len(places) - 2
    assert places[warm + 1 : whole] == METHODICAL  # where one side had more time, a place would name it
    assert sum(lasts for _, _, lasts in frames) == 20 * 60
    scott.page.locator(".frames a").last.click()
    expect(scott.page.locator(".told-of:visible .when")).to_contain_text("to 20:00")
