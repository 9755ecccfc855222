"""A rhythm: the weekly time that both ticked, and whose turn to receive it could be."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from backrub.domain.arrangement import Turn
from backrub.domain.errors import BadInput

DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
"""The days of a week by the letters calendars have for them, Monday first."""

MOST_TIMES = 7
"""How many times of a week one may tick: more would only be a search for the other's."""

NEUTRAL_TITLE = "Quiet hour"
"""What calendars say unless someone chooses other words: it tells whoever looks nothing."""

RECENT_TURNS = 8
_KEY = re.compile(rf"({'|'.join(DAYS)})-([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True, order=True)
class WeeklyTime:
    """Name a time of the week on the home's clock: `weekday` 0 is Monday, `minute` counts from midnight."""

    weekday: int
    minute: int

    @property
    def day_letters(self) -> str:
        """Return the day as calendars write it, e.g. "FR"."""
        return list(DAYS)[self.weekday]

    @property
    def day(self) -> str:
        """Return the day, e.g. "Friday"."""
        return DAYS[self.day_letters]

    @property
    def clock(self) -> str:
        """Return the time of day, e.g. "20:00"."""
        return f"{self.minute // 60:02}:{self.minute % 60:02}"

    @property
    def key(self) -> str:
        """Return the time as forms and files write it, e.g. "FR-20:00"."""
        return f"{self.day_letters}-{self.clock}"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Hold what both know: the zone their clock shows, the time both ticked, since when, and whether it rests.

    `since_ms` and `changed_ms` are Unix times; `changes` counts every change that a calendar should see.
    """

    zone: str = "UTC"
    time: WeeklyTime | None = None
    since_ms: int = 0
    changed_ms: int = 0
    changes: int = 0
    paused: bool = False

    def changed(self, now_ms: int, **fields: object) -> "Rhythm":
        """Return the rhythm with other fields, counted as a change; the same fields change nothing."""
        other = replace(self, **fields)  # type: ignore[arg-type]
        return self if other == self else replace(other, changed_ms=now_ms, changes=self.changes + 1)


@dataclass(frozen=True, slots=True)
class Feed:
    """Hold a person's own calendar: what its hours are called, and the digest of its secret address, if it has one."""

    title: str = NEUTRAL_TITLE
    digest: bytes | None = None
    made_ms: int = 0


def weekly_time(key: str) -> WeeklyTime:
    """Return the time that a key names.

    Raises: BadInput.
    """
    found = _KEY.fullmatch(key)
    if found is None:
        raise BadInput("A weekly time is a day and a time of day, such as FR-20:00; choose one on the page.")
    day, hour, minute = found.groups()
    return WeeklyTime(list(DAYS).index(day), int(hour) * 60 + int(minute))


def agreed(
    now: WeeklyTime | None, mine: Collection[WeeklyTime], theirs: Collection[WeeklyTime]
) -> WeeklyTime | None:
    """Return the time that both ticked: the one that is now, while both still do, or else the first of a week."""
    both = set(mine) & set(theirs)
    return now if now in both else min(both, default=None)


def next_to_receive(turns: Sequence[Turn], people: Sequence[str]) -> str | None:
    """Return whose turn to receive it could be, by the latest turns of these two, oldest first; None before any.

    It is whoever received less of late; of two alike, whoever's last time is longer ago. Nothing is owed.
    """
    of_late = [turn.receiver for turn in turns if {turn.giver, turn.receiver} == set(people)][-RECENT_TURNS:]
    if not of_late:
        return None
    latest_first = of_late[::-1]
    return min(people, key=lambda one: (of_late.count(one), -_waits(one, latest_first)))


def _waits(person_id: str, latest_first: Sequence[str]) -> int:
    return latest_first.index(person_id) if person_id in latest_first else len(latest_first)
