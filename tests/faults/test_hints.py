"""Hints between servers: they reach who waits anywhere, and where some may be lost, everyone looks once."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from backrub.realtime.far_hub import LONGEST_NEWS, FarHub, tell_servers
from tests.loop import run
from tests.ports import free_port

MOST_S = 5.0
"""How soon everything must be live again."""

_END_LISTENING = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'backrub hints'"
)


@asynccontextmanager
async def hubs(address, *names):
    """Give hubs that hear each other."""
    async with AsyncExitStack() as stack:
        made = []
        for name in names:
            hub = FarHub(address, name)
            await hub.start()
            stack.push_async_callback(hub.close)
            made.append(hub)
        await connected(made, 1)
        yield made


async def connected(made, times):
    """Come back once every hub was connected so often, and has heard every other since."""
    async with asyncio.timeout(MOST_S):
        while any(hub.connected < times or len(hub._heard_s) < len(made) - 1 for hub in made):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def woken(hub, topic, act):
    """Return whether something wakes who waits for a topic."""
    with hub.subscribed(topic) as waiter:
        act()
        return await waiter.wait(MOST_S)


def test_a_hint_wakes_who_waits_on_any_server_for_that_and_nobody_else(postgres):
    async def play():
        async with hubs(postgres.address, "one", "two", "three") as (one, two, three):
            with two.subscribed("other") as other, three.subscribed("tonight") as third:
                assert await woken(two, "tonight", lambda: one.publish("tonight"))
                assert await third.wait(MOST_S)
                assert not await other.wait(0.0)

    run(play())


@pytest.mark.parametrize(("length", "is_brought"), [(LONGEST_NEWS, True), (LONGEST_NEWS + 1, False)])
def test_a_hint_brings_news_to_the_other_servers_unless_they_are_too_long(postgres, length, is_brought):
    async def play():
        heard = []
        async with hubs(postgres.address, "one", "two") as (one, two):
            with one.subscribed("tonight", heard.append), two.subscribed("tonight", heard.append) as waiter:
                await waiter.wait(0.0)
                one.publish("tonight", lambda: "n" * length)
                assert await waiter.wait(MOST_S)
        assert heard == ["n" * length if is_brought else ""]

    run(play())


def test_that_another_server_is_there_makes_nobody_look(postgres):
    async def play():
        async with hubs(postgres.address, "one", "two") as (one, two):
            heard = []
            two.on_hint.append(heard.append)
            two._heard_s.clear()
            one._has_some.wake()  # it says at once what it would say within the second
            await connected([one, two], 1)
            assert heard == []

    run(play())


def test_whoever_keeps_something_hears_when_hints_may_be_missed(postgres):
    async def play():
        async with hubs(postgres.address, "one") as (one,):
            heard = []
            one.on_hint.append(heard.append)
            assert one.hears
            await asyncio.to_thread(postgres.run_sql, _END_LISTENING)
            await connected([one], 2)
            assert heard == [""]
        assert not one.hears

    run(play())


def test_a_command_that_ends_soon_tells_every_server(postgres):
    async def play():
        async with hubs(postgres.address, "one", "two") as both:
            with both[0].subscribed("home:h") as one, both[1].subscribed("home:h") as other:
                await tell_servers(postgres.address, ["night:n", "home:h"])
                assert await one.wait(MOST_S)
                assert await other.wait(MOST_S)

    run(play())


def test_a_command_that_cannot_tell_the_servers_says_so_and_goes_on(caplog):
    run(tell_servers(f"postgresql://nobody@127.0.0.1:{free_port()}/none", ["home:h"]))
    (said,) = caplog.messages
    assert "servers that run could not be told" in said


def test_what_is_hinted_at_here_wakes_those_here_without_a_database():
    async def play():
        hub = FarHub("postgresql://nowhere", "one")
        return await woken(hub, "tonight", lambda: hub.publish("tonight"))

    assert run(play())


def test_a_server_that_falls_silent_is_missed_and_everyone_looks_once(postgres):
    async def play():
        async with hubs(postgres.address, "one", "two") as (one, two):
            with two.subscribed("tonight") as waiter:
                await waiter.wait(0.0)
                one._task.cancel()  # as if it were killed: what it still had to send is never sent
                assert await waiter.wait(MOST_S)
                assert "one" not in two._heard_s

    run(play())


def test_a_connection_that_ends_is_made_anew_and_everyone_looks_once(postgres):
    async def play():
        async with hubs(postgres.address, "one", "two") as (one, two):
            with two.subscribed("tonight") as waiter:
                await waiter.wait(0.0)
                await asyncio.to_thread(postgres.run_sql, _END_LISTENING)
                assert await waiter.wait(MOST_S)
            await connected([one, two], 2)
            assert await woken(two, "tonight", lambda: one.publish("tonight"))

    run(play())


class Slow:
    """A connection on which something is hinted at while hints are on their way, and which may break."""

    def __init__(self, hub, *, breaks=False):
        self.hub = hub
        self.breaks = breaks
        self.sent = []

    async def fetch(self, _statement, payloads):
        self.sent.append(payloads)
        if len(self.sent) == 1:
            self.hub.publish("tonight")
            if self.breaks:
                raise OSError


@pytest.mark.parametrize("breaks", [False, True])
def test_what_is_hinted_at_while_hints_are_on_their_way_goes_again(breaks):
    async def play():
        hub = FarHub("postgresql://nowhere", "one")
        connection = Slow(hub, breaks=breaks)
        for topic in ("before", "tonight"):
            hub.publish(topic)
        try:
            await hub._send(connection)
        except OSError:
            assert breaks
        await hub._send(connection)
        return connection.sent

    first, again = run(play())
    assert first == ["one before ", "one tonight "]
    assert again == (first if breaks else ["one tonight "])
