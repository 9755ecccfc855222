"""Wire the weekly time: what each ticked, what both share, whose turn it could be, and calendars."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hmac import compare_digest

from backrub.application.tokens import digest
from backrub.application.weekly import zone_from
from backrub.bootstrap.house import House
from backrub.bootstrap.keepsakes import Form, change_held, held
from backrub.documents.calendar_ics import calendar_bytes
from backrub.documents.rhythm_json import (
    read_feed,
    read_rhythm,
    read_times,
    title_from,
    write_feed,
    write_rhythm,
    write_times,
)
from backrub.domain.errors import BadInput
from backrub.domain.home import Person
from backrub.domain.rhythm import MOST_TIMES, Feed, Rhythm, WeeklyTime, agreed, next_to_receive

Times = frozenset[WeeklyTime]

_NO_TIMES: Times = frozenset()
_TIMES: Form[Times] = Form("rhythm", read_times, write_times, empty=_NO_TIMES, damaged=_NO_TIMES)
_RHYTHM: Form[Rhythm] = Form("rhythm", read_rhythm, write_rhythm, empty=Rhythm(), damaged=Rhythm())
_FEED: Form[Feed] = Form("calendar", read_feed, write_feed, empty=Feed(), damaged=Feed())


@dataclass(frozen=True, slots=True)
class HomeRhythm:
    """Hold what someone may know of the weekly time: what both share, and the times they ticked themselves."""

    shared: Rhythm
    mine: Times
    trouble: str = ""


def rhythm_for(house: House, person: Person) -> HomeRhythm:
    """Return the weekly time as a person may know it; a time that not both tick any more is none.

    Raises: StoreUnavailable.
    """
    kept = held(house.keepsakes, person.home_id, _RHYTHM)
    ticked = {one.id: held(house.keepsakes, one.id, _TIMES) for one in house.people.people(person.home_id)}
    mine = ticked.get(person.id)
    together = len(ticked) > 1 and all(kept.value.time in one.value for one in ticked.values())
    shared = kept.value if together else replace(kept.value, time=None)
    return HomeRhythm(
        shared, mine.value if mine else _NO_TIMES, kept.trouble or (mine.trouble if mine else "")
    )


def tick_times(house: House, person: Person, times: Iterable[WeeklyTime], *, zone: str) -> None:
    """Keep the times a person ticked, in private; a time that both ticked becomes the rhythm.

    Raises: BadInput; SequenceConflict; StoreUnavailable.
    """
    ticked, zone = frozenset(times), zone_from(zone)
    if len(ticked) > MOST_TIMES:
        raise BadInput(f"Tick {MOST_TIMES} times at most; these are {len(ticked)}.")
    change_held(house.keepsakes, person.id, _TIMES, lambda _: ticked)
    now_ms = house.now_ms()

    def settled(rhythm: Rhythm) -> Rhythm:
        # Read anew at each try: of two who tick at the same moment, whoever is later finds what both ticked.
        all_ticked = [
            held(house.keepsakes, one.id, _TIMES).value for one in house.people.people(person.home_id)
        ]
        time = agreed(rhythm.time, *all_ticked) if len(all_ticked) > 1 else None
        since_ms = rhythm.since_ms if time == rhythm.time else now_ms
        return rhythm.changed(now_ms, zone=zone, time=time, since_ms=since_ms)

    change_held(house.keepsakes, person.home_id, _RHYTHM, settled)


def pause(house: House, home_id: str, *, paused: bool) -> None:
    """Let the rhythm rest, or go on; either may, and who did is not kept.

    Raises: SequenceConflict; StoreUnavailable.
    """
    now_ms = house.now_ms()
    change_held(house.keepsakes, home_id, _RHYTHM, lambda rhythm: rhythm.changed(now_ms, paused=paused))


def could_receive(house: House, person: Person) -> Person | None:
    """Return whose turn to receive it could be, None before the first evening.

    Raises: StoreUnavailable.
    """
    people = {one.id: one for one in house.people.people(person.home_id)}
    nights = house.nights.nights(person.home_id)
    begun = [turn.turn for night in nights for turn in night.turns if turn.session_id]
    found = next_to_receive(begun, tuple(people)) if len(people) > 1 else None
    return people[found] if found else None


def feed_of(house: House, person_id: str) -> Feed:
    """Return a person's calendar.

    Raises: StoreUnavailable.
    """
    return held(house.keepsakes, person_id, _FEED).value


def name_feed(house: House, person_id: str, title: str) -> None:
    """Keep what a person's calendar says.

    Raises: BadInput; SequenceConflict; StoreUnavailable.
    """
    said = title_from(title)
    change_held(house.keepsakes, person_id, _FEED, lambda feed: replace(feed, title=said))


def open_feed(house: House, person_id: str) -> str:
    """Return the secret name of a new address of a person's calendar; the one before leads nowhere any more.

    Raises: SequenceConflict; StoreUnavailable.
    """
    secret, now_ms = house.new_token(), house.now_ms()
    kept = digest(secret)
    change_held(house.keepsakes, person_id, _FEED, lambda feed: replace(feed, digest=kept, made_ms=now_ms))
    return f"{person_id}.{secret}"


def close_feed(house: House, person_id: str) -> None:
    """Take the address of a person's calendar back.

    Raises: SequenceConflict; StoreUnavailable.
    """
    change_held(house.keepsakes, person_id, _FEED, lambda feed: replace(feed, digest=None, made_ms=0))


def calendar_at(house: House, name: str) -> bytes | None:
    """Return the calendar at a secret name, None where there is none, or none any more.

    Raises: StoreUnavailable.
    """
    person_id, _, secret = name.rpartition(".")
    person = house.people.person(person_id)
    kept = feed_of(house, person_id).digest if person else None
    is_theirs = compare_digest(digest(secret), kept or b"")
    return calendar_of(house, person) if person and is_theirs else None


def calendar_of(house: House, person: Person) -> bytes:
    """Return a person's calendar as an iCalendar document.

    Raises: StoreUnavailable.
    """
    uid = hashlib.sha256(f"weekly:{person.home_id}".encode()).hexdigest()[:32]
    return calendar_bytes(rhythm_for(house, person).shared, uid=uid, title=feed_of(house, person.id).title)
