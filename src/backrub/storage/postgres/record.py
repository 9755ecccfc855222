"""A record in PostgreSQL, read and written from any thread; statements run on a loop in a thread of their own.

A write is one serializable transaction: what it reads cannot change before it is committed, and it is tried again
when it lost against another (Ports and Grittner, "Serializable Snapshot Isolation in PostgreSQL", VLDB 2012).
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from functools import cache
from re import compile as pattern
from threading import Thread
from typing import Any, TypeVar

import asyncpg

from backrub.domain.errors import StoreUnavailable
from backrub.storage.postgres import schema
from backrub.storage.postgres.failures import in_one_sentence

T = TypeVar("T")
CONNECTIONS = 8
ATTEMPTS = 20
"""How often a write is tried again when others keep winning."""

_MARK = pattern(r"\?(\d*)")


class Found:
    """Hold what a statement found, as a cursor would give it."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rows = iter([tuple(row) for row in rows])

    def __iter__(self) -> "Found":
        return self

    def __next__(self) -> tuple[Any, ...]:
        return next(self._rows)

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, None after the last."""
        return next(self._rows, None)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows that are left."""
        return list(self._rows)


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

    Raises: StoreUnavailable, if it cannot be reached, or a newer Backrub made it.
    """

    def __init__(self, address: str) -> None:
        self.place = _without_password(address)
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="record", daemon=True)
        self._thread.start()
        self._pool: Any = None
        try:
            with in_one_sentence(self.place):
                self._pool = self.wait(self._opened(address))
        except StoreUnavailable:
            self.close()
            raise

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Return all that one question finds, as tuples.

        Raises: StoreUnavailable.
        """
        with in_one_sentence(self.place):
            return [tuple(row) for row in self.wait(self._pool.fetch(numbered(query), *values))]

    def write(self, work: Callable[[Any], T], *, erasing: bool = False) -> T:
        """Return what a work returned, once it is durable; nothing of a work that fails stays.

        Raises: StoreUnavailable; what the work raises.
        """
        del erasing  # old rows are unreadable without their key, wherever the server still holds them
        with in_one_sentence(self.place):
            for _ in range(ATTEMPTS - 1):
                try:
                    return self._written(work)
                except asyncpg.SerializationError:
                    continue
            return self._written(work)

    def close(self) -> None:
        """Close every connection; closing twice changes nothing."""
        if self._loop.is_closed():
            return
        if self._pool is not None:
            self.wait(self._pool.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def wait(self, doing: Coroutine[Any, Any, T]) -> T:
        """Return what comes of something that runs on the record's own loop."""
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result()

    def _written(self, work: Callable[[Any], T]) -> T:
        connection = self.wait(_acquired(self._pool))
        try:
            transaction = connection.transaction(isolation="serializable")
            self.wait(transaction.start())
            try:
                done = work(Transaction(self, connection))
            except BaseException:
                self.wait(transaction.rollback())
                raise
            self.wait(transaction.commit())
            return done
        finally:
            self.wait(self._pool.release(connection))

    async def _opened(self, address: str) -> Any:  # noqa: ANN401  # asyncpg's own pool
        pool = await asyncpg.create_pool(address, min_size=1, max_size=CONNECTIONS)
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute(schema.LOCK)
            await connection.execute(schema.COUNTED)
            taken = await connection.fetchval(schema.TAKEN)
            if taken > schema.VERSION:
                raise StoreUnavailable(
                    f"{self.place} was written by a newer Backrub; update Backrub to open it."
                )
            for statement in schema.steps_after(taken):
                await connection.execute(statement)
            if taken < schema.VERSION:
                await connection.execute("INSERT INTO backrub_schema VALUES ($1)", schema.VERSION)
        return pool


@cache
def numbered(statement: str) -> str:
    """Return a statement with its values marked as PostgreSQL does: ? becomes $1, $2 …, and ?2 becomes $2."""
    count = 0

    def mark(found: Any) -> str:  # noqa: ANN401  # re.Match
        nonlocal count
        count += 1
        return f"${found[1] or count}"

    return _MARK.sub(mark, statement)


async def _acquired(pool: Any) -> Any:  # noqa: ANN401  # asyncpg's own pool
    return await pool.acquire()


def _without_password(address: str) -> str:
    scheme, _, rest = address.partition("://")
    user, at, host = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}{at}{host}".partition("?")[0]
