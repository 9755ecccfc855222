"""Relay what was said and noticed to the giver's ears: one kind line, never a fault."""

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
    return next((line for line in lines if line), None)


def _line(event: Event, catalogue: Catalogue, *, changed: bool) -> str | None:
    match event:
        case FindingNoted(where=where, finding=finding):
            return catalogue.say(f"why.finding_{finding.value}", place=catalogue.place_name(where))
        case SignNoted(sign=sign):
            return catalogue.say("relay.flinched" if sign is Sign.FLINCH else f"why.sign_{sign.value}")
        case FeedbackGiven(feedback=word) | QuestionAnswered(answer=word):
            return catalogue.say(_word_key(word, changed=changed))
        case PlanChanged(why=why):
            return catalogue.say(_OF_CHANGE.get(why, why))
    key = _OF_KIND.get(type(event))
    return catalogue.say(key) if key else None


def _word_key(word: Feedback | Answer, *, changed: bool) -> str:
    """Return the phrase of a word; a "firmer" that changes nothing stays where it is for now."""
    if word.value == Feedback.FIRMER.value and not changed:
        return "relay.blocked"
    return f"relay.{word.value}"
