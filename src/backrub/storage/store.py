"""Everything that is kept, behind its ports, in one SQLite file."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from backrub.storage.event_log import SqliteEventLog
from backrub.storage.home_keepsakes import SqliteKeepsakes
from backrub.storage.home_nights import SqliteNights
from backrub.storage.home_people import SqlitePeople
from backrub.storage.postgres.record import PostgresRecord
from backrub.storage.record import Record
from backrub.storage.record_file import RecordFile
from backrub.storage.sealing.key_ring import KeyRing
from backrub.storage.sealing.upgrade import house_key, seal_what_lies_open


@dataclass(frozen=True, slots=True)
class Store:
    """Give the event log, people, nights and keepsakes of one file; close it, or use it in a with statement."""

    log: SqliteEventLog
    people: SqlitePeople
    nights: SqliteNights
    keepsakes: SqliteKeepsakes
    file: Record

    def close(self) -> None:
        """Close the file once all is written; closing twice changes nothing."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


def open_store(place: Path | str, *, read_only: bool = False, key_file: Path | None = None) -> Store:
    """Open the record at a path or a `postgresql://` address, making it, for its owner alone, if there is none.

    Its key lies in `key_file`, for a file by default beside it. Every port may be used from any thread.
    Raises: StoreUnavailable, if it is damaged, newer, another program's, or cannot be read or written.
    """
    record: Record
    if isinstance(place, str):
        record, beside = PostgresRecord(place), None
    else:
        record, beside = RecordFile(place, read_only=read_only), place.with_suffix(".key")
    ring = KeyRing(record, partial(house_key, record, key_file or beside, read_only=read_only))
    if not read_only:
        ring.prepare()
        seal_what_lies_open(record, ring)
    return Store(
        SqliteEventLog(record, ring),
        SqlitePeople(record, ring),
        SqliteNights(record, ring),
        SqliteKeepsakes(record, ring),
        record,
    )
