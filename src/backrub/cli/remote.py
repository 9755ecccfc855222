"""One key per command: what each key means now, and where noting what is noticed has got to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from backrub.domain.back import Side, Site, site_side
from backrub.domain.session.commands import (
    AnswerQuestion,
    Command,
    End,
    Extend,
    GiveFeedback,
    NoteFinding,
    NoteSign,
    Pause,
    Resume,
    SayWhen,
    Skip,
    Stop,
)
from backrub.domain.session.events import Answer, Feedback, Finding, Sign, Who
from backrub.domain.session.state import Session, State

STOP_KEYS = frozenset({" ", "q", "\x1b"})

_FEEDBACK = {
    "s": Feedback.SOFTER,
    "f": Feedback.FIRMER,
    "l": Feedback.SLOWER,
    "t": Feedback.STAY,
    "m": Feedback.MOVE_ON,
    "o": Feedback.LOVELY,
}
_ANSWERS = {
    "1": Answer.SOFTER,
    "2": Answer.JUST_RIGHT,
    "3": Answer.FIRMER,
    "s": Answer.SOFTER,
    "f": Answer.FIRMER,
}
_NOTICED: Mapping[str, Finding | Sign] = dict(zip("123456789", (*Finding, *Sign), strict=True))
_SITES: Mapping[str, Site] = dict(zip("123456789", Site, strict=True))
_SIDES = {"1": Side.LEFT, "2": Side.RIGHT}


@dataclass(frozen=True, slots=True)
class Noticing:
    """Hold how far noting a finding has got: first what, then where, then which side."""

    finding: Finding | None = None
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """Join what a key asks of the session, if anything, with the noting that goes on after it."""

    command: Command | None = None
    noticing: Noticing | None = None


def press(key: str, noticing: Noticing | None, session: Session, command_id: str) -> Pressed:
    """Return what a key means; stop means stop at any moment, and keys without a meaning do nothing.

    `command_id` is this press's own: two guides on one record must never take each other's for a retry.
    """
    if key in STOP_KEYS:
        return Pressed(Stop(command_id, Who.RECEIVER))
    says_more = key in _MEANINGS or session.state is State.STOPPED
    if noticing is not None and not says_more:
        return _notice(key, noticing, session, command_id)
    if key == "n" and session.state is State.RUNNING:
        return Pressed(noticing=Noticing())
    if session.question is not None and key in _ANSWERS:
        return Pressed(AnswerQuestion(command_id, _ANSWERS[key]))
    meaning = (_AFTER_STOP if session.state is State.STOPPED else _MEANINGS).get(key)
    return Pressed(meaning(command_id, session) if meaning else None)


_AFTER_STOP: Mapping[str, Callable[[str, Session], Command]] = {
    "g": lambda id_, _session: Resume(id_),
    "e": lambda id_, _session: End(id_),
}


def _says(feedback: Feedback) -> Callable[[str, Session], Command]:
    return lambda id_, _session: GiveFeedback(id_, feedback)


_MEANINGS: Mapping[str, Callable[[str, Session], Command]] = {
    **{key: _says(feedback) for key, feedback in _FEEDBACK.items()},
    "p": lambda id_, session: Resume(id_) if session.state is State.PAUSED else Pause(id_, Who.RECEIVER),
    "k": lambda id_, _session: Skip(id_),
    "w": lambda id_, _session: SayWhen(id_),
    "+": lambda id_, _session: Extend(id_, minutes=1),
    "=": lambda id_, _session: Extend(id_, minutes=1),
}


def _notice(key: str, noticing: Noticing, session: Session, command_id: str) -> Pressed:
    if key == "n":
        return Pressed()
    if noticing.finding is None:
        return _what(key, noticing, command_id)
    if noticing.site is None:
        return _where(key, noticing, noticing.finding, session, command_id)
    if key not in _SIDES:
        return Pressed(noticing=noticing)
    return Pressed(NoteFinding(command_id, site_side(noticing.site, _SIDES[key]), noticing.finding))


def _what(key: str, noticing: Noticing, command_id: str) -> Pressed:
    noticed = _NOTICED.get(key)
    match noticed:
        case Finding() as finding:
            return Pressed(noticing=replace(noticing, finding=finding))
        case Sign() as sign:
            return Pressed(NoteSign(command_id, sign))
    return Pressed(noticing=noticing)


def _where(key: str, noticing: Noticing, finding: Finding, session: Session, command_id: str) -> Pressed:
    """Take a place; where only one side of it is touched tonight, there is no more to ask."""
    site = _SITES.get(key)
    sides = open_sides(site, session) if site else []
    if site is None or not sides:
        return Pressed(noticing=noticing)
    if len(sides) == 1:
        return Pressed(NoteFinding(command_id, site_side(site, sides[0]), finding))
    return Pressed(noticing=replace(noticing, site=site))


def open_sides(site: Site, session: Session) -> list[Side]:
    """Return the sides of a place that hands may touch tonight."""
    left_out = session.brief.leave_out
    return [side for side in (Side.LEFT, Side.RIGHT) if site_side(site, side) not in left_out]


@dataclass(frozen=True, slots=True)
class KeyLabel:
    """Name a key and what it does."""

    key: str
    label: str


_PLAYING = (
    KeyLabel("s", "softer"),
    KeyLabel("f", "firmer"),
    KeyLabel("l", "slower"),
    KeyLabel("t", "stay"),
    KeyLabel("m", "move on"),
    KeyLabel("o", "lovely"),
    KeyLabel("p", "pause"),
    KeyLabel("n", "noticed"),
    KeyLabel("w", "when"),
    KeyLabel("k", "skip"),
    KeyLabel("+", "a minute"),
)
_AFTER = {
    State.STOPPED: (KeyLabel("g", "go on, softly"), KeyLabel("e", "end here")),
    State.ENDED: (KeyLabel("any key", "goes on"),),
}
_PAUSED = (
    KeyLabel("p", "go on"),
    *(label for label in _PLAYING if label.key in "sflmo+"),
)
_ASKED = (KeyLabel("1", "softer"), KeyLabel("2", "just right"), KeyLabel("3", "firmer"))
_NOTICED_LABELS = {
    Finding.HIGHER: "higher",
    Finding.HURTS: "sore",
    Finding.KNOT: "a knot",
    Finding.WARM: "warm",
    Finding.GUARDING: "holding back",
    Sign.SETTLE: "settling",
    Sign.TENSE: "tensing",
    Sign.FLINCH: "a flinch",
    Sign.FIDGET: "fidgeting",
}


def labels(noticing: Noticing | None, session: Session) -> tuple[KeyLabel, ...]:
    """Return what the keys do now, besides stop."""
    if session.state in _AFTER:
        return _AFTER[session.state]
    if noticing is None:
        if session.question is not None:
            return _ASKED
        return _PAUSED if session.state is State.PAUSED else _PLAYING
    back = KeyLabel("n", "not now")
    if noticing.finding is None:
        return (*(KeyLabel(key, _NOTICED_LABELS[what]) for key, what in _NOTICED.items()), back)
    if noticing.site is None:
        places = {key: site for key, site in _SITES.items() if open_sides(site, session)}
        return (*(KeyLabel(key, site.value.replace("_", " ")) for key, site in places.items()), back)
    return (*(KeyLabel(key, side.value) for key, side in _SIDES.items()), back)


def asks(noticing: Noticing | None) -> str:
    """Return what noting asks next, nothing when it is not under way."""
    if noticing is None:
        return ""
    if noticing.finding is None:
        return "What do you notice?"
    return "Where is it?" if noticing.site is None else "On which side?"
