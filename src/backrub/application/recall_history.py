"""Recall earlier evenings of two people: what they taught, and what the receiver said of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from backrub.application.ports import EventLog, SessionRef
from backrub.domain.back import SiteSide
from backrub.domain.debrief_rule import learn
from backrub.domain.session.events import Debriefed, Event, SessionBegan, SessionEnded


@dataclass(frozen=True, slots=True)
class Known:
    """State what earlier evenings taught: Walton levels to add to the wish, and whether there were any."""

    learned: Mapping[SiteSide, float] = field(default_factory=dict)
    history: bool = False


@dataclass(frozen=True, slots=True)
class PastEvening:
    """State one finished evening, as its receiver may see it; `debrief` is None if it was not closed."""

    giver: str
    receiver: str
    minutes: int
    completed: bool
    debrief: Debriefed | None


@dataclass(frozen=True, slots=True)
class History:
    """State the finished evenings of one giver and receiver, oldest first, and what they taught."""

    giver: str
    receiver: str
    evenings: tuple[PastEvening, ...]
    learned: Mapping[SiteSide, float]


def recall(log: EventLog, *, giver: str, receiver: str, home: str = "") -> Known:
    """Return what the finished evenings of these two taught; in a home people are named by their ids.

    Raises: StoreUnavailable.
    """
    evenings = _finished(log, log.sessions(giver=giver, receiver=receiver, home=home))
    return Known(learn(evenings), history=bool(evenings))


def recall_histories(log: EventLog, *, receiver: str | None = None, home: str = "") -> list[History]:
    """Return the history of every two people of a home, or of those where this person received.

    Raises: StoreUnavailable.
    """
    refs = log.sessions(receiver=receiver, home=home)
    pairs = dict.fromkeys((ref.giver, ref.receiver) for ref in refs)
    histories = [
        _history(giver, of, _finished(log, [ref for ref in refs if (ref.giver, ref.receiver) == (giver, of)]))
        for giver, of in pairs
    ]
    return [history for history in histories if history.evenings]


def _history(giver: str, receiver: str, evenings: Sequence[Sequence[Event]]) -> History:
    past = tuple(_past(giver, receiver, events) for events in evenings)
    return History(giver, receiver, past, learn(evenings))


def _finished(log: EventLog, refs: Sequence[SessionRef]) -> list[list[Event]]:
    """Return the events of each session that came to its end, be it early."""
    evenings = [[recorded.event for recorded in log.read(ref.id)] for ref in refs]
    return [events for events in evenings if any(isinstance(event, SessionEnded) for event in events)]


def _past(giver: str, receiver: str, events: Sequence[Event]) -> PastEvening:
    began = next(event for event in events if isinstance(event, SessionBegan))
    ended = next(event for event in events if isinstance(event, SessionEnded))
    debrief = next((event for event in events if isinstance(event, Debriefed)), None)
    return PastEvening(giver, receiver, began.brief.frame.minutes, ended.completed, debrief)
