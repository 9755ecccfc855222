"""Stand-ins for the adapters: the same shape and the same promises, without a disk or a wait."""

from collections.abc import Sequence

from backrub.application.ports import Recorded, SessionRef
from backrub.domain.errors import SequenceConflict, StoreUnavailable
from backrub.domain.session.events import Event


class MemoryEventLog:
    """Keep sessions and events in two dictionaries, as long as the test lasts."""

    def __init__(self) -> None:
        self._refs: dict[str, SessionRef] = {}
        self._events: dict[str, list[Recorded]] = {}

    def open_session(self, ref: SessionRef) -> None:
        if self._refs.setdefault(ref.id, ref) != ref:
            raise StoreUnavailable(f"The record already holds another session {ref.id}; begin one anew.")
        self._events.setdefault(ref.id, [])

    def sessions(self, *, giver: str | None = None, receiver: str | None = None) -> list[SessionRef]:
        return [
            ref
            for ref in self._refs.values()
            if giver in {None, ref.giver} and receiver in {None, ref.receiver}
        ]

    def append(
        self, session_id: str, command_id: str, events: Sequence[Event], *, expected_seq: int
    ) -> list[Recorded]:
        if session_id not in self._refs:
            raise StoreUnavailable(f"The record holds no session {session_id}; begin one anew.")
        log = self._events[session_id]
        if earlier := [recorded for recorded in log if recorded.command_id == command_id]:
            return earlier
        if len(log) != expected_seq:
            raise SequenceConflict(
                f"Session {session_id} is at event {len(log)}, not {expected_seq}; read it again."
            )
        new = [Recorded(seq, command_id, event) for seq, event in enumerate(events, expected_seq + 1)]
        log.extend(new)
        return new

    def read(self, session_id: str, *, after: int = 0) -> list[Recorded]:
        return [recorded for recorded in self._events.get(session_id, []) if recorded.seq > after]

    def erase_session(self, session_id: str) -> None:
        self._refs.pop(session_id, None)
        self._events.pop(session_id, None)

    def close(self) -> None:
        """Do nothing, so that it can be closed like a file."""


class FakeClock:
    """Tell a time that moves only when told to, in milliseconds."""

    def __init__(self, at_ms: int = 0) -> None:
        self.at_ms = at_ms

    def now_ms(self) -> int:
        return self.at_ms

    def jump(self, seconds: float) -> None:
        self.at_ms += round(seconds * 1000)

    sleep = jump
