"""Record a check-in: keep answers, put them away, and go on once both have done so."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Protocol

from backrub.application.close_turn import has_ended
from backrub.application.home_ports import Nights, Private, PrivateNote
from backrub.application.ports import EventLog
from backrub.application.run_session import ATTEMPTS
from backrub.domain.arrangement import Arrangement, Part, Turn, arrange
from backrub.domain.brief import Brief
from backrub.domain.errors import SequenceConflict
from backrub.domain.night import Night, NightTurn


class Reading(Protocol):
    """Read what two people answered; the answers come as they are kept."""

    def part(self, answers: str) -> Part:
        """Return the part someone would like."""

    def is_whole(self, answers: str, turns: tuple[Turn, ...], person_id: str) -> bool:
        """Return whether nothing is left to ask of someone with these turns."""

    def has_plan(self, night: Night, answers: Mapping[str, str]) -> bool:
        """Return whether hands may touch in every turn of the night."""

    def briefs(self, night: Night, answers: Mapping[str, str]) -> tuple[Brief, ...]:
        """Return what both may know of every turn."""


Change = Callable[[Night], Night]


@dataclass(frozen=True, slots=True)
class CheckIns:
    """Keep the check-ins of nights; what they lead to is changed by whoever comes second."""

    nights: Nights
    log: EventLog
    reading: Reading

    def keep(self, night_id: str, person_id: str, answers: str, *, done: bool, finish: bool) -> Night | None:
        """Keep a person's answers, and let the night go on when they `finish`; None, if it is gone.

        `done` puts the answers away. A brief that reads otherwise now is read anew; while it reads the same,
        nothing changes, so that nothing tells that a private answer did.
        Raises: SequenceConflict, if others kept changing the night first; StoreUnavailable.
        """
        night = self.nights.night(night_id)
        if night is None:
            return None
        before = self._briefs(night)
        self.nights.keep_private(PrivateNote(night_id, person_id, Private.CHECK_IN, answers, done))
        if not finish or (before and before == self._briefs(night)):
            return self.nights.night(night_id)
        return self.change(night_id, _unread)

    def change(self, night_id: str, change: Change) -> Night | None:
        """Change a night and let it go on from there; None, if it is gone.

        Raises: SequenceConflict, if others kept changing the night first; StoreUnavailable.
        """
        for _ in range(ATTEMPTS - 1):
            with suppress(SequenceConflict):
                return self._change(night_id, change)
        return self._change(night_id, change)

    def _change(self, night_id: str, change: Change) -> Night | None:
        night = self.nights.night(night_id)
        if night is None or night.is_over:
            return night
        answers = self._answers(night)
        if len(answers) < len(night.people):
            # Until both are done nothing changes, so that nothing tells how far the other is.
            return night
        return self.nights.change_night(self._gone_on(change(night), answers))

    def _gone_on(self, night: Night, answers: Mapping[str, str]) -> Night:
        if not night.turns:
            night = self._arranged(night, answers)
        if night.is_over or not night.is_settled:
            return night
        return replace(
            night, is_over=self._are_whole(night, answers) and not self.reading.has_plan(night, answers)
        )

    def _answers(self, night: Night) -> dict[str, str]:
        """Return what was put away, by person."""
        notes = (self.nights.private(night.id, one, Private.CHECK_IN) for one in night.people)
        return {note.person_id: note.answers for note in notes if note is not None and note.done}

    def _are_whole(self, night: Night, answers: Mapping[str, str]) -> bool:
        turns = tuple(turn.turn for turn in night.turns)
        return all(self.reading.is_whole(answers[one], turns, one) for one in night.people)

    def _briefs(self, night: Night) -> tuple[Brief, ...]:
        """Return what both may know by now; nothing until both have answered all they are asked."""
        answers = self._answers(night)
        if night.is_over or not night.turns or not night.is_settled or len(answers) < len(night.people):
            return ()
        return self.reading.briefs(night, answers) if self._are_whole(night, answers) else ()

    def _arranged(self, night: Night, answers: Mapping[str, str]) -> Night:
        parts = {one: self.reading.part(answers[one]) for one in night.people}
        arranged: Arrangement = arrange(parts, received_last=self._received_last(night))
        turns = tuple(map(NightTurn, arranged.turns))
        return replace(night, turns=turns, is_settled=arranged.is_settled, is_over=not turns)

    def _received_last(self, night: Night) -> str | None:
        refs = [ref for ref in self.log.sessions(home=night.home_id) if has_ended(self.log, ref.id)]
        theirs = (ref.receiver for ref in reversed(refs) if {ref.giver, ref.receiver} == set(night.people))
        return next(theirs, None)


def _unread(night: Night) -> Night:
    return replace(night, turns=tuple(replace(turn, brief_read=False) for turn in night.turns))
