"""Relay what was said, noticed and asked to the giver's ears, one kind line, and tell the receiver what was heard.

What is relayed has no language yet: each of the two reads and hears it in their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from backrub.application.ports import Recorded
from backrub.domain.back import SiteSide
from backrub.domain.catalogue import Catalogue
from backrub.domain.session.events import (
    Answer,
    Event,
    Feedback,
    FeedbackGiven,
    FindingNoted,
    Paused,
    PlanChanged,
    QuestionAnswered,
    QuestionAsked,
    Resumed,
    SaidWhen,
    Sign,
    SignNoted,
    Stopped,
)

_OF_CHANGE = {"why.extended": "relay.extended", "why.skipped": "relay.skipped"}
_OF_KIND: dict[type, str] = {
    SaidWhen: "relay.there",
    Paused: "relay.paused",
    Resumed: "relay.resumed",
    Stopped: "relay.stopped",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """Hold what is to be said before it has a language: a phrase, and the place or person it names."""

    key: str
    where: SiteSide | None = None
    giver: str = ""

    def worded(self, catalogue: Catalogue) -> str:
        """Return it in the words of a catalogue."""
        place = catalogue.place_name(self.where) if self.where else ""
        return catalogue.say(self.key, place=place, giver=self.giver)


def relay(recorded: Sequence[Recorded]) -> Saying | None:
    """Return the line for what one command recorded, None if there is nothing to say."""
    events = [one.event for one in recorded]
    changed = any(isinstance(event, PlanChanged) for event in events)
    lines = (_line(event, changed=changed) for event in events)
    return next((line for line in lines if line), _question(events))


def _question(events: Sequence[Event]) -> Saying | None:
    """Return the question that was put; a word that came with it goes before."""
    forms = [event.form for event in events if isinstance(event, QuestionAsked)]
    return Saying(forms[-1].phrase) if forms else None


def heard(recorded: Sequence[Recorded], *, giver: str) -> Saying | None:
    """Return what the receiver's own phone says of their word, None if they said nothing."""
    events = [one.event for one in recorded]
    changed = any(isinstance(event, PlanChanged) for event in events)
    keys = (_said_key(event, changed=changed) for event in events)
    key = next((key for key in keys if key), None)
    return Saying(f"heard.{key}", giver=giver) if key else None


def _said_key(event: Event, *, changed: bool) -> str | None:
    match event:
        case FeedbackGiven(feedback=word) | QuestionAnswered(answer=word):
            return _word_key(word, changed=changed)
        case SaidWhen():
            return "there"
    return None


def _line(event: Event, *, changed: bool) -> Saying | None:
    match event:
        case FindingNoted(where=where, finding=finding):
            return Saying(f"why.finding_{finding.value}", where)
        case SignNoted(sign=sign):
            return Saying("relay.flinched" if sign is Sign.FLINCH else f"why.sign_{sign.value}")
        case FeedbackGiven(feedback=word) | QuestionAnswered(answer=word):
            return Saying(f"relay.{_word_key(word, changed=changed)}")
        case PlanChanged(why=why):
            return Saying(_OF_CHANGE.get(why, why))
    key = _OF_KIND.get(type(event))
    return Saying(key) if key else None


def _word_key(word: Feedback | Answer, *, changed: bool) -> str:
    """Return the key of a word; a "firmer" that changes nothing stays where it is for now."""
    if word.value == Feedback.FIRMER.value and not changed:
        return "blocked"
    return word.value
