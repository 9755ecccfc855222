"""A database that ends connections, falls silent or is gone: what can be done again is, and nothing waits for ever."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from backrub.domain.errors import StoreAway, StoreUnavailable
from backrub.storage.postgres.record import PostgresRecord
from tests.faults.wire import ALL, Wire

CROWD = 6
HEARD_S = 0.3
"""How long to listen, so that it is known here that connections were ended."""

END_ALL = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND application_name = 'backrub'
"""
END_MYSELF = "SELECT pg_terminate_backend(pg_backend_pid())"
AT_COMMIT = """
    CREATE TABLE doomed (id BIGINT);
    CREATE FUNCTION doom() RETURNS trigger AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
    LANGUAGE plpgsql;
    CREATE CONSTRAINT TRIGGER doomed AFTER INSERT ON doomed DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION doom()
"""
ADD = "INSERT INTO keepsake (owner_id, name, body, version) VALUES (?, ?, ?, 1)"
COUNT = "SELECT count(*) FROM keepsake"


@pytest.fixture
def wire(postgres):
    postgres.emptied()
    with Wire(postgres.port) as link:
        yield link


@pytest.fixture
def record(wire):
    opened = PostgresRecord(f"postgresql://backrub@127.0.0.1:{wire.port}/postgres")
    yield opened
    opened.close()


def add(record, name):
    """Add a row, and return how often that was tried."""
    tries = []

    def work(db):
        tries.append(name)
        db.execute(ADD, ("cheryl", name, "")).fetchall()

    record.write(work)
    return len(tries)


def test_connections_that_were_ended_are_made_anew_at_once(record, postgres):
    assert record.rows(COUNT) == [(0,)]
    postgres.run_sql(END_ALL)
    assert record.rows(COUNT) == [(0,)]
    postgres.run_sql(END_ALL)
    add(record, "cards")
    assert record.rows(COUNT) == [(1,)]


def test_many_connections_that_were_ended_at_rest_are_lent_to_nobody(record, postgres):
    with ThreadPoolExecutor(CROWD) as threads:
        list(threads.map(lambda _: record.rows("SELECT 1 FROM pg_sleep(0.2)"), range(CROWD)))
    postgres.run_sql(END_ALL)
    record.wait(asyncio.sleep(HEARD_S))
    for _ in range(CROWD):
        assert record.rows(COUNT) == [(0,)]


def test_a_write_whose_connection_ends_is_done_once_more_and_once(record):
    tries = []

    def work(db):
        tries.append(db)
        db.execute(ADD, ("cheryl", "cards", "")).fetchall()
        if len(tries) == 1:
            db.execute(END_MYSELF)
        return "done"

    assert record.write(work) == "done"
    assert len(tries) == 2
    assert record.rows(COUNT) == [(1,)]


def test_a_write_that_breaks_while_it_is_committed_is_left_to_whoever_asked(record, postgres):
    postgres.run_sql(AT_COMMIT)
    tries = []

    def work(db):
        tries.append(db)
        db.execute("INSERT INTO doomed VALUES (1)").fetchall()

    with pytest.raises(StoreAway):
        record.write(work)
    assert len(tries) == 1
    assert record.rows(COUNT) == [(0,)]


def test_a_link_that_falls_silent_is_given_up_in_time_and_works_again_once_it_is_there(record, wire):
    wire.mark = ALL
    wire.fall_silent()
    with pytest.raises(StoreAway, match="does not answer"):
        record.rows(COUNT)
    wire.mend()
    assert add(record, "cards") == 1
    assert record.rows(COUNT) == [(1,)]


def test_what_a_silent_writer_held_is_free_for_the_next(record, wire):
    silenced = []

    def work(db):
        db.execute(ADD, ("cheryl", "cards", "")).fetchall()
        if not silenced:
            silenced.append(True)
            wire.fall_silent()
            wire.mend()  # the connections there were stay silent
        db.execute(COUNT).fetchall()

    record.write(work)
    assert record.rows(COUNT) == [(1,)]


def test_a_server_that_is_gone_is_one_sentence(record, wire):
    wire.cut()
    with pytest.raises(
        StoreAway, match=r"^postgresql://backrub@127\.0\.0\.1:\d+/postgres does not answer; .*\.$"
    ):
        add(record, "cards")


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_what_cannot_be_kept_is_not_to_be_tried_again(record, text):
    with pytest.raises(StoreUnavailable, match="cannot be kept") as refused:
        add(record, text)
    assert not isinstance(refused.value, StoreAway)
