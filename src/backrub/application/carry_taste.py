"""Carry a taste from evening to evening, so that a year of them need not be read to plan the next.

What is carried must be what a replay gives, byte for byte. It covers evenings up to the latest that its receiver
has closed, because nothing more is said of those; where anything it covers has changed, all is replayed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import dropwhile

from backrub.application.learn_taste import EditKind, Lived, TasteEdit, learned_on, likings, said_since
from backrub.application.ports import EventLog, SessionRef
from backrub.domain.preferences import Taste
from backrub.domain.session.events import Debriefed, Event, SessionEnded


class Progress(StrEnum):
    """Name how far a session has come: a closed one changes no more."""

    OPEN = "open"
    ENDED = "ended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Covered:
    """Name a session that a carried taste has taken into account, as far as it had come then."""

    id: str
    began_ms: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class Carried:
    """Hold a taste in its written form with all that made it, so that it can be known to be out of date."""

    sessions: tuple[Covered, ...]
    edits: tuple[TasteEdit, ...]
    taste: str


@dataclass(frozen=True, slots=True)
class Recalled:
    """State what is known of a receiver: the taste, whether they were here before, and what to carry on.

    `is_told` tells whether anything was ever said or set; a taste that is silence alone bends no plan.
    """

    taste: Taste
    history: bool
    is_told: bool
    carried: Carried


def recall_taste(
    log: EventLog, refs: Sequence[SessionRef], edits: Sequence[TasteEdit], before: Carried | None = None
) -> Recalled:
    """Return what sessions of two people taught, oldest first, going on from what was carried if it holds.

    Raises: StoreUnavailable; UnreadableTaste, if the carried taste cannot be read.
    """
    kept = before if before is not None and _holds(log, refs, tuple(edits), before) else None
    covered = kept.sessions if kept else ()
    taste = Taste.from_json(kept.taste) if kept else Taste()
    fresh = [(_covered(ref, events), events) for ref, events in _read(log, refs[len(covered) :])]
    carry, rest = _divided(fresh)
    taste = learned_on(taste, _lived(carry), edits, since_ms=_last_ms(covered))
    covered = (*covered, *(one for one, _ in carry))
    carried = Carried(covered, tuple(edits), taste.to_json())
    taste = learned_on(taste, _lived(rest), edits, since_ms=_last_ms(covered))
    everything = (*covered, *(one for one, _ in rest))
    taste = said_since(taste, edits, since_ms=_last_ms(everything))
    is_told = bool(likings(taste)) or any(edit.kind is EditKind.SET for edit in edits)
    return Recalled(taste, any(map(_is_finished, everything)), is_told, carried)


_Read = tuple[Covered, list[Event]]


def finished(log: EventLog, refs: Iterable[SessionRef]) -> list[Lived]:
    """Return the sessions that came to their end, be it early, with their events.

    Raises: StoreUnavailable.
    """
    return list(_lived((_covered(ref, events), events) for ref, events in _read(log, refs)))


def _holds(log: EventLog, refs: Sequence[SessionRef], edits: tuple[TasteEdit, ...], carried: Carried) -> bool:
    """Return whether nothing that a carried taste covers has changed since."""
    if carried.edits != edits or len(carried.sessions) > len(refs):
        return False
    return all(
        (ref.id, ref.began_ms) == (one.id, one.began_ms)
        and (one.progress is Progress.CLOSED or one == _covered(ref, _events(log, ref)))
        for ref, one in zip(refs, carried.sessions, strict=False)
    )


def _divided(fresh: list[_Read]) -> tuple[list[_Read], list[_Read]]:
    """Return the sessions up to the latest that was closed, and those after it."""
    closed = list(dropwhile(lambda one: one[0].progress is not Progress.CLOSED, reversed(fresh)))
    return fresh[: len(closed)], fresh[len(closed) :]


def _lived(sessions: Iterable[_Read]) -> Iterator[Lived]:
    return (Lived(one.began_ms, events) for one, events in sessions if _is_finished(one))


def _last_ms(covered: Sequence[Covered]) -> int:
    return max((one.began_ms for one in covered if _is_finished(one)), default=0)


def _is_finished(covered: Covered) -> bool:
    return covered.progress is not Progress.OPEN


def _covered(ref: SessionRef, events: Sequence[Event]) -> Covered:
    if any(isinstance(event, Debriefed) for event in events):
        return Covered(ref.id, ref.began_ms, Progress.CLOSED)
    ended = any(isinstance(event, SessionEnded) for event in events)
    return Covered(ref.id, ref.began_ms, Progress.ENDED if ended else Progress.OPEN)


def _read(log: EventLog, refs: Iterable[SessionRef]) -> Iterator[tuple[SessionRef, list[Event]]]:
    return ((ref, _events(log, ref)) for ref in refs)


def _events(log: EventLog, ref: SessionRef) -> list[Event]:
    return [recorded.event for recorded in log.read(ref.id)]
