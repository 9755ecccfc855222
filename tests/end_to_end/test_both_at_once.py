"""Over real HTTP, two phones tap at the same moment: one thing happens, and both are told the same."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx
import pytest
from tests.before_hands import CHERYL, HERS, HIS, HOME, NIGHT, SCOTT, doorstep
from tests.browser.server import Server
from tests.web_house import memory_house

from backrub.storage.store import open_store

TOKEN = re.compile(r'<meta name="csrf" content="([^"]+)"')
TAPS = 4


@pytest.fixture
def server(tmp_path):
    running = Server(tmp_path)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def store(server):
    with open_store(server.home / "data" / "evenings.sqlite3") as kept:
        yield kept


@pytest.fixture
def evening(store):
    """Return what brings both to the doorstep of an evening on the running server."""
    kept = {"people": store.people, "nights": store.nights, "log": store.log}
    house = replace(memory_house(), now_ms=lambda: time.time_ns() // 1_000_000, **kept)
    return lambda **how: doorstep(house, hers=HERS, his=HIS, **how)


@pytest.fixture
def at_once(server):
    """Return what posts the same form from both phones, some times each, and gives the answers."""
    phones = [httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=20) for _ in range(2)]
    for client, cookie in zip(phones, (CHERYL, SCOTT), strict=True):
        client.cookies.set("backrub_device", cookie, domain="127.0.0.1")

    def post(path, **fields):
        forms = [{**fields, "_csrf_token": TOKEN.search(one.get("/what-works").text)[1]} for one in phones]
        with ThreadPoolExecutor(2 * TAPS) as hands:
            sent = [
                hands.submit(one.post, path, data=form)
                for _ in range(TAPS)
                for one, form in zip(phones, forms, strict=True)
            ]
        return [each.result() for each in sent]

    yield post
    for client in phones:
        client.close()


def test_both_begin_and_it_is_one_night(evening, store, at_once):
    evening()
    store.nights.erase_night(NIGHT)
    assert {answer.status_code for answer in at_once("/tonight/begin")} == {303}
    assert len(store.nights.nights(HOME)) == 1


def test_both_are_ready_and_it_is_one_session(evening, store, at_once):
    evening(brief_read=True)
    assert {answer.status_code for answer in at_once("/tonight/start", delay_s="0")} == {303}
    (session,) = store.log.sessions(home=HOME)
    assert store.nights.night(NIGHT).now.session_id == session.id


def test_both_erase_the_evening_while_hands_are_at_work(evening, server, store, at_once):
    evening(brief_read=True)
    at_once("/tonight/start", delay_s="0")
    answers = {answer.status_code for answer in at_once(f"/history/{NIGHT}/erase")}
    assert 303 in answers <= {303, 404}
    assert (store.nights.nights(HOME), store.log.sessions(home=HOME)) == ([], [])
    assert "error" not in server.log


def test_both_erase_themselves(evening, server, store, at_once):
    evening()
    assert {answer.status_code for answer in at_once("/mine/erase")} == {303}
    assert (store.people.people(HOME), store.nights.nights(HOME)) == ([], [])
    assert "error" not in server.log
