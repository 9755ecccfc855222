"""All of a PostgreSQL record at one moment: one transaction that reads, by cursor, while others write."""

from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from backrub.storage.postgres.wiping import wiped
from backrub.storage.record import Statements

Wait = Callable[[Coroutine[Any, Any, Any]], Any]
"""How to wait for something that runs on the record's own loop."""

TOGETHER = 1000
"""How many rows come from the server at once."""

_TABLES = """
    SELECT CAST(relname AS text), CAST(attname AS text)
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = CAST(current_schema() AS regnamespace) AND relkind IN ('r', 'p') AND NOT relispartition
        AND relname <> 'backrub_schema' AND attnum > 0 AND NOT attisdropped
    ORDER BY relname, attnum
"""
_REFERENCES = """
    SELECT CAST(teller.relname AS text), CAST(told.relname AS text)
    FROM pg_constraint JOIN pg_class AS teller ON teller.oid = conrelid JOIN pg_class AS told ON told.oid = confrelid
    WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace)
"""
_NUMBERED = """
    SELECT CAST(column_name AS text), pg_get_serial_sequence(CAST(table_name AS text), CAST(column_name AS text))
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = ? AND is_identity = 'YES'
"""


class PostgresSnapshot:
    """Read a record as it was when the transaction of `connection` began."""

    def __init__(self, connection: Any, wait: Wait) -> None:  # noqa: ANN401  # asyncpg's own connection
        self._connection = connection
        self._wait = wait

    def tables(self) -> dict[str, tuple[str, ...]]:
        """Return every table with its columns."""
        found: dict[str, list[str]] = defaultdict(list)
        for table, column in self._wait(self._connection.fetch(_TABLES)):
            found[table].append(column)
        return {table: tuple(columns) for table, columns in found.items()}

    def references(self) -> list[tuple[str, str]]:
        """Return which table refers to which other."""
        return [tuple(row) for row in self._wait(self._connection.fetch(_REFERENCES))]

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return int(self._wait(self._connection.fetchval(f"SELECT count(*) FROM {table}")))  # noqa: S608  # names of ours

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table."""
        query = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608  # names of ours
        cursor = self._wait(_cursor(self._connection, query))
        while rows := self._wait(cursor.fetch(TOGETHER)):
            yield from map(tuple, rows)


@contextmanager
def snapshot(connection: Any, wait: Wait) -> Iterator[PostgresSnapshot]:  # noqa: ANN401  # as above
    """Give what there is now, through a connection that nobody else uses meanwhile."""
    reading = connection.transaction(isolation="repeatable_read", readonly=True)
    wait(reading.start())
    try:
        yield PostgresSnapshot(connection, wait)
    finally:
        wait(reading.rollback())
        wait(wiped(connection))  # who erased meanwhile could not, for as long as this was read


def fill(db: Statements, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows as they were; the table's own numbers go on after the greatest."""
    marks, names = ", ".join("?" * len(columns)), ", ".join(columns)
    statement = f"INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE VALUES ({marks})"  # noqa: S608  # names of ours
    left = iter(rows)
    while together := list(islice(left, TOGETHER)):
        db.executemany(statement, together)
    for column, sequence in db.execute(_NUMBERED, (table,)).fetchall():
        (greatest,) = db.execute(f"SELECT max({column}) FROM {table}").fetchone()  # noqa: S608  # names of ours
        if greatest is not None:
            db.execute("SELECT setval(CAST(CAST(? AS text) AS regclass), ?)", (sequence, greatest))


async def _cursor(connection: Any, query: str) -> Any:  # noqa: ANN401  # asyncpg's own cursor
    return await connection.cursor(query)
