"""The questions of a check-in: which are asked of whom, in which order, and which health rows each holds."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from backrub.domain.arrangement import Part, Turn
from backrub.domain.catalogue import SafetyAction, SafetyRow, Who
from backrub.domain.check_in import State


class Question(StrEnum):
    """Name one screen of a check-in; health is asked in short groups, red flags first."""

    PART = "part"
    STATE = "state"
    INTENTION = "intention"
    MOOD = "mood"
    PRESSURE = "pressure"
    PACE = "pace"
    MAP = "map"
    COMFORT = "comfort"
    MINUTES = "minutes"
    HANDS = "hands"
    GUESS = "guess"
    HEALTH_NOW = "health_now"
    HEALTH_TODAY = "health_today"
    HEALTH_GIVING = "health_giving"
    HEALTH_SKIN = "health_skin"
    HEALTH_WHERE = "health_where"
    HEALTH_GENERAL = "health_general"
    HEALTH_HANDS = "health_hands"

    __hash__ = str.__hash__


Roles = frozenset[Who]
"""Giver, receiver or both; someone who would only be held is asked what matters to still hands: EITHER."""

_COMMON = (Question.PART, Question.STATE, Question.INTENTION, Question.MOOD)
_HELD = (
    *(Question.MAP, Question.COMFORT, Question.HEALTH_NOW, Question.HEALTH_TODAY),
    *(Question.HEALTH_SKIN, Question.HEALTH_WHERE, Question.HEALTH_GENERAL),
)
_RECEIVER = (Question.PRESSURE, Question.PACE, *_HELD)
_GIVER = (Question.HANDS, Question.GUESS, Question.HEALTH_HANDS)

ROLES: Mapping[Part, Roles] = {
    Part.GIVE: frozenset({Who.GIVER}),
    Part.RECEIVE: frozenset({Who.RECEIVER}),
    Part.BOTH: frozenset({Who.GIVER, Who.RECEIVER}),
    Part.HOLD_ONLY: frozenset({Who.EITHER}),
    Part.NOT_TONIGHT: frozenset(),
}
"""What each part makes of a person."""

RECEIVER_HEALTH = frozenset(
    {Question.HEALTH_NOW, Question.HEALTH_TODAY, Question.HEALTH_SKIN, Question.HEALTH_GENERAL}
)
"""What must be answered for the receiver's health to count as asked."""

HEALTH = RECEIVER_HEALTH | {Question.HEALTH_GIVING, Question.HEALTH_HANDS}
"""The questions that list rows of the safety catalogue."""


def roles_tonight(part: Part, turns: Iterable[Turn], person_id: str) -> Roles:
    """Return a person's roles by their part and by what was settled since; holding stays holding."""
    roles = ROLES[part]
    if part in {Part.HOLD_ONLY, Part.NOT_TONIGHT}:
        return roles
    given = {Who.GIVER for turn in turns if turn.giver == person_id}
    received = {Who.RECEIVER for turn in turns if turn.receiver == person_id}
    return roles | given | received


def questions_for(part: Part | None, roles: Roles, *, has_local: bool = False) -> tuple[Question, ...]:
    """Return the questions of a check-in in order; the part comes first and may be the last.

    `has_local` tells that an answer about skin still needs its places.
    """
    if part is None or part is Part.NOT_TONIGHT:
        return (Question.PART,)
    asked = {*_COMMON, Question.MINUTES}
    asked |= set(_RECEIVER) if Who.RECEIVER in roles else set()
    asked |= set(_HELD) if Who.EITHER in roles else set()
    if Who.GIVER in roles:
        asked |= set(_GIVER)
        # Whoever receives as well is asked the same and more before.
        asked |= {Question.HEALTH_GIVING} if Who.RECEIVER not in roles else set()
    if not has_local:
        asked.discard(Question.HEALTH_WHERE)
    return tuple(question for question in Question if question in asked)


def states_for(roles: Roles) -> tuple[State, ...]:
    """Return the feelings that may stand in the way of someone with these roles."""
    if roles == {Who.GIVER}:
        return (State.ANGRY, State.HARD_TO_GIVE)
    return tuple(State) if Who.GIVER in roles else tuple(s for s in State if s is not State.HARD_TO_GIVE)


def health_rows(question: Question, rows: Mapping[str, SafetyRow]) -> dict[str, SafetyRow]:
    """Return the rows of the catalogue that a health question lists; none for any other question."""
    return {key: row for key, row in rows.items() if question in _questions_of(row)}


def is_remembered(row: SafetyRow) -> bool:
    """Return whether an answer holds beyond the evening; red flags and skin are asked anew each time."""
    return not row.ask_every_time and row.action is not SafetyAction.LOCAL


def is_grave(row: SafetyRow) -> bool:
    """Return whether an answer ends the evening, whatever else is answered."""
    return row.action in {SafetyAction.SEEK_CARE, SafetyAction.ABSOLUTE}


def _questions_of(row: SafetyRow) -> set[Question]:
    if row.who is Who.GIVER:
        return {Question.HEALTH_HANDS}
    either = row.who is Who.EITHER
    if not row.ask_every_time:
        lasting = Question.HEALTH_SKIN if row.action is SafetyAction.LOCAL else Question.HEALTH_GENERAL
        return {lasting, Question.HEALTH_HANDS} if either else {lasting}
    grave = Question.HEALTH_NOW if row.urgent else Question.HEALTH_TODAY
    return {grave, Question.HEALTH_GIVING} if either else {grave}
