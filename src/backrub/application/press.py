"""A press: one tap on a phone becomes a command; a word that comes late is noted and changes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backrub.domain.back import SiteSide
from backrub.domain.errors import BadInput
from backrub.domain.session.commands import (
    AnswerQuestion,
    Command,
    End,
    Extend,
    GiveFeedback,
    NoteFinding,
    NoteLate,
    NoteSign,
    Pause,
    Resume,
    SayWhen,
    Skip,
    Stop,
)
from backrub.domain.session.events import Answer, Feedback, Finding, Sign, Who

LATE_MS = 10_000
"""A word older than this may mean something else by now."""

MOST_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Press:
    """State one tap: its own key, what was pressed, how old it is by the clock of its device, and by whom.

    `minutes` counts only for "extend".
    """

    key: str
    name: str
    age_ms: int
    who: Who
    minutes: int = 1

    @property
    def is_late(self) -> bool:
        """Return whether it came too late to act on; what makes hands rest always acts."""
        return self.age_ms > LATE_MS and self.name not in _RESTS


def command_of(press: Press) -> Command:
    """Return the command of a press; the same press gives the same command, so that a retry is harmless.

    Raises: BadInput, naming what can be pressed.
    """
    id_ = f"press-{press.key}"
    command = _command(id_, press)
    return NoteLate(id_, press.who, press.name, press.age_ms) if press.is_late else command


def _command(id_: str, press: Press) -> Command:
    if press.name == "extend":
        return Extend(id_, _minutes(press.minutes))
    if press.name in _MEANINGS:
        return _MEANINGS[press.name](id_, press)
    kind, _, value = press.name.partition(":")
    try:
        return _WITH_VALUE[kind](id_, value)
    except (KeyError, ValueError):
        raise BadInput(f"{press.name!r} cannot be pressed; there are {_ALLOWED}.") from None


def _minutes(minutes: int) -> int:
    if not 1 <= minutes <= MOST_MINUTES:
        raise BadInput(f"An evening cannot be {minutes} minutes longer; 1 to {MOST_MINUTES} can be added.")
    return minutes


def _says(feedback: Feedback) -> Callable[[str, Press], Command]:
    return lambda id_, _press: GiveFeedback(id_, feedback)


def _finding(id_: str, value: str) -> Command:
    finding, _, where = value.partition("@")
    return NoteFinding(id_, SiteSide(where), Finding(finding))


_RESTS = frozenset({"stop", "pause"})
_MEANINGS: Mapping[str, Callable[[str, Press], Command]] = {
    **{feedback.value: _says(feedback) for feedback in Feedback},
    "stop": lambda id_, press: Stop(id_, press.who),
    "pause": lambda id_, press: Pause(id_, press.who),
    "resume": lambda id_, press: Resume(id_, press.who, press.age_ms),
    "end": lambda id_, _press: End(id_),
    "skip": lambda id_, _press: Skip(id_),
    "when": lambda id_, _press: SayWhen(id_),
}
_WITH_VALUE: Mapping[str, Callable[[str, str], Command]] = {
    "answer": lambda id_, value: AnswerQuestion(id_, Answer(value)),
    "sign": lambda id_, value: NoteSign(id_, Sign(value)),
    "finding": _finding,
}
_ALLOWED = ", ".join(
    [*_MEANINGS, "extend", "answer:WORD", "sign:WORD", "finding:WORD@PLACE"],
)
