"""Look at a record, wherever it is, without changing it."""

from pathlib import Path

from backrub.storage.health import Health
from backrub.storage.postgres.checkup import examine_server
from backrub.storage.sqlite.checkup import examine_file


def examine(place: Path | str) -> Health:
    """Return how a record at a path or a `postgresql://` address is.

    Raises: StoreUnavailable, if there is none, or it cannot be looked at.
    """
    return examine_server(place) if isinstance(place, str) else examine_file(place)
