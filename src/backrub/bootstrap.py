"""Wire adapters to use cases; the only place that knows both."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from backrub.application.plan_tonight import Tonight, plan_tonight
from backrub.application.ports import EventLog
from backrub.application.recall_history import Known, recall
from backrub.config import Settings
from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening
from backrub.domain.catalogue import Catalogue
from backrub.domain.check_in import Evening
from backrub.storage.sqlite import open_log


@dataclass(frozen=True, slots=True)
class Asked:
    """Join an evening as two people wrote it with the catalogue it was read by."""

    evening: Evening
    catalogue: Catalogue

    @property
    def digest(self) -> str:
        """Return what tells this evening from others, however its file is laid out."""
        return hashlib.sha256(msgspec.json.encode(self.evening, order="deterministic")).hexdigest()

    def tonight(self, log: EventLog | None, *, seed: int) -> Tonight:
        """Return brief and plan by what the log knows of these two; None is a log of nothing.

        Raises: StoreUnavailable.
        """
        giver, receiver = self.evening.giver.name, self.evening.receiver.name
        known = recall(log, giver=giver, receiver=receiver) if log else Known()
        return plan_tonight(self.evening, self.catalogue, known=known, seed=seed)


def read_asked(path: Path) -> Asked:
    """Return the evening in a file.

    Raises: BadInput, DamagedCatalogue.
    """
    catalogue = load_catalogue()
    return Asked(read_evening(path, catalogue.safety), catalogue)


@contextmanager
def kept_record(settings: Settings) -> Iterator[EventLog | None]:
    """Give the record to read from, or None if there is none; nothing is written.

    Raises: StoreUnavailable.
    """
    if not settings.database.exists():
        yield None
        return
    with open_log(settings.database, read_only=True) as log:
        yield log


@contextmanager
def record(settings: Settings) -> Iterator[EventLog]:
    """Give the record to read and write, made first if there is none.

    Raises: StoreUnavailable.
    """
    with open_log(settings.database) as log:
        yield log
