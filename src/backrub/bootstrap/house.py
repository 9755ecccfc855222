"""Wire what serves homes: their record, the live hub, the catalogue, the clock and chance."""

from collections.abc import Callable
from dataclasses import dataclass

from backrub.application.home_ports import Nights, People
from backrub.application.ports import EventLog
from backrub.domain.catalogue import Catalogue
from backrub.realtime.hub import Hub


@dataclass(frozen=True, slots=True)
class House:
    """Hold everything the pages reach the world through.

    `now_ms` is Unix time; `new_token` gives 256 bits of chance as URL-safe text; `key` signs forms.
    """

    people: People
    nights: Nights
    log: EventLog
    hub: Hub
    catalogue: Catalogue
    now_ms: Callable[[], int]
    new_token: Callable[[], str]
    key: bytes
