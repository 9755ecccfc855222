"""Both nodes are restarted, one after the other, while phones press and listen: nobody loses anything by it."""

import asyncio
import signal
import time
from random import Random

from tests.faults.checker import check
from tests.faults.load import load
from tests.faults.nodes import two_nodes
from tests.loop import run
from tests.nodes.chooser import Chooser

STOPS_WITHIN_S = 5.0


def stopped(server):
    """End a server as systemd does; return its exit status and how long it took."""
    began_s = time.monotonic()
    return server.stop(signal.SIGTERM), time.monotonic() - began_s


async def restarted(server, under_way):
    """Restart a server; the phones are live on the other one meanwhile."""
    under_way.is_over(f"the stop of {server.home.name}")
    (status, took_s), _ = await asyncio.gather(asyncio.to_thread(stopped, server), under_way.all_live())
    await asyncio.to_thread(server.start)
    assert status == 0, server.log
    return took_s


def test_no_press_is_lost_or_doubled_by_a_rolling_restart(postgres, tmp_path):
    async def play(nodes, door):
        async with load(nodes, Random(8), doors=[door]) as under_way:
            took_s = [await restarted(node.server, under_way) for node in nodes.all]
            under_way.is_over("the last start")
            await under_way.all_live()
            return took_s, await under_way.settled()

    with two_nodes(postgres, tmp_path) as nodes, Chooser([one.server.port for one in nodes.all]) as chooser:
        took_s, history = run(play(nodes, chooser.door))
        assert check(history) == [], nodes.logs()
        assert max(took_s) < STOPS_WITHIN_S
        assert nodes.logs().count("error: ") == 0, nodes.logs()
