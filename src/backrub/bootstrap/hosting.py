"""Wire what whoever hosts does with homes and people: list, find, erase."""

import asyncio

from backrub.application.erase import erase_person
from backrub.application.host_homes import HomeSummary, erase_home, find_home, find_person
from backrub.bootstrap.keeping import refuse_no_record
from backrub.config import Settings
from backrub.domain.home import Person
from backrub.realtime.far_hub import tell_servers
from backrub.storage.store import open_store
from backrub.storage.tables.homes import RecordedHomes


def list_homes(settings: Settings) -> list[HomeSummary]:
    """Return every home, oldest first.

    Raises: StoreUnavailable.
    """
    refuse_no_record(settings)
    with open_store(settings.database, key_file=settings.key_file) as store:
        return RecordedHomes(store.record).summaries()


def people_named(settings: Settings, said: str | None, home_id: str | None) -> list[Person]:
    """Return the person of a name or an id, or everyone of a home if nobody is named.

    Raises: BadInput, if there is nobody so; StoreUnavailable.
    """
    refuse_no_record(settings)
    with open_store(settings.database, key_file=settings.key_file) as store:
        homes = RecordedHomes(store.record)
        if said is None:
            return find_home(store.people, homes, home_id)
        return [find_person(store.people, homes, said, home_id=home_id)]


def erase_people(settings: Settings, those: list[Person], *, whole_home: bool) -> None:
    """Remove people with all that is theirs, down to their keys, and tell the servers that share the database.

    Raises: StoreUnavailable; then erase again.
    """
    with open_store(settings.database, key_file=settings.key_file) as store:
        if whole_home:
            topics = erase_home(store.people, store.nights, those)
        else:
            topics = erase_person(store.people, store.nights, those[0])
    if isinstance(settings.database, str):
        asyncio.run(tell_servers(settings.database, topics))
