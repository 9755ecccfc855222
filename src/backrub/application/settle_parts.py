"""Settle parts: two who would like the same share the time, or one of them has tonight."""

from dataclasses import replace

from backrub.application.record_check_in import CheckIns
from backrub.domain.errors import NotAllowed
from backrub.domain.night import Night, NightTurn

SHARE = "share"


def settle_parts(check_ins: CheckIns, night_id: str, choice: str) -> Night | None:
    """Settle who receives: `share` keeps both turns, a person's id only theirs. The first choice stands.

    None, if the night is gone.
    Raises: NotAllowed, if the choice is neither; SequenceConflict; StoreUnavailable.
    """

    def settled(night: Night) -> Night:
        if night.is_settled or not night.turns:
            return night
        return replace(night, turns=_turns(night, choice), is_settled=True)

    return check_ins.change(night_id, settled)


def _turns(night: Night, choice: str) -> tuple[NightTurn, ...]:
    turns = tuple(turn for turn in night.turns if choice in {SHARE, turn.turn.receiver})
    if not turns:
        raise NotAllowed("Choose to share the time, or whose back it is tonight.")
    return turns
