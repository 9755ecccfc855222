"""Everything that keeps, made of dictionaries and made of a file."""

from types import SimpleNamespace

import pytest
from tests.fakes import MemoryEventLog, MemoryLinks, MemoryNights, MemoryPeople, MemoryThrottle

from backrub.storage.store import open_store


def in_memory():
    log = MemoryEventLog()
    nights = MemoryNights(log)
    people = MemoryPeople(nights)
    return SimpleNamespace(
        log=log,
        nights=nights,
        people=people,
        keepsakes=people.keepsakes,
        throttle=MemoryThrottle(),
        links=MemoryLinks(),
    )


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def kept(request, tmp_path):
    """Give a log, people, nights and keepsakes that belong together."""
    if request.param == "memory":
        yield in_memory()
        return
    if request.param == "postgres":
        with open_store(request.getfixturevalue("postgres").emptied(), key_file=tmp_path / "key") as store:
            yield store
        return
    with open_store(tmp_path / "record.db") as store:
        yield store
