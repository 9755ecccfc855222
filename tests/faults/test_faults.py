"""Whatever breaks in the middle of a back rub: no press that was acknowledged is lost or doubled, and all goes on."""

import asyncio
from functools import partial
from random import Random

import pytest

from tests.faults import faults
from tests.faults.judged import judged

BEFORE_S, HOLDS_S = (0.1, 0.6), (0.0, 1.5)
LATE_POSTS = 10
TWO_HOURS_S = 7200.0


@pytest.mark.parametrize(
    "fault",
    [
        faults.a_node_killed,
        faults.connections_ended,
        faults.database_restarted,
        faults.database_link_lost,
        faults.listening_lost,
    ],
    ids=lambda fault: fault.__name__,
)
def test_nothing_is_lost_or_doubled_by(fault, nodes, times, seed):
    rng = Random(seed)

    async def trouble(under_way):
        for number in range(1, times + 1):
            name = f"{fault.__name__} {number} (--seed {seed})"
            await asyncio.sleep(rng.uniform(*BEFORE_S))
            happening = fault(nodes, rng)
            end = partial(asyncio.to_thread, happening.__exit__, None, None, None)
            is_over = await asyncio.to_thread(happening.__enter__)
            await asyncio.sleep(0 if is_over else rng.uniform(*HOLDS_S))
            if (
                number % 2
            ):  # where nobody presses any more, nothing but the nodes themselves brings what was missed
                under_way.hands.clear()
            if not is_over:
                await end()
            if number % 2:
                await under_way.quiet(name)
            under_way.is_over(name)
            if is_over:
                await end()
                under_way.is_over(f"{name}, mended")
            await under_way.all_live()

    judged(nodes, rng, trouble)


def test_nothing_is_lost_or_doubled_by_posts_that_come_twice_and_out_of_order(nodes, times, seed):
    rng = Random(seed)

    async def in_disorder(phone):
        fresh = [phone.next_key() for _ in range(3)]
        earlier = [one.key for one in phone.sent[-LATE_POSTS:]]
        now = [phone.press(key) for key in fresh]
        late = [phone.post(phone.body(key), door=rng.randrange(2)) for key in (*fresh, *earlier)]
        posts = [*now, *late]
        rng.shuffle(posts)
        await asyncio.gather(*posts)

    async def trouble(under_way):
        for number in range(1, times + 1):
            await asyncio.sleep(rng.uniform(*BEFORE_S))
            await asyncio.gather(*map(in_disorder, under_way.phones))
            under_way.is_over(f"disorder {number} (--seed {seed})")
            await under_way.all_live()

    judged(nodes, rng, trouble)


def test_nothing_is_lost_or_doubled_by_clocks_that_jump_by_hours(nodes, times, seed):
    rng = Random(seed)

    async def trouble(under_way):
        for number in range(1, times + 1):
            await asyncio.sleep(rng.uniform(*BEFORE_S))
            for phone in under_way.phones:
                phone.skew_s = rng.choice((-TWO_HOURS_S, 0.0, TWO_HOURS_S))
            answers = await asyncio.gather(*(phone.press(phone.next_key()) for phone in under_way.phones))
            assert not any(answer["late"] for answer in answers), "a wrong clock made a press late"
            under_way.is_over(f"jump {number} (--seed {seed})")
            await under_way.all_live()

    judged(nodes, rng, trouble)
