"""What a record of any kind does for the tables that are kept in it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

from backrub.application.ports import Beside

T = TypeVar("T")


class Rows(Protocol):
    """Give the rows that a statement found."""

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows that are left."""

    def fetchone(self) -> Any:  # noqa: ANN401  # a row of any columns
        """Return the next row, None after the last."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""


class Statements(Protocol):
    """Run statements one after another in one transaction; values stand where ? is."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Rows:
        """Return what a statement found."""

    def executemany(self, statement: str, values: Iterable[Sequence[Any]], /) -> Any:  # noqa: ANN401
        """Run a statement for each of many values."""


class Snapshot(Protocol):
    """Read all of a record as it was at one moment, while others go on writing."""

    def tables(self) -> dict[str, tuple[str, ...]]:
        """Return every table with its columns."""

    def references(self) -> list[tuple[str, str]]:
        """Return which table refers to which other."""

    def count(self, table: str) -> int:
        """Return how many rows a table has."""

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Sequence[Any]]:
        """Yield the rows of a table."""


class Record(Protocol):
    """Read and write from any thread; `place` says where, in words for people."""

    @property
    def place(self) -> object:
        """Return where the record is, as a sentence may name it."""

    @property
    def beside(self) -> Beside:
        """Return what does work that asks the record while a loop goes on."""

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Return all that one question finds, as tuples.

        Raises: StoreUnavailable.
        """

    def write(self, work: Callable[[Statements], T], *, erasing: bool = False) -> T:
        """Return what a work returned, once it is durable; what it reads cannot change before.

        Raises: StoreUnavailable; what the work raises.
        """

    def change(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Return what a statement that writes gave back, once it is durable: a write of its own, and the quickest.

        It sees one moment, only the rules of the tables keep others from writing meanwhile, and if its answer is lost
        it is run again: it has to see for itself that it was done.
        Raises: StoreUnavailable.
        """

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """Give the record as it is now, to be read from one thread.

        Raises: StoreUnavailable.
        """

    def fill(self, db: Statements, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add rows as they were, numbers included; what is numbered later goes on after them."""

    def close(self) -> None:
        """Close the record once all is written; closing twice changes nothing."""
