"""Many threads use one store as if each were alone."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from backrub.application.ports import SessionRef
from backrub.domain.session.events import StepBegan
from backrub.storage.store import open_store

THREADS = 16
EVENTS = 25


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "record.db") as store:
        yield store


def an_evening(store, name):
    """Open a session, append to it one event at a time, and return what append said."""
    store.log.open_session(SessionRef(name, "Scott", "Cheryl", name))
    acknowledged = []
    for seq in range(EVENTS):
        event = StepBegan(at_ms=seq, step=f"{name} {seq}")
        acknowledged += store.log.append(name, f"c{seq}", [event], expected_seq=seq)
        assert store.log.read(name, after=seq) == acknowledged[-1:]
    return acknowledged


def test_sixteen_sessions_at_once_are_each_recorded_whole(store):
    names = [f"session {number}" for number in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as threads:
        evenings = dict(zip(names, threads.map(lambda name: an_evening(store, name), names), strict=True))
    for name, acknowledged in evenings.items():
        assert store.log.read(name) == acknowledged
        assert [one.seq for one in acknowledged] == list(range(1, EVENTS + 1))
    assert {ref.id for ref in store.log.sessions()} == set(names)


def test_one_command_sent_by_sixteen_threads_is_recorded_once(store):
    store.log.open_session(SessionRef("tonight", "Scott", "Cheryl", "digest"))
    event = StepBegan(at_ms=0, step="s1")
    with ThreadPoolExecutor(THREADS) as threads:
        sent = [
            threads.submit(store.log.append, "tonight", "c1", [event], expected_seq=0) for _ in range(THREADS)
        ]
    assert {one.result()[0].seq for one in sent} == {1}
    assert len(store.log.read("tonight")) == 1


def test_erasing_goes_through_while_our_own_threads_keep_reading(store):
    an_evening(store, "stays")
    done = threading.Event()

    def read_on():
        times = 0
        while not done.is_set():
            assert len(store.log.read("stays")) == EVENTS
            times += 1
        return times

    with ThreadPoolExecutor(4) as threads:
        readers = [threads.submit(read_on) for _ in range(4)]
        try:
            for number in range(5):
                an_evening(store, f"goes {number}")
                store.log.erase_session(f"goes {number}")
                assert store.record.path.with_name("record.db-wal").stat().st_size == 0
        finally:
            done.set()
    assert all(reader.result() > 0 for reader in readers)
    assert [ref.id for ref in store.log.sessions()] == ["stays"]


def test_connections_for_reading_are_used_again(store):
    for _ in range(50):
        store.log.sessions()
    assert len(store.record._idle) == 1
