"""The words of the check-in: what each screen asks, who sees the answer, and how options read."""

from collections.abc import Mapping
from dataclasses import dataclass

from backrub.domain.arrangement import Part
from backrub.domain.check_in import (
    Experience,
    Feel,
    Intention,
    Mood,
    Pace,
    Position,
    State,
    Surface,
    TicklishHow,
)
from backrub.domain.questions import Question
from backrub.domain.stroke import TouchKind

Option = tuple[str, str, str | None]
"""A value, its word, and a small line below it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Say how a screen asks: `lead` below the title; `is_wish` tells that the partner reads it as a wish."""

    title: str
    lead: str = ""
    is_wish: bool = False


ASKED: Mapping[Question, Asked] = {
    Question.PART: Asked("What would feel good tonight?"),
    Question.STATE: Asked("Is anything in the way?"),
    Question.INTENTION: Asked("What is tonight for?", is_wish=True),
    Question.MOOD: Asked("How do you arrive?"),
    Question.PRESSURE: Asked("How much weight in the hands?", is_wish=True),
    Question.PACE: Asked("How should hands move?", is_wish=True),
    Question.MAP: Asked("Where would you like more time?", is_wish=True),
    Question.COMFORT: Asked("How will you be comfortable?", is_wish=True),
    Question.MINUTES: Asked("How long tonight?", "The shorter of your two wishes counts."),
    Question.HANDS: Asked("How used to this are your hands?"),
    Question.GUESS: Asked(
        "What would {partner} love?", "A guess, if you like. Later you see how close it was."
    ),
    Question.HEALTH_NOW: Asked("Right now, is any of this so?"),
    Question.HEALTH_TODAY: Asked("Lately or today, any of this?"),
    Question.HEALTH_GIVING: Asked("Today, is any of this so?"),
    Question.HEALTH_SKIN: Asked("Does any place need care?"),
    Question.HEALTH_WHERE: Asked(
        "Where is it?", "Hands leave these places alone. With no place named, hands only rest."
    ),
    Question.HEALTH_GENERAL: Asked("And in general?"),
    Question.HEALTH_HANDS: Asked("How are your own hands and back?"),
}

FIRST_OF_HEALTH = frozenset({Question.HEALTH_NOW, Question.HEALTH_GIVING})
"""Where it is said, once, what the health questions are for and what passing them over means."""

HEALTH_LEAD = "For safety. Whatever you pass over makes hands gentler tonight."

PARTS: tuple[Option, ...] = (
    (Part.RECEIVE, "To receive", None),
    (Part.GIVE, "To give", None),
    (Part.BOTH, "Both", "with a swap in the middle"),
)
STATES: Mapping[State, tuple[str, str]] = {
    State.ANGRY: ("I am angry", "Then hands only rest tonight. Talking first is fine too."),
    State.UNDESERVING: (
        "I feel I don\N{RIGHT SINGLE QUOTATION MARK}t deserve it",
        "You are asked more often. You lead.",
    ),
    State.HARD_TO_RECEIVE: ("It is hard to receive", "You are asked more often. You lead."),
    State.HARD_TO_GIVE: ("It is hard to give", "Your hands get more rests."),
}
INTENTIONS: tuple[Option, ...] = (
    (Intention.UNWIND, "To unwind", None),
    (Intention.EASE_TENSION, "To ease some tension", None),
    (Intention.CLOSENESS, "To feel close", None),
    (Intention.OPEN, "I don\N{RIGHT SINGLE QUOTATION MARK}t know yet", None),
)
MOODS: tuple[Option, ...] = tuple((mood, mood.value.capitalize(), None) for mood in Mood)
PACES: tuple[Option, ...] = (
    (Pace.VERY_SLOW, "Very slow", "as honey runs"),
    (Pace.SLOW, "Slow", "as a long breath"),
    (Pace.FLOWING, "Flowing", "as a hand through still water"),
)
KINDS: tuple[Option, ...] = (
    (TouchKind.GLIDING, "Gliding", "smoothing a cloth"),
    (TouchKind.KNEADING, "Kneading", "paws on a blanket"),
    (TouchKind.LEANING, "Leaning in", "into warm sand"),
    (TouchKind.CIRCLING, "Circling", "polishing a spoon"),
)
EXPERIENCES: tuple[Option, ...] = (
    (Experience.BEGINNER, "New to this", "or now and then"),
    (Experience.PRACTISED, "Practised", "they know their way"),
)
POSITIONS = ((Position.SEATED, "Seated"), (Position.PRONE, "Face down"), (Position.SIDE_LYING, "On my side"))
SURFACES = (
    *((Surface.CHAIR, "Chair"), (Surface.BED, "Bed")),
    *((Surface.FLOOR, "Floor"), (Surface.TABLE, "Massage table")),
)
DRESS = (("clothed", "Clothed"), ("bare", "Bare"), ("oil", "Bare, with oil"))
MINUTES = tuple((str(minutes), str(minutes)) for minutes in (5, 10, 15, 20, 30, 45, 60))

FEELS: Mapping[Feel, tuple[str, str]] = {
    Feel.KNOT: ("Knot", "A knot"),
    Feel.ACHE: ("Ache", "An ache"),
    Feel.TIGHT: ("Tight", "Tightness"),
}
"""How a feel reads on its button, and how its sentence begins."""

STRENGTH_WORDS = (("faint", "Faint"), ("clear", "Clear"), ("strong", "Strong"))
WISHES = (("more", "More time"), ("leave", "Leave alone"), ("tickles", "Tickles"))
TICKLISH = ((TicklishHow.FIRM_SLOW, "Broad, slow palms"), (TicklishHow.SKIP, "Leave it out"))
