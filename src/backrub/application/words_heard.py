"""Recall which of a receiver's own words taught how they like hands, where, and when."""

from collections.abc import Iterator
from dataclasses import dataclass

from backrub.application.learn_taste import Lived, evidence_in
from backrub.domain.back import SiteSide
from backrub.domain.session.events import Feedback, FeedbackGiven
from backrub.domain.session.evidence import (
    AnswerHeard,
    ClosingHeard,
    Evidence,
    PaceHeard,
    RampEnded,
    Watched,
)

NOTICED = "noticed"
"""In the place of a word: what the giver's eyes and hands noticed."""

_WANTS = {-2: "much softer", -1: "softer", 0: "just right", 1: "firmer", 2: "much firmer"}


@dataclass(frozen=True, slots=True)
class Heard:
    """Hold one word about one place, at Unix time; `is_closing` if it was said at the close."""

    at_ms: int
    where: SiteSide
    word: str
    is_closing: bool = False


def words_heard(lived: Lived) -> Iterator[Heard]:
    """Yield what a finished evening taught by words and by what was noticed, in the order it came."""
    slower_ms = {
        event.at_ms
        for event in lived.events
        if isinstance(event, FeedbackGiven) and event.feedback is Feedback.SLOWER
    }
    for told in evidence_in(lived):
        if word := NOTICED if isinstance(told, PaceHeard) and told.at_ms not in slower_ms else _word(told):
            is_closing = isinstance(told, ClosingHeard)
            yield Heard(lived.began_ms + told.at_ms, told.where, word, is_closing)


def _word(told: Evidence) -> str:
    """Return the word that was said, "" for silence."""
    match told:
        case AnswerHeard(wants=wants) | ClosingHeard(wants=wants):
            return _WANTS[wants]
        case Watched(remark=0):
            return Feedback.LOVELY.value
        case Watched(remark=int(wants)):
            return _WANTS[wants]
        case RampEnded():
            return "there"
        case PaceHeard():
            return Feedback.SLOWER.value
        case Watched(sign=sign):
            return NOTICED if sign else ""
