"""A phone that is forgotten on one node is out on the other as well, from a session under way too."""

import time
from contextlib import ExitStack
from itertools import count

import httpx

from backrub.storage.store import open_store
from tests.begun import COOKIE, begin
from tests.browser.server import wait_until
from tests.faults.nodes import two_nodes
from tests.web_house import csrf, send

SOON_S = 2.0
ENDS_WITHIN_S = 8.0


def browser(node, token):
    return httpx.Client(base_url=node.door, cookies={COOKIE: token}, timeout=ENDS_WITHIN_S)


def last_of(chunks):
    """Return the last that a stream says, which has to end soon."""
    end_s, last = time.monotonic() + ENDS_WITHIN_S, b""
    for chunk in chunks:
        assert time.monotonic() < end_s, "it goes on"
        last = chunk
    return last


def test_a_phone_forgotten_on_one_node_is_out_on_the_other(postgres, tmp_path):
    with two_nodes(postgres, tmp_path) as nodes, ExitStack() as open_streams:
        with open_store(nodes.address, key_file=nodes.key_file) as store:
            begun = begin(store, began_ms=time.time_ns() // 10**6)
        here, there = nodes.all
        mine = open_streams.enter_context(browser(here, begun.receiver))
        lost = open_streams.enter_context(browser(there, begun.shared))
        path, keys, header = f"/sessions/{begun.session_id}", count(), {"x-csrftoken": csrf(lost)}

        def press():
            said = {"key": f"forgotten-{next(keys)}", "press": "lovely", "pressed_ms": 0, "sent_ms": 0}
            return lost.post(f"{path}/presses", json=said, headers=header).status_code

        live, tonight, sound = (
            open_streams.enter_context(lost.stream("GET", one))
            for one in (f"{path}/stream", "/tonight/stream", f"{path}/sound.mp3?hearing=silent")
        )
        assert [live.status_code, tonight.status_code, sound.status_code] == [200] * 3
        playing = sound.iter_raw()
        assert next(playing)
        assert [press(), press()] == [200, 200]
        assert send(mine, "/mine/devices/home-shared/forget").headers["location"] == "/mine"
        wait_until(lambda: press() == 401, most_s=SOON_S)
        assert last_of(live.iter_raw()) == b"event: gone\ndata: {}\n\n"
        assert last_of(tonight.iter_raw()) == b"event: changed\ndata:\n\n"
        assert last_of(playing)
