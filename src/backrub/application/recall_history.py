"""Recall earlier evenings of two people: what they taught, and what the receiver said of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backrub.application.carry_taste import Recalled, finished, recall_taste
from backrub.application.learn_taste import Lived, likings, taste_of
from backrub.application.ports import EventLog
from backrub.domain.back import SiteSide
from backrub.domain.preferences import Liking
from backrub.domain.session.events import Debriefed, SessionBegan, SessionEnded


@dataclass(frozen=True, slots=True)
class Known:
    """State what the next plan goes by: the receiver's taste, and whether the two have been here before.

    `taste` is in its written form, empty while nobody ever said a word: then tonight's wish alone counts.
    """

    taste: str = ""
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
    """State the finished evenings of one giver and receiver, oldest first, and what is believed since."""

    giver: str
    receiver: str
    evenings: tuple[PastEvening, ...]
    learned: Mapping[SiteSide, Liking]


def recall(log: EventLog, *, giver: str, receiver: str, home: str = "") -> Known:
    """Return what the finished evenings of these two taught; in a home people are named by their ids.

    Raises: StoreUnavailable.
    """
    return known_from(recall_taste(log, log.sessions(giver=giver, receiver=receiver, home=home), ()))


def known_from(recalled: Recalled) -> Known:
    """Return what a plan goes by of all that is known."""
    return Known(recalled.taste.to_json() if recalled.is_told else "", history=recalled.history)


def recall_histories(log: EventLog, *, receiver: str | None = None, home: str = "") -> list[History]:
    """Return the history of every two people of a home, or of those where this person received.

    Raises: StoreUnavailable.
    """
    refs = log.sessions(receiver=receiver, home=home)
    pairs = dict.fromkeys((ref.giver, ref.receiver) for ref in refs)
    histories = [
        _history(giver, of, finished(log, [ref for ref in refs if (ref.giver, ref.receiver) == (giver, of)]))
        for giver, of in pairs
    ]
    return [history for history in histories if history.evenings]


def _history(giver: str, receiver: str, evenings: Sequence[Lived]) -> History:
    past = tuple(_past(giver, receiver, lived) for lived in evenings)
    return History(giver, receiver, past, likings(taste_of(evenings)))


def _past(giver: str, receiver: str, lived: Lived) -> PastEvening:
    began = next(event for event in lived.events if isinstance(event, SessionBegan))
    ended = next(event for event in lived.events if isinstance(event, SessionEnded))
    debrief = next((event for event in lived.events if isinstance(event, Debriefed)), None)
    return PastEvening(giver, receiver, began.brief.frame.minutes, ended.completed, debrief)
