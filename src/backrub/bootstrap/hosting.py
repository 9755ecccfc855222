"""Wire what whoever hosts does with homes and people: list, invite, hand out, erase."""

import os
from pathlib import Path

from backrub.application.erase import erase_person
from backrub.application.host_homes import HomeSummary, erase_home, find_home, find_person
from backrub.application.invite_home import invite_home
from backrub.bootstrap.house import open_house
from backrub.bootstrap.keeping import refuse_no_record
from backrub.bootstrap.person_files import person_files, write_folder
from backrub.config import Settings
from backrub.domain.home import Person
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


def invite_here(settings: Settings) -> str:
    """Keep an invitation to begin a home, and return where its link leads on this house: /join/TOKEN.

    Raises: NotAllowed; StoreUnavailable.
    """
    with open_house(settings, os.environ) as house:
        return f"/join/{invite_home(house.people, house.new_token, house.rules, now_ms=house.now_ms())}"


def export_person_to(settings: Settings, person: Person, folder: Path) -> list[str]:
    """Write all that is about one person into a new folder, for them, and return the names of its files.

    Raises: BadInput, if the folder is in use or cannot be written; StoreUnavailable.
    """
    with open_house(settings, os.environ) as house:
        files = person_files(house, person)
    write_folder(folder, files)
    return sorted(files)


def erase_people(settings: Settings, those: list[Person], *, whole_home: bool) -> None:
    """Remove people with all that is theirs, down to their keys.

    Raises: StoreUnavailable; then erase again.
    """
    with open_store(settings.database, key_file=settings.key_file) as store:
        if whole_home:
            erase_home(store.people, store.nights, those)
        else:
            erase_person(store.people, store.nights, those[0])
