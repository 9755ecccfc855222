"""Find where a person is in tonight's evening, from what the record holds."""

from dataclasses import dataclass
from enum import StrEnum

from backrub.application.close_turn import has_ended
from backrub.application.home_ports import Nights, Private, PrivateNote
from backrub.application.ports import EventLog
from backrub.application.record_check_in import Reading
from backrub.domain.arrangement import Part
from backrub.domain.night import Night, NightTurn


class Stage(StrEnum):
    """Name where a person is; DECLINED is theirs alone until both have answered."""

    START = "start"
    CHECK_IN = "check_in"
    DECLINED = "declined"
    WAITING = "waiting"
    SETTLE = "settle"
    OVER = "over"
    BRIEF = "brief"
    READY = "ready"
    LIVE = "live"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class StageFinder:
    """Find stages; only the record is asked, so that every phone finds the same."""

    nights: Nights
    log: EventLog
    reading: Reading

    def stage(self, night: Night | None, person_id: str) -> Stage:
        """Return where a person is.

        Raises: StoreUnavailable.
        """
        if night is None:
            return Stage.START
        if night.is_over:
            return Stage.START if any(turn.session_id for turn in night.turns) else Stage.OVER
        mine = self.nights.private(night.id, person_id, Private.CHECK_IN)
        if mine is None or not mine.done:
            return Stage.START if mine is None else Stage.CHECK_IN
        if not night.turns:
            return Stage.DECLINED if self.reading.part(mine.answers) is Part.NOT_TONIGHT else Stage.WAITING
        if not night.is_settled:
            return Stage.SETTLE
        return self._settled(night, mine)

    def _settled(self, night: Night, mine: PrivateNote) -> Stage:
        theirs = self.nights.private(night.id, night.partner_of(mine.person_id), Private.CHECK_IN)
        turns = tuple(turn.turn for turn in night.turns)
        if not self.reading.is_whole(mine.answers, turns, mine.person_id):
            return Stage.CHECK_IN
        if theirs is None or not self.reading.is_whole(theirs.answers, turns, theirs.person_id):
            return Stage.WAITING
        return self._of_turn(night.now) if night.now else Stage.START

    def _of_turn(self, turn: NightTurn) -> Stage:
        if turn.session_id is None:
            return Stage.READY if turn.brief_read else Stage.BRIEF
        return Stage.CLOSE if has_ended(self.log, turn.session_id) else Stage.LIVE
