"""Begin the session of a turn: once, however many phones tap, from the plan that both have seen."""

from dataclasses import replace

from backrub.application.edit_plan import change_turn
from backrub.application.home_ports import Nights
from backrub.application.plan_tonight import Tonight
from backrub.application.ports import EventLog, SessionRef
from backrub.application.run_session import RunSession
from backrub.domain.errors import IllegalCommand, NotAllowed, StoreUnavailable
from backrub.domain.night import Night, NightTurn
from backrub.domain.session.replanner import Replanner

DELAYS_S = (0, 20, 60)
"""The seconds to get ready that one may choose from."""

DELAY_S = 20
"""The seconds to get ready unless one chooses others."""


def begin_session(
    nights: Nights, log: EventLog, night: Night, tonight: Tonight, replanner: Replanner, *, began_ms: int
) -> Night:
    """Return the night with the session of its turn begun; one begun by another tap is left as it is.

    `began_ms` is the Unix time at which the session's clock shows 0, ahead by the get-ready delay.
    Raises: IllegalCommand, if tonight's plan has no steps; NotAllowed, if the evening has gone on;
    SequenceConflict; StoreUnavailable.
    """
    turn = night.now
    if turn is None or not tonight.plan.steps:
        raise IllegalCommand("There is nothing to begin: hands rest tonight.")
    ref = _ref(night, turn, began_ms)
    _open_once(log, ref)
    RunSession(log, ref.id, replanner).handle(tonight.begin("begin"), 0)
    try:
        return change_turn(nights, night.id, turn.turn, lambda _, now: replace(now, session_id=ref.id))
    except NotAllowed:
        return _begun_by_another(nights, log, night.id, ref.id)


def _ref(night: Night, turn: NightTurn, began_ms: int) -> SessionRef:
    # The day keeps ids apart where a night was erased and another one took its number.
    session_id = f"{night.id}-{night.turns.index(turn) + 1}-{night.made_ms}"
    return SessionRef(session_id, turn.turn.giver, turn.turn.receiver, night.id, night.home_id, began_ms)


def _open_once(log: EventLog, ref: SessionRef) -> None:
    """Open the session unless another tap was first; the first one sets the clock."""
    if _is_open(log, ref):
        return
    try:
        log.open_session(ref)
    except StoreUnavailable:
        if not _is_open(log, ref):
            raise


def _is_open(log: EventLog, ref: SessionRef) -> bool:
    refs = log.sessions(giver=ref.giver, receiver=ref.receiver, home=ref.home)
    return any(known.id == ref.id for known in refs)


def _begun_by_another(nights: Nights, log: EventLog, night_id: str, session_id: str) -> Night:
    """Return the night if it is this session that has begun; a session of no night is removed."""
    night = nights.night(night_id)
    if night is None or all(turn.session_id != session_id for turn in night.turns):
        log.erase_session(session_id)
        raise NotAllowed("This evening has gone on; what it is now is shown under Tonight.")
    return night
