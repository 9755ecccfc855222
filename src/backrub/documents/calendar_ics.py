"""Write the weekly time as an iCalendar document (RFC 5545) that tells whoever reads it as little as can be."""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Timezone, vRecur

from backrub.application.weekly import first_from
from backrub.domain.rhythm import Rhythm, WeeklyTime

LASTS = timedelta(hours=1)
ASK_AGAIN = timedelta(hours=12)
A_YEAR = timedelta(days=366)
"""So long before the first hour the zone's own changes are told, so that a reader knows where it stands."""

MAKER = "-//Quiet hour//Weekly//EN"
"""Every calendar names what made it; this one says no more than its neutral title does."""


def calendar_bytes(rhythm: Rhythm, *, uid: str, title: str) -> bytes:
    """Return the calendar; without a time, or while it rests, one that holds no hour.

    The same rhythm gives the same bytes. `uid` names the series for good, also after its time has changed.
    """
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    calendar.add_component(_zone(rhythm))
    if rhythm.time is not None and not rhythm.paused:
        calendar.add_component(_event(rhythm, rhythm.time, uid, title))
    return bytes(calendar.to_ical())


def _zone(rhythm: Rhythm) -> Timezone:
    """Return the zone with its changes from before the first hour on."""
    from_day = datetime.fromtimestamp(rhythm.since_ms // 1000, UTC).date() - A_YEAR
    zone = Timezone.from_tzid(rhythm.zone, first_date=from_day)
    for offset in zone.subcomponents:
        changes = offset.pop("rdate").dts if "rdate" in offset else ()
        for change in changes:
            offset.add("rdate", [change.dt])  # a line each: of a list, some readers take the first date alone
    return zone


def _event(rhythm: Rhythm, at: WeeklyTime, uid: str, title: str) -> Event:
    start = first_from(at, rhythm.zone, rhythm.since_ms)
    changed = datetime.fromtimestamp(rhythm.changed_ms // 1000, UTC)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", rhythm.changes)
    event.add("summary", title)
    event.add("class", "PRIVATE")
    event.add("dtstart", start)
    event.add("dtend", start + LASTS)
    event.add("rrule", vRecur({"freq": "weekly", "byday": at.day_letters}))
    return event
