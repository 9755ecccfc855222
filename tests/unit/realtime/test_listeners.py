"""Listeners: the same bytes for all, and nobody waits for anybody."""

import asyncio

from tests.loop import run

from backrub.realtime.listeners import KEPT, MOST_WAITING, Listeners


def chunk(number):
    return b"%05d" % number


def publish(listeners, numbers):
    for number in numbers:
        listeners.publish(chunk(number), until_ms=number * 100)


async def heard(ear, count):
    async with asyncio.timeout(5):
        return [await anext(ear) for _ in range(count)]


def test_two_listeners_get_the_same_and_whoever_comes_begins_with_what_sounds_now():
    async def play():
        listeners = Listeners()
        early = listeners.listen(0)
        publish(listeners, range(1, 4))
        joined = asyncio.ensure_future(heard(early, 2))
        await asyncio.sleep(0)
        late = listeners.listen(250)
        assert await heard(late, 1) == [chunk(3)]
        assert len(listeners) == 2
        assert await joined == [chunk(1), chunk(2)]
        publish(listeners, [4])
        assert await heard(early, 2) == await heard_with(late, chunk(3), 1)

    async def heard_with(ear, first, count):
        return [first, *await heard(ear, count)]

    run(play())


def test_who_is_slow_keeps_nobody_waiting_and_goes_on_with_the_newest():
    async def play():
        listeners = Listeners()
        slow, quick = listeners.listen(0), listeners.listen(0)
        publish(listeners, [1])
        assert await heard(slow, 1) == await heard(quick, 1)
        for number in range(2, 200):
            publish(listeners, [number])
            assert await heard(quick, 1) == [chunk(number)]
        first = (await heard(slow, 1))[0]
        assert first > chunk(199 - MOST_WAITING)
        assert len(await heard(slow, 199 - int(first))) == 199 - int(first)

    run(play())


def test_who_leaves_is_forgotten_and_the_end_ends_for_all():
    async def play():
        listeners = Listeners()
        publish(listeners, range(1, 100))
        gone, stays = listeners.listen(0), listeners.listen(0)
        await heard(gone, 1)
        assert len(await heard(stays, KEPT)) == KEPT
        await gone.aclose()
        assert len(listeners) == 1
        listeners.end()
        assert [each async for each in stays] == []
        assert len(listeners) == 0
        after = [each async for each in listeners.listen(9_850)]
        assert after == [chunk(99)]

    run(play())
