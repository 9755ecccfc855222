"""Wire what serves homes: their record, the live hub, the catalogue, the clock and chance."""

import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from backrub.application.home_ports import Keepsakes, Nights, People
from backrub.application.ports import EventLog
from backrub.application.sound_ports import Voice
from backrub.config import Settings
from backrub.content.loader import load_catalogue
from backrub.domain.catalogue import Catalogue
from backrub.realtime.hub import Hub
from backrub.speech.choose import best_voice
from backrub.speech.in_order import Silence
from backrub.storage.store import open_store


def _silence(_language: str) -> Voice:
    return Silence()


@dataclass(frozen=True, slots=True)
class House:
    """Hold everything the pages reach the world through.

    `now_ms` is Unix time; `new_token` gives 256 bits of chance as URL-safe text; `key` signs forms.
    `voice` looks for the best voice of a language that is here now, which takes a moment.
    """

    people: People
    nights: Nights
    keepsakes: Keepsakes
    log: EventLog
    hub: Hub
    catalogue: Catalogue
    now_ms: Callable[[], int]
    new_token: Callable[[], str]
    key: bytes
    voice: Callable[[str], Voice] = _silence


@contextmanager
def open_house(settings: Settings, environ: Mapping[str, str]) -> Iterator[House]:
    """Give the house that keeps its record where the settings say, made first if there is none.

    `environ` names programs that speak. The clock and chance enter here and nowhere else.
    Raises: StoreUnavailable, DamagedCatalogue.
    """
    catalogue = load_catalogue()
    with open_store(settings.database) as store:
        yield House(
            people=store.people,
            nights=store.nights,
            keepsakes=store.keepsakes,
            log=store.log,
            hub=Hub(),
            catalogue=catalogue,
            now_ms=_unix_ms,
            new_token=_new_token,
            key=store.people.server_key(secrets.token_bytes(32)),
            voice=partial(best_voice, settings.data_dir, environ),
        )


def _unix_ms() -> int:
    return time.time_ns() // 1_000_000


def _new_token() -> str:
    return secrets.token_urlsafe(32)
