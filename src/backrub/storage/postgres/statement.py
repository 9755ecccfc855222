"""Statements as both engines understand them, for PostgreSQL, and what they find."""

from collections.abc import Iterable, Sequence
from functools import cache
from re import compile as pattern
from typing import Any

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


@cache
def numbered(statement: str) -> str:
    """Return a statement with its values marked as PostgreSQL does: ? becomes $1, $2 …, and ?2 becomes $2."""
    count = 0

    def mark(found: Any) -> str:  # noqa: ANN401  # re.Match
        nonlocal count
        count += 1
        return f"${found[1] or count}"

    return _MARK.sub(mark, statement)
