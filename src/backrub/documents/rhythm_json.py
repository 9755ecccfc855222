"""The rhythm of a home, the times each ticked in private, and each one's calendar, as JSON."""

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.json import Decoder

from backrub.application.weekly import zone_from
from backrub.documents.keepsake_json import UnreadableKeepsake, read_kept, write_kept
from backrub.domain.errors import BadInput
from backrub.domain.rhythm import MOST_TIMES, Feed, Rhythm, WeeklyTime, weekly_time

LONGEST_TITLE = 60

Ms = Annotated[int, Meta(ge=0, le=2**52)]


class _Times(Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    times: Annotated[tuple[str, ...], Meta(max_length=MOST_TIMES)]


class _Rhythm(Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    zone: str
    time: str | None
    since_ms: Ms
    changed_ms: Ms
    changes: Annotated[int, Meta(ge=0, le=2**31)]
    paused: bool


class _Feed(Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    title: Annotated[str, Meta(min_length=1, max_length=LONGEST_TITLE)]
    digest: bytes | None
    made_ms: Ms


_TIMES, _RHYTHM, _FEED = Decoder(_Times), Decoder(_Rhythm), Decoder(_Feed)


def read_times(text: str) -> frozenset[WeeklyTime]:
    """Return the times a person ticked.

    Raises: UnreadableKeepsake.
    """
    what = "The times you ticked"
    return frozenset(_time(key, what) for key in read_kept(text, _TIMES, what=what).times)


def write_times(times: Iterable[WeeklyTime]) -> str:
    """Return the text that `read_times` reads."""
    return write_kept(_Times(1, tuple(one.key for one in sorted(times))))


def read_rhythm(text: str) -> Rhythm:
    """Return the rhythm of a home.

    Raises: UnreadableKeepsake.
    """
    what = "Your weekly time"
    kept = read_kept(text, _RHYTHM, what=what)
    try:
        zone = zone_from(kept.zone)
    except BadInput as error:
        raise UnreadableKeepsake(
            f"{what} is in a time zone that is not known here; it begins anew."
        ) from error
    time = None if kept.time is None else _time(kept.time, what)
    return Rhythm(zone, time, kept.since_ms, kept.changed_ms, kept.changes, kept.paused)


def write_rhythm(rhythm: Rhythm) -> str:
    """Return the text that `read_rhythm` reads."""
    time = rhythm.time.key if rhythm.time else None
    kept = _Rhythm(1, rhythm.zone, time, rhythm.since_ms, rhythm.changed_ms, rhythm.changes, rhythm.paused)
    return write_kept(kept)


def read_feed(text: str) -> Feed:
    """Return a person's calendar.

    Raises: UnreadableKeepsake.
    """
    kept = read_kept(text, _FEED, what="What your calendar shows")
    return Feed(kept.title, kept.digest, kept.made_ms)


def write_feed(feed: Feed) -> str:
    """Return the text that `read_feed` reads."""
    return write_kept(_Feed(1, feed.title, feed.digest, feed.made_ms))


def title_from(text: str) -> str:
    """Return what a calendar shows, on one line.

    Raises: BadInput.
    """
    title = " ".join(text.split())
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise BadInput(f"What the calendar says: 1 to {LONGEST_TITLE} letters on one line.")
    return title


def _time(key: str, what: str) -> WeeklyTime:
    try:
        return weekly_time(key)
    except BadInput as error:
        raise UnreadableKeepsake(f"{what} cannot be read; it begins anew.") from error
