"""The weekly time on pages: ticked in private, shared where both ticked, paused by either; and its calendar."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest
import vobject
from tests.before_hands import CHERYL, HOME, SCOTT, doorstep
from tests.fakes import FakeClock
from tests.web_house import memory_house, phone, send

from backrub.application.home_ports import Keepsake
from backrub.bootstrap.rhythm import rhythm_for
from backrub.domain.home import Person
from backrub.domain.rhythm import weekly_time
from backrub.web.app import create_app

BERLIN = "Europe/Berlin"
WEDNESDAY_MS = round(datetime(2026, 11, 18, 12, tzinfo=ZoneInfo(BERLIN)).timestamp() * 1000)
PRIVATE = "/rhythm/times", "/rhythm/calendar", "/rhythm.ics"


class Two:
    """Hold a home of two with a phone each, and a clock that stands still."""

    def __init__(self, *, one_phone=False):
        self.clock = FakeClock(WEDNESDAY_MS)
        self.house = doorstep(memory_house(self.clock), one_phone=one_phone)
        self.house.nights.erase_night("night-1")
        app = create_app(self.house)
        self.hers, self.his = (
            phone(self.house, app, cookies={"backrub_device": who}) for who in (CHERYL, SCOTT)
        )
        self.stranger = phone(self.house, app)

    def tick(self, client, *times, zone=BERLIN, **other):
        return send(client, "/rhythm/times", times=list(times), zone=zone, **other)

    def agree(self, *times):
        for client in (self.hers, self.his):
            self.tick(client, *(times or ("FR-20:00",)))

    @property
    def shared(self):
        return rhythm_for(self.house, self.house.people.person(CHERYL)).shared

    def address(self, client):
        answer = send(client, "/rhythm/calendar/address")
        return re.search(r'class="address">http://[^/]+(/calendar/[^<]+)</p>', answer.text)[1]


@pytest.fixture
def two():
    return Two()


@pytest.fixture(scope="module")
def unchanged():
    """Return a home that no test changes."""
    two = Two()
    two.agree("SU-21:00")
    two.address(two.his)
    return two


def test_a_time_that_both_ticked_becomes_theirs(two):
    two.tick(two.hers, "FR-20:00", "SU-21:00")
    assert "Once Scott ticks one of them too" in two.hers.get("/rhythm").text
    assert "Tick what could suit" in two.his.get("/rhythm").text
    assert two.tick(two.his, "TU-10:00", "FR-20:00").headers["location"] == "/rhythm"
    for client in (two.hers, two.his):
        assert "Friday,<br>20:00" in client.get("/rhythm").text
        assert "Next on Friday, 20 November." in client.get("/rhythm").text


def test_a_time_ends_when_one_ticks_it_no_more(two):
    two.agree()
    two.tick(two.his, "TU-10:00")
    assert two.shared.time is None
    assert "What you both tick" in two.hers.get("/rhythm").text


def test_what_one_ticked_comes_back_to_them_alone(two):
    two.tick(two.hers, "FR-20:00", other_day="WE", other_clock="19:15")
    text = two.hers.get("/rhythm/times").text
    assert text.count(" checked") == 2
    assert "Wednesday, 19:15" in text
    assert " checked" not in two.his.get("/rhythm/times").text
    assert "19:15" in two.hers.get("/mine/export.json").text
    assert "19:15" not in two.his.get("/mine/export.json").text


@pytest.mark.parametrize(
    ("times", "other", "said"),
    [
        (["XX-20:00"], {}, "such as FR-20:00"),
        ([], {"other_day": "WE", "other_clock": "25:00"}, "such as FR-20:00"),
        (["FR-20:00"], {"zone": "Moon/Sea"}, "The time zone: write one such as Europe/Berlin"),
        (
            [f"{day}-{clock}" for day in ("MO", "TU") for clock in ("10:00", "16:00", "20:00", "21:00")],
            {},
            "7 times",
        ),
    ],
)
def test_what_cannot_be_ticked_is_refused_and_nothing_is_lost(unchanged, times, other, said):
    answer = unchanged.tick(unchanged.hers, *times, **other)
    assert answer.status_code == 400
    assert said in answer.text
    assert all(f'value="{value}"' in answer.text for value in other.values())
    assert unchanged.shared.time == weekly_time("SU-21:00")
    assert unchanged.house.keepsakes.keepsake(CHERYL, "rhythm").version == 1


@pytest.mark.parametrize("who", ["hers", "his"])
def test_either_may_pause_and_go_on_and_nobody_reads_who_did(two, who):
    two.agree()
    send(getattr(two, who), "/rhythm/pause", paused="yes")
    for client in (two.hers, two.his):
        assert "It rests, for as long as you like" in client.get("/rhythm").text
    kept = two.house.keepsakes.keepsake(HOME, "rhythm").text
    assert CHERYL not in kept
    assert SCOTT not in kept
    send(getattr(two, who), "/rhythm/pause", paused="")
    assert not two.shared.paused


def test_pausing_twice_changes_nothing(two):
    two.agree()
    send(two.hers, "/rhythm/pause", paused="yes")
    once = two.shared
    two.clock.jump(60)
    send(two.his, "/rhythm/pause", paused="yes")
    assert two.shared == once


def test_on_its_day_tonight_says_so_quietly(two):
    two.agree()
    assert "Your quiet time" not in two.hers.get("/tonight").text
    two.clock.jump(2 * 24 * 3600)
    assert "Your quiet time: 20:00." in two.hers.get("/tonight").text
    send(two.his, "/rhythm/pause", paused="yes")
    assert "Your quiet time" not in two.hers.get("/tonight").text


def test_after_an_evening_the_turn_is_an_offer(two):
    two.agree()
    house = doorstep(two.house, session_id="past")
    night = house.nights.night("night-1")
    house.nights.change_night(replace(night, is_over=True))
    assert "It could be your turn to receive." in two.his.get("/rhythm").text
    assert (
        "It could be Scott\N{RIGHT SINGLE QUOTATION MARK}s turn to receive." in two.hers.get("/rhythm").text
    )


def test_alone_there_is_nobody_to_tick_with(two):
    two.agree()
    two.house.people.erase_person(SCOTT)
    text = two.hers.get("/rhythm").text
    assert "It takes two" in text
    assert two.shared.time is None


def test_a_feed_needs_no_cookie_and_sets_none(two):
    two.agree()
    answer = two.stranger.get(two.address(two.his))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "set-cookie" not in answer.headers
    event = vobject.readOne(answer.text).vevent
    assert event.summary.value == "Quiet hour"
    assert f"{event.dtstart.value:%d %H:%M}" == "20 20:00"
    assert not any(word in answer.text.lower() for word in ("scott", "cheryl", "backrub"))


def test_an_address_taken_back_is_as_unknown_as_one_that_never_was(two):
    two.agree()
    address = two.address(two.his)
    send(two.his, "/rhythm/calendar/take-back")
    gone, never = two.stranger.get(address), two.stranger.get("/calendar/nobody.knows.ics")
    assert (gone.status_code, gone.content, gone.headers) == (404, never.content, never.headers)


@pytest.mark.parametrize(
    "name", ["", ".", "scott", "scott.", "scott.wrong", "nobody.", "%00.x", "scott..ics"]
)
def test_no_name_but_the_secret_one_opens_a_calendar(unchanged, name):
    for client in (unchanged.stranger, unchanged.his):
        assert client.get(f"/calendar/{name}.ics").status_code == 404


def test_before_there_is_an_address_no_name_opens_a_calendar(two):
    assert two.stranger.get("/calendar/scott..ics").status_code == 404


def test_a_new_address_takes_the_place_of_the_old(two):
    two.agree()
    first, second = two.address(two.his), two.address(two.his)
    assert two.stranger.get(first).status_code == 404
    assert two.stranger.get(second).status_code == 200


def test_the_secret_is_shown_once_and_only_its_digest_is_kept(two):
    address = two.address(two.his)
    secret = address.removesuffix(".ics").rpartition(".")[2]
    assert secret not in two.his.get("/rhythm/calendar").text
    assert secret not in two.his.get("/mine/export.json").text
    assert secret not in "".join(one.text for one in two.house.keepsakes.keepsakes(SCOTT))


def test_someone_erased_takes_their_calendar_along(two):
    two.agree()
    address = two.address(two.his)
    two.house.people.erase_person(SCOTT)
    assert two.stranger.get(address).status_code == 404


def test_a_calendar_that_has_not_changed_is_not_sent_again(two):
    two.agree()
    address = two.address(two.his)
    tag = two.stranger.get(address).headers["etag"]
    answer = two.stranger.get(address, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    two.clock.jump(60)
    send(two.hers, "/rhythm/pause", paused="yes")
    rests = two.stranger.get(address, headers={"If-None-Match": tag})
    assert rests.status_code == 200
    assert "VEVENT" not in rests.text


def test_ones_own_words_stand_in_ones_own_calendar_alone(two):
    two.agree()
    send(two.his, "/rhythm/calendar/title", title="  Cheryl,  slowly ")
    assert "SUMMARY:Cheryl\\, slowly" in two.stranger.get(two.address(two.his)).text
    assert "SUMMARY:Quiet hour" in two.stranger.get(two.address(two.hers)).text


@pytest.mark.parametrize("title", ["", "   ", "x" * 61, "a\x00b"])
def test_words_that_cannot_be_are_refused(unchanged, title):
    answer = send(unchanged.his, "/rhythm/calendar/title", title=title)
    assert answer.status_code == 400
    assert "1 to 60 letters on one line" in answer.text


def test_the_calendar_can_be_taken_along_as_a_file(two):
    two.agree()
    answer = two.his.get("/rhythm.ics")
    assert answer.headers["content-disposition"] == 'attachment; filename="quiet-hour.ics"'
    assert vobject.readOne(answer.text).vevent.rrule.value == "FREQ=WEEKLY;BYDAY=FR"
    assert answer.headers["cache-control"] == "no-store"


def test_on_a_shared_phone_without_a_pin_what_is_private_stays_shut():
    two = Two(one_phone=True)
    for path in PRIVATE:
        assert "Yours alone, once you have a PIN." in two.hers.get(path).text
    assert two.tick(two.hers, "FR-20:00").status_code == 403
    for path in ("title", "address"):
        assert send(two.hers, f"/rhythm/calendar/{path}", title="x").status_code == 403
    assert two.house.keepsakes.keepsakes(CHERYL) == []


DAMAGED = msgspec.json.encode(
    {
        "format": 1,
        "zone": "Gone/Away",
        "time": None,
        "since_ms": 0,
        "changed_ms": 0,
        "changes": 0,
        "paused": False,
    }
).decode()


@pytest.mark.parametrize(
    ("owner", "name", "text", "said"),
    [
        (HOME, "rhythm", "{", "Your weekly time cannot be read"),
        (HOME, "rhythm", DAMAGED, "in a time zone that is not known here"),
        (HOME, "rhythm", DAMAGED.replace("Gone/Away", "UTC").replace("null", '"ZZ-1"'), "it begins anew"),
        (CHERYL, "rhythm", '{"format":1,"times":["soon"]}', "The times you ticked cannot be read"),
        (CHERYL, "rhythm", '{"format":2,"times":[]}', "The times you ticked cannot be read"),
    ],
)
def test_what_is_damaged_is_said_and_begins_anew(two, owner, name, text, said):
    two.house.keepsakes.keep(owner, Keepsake(name, text))
    answer = two.hers.get("/rhythm")
    assert answer.status_code == 200
    assert said in answer.text
    two.agree()
    assert two.shared.time == weekly_time("FR-20:00")


def test_a_damaged_calendar_of_ones_own_leads_nowhere_until_a_new_address(two):
    address = two.address(two.his)
    kept = two.house.keepsakes.keepsake(SCOTT, "calendar")
    two.house.keepsakes.keep(SCOTT, Keepsake("calendar", "{", kept.version))
    assert two.stranger.get(address).status_code == 404
    assert two.stranger.get(two.address(two.his)).status_code == 200


def test_a_third_person_of_another_home_sees_nothing(two):
    two.agree()
    two.house.people.add_person(Person("else", "elsewhere", "Sam"))
    assert rhythm_for(two.house, two.house.people.person("else")).shared.time is None
