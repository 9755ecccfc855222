"""A record that tells how long each write took."""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias, TypeVar

from backrub.application.ports import Beside
from backrub.domain.errors import StoreUnavailable
from backrub.storage.record import Record, Snapshot, Statements

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Written:
    """Tell how a write went, and whether it was there to erase; one that was refused for what it said is kept too."""

    seconds: float
    erasing: bool
    is_kept: bool


Listener: TypeAlias = Callable[[Written], None]


class TimedRecord:
    """Keep what another record keeps, and tell a listener of every write, in the thread that wrote."""

    def __init__(self, record: Record, listener: Listener) -> None:
        self._record = record
        self._listener = listener

    @property
    def place(self) -> object:
        """Return where the record is."""
        return self._record.place

    @property
    def beside(self) -> Beside:
        """Return what does work while a loop goes on."""
        return self._record.beside

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Return what a question finds."""
        return self._record.rows(query, values)

    def write(self, work: Callable[[Statements], T], *, erasing: bool = False) -> T:
        """Return what a work returned, and tell how long it took."""
        return self._timed(partial(self._record.write, work, erasing=erasing), erasing=erasing)

    def change(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Return what a statement that writes gave back, and tell how long it took."""
        return self._timed(partial(self._record.change, statement, values), erasing=False)

    def _timed(self, act: Callable[[], T], *, erasing: bool) -> T:
        began_s, is_kept = time.perf_counter(), True
        try:
            return act()
        except StoreUnavailable:
            is_kept = False
            raise
        finally:
            self._listener(Written(time.perf_counter() - began_s, erasing, is_kept))

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """Give the record as it is now."""
        return self._record.snapshot()

    def fill(self, db: Statements, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add rows as they were."""
        self._record.fill(db, table, columns, rows)

    def close(self) -> None:
        """Close the record."""
        self._record.close()
