"""Wire what serves homes: their record, the live hub, the catalogue, the clock and chance."""

import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from backrub.application.door_ports import ShownLinks, Throttle
from backrub.application.home_ports import Keepsakes, Nights, People
from backrub.application.ports import Beside, EventLog
from backrub.application.quotas import HouseRules
from backrub.application.sound_ports import Voice
from backrub.bootstrap.metrics import Metrics
from backrub.config import Settings
from backrub.content.loader import load_catalogue
from backrub.domain.catalogue import Catalogue
from backrub.realtime.far_hub import FarHub
from backrub.realtime.hub import Hub
from backrub.speech.choose import best_voice
from backrub.speech.in_order import Silence
from backrub.storage.beside import Threads
from backrub.storage.store import open_store


def _silence(_language: str) -> Voice:
    return Silence()


@dataclass(frozen=True, slots=True)
class House:
    """Hold everything the pages reach the world through.

    `now_ms` is Unix time; `new_token` gives 256 bits of chance as URL-safe text; `key` signs forms.
    `voice` looks for the best voice of a language that is here now, which takes a moment; `rules` are the host's.
    """

    people: People
    nights: Nights
    keepsakes: Keepsakes
    throttle: Throttle
    links: ShownLinks
    log: EventLog
    hub: Hub
    catalogue: Catalogue
    now_ms: Callable[[], int]
    new_token: Callable[[], str]
    key: bytes
    voice: Callable[[str], Voice] = _silence
    rules: HouseRules = field(default_factory=HouseRules)
    metrics: Metrics = field(default_factory=Metrics)
    beside: Beside = field(default_factory=Threads)


@contextmanager
def open_house(
    settings: Settings, environ: Mapping[str, str], rules: HouseRules | None = None
) -> Iterator[House]:
    """Give the house that keeps its record where the settings say, made first if there is none.

    `environ` names programs that speak; `rules` are the host's. The clock and chance enter here and nowhere else.
    Raises: StoreUnavailable, DamagedCatalogue.
    """
    catalogue, metrics = load_catalogue(), Metrics()
    with open_store(settings.database, key_file=settings.key_file, listener=metrics.wrote) as store:
        yield House(
            people=store.people,
            nights=store.nights,
            keepsakes=store.keepsakes,
            throttle=store.throttle,
            links=store.links,
            log=store.log,
            hub=_hub(settings.database),
            catalogue=catalogue,
            now_ms=_unix_ms,
            new_token=_new_token,
            key=store.people.server_key(secrets.token_bytes(32)),
            voice=partial(best_voice, settings.data_dir, environ),
            rules=rules or HouseRules(),
            metrics=metrics,
            beside=store.beside,
        )


def _hub(database: Path | str) -> Hub:
    """Return what passes hints on: also to other servers where they share a database."""
    return FarHub(database, secrets.token_hex(8)) if isinstance(database, str) else Hub()


def _unix_ms() -> int:
    return time.time_ns() // 1_000_000


def _new_token() -> str:
    return secrets.token_urlsafe(32)
