"""The calendar of a weekly time, read back by another library, which knows neither ours nor Python's zones."""

from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
import vobject

from backrub.application.weekly import first_from, is_near, zone_from
from backrub.documents.calendar_ics import calendar_bytes
from backrub.domain.errors import BadInput
from backrub.domain.rhythm import Rhythm, WeeklyTime, weekly_time

FRIDAY_20 = weekly_time("FR-20:00")
WEEKS = 160
"""Three years: across both changes of the clock, three times."""

CHANGES = {
    "Europe/Berlin": (2026, 9, 1),
    "America/New_York": (2026, 9, 1),
    "Australia/Sydney": (2026, 3, 1),
}
"""Zones with the day from which on the series begins, shortly before a change of the clock."""


def at_ms(*day, zone="UTC"):
    return round(datetime(*day, tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def rhythm(zone="Europe/Berlin", time=FRIDAY_20, since=(2026, 9, 1), **how):
    since_ms = at_ms(*since, zone=zone)
    return Rhythm(zone, time, since_ms, changed_ms=since_ms, changes=1, **how)


def read(rhythm, title="Quiet hour"):
    return vobject.readOne(calendar_bytes(rhythm, uid="uid", title=title).decode())


def hours(calendar, count=WEEKS):
    """Return the first hours of the series in UTC, as the other library sees them."""
    starts = calendar.vevent.getrruleset(addRDate=True)
    return [start.astimezone(UTC) for start in islice(starts, count)]


@pytest.mark.parametrize(("zone", "since"), CHANGES.items())
def test_the_hour_stays_at_its_time_when_the_clocks_change(zone, since):
    found = hours(read(rhythm(zone, since=since)))
    here = [start.astimezone(ZoneInfo(zone)) for start in found]
    assert len(here) == WEEKS
    assert {f"{start:%A %H:%M}" for start in here} == {"Friday 20:00"}
    assert sum(one.utcoffset() != other.utcoffset() for one, other in pairwise(here)) >= 6
    assert {(later.date() - earlier.date()).days for earlier, later in pairwise(here)} == {7}
    steps = {later - earlier for earlier, later in pairwise(found)}
    assert steps == {timedelta(days=7), timedelta(days=7, hours=1), timedelta(days=7, hours=-1)}


def test_a_zone_without_summer_keeps_its_offset():
    here = [start.astimezone(ZoneInfo("Asia/Tokyo")) for start in hours(read(rhythm("Asia/Tokyo")))]
    assert {f"{start:%A %H:%M %z}" for start in here} == {"Friday 20:00 +0900"}


def test_utc_is_a_zone_as_well():
    assert {f"{start:%A %H:%M}" for start in hours(read(rhythm("UTC")))} == {"Friday 20:00"}


def test_an_hour_is_an_hour_long_and_never_ends():
    event = read(rhythm()).vevent
    assert event.dtend.value - event.dtstart.value == timedelta(hours=1)
    assert event.rrule.value == "FREQ=WEEKLY;BYDAY=FR"


def test_the_calendar_says_nothing_but_its_title():
    text = calendar_bytes(rhythm(), uid="uid", title="Quiet hour").decode()
    told = {line for line in text.splitlines() if "Quiet hour" in line}
    assert told == {"PRODID:-//Quiet hour//Weekly//EN", "X-WR-CALNAME:Quiet hour", "SUMMARY:Quiet hour"}
    assert not any(word in text.casefold() for word in ("backrub", "massage", "back rub", "cheryl", "scott"))


def test_words_that_calendars_would_take_apart_arrive_whole():
    title = "Us; slowly, and “late”\\n"
    assert read(rhythm(), title).vevent.summary.value == title


@pytest.mark.parametrize("resting", [rhythm(paused=True), rhythm(time=None), Rhythm()])
def test_without_a_time_or_at_rest_there_is_no_hour(resting):
    assert "vevent" not in read(resting).contents


def test_the_same_rhythm_gives_the_same_bytes():
    assert calendar_bytes(rhythm(), uid="u", title="t") == calendar_bytes(rhythm(), uid="u", title="t")


@pytest.mark.parametrize(
    ("since", "first"),
    [
        ((2026, 11, 20, 19, 59), (2026, 11, 20)),
        ((2026, 11, 20, 20, 0), (2026, 11, 20)),
        ((2026, 11, 20, 20, 1), (2026, 11, 27)),
        ((2026, 11, 21, 0, 0), (2026, 11, 27)),
        ((2026, 11, 15, 12, 0), (2026, 11, 20)),
    ],
)
def test_the_first_hour_is_the_next_there_is(since, first):
    found = first_from(FRIDAY_20, "Europe/Berlin", at_ms(*since, zone="Europe/Berlin"))
    assert found == datetime(*first, 20, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("now", "near"),
    [
        ((2026, 11, 19, 23, 59), False),
        ((2026, 11, 20, 0, 0), True),
        ((2026, 11, 20, 19, 59), True),
        ((2026, 11, 20, 22, 0), True),
        ((2026, 11, 20, 22, 1), False),
    ],
)
def test_the_hour_is_near_on_its_day_until_two_hours_after(now, near):
    now_ms = at_ms(*now, zone="Europe/Berlin")
    assert is_near(rhythm(), now_ms) is near
    assert not is_near(rhythm(paused=True), now_ms)
    assert not is_near(rhythm(time=None), now_ms)


def test_an_hour_before_midnight_is_still_near_after_it():
    late = rhythm(time=WeeklyTime(4, 23 * 60))
    assert is_near(late, at_ms(2026, 11, 21, 0, 30, zone="Europe/Berlin"))


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "America/New_York"])
def test_a_zone_that_there_is_is_taken(name):
    assert zone_from(name) == name


@pytest.mark.parametrize(
    "name", ["", "Berlin", "../etc/passwd", "Europe", "Mars/Olympus", "x" * 5000, "a\0b"]
)
def test_a_zone_that_there_is_not_is_refused(name):
    with pytest.raises(BadInput, match=r"such as Europe/Berlin"):
        zone_from(name)
