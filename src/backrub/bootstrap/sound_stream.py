"""Wire live sound: one station for a session and how it is heard, kept on while anyone listens."""

import asyncio
import logging
from asyncio import Task
from collections.abc import AsyncGenerator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from backrub.application.tell_live import standing_of
from backrub.audio.characters import Character
from backrub.audio.on_air import BLOCK_MS, OnAir
from backrub.audio.stream_encoder import StreamEncoder, StreamForm
from backrub.bootstrap.airing import Airing
from backrub.bootstrap.live import Live
from backrub.bootstrap.live_score import live_score
from backrub.content.languages import catalogue_in
from backrub.domain.catalogue import ENGLISH
from backrub.domain.errors import VoiceUnavailable
from backrub.domain.plan import Plan
from backrub.domain.score.breakpoints import Breakpoints, breakpoints
from backrub.domain.score.hearing import Hearing
from backrub.domain.score.opening import KEY as OPENING
from backrub.domain.score.opening import opened
from backrub.realtime.conductor import LiveSession, topic_of
from backrub.realtime.hub import Waiter
from backrub.realtime.listeners import Listeners
from backrub.realtime.pacing import Pace
from backrub.speech.ahead import LinesAhead

LINGERS_MS = 15_000
"""How long a station goes on when nobody listens, for a phone that comes back."""

PREPARES_MS = 10_000
"""How often lines are made ready for the minute ahead."""

log_of = logging.getLogger("backrub.sound")

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Wanted:
    """State how a session is to be heard."""

    form: StreamForm
    hearing: Hearing = Hearing.VOICE
    character: Character = Character.WARM
    language: str = ENGLISH


class Stations:
    """Keep the stations of a house; sound is made in threads of their own, apart from the record's."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.makers = ThreadPoolExecutor(2, "sound")
        self.speakers = ThreadPoolExecutor(1, "speech")
        self.late_blocks = 0
        self._stations: dict[tuple[str, Wanted], Station] = {}

    def station(self, session: LiveSession, wanted: Wanted) -> "Station":
        """Return the station of a session heard so, switched on if need be."""
        key = (session.ref.id, wanted)
        if key not in self._stations:
            self._stations[key] = Station(self, session, wanted, lambda: self._forget(key))
        return self._stations[key]

    async def close(self) -> None:
        """Switch all stations off."""
        tasks = [station.task for station in self._stations.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.makers.shutdown(cancel_futures=True)
        self.speakers.shutdown(wait=False, cancel_futures=True)

    def _forget(self, key: tuple[str, Wanted]) -> None:
        self.late_blocks += self._stations.pop(key).late_blocks


class Station:
    """Make the sound of a session in time with its clock, for everyone who listens."""

    def __init__(
        self, stations: Stations, session: LiveSession, wanted: Wanted, switched_off: Callable[[], None]
    ) -> None:
        self._stations = stations
        self._house = stations.live.house
        self._session = session
        self._wanted = wanted
        self._catalogue = catalogue_in(wanted.language)
        self._listeners = Listeners()
        self._pace = Pace(self._now_ms())
        self._seq = session.teller.seq
        self._plan = session.session.plan
        self._fresh: Breakpoints | None = None
        self._is_mute = self._is_ahead = False
        self._prepared_ms = self._heard_ms = self._now_ms()
        self._others: set[Task[None]] = set()
        self._held_back: list[tuple[int, bytes]] = []
        self.late_blocks = 0
        self.task = asyncio.create_task(self._run(), name=session.ref.id)
        self.task.add_done_callback(lambda task: self._ended(task, switched_off))

    def listen(self) -> AsyncGenerator[bytes]:
        """Yield frames from the moment that sounds now, until the end."""
        return self._listeners.listen(self._now_ms())

    async def _run(self) -> None:
        with self._house.hub.subscribed(topic_of(self._session.ref.id)) as waiter:
            airing = await self._open()
            self._begin(self._prepare(airing))
            while not airing.is_done and self._is_wanted():
                is_hinted = await waiter.wait(self._pace.due_in_s(self._now_ms()))
                if is_hinted and not await self._take_news(airing, waiter):
                    return
                await self._air(airing)

    async def _open(self) -> Airing:
        points = await self._in_thread(self._compose, self._plan)
        loop, session = asyncio.get_running_loop(), self._session.session
        voice_of, language = self._house.voice, self._wanted.language
        voice = await loop.run_in_executor(self._stations.speakers, voice_of, language)
        self._lines = LinesAhead(voice)
        on_air = OnAir(
            points,
            self._lines.line,
            hearing=self._wanted.hearing,
            character=self._wanted.character,
            seed=session.seed,
        )
        self._pace = Pace(self._now_ms())
        encoder = StreamEncoder(self._wanted.form)
        return Airing(on_air, encoder, self._catalogue, standing_of(session), self._pace.until_ms)

    def _is_wanted(self) -> bool:
        now_ms = self._now_ms()
        if len(self._listeners):
            self._heard_ms = now_ms
        return now_ms - self._heard_ms < LINGERS_MS

    async def _take_news(self, airing: Airing, waiter: Waiter) -> bool:
        """Take in what the session tells; return whether the record still holds it."""
        session = self._session
        if session.is_behind or (session.teller.seq == self._seq and self._fresh is None):
            is_there = await self._stations.live.caught_up(session)
            if not is_there:
                return False
        news = session.teller.after(self._seq)
        self._seq = session.teller.seq
        if news is None:
            airing.stand(standing_of(session.session))
        for told in news or ():
            airing.tell(told)
        if session.session.plan is not self._plan:
            self._plan = session.session.plan
            self._begin(self._recompose(self._plan, waiter))
        return True

    async def _air(self, airing: Airing) -> None:
        """Make what is due, or at once what is new."""
        now_ms = self._now_ms()
        self._pace = self._pace.kept(now_ms)
        if not self._pace.takes(BLOCK_MS, now_ms):
            return
        fresh, self._fresh = self._fresh, None
        chunk = await self._in_thread(_made, airing, self._pace.until_ms, fresh, self._is_mute)
        self.late_blocks += self._is_ahead and self._pace.is_late(self._now_ms())
        self._pace = self._pace.after(BLOCK_MS)
        self._publish(chunk)
        if fresh is not None or now_ms - self._prepared_ms > PREPARES_MS:
            self._prepared_ms = now_ms
            self._begin(self._prepare(airing))

    def _publish(self, chunk: bytes) -> None:
        """Pass a chunk on; the first ones together, so that nobody begins with too few."""
        self._held_back.append((self._pace.until_ms, chunk))
        self._is_ahead = self._is_ahead or self._pace.due_in_s(self._now_ms()) > 0
        while self._is_ahead and self._held_back:
            until_ms, first = self._held_back.pop(0)
            self._listeners.publish(first, until_ms=until_ms)

    async def _recompose(self, plan: Plan, waiter: Waiter) -> None:
        points = await self._in_thread(self._compose, plan)
        if plan is self._plan:
            self._fresh = points
            waiter.wake()

    def _compose(self, plan: Plan) -> Breakpoints:
        score = live_score(self._house, self._session, self._wanted.language, plan)
        return opened(breakpoints(score), self._catalogue.say(OPENING))

    async def _prepare(self, airing: Airing) -> None:
        """Make lines ready; where nobody speaks, bells take the place of words."""
        if self._is_mute or self._wanted.hearing is not Hearing.VOICE:
            return
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self._stations.speakers, self._lines.make_ready, list(airing.soon()))
        except VoiceUnavailable:
            self._is_mute = True

    def _begin(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._others.add(task)
        task.add_done_callback(self._others.discard)

    async def _in_thread(self, work: Callable[..., _Result], *arguments: object) -> _Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._stations.makers, partial(work, *arguments))

    def _now_ms(self) -> int:
        return self._session.clock_ms(self._house.now_ms())

    def _ended(self, task: Task[None], switched_off: Callable[[], None]) -> None:
        for other in self._others:
            other.cancel()
        self._listeners.end()
        switched_off()
        if self.late_blocks:
            log_of.warning("Blocks of a live sound that came late: %d.", self.late_blocks)
        if not task.cancelled() and (error := task.exception()):
            log_of.error("A live sound ended before its time.", exc_info=error)


def _made(airing: Airing, from_ms: int, fresh: Breakpoints | None, is_mute: bool) -> bytes:
    """Return the next block, with what is new in it."""
    if fresh is not None:
        airing.follow(fresh)
    if is_mute:
        airing.hear_chimes()
    return airing.block(from_ms)
