"""Close a turn: the receiver's words teach the next evening, the giver's stay with the giver."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from backrub.application.home_ports import Nights
from backrub.application.ports import EventLog
from backrub.application.run_session import ATTEMPTS, RunSession
from backrub.domain.back import GROUP_OF, Group, SiteSide
from backrub.domain.errors import SequenceConflict
from backrub.domain.night import Night
from backrub.domain.plan import Role
from backrub.domain.preferences import LEARNED
from backrub.domain.session.commands import Debrief
from backrub.domain.session.events import SessionEnded
from backrub.domain.session.state import Session, State


def ending_of(log: EventLog, session_id: str) -> SessionEnded | None:
    """Return how a session came to its end, None while it has not; there is nothing to close before.

    Raises: StoreUnavailable.
    """
    events = (recorded.event for recorded in log.read(session_id))
    return next((event for event in events if isinstance(event, SessionEnded)), None)


def has_ended(log: EventLog, session_id: str) -> bool:
    """Return whether a session came to its end, be it early.

    Raises: StoreUnavailable.
    """
    return ending_of(log, session_id) is not None


def worked(session: Session) -> Mapping[Group, tuple[SiteSide, ...]]:
    """Return, by group, where hands pressed and the receiver's wish is learned."""
    covered = {
        where
        for step in session.plan.steps[: session.begun]
        if step.role in {Role.WORK, Role.FOCAL}
        for where in step.covers
    }
    here = {
        group: tuple(where for where in LEARNED if where in covered and GROUP_OF[where.site] is group)
        for group in Group
    }
    return {group: places for group, places in here.items() if places}


def keep_debrief(run: RunSession, debrief: Debrief, now_ms: int) -> None:
    """Record the receiver's closing words; once closed, the first words stand.

    Raises: IllegalCommand, if the session has not ended; SequenceConflict; StoreUnavailable.
    """
    if run.session is None or run.session.state is not State.DEBRIEFED:
        run.handle(debrief, now_ms)


def thank(nights: Nights, night_id: str, session_id: str, person_id: str) -> Night | None:
    """Record that a person closed a turn, and return the night; it is over once both closed the last one.

    None, if the night or the turn is gone.
    Raises: SequenceConflict, if others kept changing the night first; StoreUnavailable.
    """
    for _ in range(ATTEMPTS - 1):
        with suppress(SequenceConflict):
            return _thank(nights, night_id, session_id, person_id)
    return _thank(nights, night_id, session_id, person_id)


def _thank(nights: Nights, night_id: str, session_id: str, person_id: str) -> Night | None:
    night = nights.night(night_id)
    turns = night.turns if night else ()
    turn = next((turn for turn in turns if turn.session_id == session_id), None)
    if night is None or turn is None:
        return None
    if person_id in turn.thanked:
        return night
    thanked = night.with_turn(replace(turn, thanked=turn.thanked | {person_id}))
    return nights.change_night(replace(thanked, is_over=thanked.now is None))
