"""Let an evening pass: what time brings, what the couple does, what keys say; made durable, then shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from backrub.application.ports import Recorded
from backrub.application.run_session import RunSession
from backrub.application.simulated_couple import Act
from backrub.cli.clock import SessionClock
from backrub.domain.errors import IllegalCommand
from backrub.domain.session.commands import Advance, Command
from backrub.domain.session.due import next_due_ms
from backrub.domain.session.state import Session, State

NextMoment = Callable[[Session], Act | None]
Listen = Callable[[float, Session], Command | None]
"""Wait at most so many real seconds for a key and return what it asks of the session."""

FRAME_S = 0.1
"""Real seconds between two pictures."""


class Watcher(Protocol):
    """See what is recorded, how the session stands, and when a key did nothing."""

    def show(self, recorded: Sequence[Recorded], session: Session) -> None:
        """Show what one command recorded and what it led to."""

    def draw(self, session: Session, now_ms: int) -> None:
        """Show the session at a time of its clock."""

    def refuse(self, session: Session, now_ms: int) -> None:
        """Show that a key did nothing."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Join what an evening needs to pass: what comes next, the clock, and who watches."""

    next_moment: NextMoment
    clock: SessionClock
    watcher: Watcher


def time_alone(session: Session) -> Act | None:
    """Return what time alone brings next, None while it brings nothing: people do the rest."""
    due_ms = next_due_ms(session)
    return None if due_ms is None else (due_ms, Advance(f"advance-{session.seq}"))


def standing(run: RunSession) -> Session:
    """Return the state of a session that has begun."""
    if run.session is None:
        raise IllegalCommand("This evening has not begun.")
    return run.session


def play_through(run: RunSession, stage: Stage) -> None:
    """Play to the debrief without anyone at the keys; the record is the same at any speed."""
    while (moment := stage.next_moment(standing(run))) is not None:
        _reach(run, stage, moment)


def play_live(run: RunSession, stage: Stage, listen: Listen, *, until: frozenset[State]) -> None:
    """Play with people at the keys until the session reaches one of some states."""
    while (session := standing(run)).state not in until:
        moment = stage.next_moment(session)
        wait_s = FRAME_S if moment is None else stage.clock.seconds_until(moment[0])
        stage.watcher.draw(session, stage.clock.now_ms())
        command = listen(min(wait_s, FRAME_S), session)
        if command is not None:
            _try(run, stage, command)
        elif moment is not None and stage.clock.seconds_until(moment[0]) <= 0:
            _reach(run, stage, moment)


def _reach(run: RunSession, stage: Stage, moment: Act) -> None:
    at_ms, command = moment
    stage.clock.reach(at_ms)
    recorded = run.handle(command, at_ms)
    stage.watcher.show(recorded, standing(run))


def _try(run: RunSession, stage: Stage, command: Command) -> None:
    now_ms = stage.clock.now_ms()
    try:
        recorded = run.handle(command, now_ms)
    except IllegalCommand:
        stage.watcher.refuse(standing(run), now_ms)
        return
    if recorded:
        stage.watcher.show(recorded, standing(run))
