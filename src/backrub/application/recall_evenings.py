"""Recall one person's evenings: as receiver all that was said, as giver their own words and no one else's."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from backrub.application.home_ports import Nights, Private
from backrub.application.ports import EventLog, SessionRef
from backrub.domain.back import SiteSide
from backrub.domain.brief import Brief
from backrub.domain.home import Person
from backrub.domain.night import Night
from backrub.domain.pressure import PressureWord
from backrub.domain.session.events import (
    Debriefed,
    Event,
    Feedback,
    FeedbackGiven,
    PlanChanged,
    SessionBegan,
    SessionEnded,
)
from backrub.domain.session.evolve import evolve
from backrub.domain.session.state import Session


@dataclass(frozen=True, slots=True)
class Received:
    """State an evening as its receiver may see it; `check_in` is what they answered, as JSON, "" if nothing.

    `said` joins each word with the places under the hands; `given_s` are the seconds of contact each place had.
    `began_ms` is Unix time.
    """

    night_id: str
    began_ms: int
    minutes: int
    completed: bool
    giver: str
    brief: Brief
    check_in: str
    debrief: Debriefed | None
    said: tuple[tuple[Feedback, tuple[SiteSide, ...]], ...]
    given_s: Mapping[SiteSide, float]


@dataclass(frozen=True, slots=True)
class Given:
    """State an evening as its giver may see it: the wish was shared, `check_in` and `closing` are their own JSON.

    `strokes` are keys of what their hands did, in the order of the evening, each once.
    """

    night_id: str
    began_ms: int
    minutes: int
    receiver: str
    wish: PressureWord
    check_in: str
    closing: str
    strokes: tuple[str, ...]


def evenings_received(log: EventLog, nights: Nights, person: Person) -> list[Received]:
    """Return the evenings a person received, latest first.

    Raises: StoreUnavailable.
    """
    refs = log.sessions(receiver=person.id, home=person.home_id)
    told = [
        _received(ref, events, night, _own(nights, night, person, Private.CHECK_IN))
        for ref, events, night in _ended(log, nights, refs)
    ]
    return told[::-1]


def evenings_given(log: EventLog, nights: Nights, person: Person) -> list[Given]:
    """Return the evenings a person gave, latest first.

    Raises: StoreUnavailable.
    """
    refs = log.sessions(giver=person.id, home=person.home_id)
    told = [
        Given(
            night.id,
            ref.began_ms,
            _minutes(events),
            ref.receiver,
            _began(events).brief.wish.pressure,
            _own(nights, night, person, Private.CHECK_IN),
            _own(nights, night, person, Private.CLOSING),
            _strokes(events),
        )
        for ref, events, night in _ended(log, nights, refs)
    ]
    return told[::-1]


def _ended(
    log: EventLog, nights: Nights, refs: Sequence[SessionRef]
) -> Iterator[tuple[SessionRef, list[Event], Night]]:
    """Yield each session that came to its end, be it early, with its events and its night."""
    for ref in refs:
        events = [recorded.event for recorded in log.read(ref.id)]
        night = nights.night_of_session(ref.id)
        if night and any(isinstance(event, SessionEnded) for event in events):
            yield ref, events, night


def _received(ref: SessionRef, events: Sequence[Event], night: Night, check_in: str) -> Received:
    return Received(
        night_id=night.id,
        began_ms=ref.began_ms,
        minutes=_minutes(events),
        completed=next(event.completed for event in events if isinstance(event, SessionEnded)),
        giver=ref.giver,
        brief=_began(events).brief,
        check_in=check_in,
        debrief=next((event for event in events if isinstance(event, Debriefed)), None),
        said=tuple(_said(events)),
        given_s=_given_s(events),
    )


def _own(nights: Nights, night: Night, person: Person, kind: Private) -> str:
    note = nights.private(night.id, person.id, kind)
    return note.answers if note else ""


def _began(events: Sequence[Event]) -> SessionBegan:
    return next(event for event in events if isinstance(event, SessionBegan))


def _minutes(events: Sequence[Event]) -> int:
    """Return how long the evening was, in whole minutes and at least one."""
    ended = next(event for event in events if isinstance(event, SessionEnded))
    return max(1, round(ended.at_ms / 60_000))


def _said(events: Sequence[Event]) -> Iterator[tuple[Feedback, tuple[SiteSide, ...]]]:
    covers: dict[str, tuple[SiteSide, ...]] = {}
    for event in events:
        if isinstance(event, SessionBegan | PlanChanged):
            covers |= {step.id: step.covers for step in event.plan.steps}
        if isinstance(event, FeedbackGiven):
            yield event.feedback, covers[event.step]


def _given_s(events: Sequence[Event]) -> dict[SiteSide, float]:
    """Return the seconds of contact by place, a step's shared among all it covers."""
    session = _folded(events)
    given_s: dict[SiteSide, float] = defaultdict(float)
    for step in session.plan.steps[: session.begun]:
        for where in step.covers:
            given_s[where] += step.contact_s / len(step.covers)
    return dict(given_s)


def _strokes(events: Sequence[Event]) -> tuple[str, ...]:
    session = _folded(events)
    return tuple(dict.fromkeys(step.stroke for step in session.plan.steps[: session.begun]))


def _folded(events: Sequence[Event]) -> Session:
    session = evolve(None, events[0])
    for event in events[1:]:
        session = evolve(session, event)
    return session
