"""All of a record at one moment, read from a copy of its file."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


class SqliteSnapshot:
    """Read a copy that nobody writes to."""

    def __init__(self, copy: sqlite3.Connection) -> None:
        self._copy = copy

    def tables(self) -> dict[str, tuple[str, ...]]:
        """Return every table with its columns."""
        return {
            table: tuple(
                name for (name,) in self._copy.execute("SELECT name FROM pragma_table_info(?)", (table,))
            )
            for (table,) in self._copy.execute(_TABLES)
        }

    def references(self) -> list[tuple[str, str]]:
        """Return which table refers to which other."""
        found = 'SELECT "table" FROM pragma_foreign_key_list(?)'
        return [(table, other) for table in self.tables() for (other,) in self._copy.execute(found, (table,))]

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        (count,) = self._copy.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  # names of ours
        return int(count)

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table."""
        yield from self._copy.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608  # names of ours
