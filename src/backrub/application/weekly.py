"""Tell a weekly time on real clocks: in a zone, with its changes between summer and winter."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from backrub.domain.errors import BadInput
from backrub.domain.rhythm import Rhythm, WeeklyTime

_STILL_NEAR_S = 2 * 60 * 60
_WEEK = timedelta(days=7)


def zone_from(name: str) -> str:
    """Return the name of a time zone that there is.

    Raises: BadInput.
    """
    if name not in _zones():
        raise BadInput("The time zone: write one such as Europe/Berlin, America/New_York or UTC.")
    return name


def first_from(at: WeeklyTime, zone: str, since_ms: int) -> datetime:
    """Return the first such time of a week that is not before a moment, on the clock of the zone."""
    since = _local(since_ms, zone)
    days = timedelta(days=(at.weekday - since.weekday()) % 7)
    first = _on(since.date() + days, at, zone)
    return first if first.timestamp() >= since.timestamp() else _on((first + _WEEK).date(), at, zone)


def is_near(rhythm: Rhythm, now_ms: int) -> bool:
    """Return whether the weekly time is later today, or was within the last two hours; never while it rests."""
    if rhythm.time is None or rhythm.paused:
        return False
    earlier = now_ms - _STILL_NEAR_S * 1000
    start = first_from(rhythm.time, rhythm.zone, earlier)
    return start.timestamp() * 1000 <= now_ms or start.date() == _local(now_ms, rhythm.zone).date()


def _local(unix_ms: int, zone: str) -> datetime:
    return datetime.fromtimestamp(unix_ms / 1000, UTC).astimezone(ZoneInfo(zone))


def _on(day: date, at: WeeklyTime, zone: str) -> datetime:
    return datetime.combine(day, time(at.minute // 60, at.minute % 60), ZoneInfo(zone))


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
