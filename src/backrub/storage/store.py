"""Everything that is kept, behind its ports, in one SQLite file or a PostgreSQL."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from backrub.application.ports import Beside
from backrub.storage.postgres.pools import ANSWER_S
from backrub.storage.postgres.record import PostgresRecord
from backrub.storage.record import Record
from backrub.storage.sealing.key_ring import KeyRing
from backrub.storage.sealing.upgrade import house_key, seal_what_lies_open
from backrub.storage.sqlite.record import RecordFile
from backrub.storage.tables.doors import RecordedLinks, RecordedThrottle
from backrub.storage.tables.event_log import RecordedLog
from backrub.storage.tables.keepsakes import RecordedKeepsakes
from backrub.storage.tables.nights import RecordedNights
from backrub.storage.tables.people import RecordedPeople
from backrub.storage.timed import Listener, TimedRecord

A_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Store:
    """Give the event log and all else that one record keeps; close it, or use it in a with statement."""

    log: RecordedLog
    people: RecordedPeople
    nights: RecordedNights
    keepsakes: RecordedKeepsakes
    throttle: RecordedThrottle
    links: RecordedLinks
    record: Record

    @property
    def beside(self) -> Beside:
        """Return what does work that asks the record while a loop goes on."""
        return self.record.beside

    def close(self) -> None:
        """Close the record once all is written; closing twice changes nothing."""
        self.record.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


def open_store(
    place: Path | str,
    *,
    read_only: bool = False,
    key_file: Path | None = None,
    listener: Listener | None = None,
    unhurried: bool = False,
) -> Store:
    """Open the record at a path or a `postgresql://` address, making it, for its owner alone, if there is none.

    Its key lies in `key_file`, for a file by default beside it; `listener` hears of every write; `unhurried` is
    for work that nobody waits for (see `open_record`). Every port may be used from any thread.
    Raises: StoreUnavailable, if it is damaged, newer, another program's, or cannot be read or written.
    """
    record = open_record(place, read_only=read_only, unhurried=unhurried)
    if listener is not None:
        record = TimedRecord(record, listener)
    ring = KeyRing(record, partial(house_key, record, key_at(place, key_file), read_only=read_only))
    if not read_only:
        ring.prepare()
        if isinstance(place, Path):  # a server was never written to before there were keys
            seal_what_lies_open(record, ring)
    return Store(
        RecordedLog(record, ring),
        RecordedPeople(record, ring),
        RecordedNights(record, ring),
        RecordedKeepsakes(record, ring),
        RecordedThrottle(record),
        RecordedLinks(record, ring),
        record,
    )


def open_record(place: Path | str, *, read_only: bool = False, unhurried: bool = False) -> Record:
    """Open the tables of a record, as `open_store` does, without looking at what they hold.

    A statement to a server is given up after two seconds, or if `unhurried` after a day.
    Raises: StoreUnavailable.
    """
    if isinstance(place, str):
        return PostgresRecord(place, limit_s=A_DAY_S if unhurried else ANSWER_S)
    return RecordFile(place, read_only=read_only)


def key_at(place: Path | str, key_file: Path | None) -> Path | None:
    """Return where the key of a record lies: in the file named, else beside a file; else nothing tells where."""
    return key_file or (None if isinstance(place, str) else place.with_suffix(".key"))
