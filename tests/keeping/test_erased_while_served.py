"""Whoever is erased at the command line is out of an evening under way, and who was with them is told the truth."""

import time
from contextlib import ExitStack
from itertools import count

import httpx
import pytest
from tests.begun import COOKIE, begin
from tests.browser.server import Server, wait_until
from tests.commands import BACKRUB
from tests.web_house import csrf

SOON_S = 2.0
ENDS_WITHIN_S = 8.0
GONE = b"event: gone\ndata: {}\n\n"


class Phone:
    """Hold one phone that follows the evening, and press its words."""

    def __init__(self, server, token, session_id, open_now):
        address = f"http://127.0.0.1:{server.port}"
        self._browser = open_now(
            httpx.Client(base_url=address, cookies={COOKIE: token}, timeout=ENDS_WITHIN_S)
        )
        self._path = f"/sessions/{session_id}"
        self._keys = count()
        self._header = {"x-csrftoken": csrf(self._browser)}
        self._stream = open_now(self._browser.stream("GET", f"{self._path}/stream"))
        assert self._stream.status_code == 200

    def press(self):
        said = {"key": f"erased-{next(self._keys)}", "press": "lovely", "pressed_ms": 0, "sent_ms": 0}
        return self._browser.post(f"{self._path}/presses", json=said, headers=self._header).status_code

    def last_heard(self):
        """Return the last that the stream says, which has to end soon."""
        end_s, last = time.monotonic() + ENDS_WITHIN_S, b""
        for chunk in self._stream.iter_raw():
            assert time.monotonic() < end_s, "it goes on"
            last = chunk
        return last


@pytest.fixture
def served(host):
    server = Server(host.folder, command=[str(BACKRUB), "serve", *host.options[:4]])
    with host.store() as store:
        begun = begin(store, began_ms=time.time_ns() // 10**6)
    server.start()
    with ExitStack() as phones:
        tokens = {"hers": begun.receiver, "his": begun.giver}
        yield {
            name: Phone(server, token, begun.session_id, phones.enter_context)
            for name, token in tokens.items()
        }
    server.stop()


def test_whoever_is_erased_says_nothing_more_and_the_evening_ends(host, served):
    hers, his = served["hers"], served["his"]
    assert [hers.press(), his.press()] == [200, 200]
    done = host.run("erase", "cheryl", "--home", "home", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    wait_until(lambda: hers.press() == 401, most_s=SOON_S)
    assert his.press() == 404
    assert [hers.last_heard(), his.last_heard()] == [GONE, GONE]


def test_a_home_erased_leaves_nobody_to_say_anything(host, served):
    assert [phone.press() for phone in served.values()] == [200, 200]
    done = host.run("homes", "erase", "home", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    wait_until(lambda: [phone.press() for phone in served.values()] == [401, 401], most_s=SOON_S)
    assert [phone.last_heard() for phone in served.values()] == [GONE, GONE]
