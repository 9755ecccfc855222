"""A check-in form: what one screen sends becomes answers, or one sentence says what is allowed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

import msgspec

from backrub.documents.check_in_answers import LEAST_MINUTES, Answers, key_of
from backrub.documents.check_in_places import read_places, with_places
from backrub.documents.evening_allowed import listed
from backrub.documents.evening_refusals import shown
from backrub.domain.arrangement import Part
from backrub.domain.back import SiteSide
from backrub.domain.catalogue import SafetyAction, SafetyRow
from backrub.domain.check_in import Experience, Intention, Mood, Pace, Position, State, Surface
from backrub.domain.errors import BadInput
from backrub.domain.pressure import PressureWord
from backrub.domain.questions import HEALTH, Question, health_rows
from backrub.domain.safety import surface_for
from backrub.domain.stroke import TouchKind

Form = Mapping[str, Sequence[str]]
"""The fields of a form with all their values."""

Rows = Mapping[str, SafetyRow]
E_ = TypeVar("E_", bound=StrEnum)


class Dress(StrEnum):
    """Name what is on the back."""

    CLOTHED = "clothed"
    BARE = "bare"
    OIL = "oil"


def answered(answers: Answers, question: Question, form: Form, rows: Rows) -> Answers:
    """Return the answers with what a screen sent; nothing chosen, or `skip`, passes the question over.

    Raises: BadInput, naming what is allowed, if a field holds anything the screen does not offer.
    """
    if "skip" in form and question is not Question.PART:
        return _seen(answers, question, passed=True)
    if question in HEALTH:
        return _seen(_with_health(answers, question, form, rows), question)
    said = _FIELDS[question](answers, form)
    return _seen(said or answers, question, passed=said is None)


def _seen(answers: Answers, question: Question, *, passed: bool = False) -> Answers:
    others = tuple(one for one in answers.passed if one is not question)
    seen = answers.seen if question in answers.seen else (*answers.seen, question)
    return msgspec.structs.replace(answers, seen=seen, passed=(*others, question) if passed else others)


def _part(answers: Answers, form: Form) -> Answers:
    part = _one(Part, form, "whole") or _one(Part, form, "part")
    if part is None:
        raise BadInput("Choose one of these; each is a whole answer.")
    return msgspec.structs.replace(answers, part=part)


def _states(answers: Answers, form: Form) -> Answers:
    return msgspec.structs.replace(answers, state=_several(State, form, "state"))


def _single(name: str, kind: type[E_]) -> Callable[[Answers, Form], Answers | None]:
    def said(answers: Answers, form: Form) -> Answers | None:
        value = _one(kind, form, name)
        return None if value is None else msgspec.structs.replace(answers, **{name: value})

    return said


def _pace(answers: Answers, form: Form) -> Answers | None:
    """Return the answers with how fast and with which touch; either may be left open."""
    pace, kinds = _one(Pace, form, "pace"), _several(TouchKind, form, "kinds")
    if pace is None and not (kinds or answers.kinds):
        return None
    return msgspec.structs.replace(answers, pace=pace or answers.pace, kinds=kinds)


def _guess(answers: Answers, form: Form) -> Answers:
    return msgspec.structs.replace(answers, guess=_one(PressureWord, form, "guess"))


def _map(answers: Answers, form: Form) -> Answers:
    return with_places(answers, read_places(form.get("places", ())), form)


def _comfort(answers: Answers, form: Form) -> Answers | None:
    position = _one(Position, form, "position")
    if position is None:
        return None
    dress = _one(Dress, form, "dress") or Dress.CLOTHED
    return msgspec.structs.replace(
        answers,
        position=position,
        surface=surface_for(position, _one(Surface, form, "surface") or Surface.CHAIR),
        clothed=dress is Dress.CLOTHED,
        oil=dress is Dress.OIL,
        cradle=position is Position.PRONE and "cradle" in form,
    )


def _minutes(answers: Answers, form: Form) -> Answers | None:
    said = _first(form, "minutes")
    if said is None:
        return None
    if not (said.isdecimal() and len(said) <= len("60") and LEAST_MINUTES <= int(said) <= 60):  # noqa: PLR2004
        raise BadInput(f"{shown(said)} is not a length here; give whole minutes from {LEAST_MINUTES} to 60.")
    return msgspec.structs.replace(answers, minutes=int(said))


def _where(answers: Answers, form: Form) -> Answers:
    """Return the answers about skin with the places named; one without a place stays in doubt everywhere."""
    health: list[str] = []
    for key in dict.fromkeys(map(key_of, answers.health)):
        places = _several(SiteSide, form, f"where:{key}")
        written = [text for text in answers.health if key_of(text) == key]
        is_asked = f"asked:{key}" in form
        health += [f"{key}@{where}" for where in places] or ([key] if is_asked else written)
    return msgspec.structs.replace(answers, health=tuple(health))


_FIELDS: Mapping[Question, Callable[[Answers, Form], Answers | None]] = {
    Question.PART: _part,
    Question.STATE: _states,
    Question.INTENTION: _single("intention", Intention),
    Question.MOOD: _single("mood", Mood),
    Question.PRESSURE: _single("pressure", PressureWord),
    Question.PACE: _pace,
    Question.MAP: _map,
    Question.COMFORT: _comfort,
    Question.MINUTES: _minutes,
    Question.HANDS: _single("experience", Experience),
    Question.GUESS: _guess,
    Question.HEALTH_WHERE: _where,
}


def _with_health(answers: Answers, question: Question, form: Form, rows: Rows) -> Answers:
    """Return the answers with those of one group replaced; places named before stay with their answer."""
    listed_here = health_rows(question, rows)
    chosen = _keys(form, listed_here)
    others = [text for text in answers.health if key_of(text) not in listed_here]
    placed = [text for text in answers.health if key_of(text) in chosen and "@" in text]
    bare = [key for key in chosen if key not in map(key_of, placed)]
    new_skin = any(rows[key].action is SafetyAction.LOCAL for key in bare)
    seen = tuple(one for one in answers.seen if not (new_skin and one is Question.HEALTH_WHERE))
    return msgspec.structs.replace(answers, health=(*others, *placed, *bare), seen=seen)


def _keys(form: Form, rows: Rows) -> list[str]:
    chosen = list(dict.fromkeys(form.get("so", ())))
    for key in chosen:
        if key not in rows:
            raise BadInput(f"{shown(key)} is not an answer here; choose from the list, or none of these.")
    return chosen


def _first(form: Form, name: str) -> str | None:
    return next((value for value in form.get(name, ()) if value), None)


def _one(kind: type[E_], form: Form, name: str) -> E_ | None:
    said = _first(form, name)
    return None if said is None else _word(kind, said)


def _several(kind: type[E_], form: Form, name: str) -> tuple[E_, ...]:
    return tuple(dict.fromkeys(_word(kind, said) for said in form.get(name, ())))


def _word(kind: type[E_], said: str) -> E_:
    try:
        return kind(said)
    except ValueError:
        words: Iterable[str] = [word.value.replace("_", " ") for word in kind]
        raise BadInput(f"{shown(said)} is not an answer here; give {listed(words, 'or')}.") from None
