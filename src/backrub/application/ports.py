"""What the use cases need of the world, as protocols."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from backrub.domain.back import SiteSide
from backrub.domain.plan import Pass, Step
from backrub.domain.session.events import Event

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Recorded:
    """Join an event with its place in the log: `seq` counts from 1 within a session."""

    seq: int
    command_id: str
    event: Event


@dataclass(frozen=True, slots=True)
class SessionRef:
    """Name a session, its two people, and the digest of the evening it was planned from.

    At a terminal people are known by their names and `home` is empty; in a home they are known by their ids.
    `began_ms` is the Unix time at which the session's clock shows 0; 0 where the clock is its own.
    """

    id: str
    giver: str
    receiver: str
    evening_digest: str
    home: str = ""
    began_ms: int = 0


class EventLog(Protocol):
    """Keep sessions and their events; what append returned is durable."""

    def open_session(self, ref: SessionRef) -> None:
        """Record a new session; the same ref twice changes nothing.

        Raises: StoreUnavailable.
        """

    def sessions(
        self, *, giver: str | None = None, receiver: str | None = None, home: str = ""
    ) -> list[SessionRef]:
        """Return a home's sessions in the order they were opened, of these people where named."""

    def append(
        self, session_id: str, command_id: str, events: Sequence[Event], *, expected_seq: int
    ) -> list[Recorded]:
        """Append all events or none, after `expected_seq`, and return them once durable.

        A command id already recorded returns what it recorded then and appends nothing.
        Raises: SequenceConflict, if the log is longer than `expected_seq`; SessionGone, if there is none;
        StoreUnavailable.
        """

    def read(self, session_id: str, *, after: int = 0) -> list[Recorded]:
        """Return the events with a seq greater than `after`, in order."""

    def news(self, session_id: str, recorded: Sequence[Recorded]) -> str:
        """Return what was appended, sealed, in printable ASCII without spaces; empty if that would take asking."""

    def told(self, session_id: str, news: str) -> list[Recorded]:
        """Return what news hold, which another process made; none if opening them would take asking."""

    def erase_session(self, session_id: str) -> None:
        """Remove a session and its events for good; unknown ids change nothing."""


class Beside(Protocol):
    """Do work that asks a record while a loop goes on; the work may be begun on the loop's own thread."""

    async def start(self) -> None:
        """Have what work beside the running loop needs.

        Raises: StoreUnavailable.
        """

    async def close(self) -> None:
        """Close what was started for the running loop; not started changes nothing."""

    async def __call__(self, work: Callable[[], T]) -> T:
        """Return what a work returned; raises what it raises."""


class PathFinder(Protocol):
    """Lead hands along the paths of one body."""

    def passes(self, step: Step) -> tuple[Pass, ...]:
        """Return the passes that fill a step's contact; none where it touches nothing."""

    def speed_cm_s(self, step: Step) -> float:
        """Return the mean speed of a step's passes along the skin."""

    def coverage(self, steps: Iterable[Step], of: Collection[SiteSide]) -> Mapping[SiteSide, float]:
        """Return the share, 0 to 1, of the treatable area `of` site-sides that the steps' hands touch."""
