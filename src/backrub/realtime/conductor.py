"""The conductor: keeps begun sessions going, one task each, and decides every press in turn.

Time that passes while nobody follows a session need not be waited for: whoever follows it next has all that was due
recorded at its own moments. So a server that starts anew takes a session up when a phone comes back to it.
"""

import asyncio
import logging
from asyncio import Lock, Task
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from backrub.application.ports import Beside, EventLog, Recorded, SessionRef
from backrub.application.run_session import RunSession
from backrub.application.tell_live import Teller
from backrub.domain.errors import SequenceConflict, SessionGone, StoreUnavailable
from backrub.domain.session.commands import Advance, Command
from backrub.domain.session.due import next_due_ms
from backrub.domain.session.replanner import Replanner
from backrub.domain.session.state import Session, State
from backrub.realtime.hub import Hub, Waiter

_UNTIL_A_HINT_S = 3600.0
LONGEST_WAIT_S = 5.0
"""How late a machine that slept may be: what it waits by stands still meanwhile, and its clock does not."""

_OVER = frozenset({State.ENDED, State.DEBRIEFED})

log_of = logging.getLogger("backrub.realtime")


def topic_of(session_id: str) -> str:
    """Return the topic on which a session's changes are hinted at."""
    return f"session:{session_id}"


class LiveSession:
    """Join a begun session with what it tells; commands are handled one at a time."""

    def __init__(self, ref: SessionRef, run: RunSession, teller: Teller) -> None:
        self.ref = ref
        self.run = run
        self.teller = teller
        self.turn = Lock()
        self._asked = 0
        self._answered = 0
        self._is_held = True

    async def catch_up(self, log: EventLog, beside: Beside) -> bool:
        """Take in what others appended, beside the loop; return whether the log still holds the session.

        One reading of the log answers everyone who asked before it began: a hint wakes all streams of a session.
        Raises: StoreUnavailable.
        """
        self._asked += 1
        asked = self._asked
        async with self.turn:
            if self._answered < asked:
                all_asked = self._asked
                self._is_held = await beside(partial(self._read, log))
                self._answered = all_asked
            return self._is_held

    def take_in(self, log: EventLog, news: str) -> None:
        """Take in news of what another server recorded; where that cannot be, there is something to read.

        Raises: StoreUnavailable, if they cannot be opened.
        """
        self._asked += 1
        if not self.turn.locked() and self.run.take_in(log.told(self.ref.id, news)):
            self._asked -= 1

    @property
    def is_behind(self) -> bool:
        """Return whether there is something to read, though what is known may have changed meanwhile."""
        return self._asked > self._answered

    def _read(self, log: EventLog) -> bool:
        before = self.session.seq
        self.run.catch_up()
        return self.session.seq > before or bool(log.read(self.ref.id, after=before - 1))

    @property
    def session(self) -> Session:
        """Return the session as it is known here.

        Raises: StoreUnavailable, if it never began.
        """
        if self.run.session is None:
            raise StoreUnavailable(f"The record of session {self.ref.id} does not start with its beginning.")
        return self.run.session

    @property
    def is_over(self) -> bool:
        """Return whether time brings nothing more."""
        return self.session.state in _OVER

    def clock_ms(self, unix_ms: int) -> int:
        """Return the session's clock at a Unix time; below 0 while hands get ready."""
        return unix_ms - self.ref.began_ms


class Conductor:
    """Keep sessions going; all of it belongs to one event loop, the deciding is done beside it.

    A record that cannot be written is tried again after `again_s` seconds.
    """

    def __init__(
        self,
        log: EventLog,
        hub: Hub,
        beside: Beside,
        *,
        replanner: Replanner,
        now_ms: Callable[[], int],
        again_s: float = 1.0,
    ) -> None:
        self._log = log
        self._hub = hub
        self._beside = beside
        self._replanner = replanner
        self._now_ms = now_ms
        self._again_s = again_s
        self._live: dict[str, LiveSession] = {}
        self._tasks: set[Task[None]] = set()

    def __len__(self) -> int:
        """Return how many sessions are kept going."""
        return len(self._live)

    def count_of(self, home: str) -> int:
        """Return how many sessions of a home are kept going."""
        return sum(live.ref.home == home for live in self._live.values())

    def known(self, session_id: str) -> LiveSession | None:
        """Return a session that is kept going, None if it is not or not yet."""
        return self._live.get(session_id)

    async def attend(self, ref: SessionRef) -> LiveSession:
        """Return a session, kept going from now on until it is over.

        Raises: StoreUnavailable, if it never began.
        """
        if ref.id not in self._live:
            taken_up = await self._beside(partial(self._take_up, ref))
            if ref.id not in self._live:
                self._live[ref.id] = taken_up
                self._start(taken_up)
        return self._live[ref.id]

    async def handle(self, live: LiveSession, command: Command) -> list[Recorded]:
        """Return what a command recorded, durable and hinted at.

        Raises: IllegalCommand, if it does not fit; SequenceConflict; SessionGone, and whoever follows hears that it
        is; StoreUnavailable.
        """
        try:
            recorded = await self._handled(live, command)
        except SessionGone:
            self._hub.publish(topic_of(live.ref.id))
            raise
        if recorded:
            self._hub.publish(topic_of(live.ref.id), partial(self._log.news, live.ref.id, recorded))
            await asyncio.sleep(0)  # whoever follows hears of it before whoever pressed is answered
        return recorded

    async def _handled(self, live: LiveSession, command: Command) -> list[Recorded]:
        async with live.turn:
            clock_ms = max(0, live.clock_ms(self._now_ms()))
            return await self._beside(partial(live.run.handle, command, clock_ms))

    async def catch_up(self, live: LiveSession) -> bool:
        """Take in what others appended; return whether the record still holds the session.

        Raises: StoreUnavailable.
        """
        return await live.catch_up(self._log, self._beside)

    async def close(self) -> None:
        """Let all sessions be; their record has all that was due by now, or will have."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _take_up(self, ref: SessionRef) -> LiveSession:
        teller = Teller()
        live = LiveSession(ref, RunSession(self._log, ref.id, self._replanner, teller.hear), teller)
        _ = live.session
        return live

    def _start(self, live: LiveSession) -> None:
        task = asyncio.create_task(self._conduct(live), name=live.ref.id)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._ended(done, live))

    def _ended(self, task: Task[None], live: LiveSession) -> None:
        self._tasks.discard(task)
        self._live.pop(live.ref.id, None)
        if not task.cancelled() and (error := task.exception()):
            log_of.error("A session is not kept going any more.", exc_info=error)

    async def _conduct(self, live: LiveSession) -> None:
        with self._hub.subscribed(topic_of(live.ref.id), partial(self._take_in, live)) as waiter:
            while not live.is_over and await self._undeterred(live, waiter):
                pass

    def _take_in(self, live: LiveSession, news: str) -> None:
        """Take in what a hint brought; where that cannot be, who is woken reads it."""
        try:
            live.take_in(self._log, news)
        except StoreUnavailable:
            log_of.warning("What a hint brought cannot be opened; it is read instead.")

    async def _undeterred(self, live: LiveSession, waiter: Waiter) -> bool:
        """Go on; where the record cannot be used now, wait until it can, and wake all here who follow."""
        try:
            return await self._goes_on(live, waiter)
        except SessionGone:
            return False
        except StoreUnavailable:
            log_of.warning("The record cannot be used now; a session waits for it.")
        except SequenceConflict:
            log_of.info("Others were quicker every time; a session waits a moment.")
        while True:
            await asyncio.sleep(self._again_s)
            with suppress(StoreUnavailable):
                is_there = await self.catch_up(live)
                self._hub.wake(topic_of(live.ref.id))
                return is_there

    async def _goes_on(self, live: LiveSession, waiter: Waiter) -> bool:
        """Do what is due, or wait for it or for a hint; return whether the record still holds the session."""
        due_s, seq = self._due_s(live), live.session.seq
        if due_s <= 0:
            return await self._advance(live)
        is_hinted = await waiter.wait(due_s)
        is_told = live.session.seq != seq and not live.is_behind
        return not is_hinted or is_told or await self.catch_up(live)

    def _due_s(self, live: LiveSession) -> float:
        due_ms = next_due_ms(live.session)
        if due_ms is None:
            return _UNTIL_A_HINT_S
        return min(LONGEST_WAIT_S, (due_ms - live.clock_ms(self._now_ms())) / 1000)

    async def _advance(self, live: LiveSession) -> bool:
        """Record what is due; the id follows from what was recorded before, so that two nodes never double it."""
        await self.handle(live, Advance(f"due-{live.session.seq}"))
        return True
