"""Wire what a terminal needs: an evening as two people wrote it, its record, its body."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import msgspec

from backrub.application.plan_tonight import Tonight, plan_tonight
from backrub.application.ports import EventLog, Recorded, SessionRef
from backrub.application.recall_history import History, Known, recall, recall_histories
from backrub.application.run_session import RunSession
from backrub.application.take_up_session import open_new, take_up, unfinished
from backrub.application.trace_plan import trace_plan
from backrub.atlas.maps import body_named, registration
from backrub.atlas.tracing import Tracer, tracer_for
from backrub.config import Settings
from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening
from backrub.domain.body_map import Body
from backrub.domain.catalogue import Catalogue
from backrub.domain.check_in import Evening
from backrub.domain.plan import Plan
from backrub.domain.planner.replan import replan
from backrub.pictures.back import Back, Light, Look, back_at, back_bytes, embedded, shadow_bytes
from backrub.pictures.theme import SkinTone, Theme
from backrub.storage.store import open_store


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

    def unfinished(self, log: EventLog) -> SessionRef | None:
        """Return the session of this evening that is still to be finished, if there is one.

        Raises: StoreUnavailable.
        """
        return unfinished(log, **self._session_keys())

    def take_up(
        self, log: EventLog, *, seed: int, go_on_with: SessionRef | None
    ) -> tuple[RunSession, list[Recorded]]:
        """Return a session that runs, a new one unless there is one to go on with, and what to tell of it.

        Raises: StoreUnavailable; IllegalCommand, if tonight's plan has no steps.
        """
        ref = go_on_with or open_new(log, **self._session_keys())
        replanner = partial(replan, catalogue=self.catalogue)
        return take_up(log, ref, self.tonight(log, seed=seed), replanner)

    def _session_keys(self) -> dict[str, str]:
        evening = self.evening
        return {
            "giver": evening.giver.name,
            "receiver": evening.receiver.name,
            "evening_digest": self.digest,
        }


@dataclass(frozen=True)
class OnBody:
    """Join a body of the atlas with the catalogue it is traced by, and with its pictures."""

    body: Body
    catalogue: Catalogue

    @cached_property
    def tracer(self) -> Tracer:
        """Return what leads hands on the body."""
        return tracer_for(self.body, self.catalogue)

    def traced(self, plan: Plan) -> Plan:
        """Return the plan with passes, true speeds and coverage on this body."""
        return trace_plan(plan, self.tracer) if plan.steps else plan

    def placed(self, href: str, *, seated: bool, shadow: str = "") -> Back:
        """Return the body's picture at an address, placed where the body's map has it."""
        return back_at(href, registration(self.body, seated=seated), shadow=shadow)

    def look(self, theme: Theme, light: Light, tone: SkinTone, *, seated: bool) -> Look:
        """Return how pictures of the body look, its photograph-like back carried along."""
        webp = back_bytes(self.body, light, tone, seated=seated)
        shadow = "" if theme.screen else embedded(shadow_bytes(self.body, seated=seated))
        return Look(theme=theme, back=self.placed(embedded(webp), seated=seated, shadow=shadow))


def on_body(name: str) -> OnBody:
    """Return a body by its name.

    Raises: BadInput, naming the bodies there are; DamagedCatalogue.
    """
    return OnBody(body_named(name), load_catalogue())


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
    if isinstance(settings.database, Path) and not settings.database.exists():
        yield None
        return
    with open_store(settings.database, read_only=True, key_file=settings.key_file) as store:
        yield store.log


@contextmanager
def record(settings: Settings) -> Iterator[EventLog]:
    """Give the record to read and write, made first if there is none.

    Raises: StoreUnavailable.
    """
    with open_store(settings.database, key_file=settings.key_file) as store:
        yield store.log


def kept_histories(settings: Settings, *, receiver: str | None) -> list[History]:
    """Return the histories in the record, of one receiver or of all; none where there is no record.

    Raises: StoreUnavailable.
    """
    with kept_record(settings) as log:
        return recall_histories(log, receiver=receiver) if log else []
