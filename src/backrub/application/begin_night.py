"""Begin a night: the first of two who begins makes it, the other comes along."""

from contextlib import suppress

from backrub.application.end_old_nights import NIGHT_MS
from backrub.application.home_ports import Nights, Private, PrivateNote
from backrub.domain.errors import SequenceConflict
from backrub.domain.night import Night


def tonights(nights: Nights, home_id: str, person_id: str, *, now_ms: int) -> Night | None:
    """Return the latest night of a person unless it belongs to an earlier day; it may be over.

    Raises: StoreUnavailable.
    """
    theirs = [night for night in nights.nights(home_id) if person_id in night.people]
    return theirs[-1] if theirs and now_ms - theirs[-1].made_ms <= NIGHT_MS else None


def begin_night(nights: Nights, home_id: str, people: tuple[str, str], *, now_ms: int, seed: int) -> Night:
    """Return tonight's night for two people, a new one if there is none or the last one is over.

    Two who begin at the same moment get the same night.
    Raises: StoreUnavailable.
    """
    now = tonights(nights, home_id, people[0], now_ms=now_ms)
    if now is not None and not now.is_over:
        return now
    night = Night(_next_id(nights, home_id), home_id, people, now_ms, seed)
    with suppress(SequenceConflict):
        nights.add_night(night)
    return nights.night(night.id) or night


def begin_check_in(nights: Nights, night: Night, person_id: str, *, answers: str) -> PrivateNote:
    """Return a person's check-in of a night, begun with `answers` unless it was under way.

    Raises: StoreUnavailable.
    """
    kept = nights.private(night.id, person_id, Private.CHECK_IN)
    if kept is not None:
        return kept
    note = PrivateNote(night.id, person_id, Private.CHECK_IN, answers)
    nights.keep_private(note)
    return note


def _next_id(nights: Nights, home_id: str) -> str:
    """Return an id that two who begin at once both arrive at."""
    counts = [int(night.id.rpartition("-")[2]) for night in nights.nights(home_id)]
    return f"{home_id}-{max(counts, default=0) + 1}"
