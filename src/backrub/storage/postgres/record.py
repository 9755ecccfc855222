"""A record in PostgreSQL, read and written from any thread; statements run on a loop in a thread of their own.

A write is one serializable transaction: what it reads cannot change before it is committed, and it is tried again
when another came before (Ports and Grittner, "Serializable Snapshot Isolation in PostgreSQL", VLDB 2012).

A thread waits for the loop once a question, because going there and back takes as long as the answer. Work that is
done `beside` a loop of whoever serves needs neither: it asks on connections of that loop.

Nothing waits for ever. A connection that breaks, or does not answer in time, is dropped, and with it all that were
opened before it; whatever was under way is done once more on a new one, unless it was being committed: then only
whoever asked knows how to ask again, and a command's id makes that harmless. The server, too, drops a transaction
that it hears no more of, so that what it held is free for that second try.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from threading import RLock, Thread
from typing import Any, TypeVar

from backrub.domain.errors import StoreUnavailable
from backrub.storage.beside import awaited, is_beside
from backrub.storage.postgres import schema
from backrub.storage.postgres.beside import Beside
from backrub.storage.postgres.failures import (
    LOST,
    OUTDONE,
    Broken,
    in_one_sentence,
    noticed,
    without_password,
)
from backrub.storage.postgres.pools import ANSWER_S, Pools
from backrub.storage.postgres.snapshot import PostgresSnapshot, fill, snapshot
from backrub.storage.postgres.statement import Found, numbered
from backrub.storage.postgres.wiping import wiped
from backrub.storage.record import Statements

T = TypeVar("T")
ATTEMPTS = 20
"""How often a write is tried when others keep coming before it."""

PAUSE_S, MOST_PAUSE_S = 0.001, 0.1
"""How long to wait before the second try, twice as long before each after it, and how long at most."""


class Transaction:
    """Run statements one after another in the transaction of a write."""

    def __init__(self, record: "PostgresRecord", connection: Any) -> None:  # noqa: ANN401  # asyncpg's proxy
        self._record = record
        self._connection = connection

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Found:
        """Return what a statement found."""
        return Found(self._record.wait(self._connection.fetch(numbered(statement), *values)))

    def executemany(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each of many values."""
        self._record.wait(self._connection.executemany(numbered(statement), list(values)))


class PostgresRecord:
    """Open the record at a `postgresql://` address, making its tables if there are none.

    A statement, and a pause between two of a transaction, may take `limit_s`: little where people wait.
    Raises: StoreUnavailable, if it cannot be reached, or a newer Backrub made it.
    """

    def __init__(self, address: str, *, limit_s: float = ANSWER_S) -> None:
        self.place = without_password(address)
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="record", daemon=True)
        self._thread.start()
        self._pools = Pools(address, limit_s)
        self.beside = Beside(self._pools, self.place)
        self._alone = RLock()
        """Held by a write that is tried again; until it is done, no other of this server begins. In small tables each
        would come before the others anew."""
        try:
            with in_one_sentence(self.place):
                self.wait(self._begin())
        except StoreUnavailable:
            self.close()
            raise

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Return all that one question finds, as tuples.

        Raises: StoreUnavailable.
        """
        with in_one_sentence(self.place):
            return self._tried(partial(self._asked_once, numbered(query), values))

    def change(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Return what a statement that writes gave back, once it is durable: the server commits it by itself.

        Raises: StoreUnavailable.
        """
        return self.rows(statement, values)

    def write(self, work: Callable[[Any], T], *, erasing: bool = False) -> T:
        """Return what a work returned, once it is durable; nothing of a work that fails stays.

        With `erasing`, no key that was deleted is then in the tables' files; what it sealed is unreadable wherever
        the server still holds it.
        Raises: StoreUnavailable; what the work raises.
        """
        with in_one_sentence(self.place):
            done = self._kept(partial(self._written, work))
            if erasing and not self._wiped():
                raise StoreUnavailable(
                    f"{self.place} is being read elsewhere, perhaps by a backup; erase again once that is done."
                )
            return done

    @contextmanager
    def snapshot(self) -> Iterator[PostgresSnapshot]:
        """Give the record as it is now.

        Raises: StoreUnavailable.
        """
        with self._lent() as connection, snapshot(connection, self._asked) as now:
            yield now

    def fill(self, db: Statements, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add rows as they were; the table's own numbers go on after the greatest."""
        fill(db, table, columns, rows)

    def close(self) -> None:
        """Close every connection; closing twice changes nothing."""
        if self._loop.is_closed():
            return
        self.wait(self._pools.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def wait(self, doing: Coroutine[Any, Any, T]) -> T:
        """Return what comes of something that runs on the record's own loop, or on the one this work is beside."""
        if is_beside():
            return awaited(doing)
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result()

    def _asked(self, doing: Coroutine[Any, Any, T]) -> T:
        with in_one_sentence(self.place):
            return self.wait(doing)

    def _kept(self, act: Callable[[], T]) -> T:
        """Return what comes of a write: at the same time as others, or if they came before it, alone."""
        with self._alone:
            pass  # someone who is to be left alone
        try:
            return _unbroken(act)
        except OUTDONE:
            with self._alone:
                return self._tried(act)

    def _tried(self, act: Callable[[], T]) -> T:
        """Return what comes of an act, tried again if another came before."""
        for attempt in range(ATTEMPTS - 1):
            try:
                return _unbroken(act)
            except OUTDONE:
                # Who came before may still be syncing its commit; until that is done, trying again is in vain.
                self.wait(asyncio.sleep(min(PAUSE_S * 2**attempt, MOST_PAUSE_S)))
        return _unbroken(act)

    def _asked_once(self, statement: str, values: Sequence[Any]) -> list[Any]:
        with noticed():
            return self.wait(self._fetched(statement, values))

    async def _fetched(self, statement: str, values: Sequence[Any]) -> list[Any]:
        async with self._pools.lending() as connection:
            return [tuple(row) for row in await connection.fetch(statement, *values)]

    def _written(self, work: Callable[[Any], T]) -> T:
        with self._lent() as connection:
            with noticed():
                transaction = connection.transaction(isolation="serializable")
                self.wait(transaction.start())
                try:
                    done = work(Transaction(self, connection))
                except LOST:
                    raise  # the server undoes what it hears no more of
                except BaseException:
                    self.wait(transaction.rollback())
                    raise
            self.wait(transaction.commit())
            return done

    def _wiped(self) -> bool:
        with self._lent() as connection:
            return self.wait(wiped(connection))

    @contextmanager
    def _lent(self) -> Iterator[Any]:
        """Lend a connection to a thread."""
        lending = self._pools.lending()
        connection = self.wait(lending.__aenter__())
        try:
            yield connection
        except BaseException as error:
            self.wait(lending.__aexit__(type(error), error, error.__traceback__))
            raise
        self.wait(lending.__aexit__(None, None, None))

    async def _begin(self) -> None:
        await self._pools.start()
        async with self._pools.lending() as connection, connection.transaction():
            await schema.bring_up_to_date(connection, self.place)


def _unbroken(act: Callable[[], T]) -> T:
    """Return what comes of an act, done once more if a connection broke."""
    try:
        return act()
    except Broken:
        return act()
