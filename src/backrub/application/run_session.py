"""Run a session on a log of events: decide, make durable, fold."""

from contextlib import suppress

from backrub.application.ports import EventLog, Recorded
from backrub.domain.errors import SequenceConflict
from backrub.domain.session.commands import Command
from backrub.domain.session.decide import decide
from backrub.domain.session.evolve import evolve
from backrub.domain.session.replanner import Replanner
from backrub.domain.session.state import Session

ATTEMPTS = 5
"""How often a command is decided anew when others append first."""


class RunSession:
    """Run one opened session; what another process appended counts before the next command is decided.

    Commands come with `now_ms` on the session's clock; a run that resumes takes `session.last_ms` as now.
    """

    def __init__(self, log: EventLog, session_id: str, replanner: Replanner) -> None:
        self._log = log
        self._session_id = session_id
        self._replanner = replanner
        self._seq = 0
        self._commands: set[str] = set()
        self._session: Session | None = None
        self._catch_up()

    @property
    def session(self) -> Session | None:
        """Return the state so far, None before it began."""
        return self._session

    def handle(self, command: Command, now_ms: int) -> list[Recorded]:
        """Return what the command recorded, durable; a command id known already returns what it did then.

        Raises: IllegalCommand, if it does not fit; SequenceConflict, if others kept appending first;
        StoreUnavailable.
        """
        for _ in range(ATTEMPTS - 1):
            with suppress(SequenceConflict):
                return self._handle(command, now_ms)
        return self._handle(command, now_ms)

    def _handle(self, command: Command, now_ms: int) -> list[Recorded]:
        self._catch_up()
        if command.id in self._commands:
            log = self._log.read(self._session_id)
            return [recorded for recorded in log if recorded.command_id == command.id]
        events = decide(self._session, command, now_ms, self._replanner)
        if not events:
            return []
        recorded = self._log.append(self._session_id, command.id, events, expected_seq=self._seq)
        self._catch_up()
        return recorded

    def _catch_up(self) -> None:
        """Fold what the log holds beyond what was folded, be it ours or another's."""
        for recorded in self._log.read(self._session_id, after=self._seq):
            self._session = evolve(self._session, recorded.event)
            self._seq = recorded.seq
            self._commands.add(recorded.command_id)
