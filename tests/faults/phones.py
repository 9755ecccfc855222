"""Phones without a browser: presses that wait, are sent again and go on in order, and a stream that is reopened.

Both do what `outbox.js` and `stream.js` do, with the same patience; a phone that finds one node away asks the other.
"""

import asyncio
import json
import re
import time
from contextlib import suppress

import httpx

from tests.faults.checker import Heard, Sent

ANSWER_WITHIN_S = 4.0
FIRST_WAIT_S, LONGEST_WAIT_S = 0.4, 2.0
HELLO_WITHIN_S, QUIET_S, REOPEN_S = 3.0, 12.0, 0.5
AGAIN = {408, 425, 429, 500, 502, 503, 504}
APART_S = (0.05, 0.25)
"""How long a hand rests between presses; a device may press ten times a second."""

_TOKEN = re.compile(r'<meta name="csrf" content="([^"]+)"')


class Phone:
    """Press and listen through one of several doors; what happens is written down in `sent` and `heard`."""

    def __init__(self, name, session, *, cookie, word, rng):
        self.name, self.session, self.word = name, session, word
        self.sent, self.heard = [], []
        self.skew_s = 0.0
        self.refused = []
        self._rng = rng
        self._client = httpx.AsyncClient(trust_env=False, timeout=30)
        self._client.headers["cookie"] = f"backrub_device={cookie}"
        self._doors = []
        self._keys = 0

    async def close(self):
        await self._client.aclose()

    async def arrive(self, doors):
        """Open a page, and keep its form token; the first door is tried first."""
        self._doors = list(doors)
        page = await self._client.get(f"{self._doors[0]}/what-works")
        form = page.cookies["backrub_form"]
        self._client.headers["cookie"] += f"; backrub_form={form}"
        self._client.headers["x-csrftoken"] = _TOKEN.search(page.text)[1]

    async def press_while(self, hands):
        """Press again and again while hands are at work, each press sent until it is taken."""
        while await hands.wait():
            await self.press(self.next_key())
            await asyncio.sleep(self._rng.uniform(*APART_S))

    def next_key(self):
        self._keys += 1
        return f"{self.name}-{self._keys:04}"

    def body(self, key):
        """Return a press as it is kept until it is taken."""
        return {"key": key, "press": self.word, "pressed_ms": self.now_ms()}

    async def press(self, key):
        """Send a press until it is taken, and return the answer's body."""
        body = self.body(key)
        sent_s, wait_s = time.monotonic(), FIRST_WAIT_S
        self.sent.append(Sent(self.name, self.session, key, sent_s, None))
        place = len(self.sent) - 1
        while (answer := await self.post(body)) is None:
            await asyncio.sleep(wait_s)
            wait_s = min(2 * wait_s, LONGEST_WAIT_S)
        if answer.status_code != 200:
            self.refused.append(f"{key}: {answer.status_code} {answer.text}")
            return None
        self.sent[place] = Sent(self.name, self.session, key, sent_s, time.monotonic())
        return answer.json()

    def now_ms(self):
        """Return the time by this phone's own clock."""
        return time.time_ns() // 1_000_000 + round(self.skew_s * 1000)

    async def post(self, body, *, door=0):
        """Return the answer to a press, None if there was none that counts; then the next door is tried."""
        address = f"{self._doors[door]}/sessions/{self.session}/presses"
        with suppress(httpx.TransportError, TimeoutError):
            async with asyncio.timeout(ANSWER_WITHIN_S):
                answer = await self._client.post(
                    address, json={**body, "sent_ms": self.now_ms()}, timeout=ANSWER_WITHIN_S
                )
            if answer.status_code not in AGAIN:
                return answer
        self._doors.append(self._doors.pop(0))
        return None

    async def listen(self):
        """Keep a stream open, for ever."""
        turn = 0
        while True:
            door = self._doors[turn % len(self._doors)]
            with suppress(httpx.TransportError, TimeoutError):
                await self._stream(door)
            turn += 1
            await asyncio.sleep(REOPEN_S)

    async def _stream(self, door):
        after = self.heard[-1].seq if self.heard else 0
        address = f"{door}/sessions/{self.session}/stream?after={after}"
        clock = asyncio.get_running_loop()
        async with (
            asyncio.timeout(HELLO_WITHIN_S) as patience,
            self._client.stream("GET", address, timeout=None) as answer,
        ):
            kind = "message"
            async for line in answer.aiter_lines():
                patience.reschedule(clock.time() + QUIET_S)
                field, _, value = line.partition(": ")
                if field == "event":
                    kind = value
                elif field == "data" and answer.status_code == 200:
                    self._told(kind, json.loads(value))
                    kind = "message"

    def _told(self, kind, body):
        if kind in {"hello", "message"}:
            self.heard.append(
                Heard(self.name, self.session, body["seq"], time.monotonic(), anew=kind == "hello")
            )
