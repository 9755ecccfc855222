"""Let an evening pass: what time brings, what the couple does, what keys say; each made durable, then shown."""

from collections.abc import Callable
from dataclasses import dataclass

from backrub.application.ports import Recorded
from backrub.application.run_session import RunSession
from backrub.application.simulated_couple import Act
from backrub.cli.clock import SessionClock
from backrub.domain.errors import IllegalCommand
from backrub.domain.session.commands import Advance, Command
from backrub.domain.session.due import next_due_ms
from backrub.domain.session.state import Session, State

NextMoment = Callable[[Session], Act | None]
Show = Callable[[list[Recorded]], None]

FRAME_S = 0.1
"""Real seconds between two pictures."""


def time_alone(session: Session) -> Act | None:
    """Return what time alone brings next, None while it brings nothing: people do the rest."""
    due_ms = next_due_ms(session)
    return None if due_ms is None else (due_ms, Advance(f"advance-{session.seq}"))


def play_through(run: RunSession, next_moment: NextMoment, clock: SessionClock, show: Show) -> None:
    """Play to the debrief without anyone at the keys; the record is the same at any speed."""
    while run.session is not None and (moment := next_moment(run.session)) is not None:
        at_ms, command = moment
        clock.reach(at_ms)
        show(run.handle(command, at_ms))


@dataclass(frozen=True, slots=True)
class Stage:
    """Join what a live evening needs.

    `listen` waits up to so many real seconds for a key and returns its command; `draw` shows the session at a
    time of its clock; `refuse` shows why a key did nothing.
    """

    next_moment: NextMoment
    clock: SessionClock
    listen: Callable[[float, Session], Command | None]
    show: Show
    draw: Callable[[Session, int], None]
    refuse: Callable[[str], None]


def play_live(run: RunSession, stage: Stage, *, until: frozenset[State]) -> None:
    """Play with people at the keys until the session reaches one of some states."""
    while run.session is not None and run.session.state not in until:
        session = run.session
        moment = stage.next_moment(session)
        wait_s = FRAME_S if moment is None else stage.clock.seconds_until(moment[0])
        stage.draw(session, stage.clock.now_ms())
        command = stage.listen(min(wait_s, FRAME_S), session)
        if command is not None:
            _try(run, command, stage)
        elif moment is not None and stage.clock.seconds_until(moment[0]) <= 0:
            stage.clock.reach(moment[0])
            stage.show(run.handle(moment[1], moment[0]))


def _try(run: RunSession, command: Command, stage: Stage) -> None:
    try:
        stage.show(run.handle(command, stage.clock.now_ms()))
    except IllegalCommand as refusal:
        stage.refuse(str(refusal))
