"""Homes counted, in a record."""

from backrub.application.host_homes import HomeSummary
from backrub.storage.record import Record

_SUMMARIES = """
    SELECT home_id, count(*),
        (SELECT count(*) FROM night WHERE night.home_id = person.home_id),
        (SELECT max(made_ms) FROM night WHERE night.home_id = person.home_id)
    FROM person GROUP BY home_id ORDER BY min(ordinal)
"""


class RecordedHomes:
    """Count homes in a record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def summaries(self) -> list[HomeSummary]:
        """Return every home, oldest first.

        Raises: StoreUnavailable.
        """
        return [HomeSummary(*row) for row in self._record.rows(_SUMMARIES)]
