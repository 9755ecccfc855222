"""Take up a session: go on with tonight's unfinished one, or open a new one."""

from backrub.application.plan_tonight import Tonight
from backrub.application.ports import EventLog, Recorded, SessionRef
from backrub.application.run_session import RunSession
from backrub.domain.session.commands import Resume
from backrub.domain.session.events import Debriefed
from backrub.domain.session.replanner import Replanner
from backrub.domain.session.state import State


def unfinished(log: EventLog, *, giver: str, receiver: str, evening_digest: str) -> SessionRef | None:
    """Return the latest session of this evening if nobody closed it yet.

    Raises: StoreUnavailable.
    """
    refs = _sessions_of(log, giver, receiver, evening_digest)
    if not refs or any(isinstance(recorded.event, Debriefed) for recorded in log.read(refs[-1].id)):
        return None
    return refs[-1]


def open_new(log: EventLog, *, giver: str, receiver: str, evening_digest: str) -> SessionRef:
    """Open and return a new session; its id follows from the evening and how often it was begun.

    Raises: StoreUnavailable.
    """
    refs = _sessions_of(log, giver, receiver, evening_digest)
    last = max((int(ref.id.rpartition("-")[2]) for ref in refs), default=0)
    ref = SessionRef(f"{evening_digest[:16]}-{last + 1}", giver, receiver, evening_digest)
    log.open_session(ref)
    return ref


def take_up(
    log: EventLog, ref: SessionRef, tonight: Tonight, replanner: Replanner
) -> tuple[RunSession, list[Recorded]]:
    """Return a session that runs (begun if it had not, resumed if it was paused) and what to tell of it.

    The latest command's events are told again: a run that was cut off may not have told them.
    Raises: StoreUnavailable; IllegalCommand, if tonight's plan has no steps.
    """
    run = RunSession(log, ref.id, replanner)
    session = run.session
    if session is None:
        return run, run.handle(tonight.begin("begin"), 0)
    told = _latest(log, ref)
    if session.state is State.PAUSED:
        told += run.handle(Resume(f"resume-{session.seq}"), session.last_ms)
    return run, told


def _latest(log: EventLog, ref: SessionRef) -> list[Recorded]:
    events = log.read(ref.id)
    return [recorded for recorded in events if recorded.command_id == events[-1].command_id]


def _sessions_of(log: EventLog, giver: str, receiver: str, evening_digest: str) -> list[SessionRef]:
    refs = log.sessions(giver=giver, receiver=receiver)
    return [ref for ref in refs if ref.evening_digest == evening_digest]
