"""Days as a person says them, in the time of the machine the house runs on."""

from datetime import UTC, datetime

from backrub.domain.catalogue import Catalogue
from backrub.web.counting import counted

_WEEK, _MONTH, _YEAR = 7, 30, 365
_IN_DAYS, _IN_WEEKS = 2 * _WEEK, 2 * _MONTH


def day_of(unix_ms: int) -> str:
    """Return a day, e.g. "Friday, 20 November 2026"."""
    return f"{_local(unix_ms):%A}, {date_of(unix_ms)}"


def day_in(catalogue: Catalogue, unix_ms: int) -> str:
    """Return a day in the words of a catalogue, e.g. "Freitag, 20. November 2026"."""
    local = _local(unix_ms)
    return catalogue.say(
        "date.day",
        weekday=catalogue.within(f"weekday.{local.isoweekday()}"),
        day=str(local.day),
        month=catalogue.within(f"month.{local.month}"),
        year=str(local.year),
    )


def date_of(unix_ms: int) -> str:
    """Return a day without its name, e.g. "20 November 2026"."""
    return f"{short_day(unix_ms)} {_local(unix_ms):%Y}"


def short_day(unix_ms: int) -> str:
    """Return a day of the year, e.g. "20 November"."""
    local = _local(unix_ms)
    return f"{local.day} {local:%B}"


def days_since(unix_ms: int, now_ms: int) -> int:
    """Return how many midnights lie between a moment and now, 0 on the same day."""
    return max(0, (_local(now_ms).date() - _local(unix_ms).date()).days)


def ago(days: int) -> str:
    """Return how long ago so many days are, e.g. "today", "five days ago", "three weeks ago"."""
    if days <= 1:
        return "yesterday" if days else "today"
    if days >= _YEAR:
        return "over a year ago"
    if days < _IN_DAYS:
        return f"{counted(days, 'day')} ago"
    unit = (_WEEK, "week") if days < _IN_WEEKS else (_MONTH, "month")
    return f"{counted(days // unit[0], unit[1])} ago"


def _local(unix_ms: int) -> datetime:
    return datetime.fromtimestamp(unix_ms / 1000, UTC).astimezone()
