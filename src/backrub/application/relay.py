"""Relay what was said, noticed and asked to the giver's ears, one kind line, and tell the receiver what was heard."""

from collections.abc import Sequence

from backrub.application.ports import Recorded
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


def relay(recorded: Sequence[Recorded], catalogue: Catalogue) -> str | None:
    """Return the line for what one command recorded, None if there is nothing to say."""
    events = [one.event for one in recorded]
    changed = any(isinstance(event, PlanChanged) for event in events)
    lines = (_line(event, catalogue, changed=changed) for event in events)
    return next((line for line in lines if line), _question(events, catalogue))


def _question(events: Sequence[Event], catalogue: Catalogue) -> str | None:
    """Return the question that was put; a word that came with it goes before."""
    forms = [event.form for event in events if isinstance(event, QuestionAsked)]
    return catalogue.say(forms[-1].phrase) if forms else None


def heard(recorded: Sequence[Recorded], catalogue: Catalogue, *, giver: str) -> str | None:
    """Return what the receiver's own phone says of their word, None if they said nothing."""
    events = [one.event for one in recorded]
    changed = any(isinstance(event, PlanChanged) for event in events)
    keys = (_said_key(event, changed=changed) for event in events)
    key = next((key for key in keys if key), None)
    return catalogue.say(f"heard.{key}", giver=giver) if key else None


def _said_key(event: Event, *, changed: bool) -> str | None:
    match event:
        case FeedbackGiven(feedback=word) | QuestionAnswered(answer=word):
            return _word_key(word, changed=changed)
        case SaidWhen():
            return "there"
    return None


def _line(event: Event, catalogue: Catalogue, *, changed: bool) -> str | None:
    match event:
        case FindingNoted(where=where, finding=finding):
            return catalogue.say(f"why.finding_{finding.value}", place=catalogue.place_name(where))
        case SignNoted(sign=sign):
            return catalogue.say("relay.flinched" if sign is Sign.FLINCH else f"why.sign_{sign.value}")
        case FeedbackGiven(feedback=word) | QuestionAnswered(answer=word):
            return catalogue.say(f"relay.{_word_key(word, changed=changed)}")
        case PlanChanged(why=why):
            return catalogue.say(_OF_CHANGE.get(why, why))
    key = _OF_KIND.get(type(event))
    return catalogue.say(key) if key else None


def _word_key(word: Feedback | Answer, *, changed: bool) -> str:
    """Return the key of a word; a "firmer" that changes nothing stays where it is for now."""
    if word.value == Feedback.FIRMER.value and not changed:
        return "blocked"
    return word.value
