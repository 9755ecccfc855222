"""Everything that keeps, made of dictionaries and made of a file."""

from types import SimpleNamespace

import pytest
from tests.fakes import MemoryEventLog, MemoryNights, MemoryPeople
from tests.postgres import Postgres

from backrub.storage.store import open_store


def in_memory():
    log = MemoryEventLog()
    nights = MemoryNights(log)
    people = MemoryPeople(nights)
    return SimpleNamespace(log=log, nights=nights, people=people, keepsakes=people.keepsakes)


@pytest.fixture(scope="session")
def postgres():
    """Give a running PostgreSQL server."""
    server = Postgres()
    server.start()
    yield server
    server.remove()


def emptied(server):
    """Return a server's address once nothing is kept there."""
    server.run_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return server.address


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def kept(request, tmp_path):
    """Give a log, people, nights and keepsakes that belong together."""
    if request.param == "memory":
        yield in_memory()
        return
    if request.param == "postgres":
        with open_store(emptied(request.getfixturevalue("postgres")), key_file=tmp_path / "key") as store:
            yield store
        return
    with open_store(tmp_path / "record.db") as store:
        yield store
