"""What every way of working beside a loop promises, whatever record the work asks."""

import asyncio
from contextlib import asynccontextmanager
from functools import partial
from types import SimpleNamespace

import pytest
from tests.loop import run

from backrub.application.home_ports import Keepsake
from backrub.domain.errors import SequenceConflict
from backrub.domain.home import Device, Person
from backrub.storage.beside import Threads
from backrub.storage.postgres import pools
from backrub.storage.store import open_store

CROWD, ANSWER_S = 200, 0.4
"""More than all connections answer, at 60 ms each, within the time that one may be waited for, tried twice."""

CARDS = Keepsake("cards", "seven are due")


@pytest.fixture
def home(kept):
    kept.people.add_home("h1", Person("p1", "h1", "Cheryl"), Device("d1", "h1", ("p1",), "p1"), b"t1")
    return SimpleNamespace(keepsakes=kept.keepsakes, beside=getattr(kept, "beside", Threads()))


@asynccontextmanager
async def started(beside):
    await beside.start()
    try:
        yield beside
    finally:
        await beside.close()


def test_work_returns_what_it_found_and_kept(home):
    async def evening():
        async with started(home.beside) as beside:
            first = await beside(partial(home.keepsakes.keep, "p1", CARDS))
            return first, await beside(partial(home.keepsakes.keepsake, "p1", "cards"))

    first, found = run(evening())
    assert first == found == Keepsake("cards", "seven are due", 1)


def test_work_raises_what_went_wrong(home):
    async def evening():
        async with started(home.beside) as beside:
            await beside(partial(home.keepsakes.keep, "p1", CARDS))
            with pytest.raises(SequenceConflict):
                await beside(partial(home.keepsakes.keep, "p1", CARDS))
            return await beside(partial(home.keepsakes.keepsake, "p1", "cards"))

    assert run(evening()).version == 1


def test_many_work_at_once_and_the_loop_goes_on(home):
    def count(number):
        home.keepsakes.keep("p1", Keepsake(f"card-{number}", str(number)))
        return home.keepsakes.keepsake("p1", f"card-{number}").text

    async def evening():
        async with started(home.beside) as beside:
            turns = Turns()
            found = await asyncio.gather(*(beside(partial(count, number)) for number in range(40)))
            turns.end()
            return found, turns.count

    found, turns = run(evening())
    assert found == [str(number) for number in range(40)]
    assert turns


def test_work_that_nobody_waits_for_any_more_leaves_the_record_in_order(home):
    async def evening():
        async with started(home.beside) as beside:
            for number in range(20):
                working = asyncio.create_task(
                    beside(partial(home.keepsakes.keep, "p1", Keepsake(f"card-{number}", "new")))
                )
                for _ in range(number % 5):
                    await asyncio.sleep(0)
                working.cancel()
                await asyncio.wait({working})
            return await beside(partial(home.keepsakes.keep, "p1", CARDS))

    assert run(evening()).version == 1


def test_work_is_done_without_a_start_and_after_the_end(home):
    async def evening():
        before = await home.beside(partial(home.keepsakes.keep, "p1", CARDS))
        async with started(home.beside):
            pass
        return before, await home.beside(partial(home.keepsakes.keepsake, "p1", "cards"))

    before, after = run(evening())
    assert before == after


def test_a_crowd_waits_its_turn_and_not_in_vain(postgres, tmp_path, monkeypatch):
    monkeypatch.setattr(pools, "ANSWER_S", ANSWER_S)

    async def evening(store):
        ask = partial(store.record.rows, "SELECT 1 FROM pg_sleep(0.06)")
        async with started(store.beside) as beside:
            return await asyncio.gather(*(beside(ask) for _ in range(CROWD)))

    with open_store(postgres.emptied(), key_file=tmp_path / "key") as store:
        assert run(evening(store)) == [[(1,)]] * CROWD


class Turns:
    """Count the turns of the running loop."""

    def __init__(self):
        self.count = 0
        self._next = asyncio.get_running_loop().call_soon(self._turn)

    def end(self):
        self._next.cancel()

    def _turn(self):
        self.count += 1
        self._next = asyncio.get_running_loop().call_soon(self._turn)
