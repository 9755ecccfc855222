"""A home whose every private text holds a secret, to be looked for byte by byte."""

from backrub.application.home_ports import Keepsake, Private, PrivateNote
from backrub.application.ports import SessionRef
from backrub.domain.arrangement import Turn
from backrub.domain.home import Device, Person
from backrub.domain.night import Night, NightTurn
from backrub.domain.session.events import Debriefed

SECRET = "planted where only Cheryl may read"  # noqa: S105  # a text, not a password
FELT = Debriefed(at_ms=1, felt=SECRET, sites=(), tension_after=(), put_up_with=True, keep=SECRET)


def plant(store, home="h1"):
    """Keep a secret wherever a person's words are kept; ids are the home's with a letter before."""
    cheryl, scott, night, session = (f"{kind}-{home}" for kind in ("cheryl", "scott", "night", "session"))
    phone = Device(f"phone-{home}", home, (cheryl, scott), cheryl)
    store.people.add_home(home, Person(cheryl, home, "Cheryl"), phone, f"token {home}".encode())
    store.people.add_person(Person(scott, home, "Scott"))
    turn = NightTurn(Turn(scott, cheryl), session_id=session)
    store.nights.add_night(
        Night(night, home, (cheryl, scott), made_ms=1_790_000_000_000, seed=1, turns=(turn,))
    )
    store.nights.keep_private(PrivateNote(night, cheryl, Private.CHECK_IN, SECRET, done=True))
    store.keepsakes.keep(cheryl, Keepsake("allergies", SECRET))
    store.log.open_session(SessionRef(session, scott, cheryl, "digest", home, 1))
    store.log.append(session, "close", [FELT], expected_seq=0)


def told(store, home="h1"):
    """Return all the private texts that a record gives of a home."""
    note = store.nights.private(f"night-{home}", f"cheryl-{home}", Private.CHECK_IN)
    return [
        *([note.answers] if note else []),
        *(one.event.felt for one in store.log.read(f"session-{home}")),
        *(kept.text for kept in store.keepsakes.keepsakes(f"cheryl-{home}")),
    ]


def contents(store):
    """Return every row of every table."""
    with store.record.snapshot() as now:
        return {table: sorted(now.rows(table, columns), key=repr) for table, columns in now.tables().items()}
