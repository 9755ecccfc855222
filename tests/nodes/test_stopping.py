"""A server that is asked to stop says so, ends its streams, closes its record and goes, all within five seconds."""

import asyncio
import json
import re
import signal
import time

import httpx

from backrub.storage.store import open_store
from tests.begun import begin
from tests.browser.server import Server
from tests.commands import BACKRUB
from tests.loop import run

STOPS_WITHIN_S = 5.0
BEGINS_WITHIN_S = 30.0


class Listener:
    """Hear a stream until it breaks."""

    def __init__(self, client, path):
        self._client, self._path = client, path
        self.began = asyncio.Event()

    async def hear(self):
        """Return how the stream ended."""
        try:
            async with self._client.stream("GET", self._path, timeout=None) as answer:
                assert answer.status_code == 200, answer
                async for _ in answer.aiter_bytes():
                    self.began.set()
        except httpx.TransportError:
            return "broken"
        return "whole"


async def stop_amid_streams(server, session, token):
    """Ask a server to stop while streams of every kind are open; return what was seen."""
    base = f"http://127.0.0.1:{server.port}"
    headers = {"cookie": f"backrub_device={token}"}
    paths = (
        f"/sessions/{session}/stream",
        f"/sessions/{session}/sound.mp3?hearing=silent",
        "/tonight/stream",
    )
    async with httpx.AsyncClient(base_url=base, headers=headers, timeout=30, trust_env=False) as client:
        heard = [Listener(client, path) for path in paths for _ in range(3)]
        hearing = [asyncio.create_task(one.hear()) for one in heard]
        async with asyncio.timeout(BEGINS_WITHIN_S):
            await asyncio.gather(*(one.began.wait() for one in heard))
        ready = (await client.get("/readyz")).status_code
        open_now = re.search(
            r"^backrub_streams_open (.+)$", (await client.get("/metrics")).text, re.MULTILINE
        )[1]
        began_s = time.monotonic()
        stopping = asyncio.create_task(asyncio.to_thread(server.stop, signal.SIGTERM))
        while (asked := await client.get("/readyz")).status_code == 200:
            pass
        ended = await asyncio.gather(*hearing)
        status = await stopping
    return ready, float(open_now), asked.text, set(ended), status, time.monotonic() - began_s


def test_a_server_stops_within_five_seconds_and_says_so_first(tmp_path):
    data = tmp_path / "data" / "evenings.sqlite3"
    with open_store(data) as store:
        begun = begin(store, began_ms=time.time_ns() // 1_000_000 - 30_000)
    server = Server(tmp_path, command=[str(BACKRUB), "serve", "--log", "json"])
    server.start()
    try:
        seen = run(stop_amid_streams(server, begun.session_id, begun.receiver))
    finally:
        server.stop()
    ready, open_now, said, ended, status, took_s = seen
    assert (ready, open_now) == (200, 9)
    assert said == "Backrub is stopping; ask another server."
    assert ended == {"broken"}, "a sound that ends whole tells the phone that the evening is over"
    assert status == 0, server.log
    assert took_s < STOPS_WITHIN_S
    assert not data.with_name(data.name + "-wal").exists(), "the record was not closed"
    lines = [json.loads(line) for line in server.log.splitlines() if line.startswith("{")]
    assert {line["event"] for line in lines} == {"request"}
    assert begun.session_id not in json.dumps(lines)
