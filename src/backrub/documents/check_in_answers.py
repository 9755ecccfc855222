"""Check-in answers: what one person told the pages, as JSON, and the evening two of them make."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from backrub.documents import evening_schema as schema
from backrub.documents.evening_refusals import Source
from backrub.documents.evening_rules import evening_of
from backrub.domain.arrangement import Part, Turn
from backrub.domain.catalogue import SafetyAction, SafetyRow, Who
from backrub.domain.check_in import (
    Evening,
    Experience,
    Intention,
    Mood,
    Pace,
    Position,
    State,
    Surface,
    TicklishHow,
    Tonight,
)
from backrub.domain.errors import BadInput
from backrub.domain.pressure import PressureWord
from backrub.domain.questions import (
    RECEIVER_HEALTH,
    ROLES,
    Question,
    Roles,
    health_rows,
    is_grave,
    is_remembered,
    questions_for,
)
from backrub.domain.stroke import TouchKind

USUAL_MINUTES = 15
LEAST_MINUTES = 5


class Answers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Hold one person's answers; None or empty is what was not said.

    `seen` are the questions answered or passed over, `passed` the latter alone.
    """

    part: Part | None = None
    state: tuple[State, ...] = ()
    intention: Intention | None = None
    mood: Mood | None = None
    pressure: PressureWord | None = None
    pace: Pace | None = None
    kinds: tuple[TouchKind, ...] = ()
    spots: tuple[schema.Spot, ...] = ()
    avoid: tuple[schema.Where, ...] = ()
    ticklish: tuple[schema.Where, ...] = ()
    ticklish_how: TicklishHow = TicklishHow.FIRM_SLOW
    position: Position = Position.SEATED
    surface: Surface = Surface.CHAIR
    clothed: bool = True
    oil: bool = False
    cradle: bool = False
    minutes: Annotated[int, Meta(ge=LEAST_MINUTES, le=60)] | None = None
    experience: Experience | None = None
    guess: PressureWord | None = None
    health: tuple[schema.Health, ...] = ()
    seen: tuple[Question, ...] = ()
    passed: tuple[Question, ...] = ()

    def said(self, rows: Mapping[str, SafetyRow]) -> dict[str, SafetyRow]:
        """Return the rows that were answered tonight; what is only remembered is asked first."""
        asked = {key: row for question in self.seen for key, row in health_rows(question, rows).items()}
        return {key: asked[key] for key in map(key_of, self.health) if key in asked}

    def questions(self, roles: Roles, rows: Mapping[str, SafetyRow]) -> tuple[Question, ...]:
        """Return the questions these roles lead to, in order."""
        has_local = any(row.action is SafetyAction.LOCAL for row in self.said(rows).values())
        return questions_for(self.part, roles, has_local=has_local)

    def missing(self, roles: Roles, rows: Mapping[str, SafetyRow]) -> Question | None:
        """Return the first question not seen yet, None when the check-in is whole.

        A grave answer makes it whole at once: nothing else would change the evening.
        """
        if any(is_grave(row) for row in self.said(rows).values()):
            return None
        return next((one for one in self.questions(roles, rows) if one not in self.seen), None)


def key_of(text: str) -> str:
    """Return the key of a health answer, KEY or KEY@SITE:SIDE."""
    return text.partition("@")[0]


_LASTING = (
    *("pressure", "pace", "kinds", "avoid", "ticklish", "ticklish_how", "position", "surface", "clothed"),
    *("oil", "cradle", "minutes", "experience"),
)


_ANSWERS = msgspec.json.Decoder(Answers)


def read_answers(text: str) -> Answers:
    """Return answers from JSON.

    Raises: BadInput, if they hold a key or a value that is not allowed.
    """
    try:
        return _ANSWERS.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"These check-in answers cannot be read ({error}); check in once more.") from None


def write_answers(answers: Answers) -> str:
    """Return answers as JSON; the same answers give the same text."""
    return msgspec.json.encode(answers, order="deterministic").decode()


def remembered(earlier: Answers, rows: Mapping[str, SafetyRow]) -> Answers:
    """Return a new evening's answers with what lasts from an earlier one; all of it is still asked."""
    kept = {name: getattr(earlier, name) for name in _LASTING}
    health = tuple(key for key in map(key_of, earlier.health) if key in rows and is_remembered(rows[key]))
    return Answers(**kept, health=health)


def evening_of_turn(
    turn: Turn,
    answers: Mapping[str, str],
    names: Mapping[str, str],
    known_health: Mapping[str, SafetyRow],
    *,
    turns: int = 1,
) -> Evening:
    """Return the evening of a turn from the JSON answers of both, keyed like `names` by their ids.

    The shorter of their wishes is shared among the night's `turns`, 5 minutes each at least; how and where to
    be comfortable is the receiver's to say.
    Raises: BadInput, if the answers cannot be read or contradict each other.
    """
    receiver, giver = read_answers(answers[turn.receiver]), read_answers(answers[turn.giver])
    file = schema.EveningFile(
        format=1,
        minutes=_minutes(receiver, giver, turns),
        position=receiver.position,
        surface=receiver.surface,
        clothed=receiver.clothed,
        oil=receiver.oil,
        cradle=receiver.cradle,
        receiver=_receiver(receiver, names[turn.receiver], known_health),
        giver=_giver(giver, names[turn.giver], known_health),
    )
    evening = evening_of(file, Source("your answers", answers[turn.receiver]), known_health)
    skipped = not _is_health_whole(receiver)
    return replace(evening, receiver=replace(evening.receiver, health_skipped=skipped))


def _minutes(receiver: Answers, giver: Answers, turns: int) -> int:
    wishes = [wish for wish in (receiver.minutes, giver.minutes) if wish is not None]
    return max(min(wishes, default=USUAL_MINUTES) // turns, LEAST_MINUTES)


def _receiver(said: Answers, name: str, rows: Mapping[str, SafetyRow]) -> schema.Receiver:
    answered = said.said(rows)
    theirs = tuple(t for t in said.health if (row := answered.get(key_of(t))) and row.who is not Who.GIVER)
    return schema.Receiver(
        name=name,
        tonight=_tonight(said),
        state=said.state,
        intention=said.intention or Intention.OPEN,
        mood=said.mood or Mood.CALM,
        pressure=said.pressure or PressureWord.MEDIUM,
        pace=said.pace or Pace.SLOW,
        kinds=said.kinds,
        avoid=said.avoid,
        ticklish=said.ticklish,
        ticklish_how=said.ticklish_how,
        health=theirs if theirs or _is_health_whole(said) else UNSET,
        spots=said.spots,
    )


def _giver(said: Answers, name: str, rows: Mapping[str, SafetyRow]) -> schema.Giver:
    answered = said.said(rows)
    guess: schema.Guess | UnsetType = schema.Guess(pressure=said.guess) if said.guess else UNSET
    return schema.Giver(
        name=name,
        tonight=_tonight(said),
        state=said.state,
        intention=said.intention or Intention.OPEN,
        mood=said.mood or Mood.CALM,
        health=tuple(t for t in said.health if (row := answered.get(key_of(t))) and _concerns_hands(row)),
        experience=said.experience or Experience.BEGINNER,
        guess=guess,
    )


def _tonight(said: Answers) -> Tonight:
    match said.part:
        case Part.HOLD_ONLY:
            return Tonight.HOLD_ONLY
        case Part.NOT_TONIGHT | None:
            return Tonight.NOT_TONIGHT
    return Tonight.YES


def _concerns_hands(row: SafetyRow) -> bool:
    """Return whether an answer still counts for someone who gives; an emergency always does."""
    return row.who is not Who.RECEIVER or row.action is SafetyAction.SEEK_CARE


def _is_health_whole(said: Answers) -> bool:
    return set(said.seen) - set(said.passed) >= RECEIVER_HEALTH


def roles_of(answers: Answers) -> Roles:
    """Return the roles that the chosen part alone gives."""
    return ROLES[answers.part] if answers.part else frozenset()
