"""Homes that are there already: written into the record of a running server, their phones let in by cookie."""

import time
from contextlib import contextmanager
from dataclasses import dataclass

from backrub.application.home_ports import Nights, People
from backrub.application.run_session import RunSession
from backrub.domain.session.commands import Advance
from backrub.domain.session.events import QuestionAsked
from backrub.domain.session.state import current_step
from backrub.storage.store import open_store
from tests.before_hands import CHERYL, SCOTT, doorstep
from tests.begun import begin, replanner

ASKED_AFTER_S = 130
DEVICE_COOKIE = "backrub_device"


@dataclass(frozen=True)
class Record:
    """Hold what the makers of homes ask of a house."""

    people: People
    nights: Nights

    def now_ms(self):
        """Return the time now."""
        return time.time_ns() // 1_000_000


@contextmanager
def record_of(server):
    """Give the ports of a server's record."""
    with open_store(server.home / "data" / "evenings.sqlite3") as store:
        yield store


def let_in(phone, token):
    """Give a phone the cookie of a device."""
    phone.context.add_cookies(
        [{"name": DEVICE_COOKIE, "value": token, "url": phone.origin, "httpOnly": True}]
    )
    return phone


def begun(server, cheryl, scott, *, ago_s=0):
    """Let a session of Cheryl and Scott have begun `ago_s` seconds ago, and open guide and remote."""
    with record_of(server) as store:
        now_ms = time.time_ns() // 1_000_000
        made = begin(store, began_ms=now_ms - round(ago_s * 1000))
    let_in(scott, made.giver).open("/tonight/guide")
    let_in(cheryl, made.receiver).open("/tonight/remote")
    return made


def asked(server, form, *, home="home"):
    """Return an evening in which the step under way has just been asked about."""
    with record_of(server) as store:
        made = begin(store, began_ms=time.time_ns() // 1_000_000 - ASKED_AFTER_S * 1000, home=home)
        run = RunSession(store.log, made.session_id, replanner())
        run.handle(Advance("until-now"), ASKED_AFTER_S * 1000)
        question = QuestionAsked(ASKED_AFTER_S * 1000, current_step(run.session).id, form)
        store.log.append(made.session_id, "ask", [question], expected_seq=run.session.seq)
    return made


def checked_in(server, cheryl, scott, **options):
    """Let Cheryl and Scott both have checked in, and open Tonight on their phones."""
    with record_of(server) as store:
        doorstep(Record(store.people, store.nights), **options)
    for phone, token in ((cheryl, CHERYL), (scott, SCOTT)):
        let_in(phone, token).open("/tonight")
