"""Wire the sound of sessions into files to take along: made one at a time, kept while the server runs."""

import asyncio
import os
import shutil
from asyncio import Task
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Lock
from typing import IO

from backrub.application.quotas import FILES_ARE_BUSY, MOST_FILES, MOST_FILES_OF_HOME
from backrub.bootstrap.house import House
from backrub.bootstrap.live_score import live_body
from backrub.bootstrap.sound import Listening, composed, write_evening
from backrub.content.languages import catalogue_in
from backrub.domain.plan import Plan
from backrub.realtime.conductor import LiveSession, topic_of

_LOOKS_S = 3600.0
_CHUNK_BYTES = 1 << 18


class _NotWanted(Exception):
    """The file that is being made is of an evening that was erased."""


@dataclass(slots=True, eq=False)
class SoundFile:
    """Hold a file that is made or being made; `done` is 0.0 to 1.0, `trouble` tells why it is not made."""

    plan: Plan
    home: str = ""
    done: float = 0.0
    trouble: str = ""
    is_wanted: bool = True
    file: IO[bytes] | None = None
    tasks: set[Task[None]] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    @property
    def is_being_made(self) -> bool:
        """Return whether it is neither made nor given up."""
        return not self.trouble and self.file is None

    @property
    def size(self) -> int:
        """Return how many bytes a file that is made has."""
        with self.lock:
            return self.file.seek(0, os.SEEK_END) if self.file and not self.file.closed else 0

    def chunks(self) -> Iterator[bytes]:
        """Yield a file that is made, whoever else reads it meanwhile."""
        file, at = self.file, 0
        while file and (chunk := self._read(file, at)):
            at += len(chunk)
            yield chunk

    def _read(self, file: IO[bytes], at: int) -> bytes:
        with self.lock:
            if file.closed:
                return b""
            file.seek(at)
            return file.read(_CHUNK_BYTES)

    def let_go(self) -> None:
        """Make it no further, and keep nothing of it; who still reads it comes to its end."""
        with self.lock:
            self.is_wanted = False
            if self.file:
                self.file.close()

    def told(self, done: float) -> None:
        """Take in how much is done.

        Raises: _NotWanted, to end the making.
        """
        if not self.is_wanted:
            raise _NotWanted
        self.done = done


class SoundFiles:
    """Keep the files of a house; all of it belongs to one event loop, the making is done in a thread."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._maker = ThreadPoolExecutor(1, "sound-file")
        self._files: dict[tuple[str, Listening], SoundFile] = {}

    def file(self, session: LiveSession, listening: Listening) -> SoundFile:
        """Return the file of a session as it is planned now, being made from now on if there is none.

        What could not be made is told once, and tried again when it is next asked for. What is being made gives way
        to nothing else.
        """
        key = (session.ref.id, listening)
        known = self._files.get(key)
        if known and known.trouble:
            self._drop(key)
            return known
        if known and known.plan is session.session.plan:
            return known
        self._drop(key)
        if not self._has_room(session.ref.home):
            return SoundFile(session.session.plan, trouble=FILES_ARE_BUSY)
        fresh = self._files[key] = SoundFile(session.session.plan, session.ref.home)
        for work in (self._make(fresh, session, listening), self._watch(key)):
            task = asyncio.create_task(work)
            fresh.tasks.add(task)
            task.add_done_callback(fresh.tasks.discard)
        return fresh

    async def close(self) -> None:
        """Let go of all files."""
        for key in tuple(self._files):
            self._drop(key)
        await asyncio.to_thread(self._maker.shutdown, cancel_futures=True)

    def _has_room(self, home: str) -> bool:
        """Return whether one more file can be made for a home, letting go of the oldest that are made if need be."""
        if (
            sum(file.is_being_made and file.home == home for file in self._files.values())
            >= MOST_FILES_OF_HOME
        ):
            return False
        made = [key for key, file in self._files.items() if not file.is_being_made]
        while made and len(self._files) >= MOST_FILES:
            self._drop(made.pop(0))
        return len(self._files) < MOST_FILES

    def _drop(self, key: tuple[str, Listening]) -> None:
        dropped = self._files.pop(key, None)
        if dropped:
            dropped.let_go()

    async def _make(self, fresh: SoundFile, session: LiveSession, listening: Listening) -> None:
        loop = asyncio.get_running_loop()
        try:
            file = await loop.run_in_executor(self._maker, self._made, fresh, session, listening)
        except _NotWanted:
            return
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            fresh.trouble = f"The file cannot be made here ({reason})."
            return
        fresh.file = file
        if not fresh.is_wanted:
            fresh.let_go()

    def _made(self, fresh: SoundFile, session: LiveSession, listening: Listening) -> IO[bytes]:
        """Return the file, open and without a name: nothing of it outlives the server."""
        fresh.told(0.0)
        now = session.session
        body = replace(live_body(self._house, session), catalogue=catalogue_in(listening.language))
        evening = composed(body.traced(fresh.plan), now.brief, now.tuning, body, seed=now.seed)
        with TemporaryDirectory(prefix="backrub-sound-") as folder:
            path = Path(folder) / "evening.m4a"
            write_evening(path, evening, self._house.voice(listening.language), listening, fresh.told)
            kept = TemporaryFile()  # noqa: SIM115  # it is closed when nobody holds it any more
            with path.open("rb") as made:
                shutil.copyfileobj(made, kept)
            kept.flush()
            return kept

    async def _watch(self, key: tuple[str, Listening]) -> None:
        """Let go of the file when its evening is erased."""
        session_id, _ = key
        mine = self._files[key]
        with self._house.hub.subscribed(topic_of(session_id)) as waiter:
            while self._files.get(key) is mine:
                await waiter.wait(_LOOKS_S)
                if await asyncio.to_thread(self._house.nights.night_of_session, session_id) is None:
                    self._drop(key)
