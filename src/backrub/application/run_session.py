"""Run a session on a log of events: decide, make durable, fold."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import groupby

from backrub.application.ports import EventLog, Recorded
from backrub.domain.errors import IllegalCommand, SequenceConflict
from backrub.domain.session.commands import Command
from backrub.domain.session.decide import decide
from backrub.domain.session.evolve import evolve
from backrub.domain.session.replanner import Replanner
from backrub.domain.session.state import Session

Listener = Callable[[Session, Sequence[Recorded]], None]
"""Hear what one command recorded, and the session after it."""

ATTEMPTS = 5
"""How often a command is decided anew when others append first."""


class RunSession:
    """Run one opened session; what another process appended counts before the next command is recorded.

    Usually nobody else did: a command is decided on what was folded so far, and the log takes it only if that was all.
    Commands come with `now_ms` on the session's clock; a run that resumes takes `session.last_ms` as now.
    `listener` hears of every command in the log, once and in order, whoever appended it.
    """

    def __init__(
        self, log: EventLog, session_id: str, replanner: Replanner, listener: Listener | None = None
    ) -> None:
        self._log = log
        self._session_id = session_id
        self._replanner = replanner
        self._listener = listener
        self._seq = 0
        self._commands: set[str] = set()
        self._session: Session | None = None
        self.catch_up()

    @property
    def session(self) -> Session | None:
        """Return the state so far, None before it began."""
        return self._session

    def handle(self, command: Command, now_ms: int) -> list[Recorded]:
        """Return what the command recorded, durable; a command id known already returns what it did then.

        Raises: IllegalCommand, if it does not fit; SequenceConflict, if others kept appending first;
        StoreUnavailable.
        """
        with suppress(SequenceConflict, IllegalCommand):
            if recorded := self._handle(command, now_ms):
                return recorded
        for _ in range(ATTEMPTS - 2):
            with suppress(SequenceConflict):
                return self._handle_caught_up(command, now_ms)
        return self._handle_caught_up(command, now_ms)

    def _handle_caught_up(self, command: Command, now_ms: int) -> list[Recorded]:
        self.catch_up()
        return self._handle(command, now_ms)

    def _handle(self, command: Command, now_ms: int) -> list[Recorded]:
        if command.id in self._commands:
            log = self._log.read(self._session_id)
            return [recorded for recorded in log if recorded.command_id == command.id]
        events = decide(self._session, command, now_ms, self._replanner)
        if not events:
            return []
        recorded = self._log.append(self._session_id, command.id, events, expected_seq=self._seq)
        if recorded[0].seq == self._seq + 1:
            self._fold(command.id, recorded)
        else:  # known already, from another process
            self.catch_up()
        return recorded

    def catch_up(self) -> None:
        """Fold what the log holds beyond what was folded, be it ours or another's.

        Raises: StoreUnavailable.
        """
        new = self._log.read(self._session_id, after=self._seq)
        # What one command recorded was appended whole, so it lies together.
        for command_id, group in groupby(new, key=lambda recorded: recorded.command_id):
            self._fold(command_id, list(group))

    def take_in(self, recorded: Sequence[Recorded]) -> bool:
        """Fold what another process says one command recorded, if it comes next; return whether it is folded."""
        if recorded and recorded[0].seq == self._seq + 1:
            self._fold(recorded[0].command_id, recorded)
        return bool(recorded) and recorded[-1].seq <= self._seq

    def _fold(self, command_id: str, recorded: Sequence[Recorded]) -> None:
        for one in recorded:
            self._session = evolve(self._session, one.event)
        self._seq = recorded[-1].seq
        self._commands.add(command_id)
        if self._listener and self._session:
            self._listener(self._session, recorded)
