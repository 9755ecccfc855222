"""The file to take along: told while it is made, given once it is, gone with its evening."""

import io
from dataclasses import replace

import av
import numpy as np
import pytest
from tests.aired import BEGAN_MS, Whistle, whistles
from tests.begun import COOKIE, EVENING, begin
from tests.browser.server import wait_until
from tests.fakes import FakeClock
from tests.web_house import csrf, memory_house, phone

from backrub.bootstrap import sound_files
from backrub.web.app import create_app

PATIENCE_S = 60


@pytest.fixture
def house():
    return replace(memory_house(FakeClock(BEGAN_MS + 100_000)), voice=lambda _: Whistle())


@pytest.fixture
def begun(house):
    return begin(house, began_ms=BEGAN_MS, evening={**EVENING, "minutes": 5})


def made(client, path):
    """Ask again and again as the page does, and return the file and the first page told before."""
    answers = [client.get(path)]

    def is_made():
        answers.append(client.get(path))
        return answers[-1].status_code != 202

    wait_until(is_made, most_s=PATIENCE_S, why=lambda: "the file is never made")
    return answers[-1], answers[0].text


def test_the_file_is_told_of_while_it_is_made_then_given_and_gone_with_its_evening(house, begun):
    path = f"/sessions/{begun.session_id}/sound.m4a?character=voice_only"
    with phone(house) as client:
        client.cookies.set(COOKIE, begun.giver)
        answer, told = made(client, path)
        assert 'http-equiv="refresh"' in told
        assert answer.status_code == 200
        assert "attachment" in answer.headers["content-disposition"]
        assert answer.headers["cache-control"] == "no-store"
        with av.open(io.BytesIO(answer.content)) as file:
            assert file.duration / av.time_base == pytest.approx(300, abs=0.1)
            sound = [frame.to_ndarray().mean(axis=0) for frame in file.decode(audio=0)]
        assert len(whistles(np.concatenate(sound))) > 10
        assert client.get(path).content == answer.content
        client.post("/history/home-night/erase", data={"_csrf_token": csrf(client)})
        assert client.get(path).status_code == 404


def test_where_there_is_no_room_the_page_says_so_in_one_sentence(house, begun, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sound_files, "write_evening", full)
    with phone(house, create_app(house)) as client:
        client.cookies.set(COOKIE, begun.giver)
        answer, _ = made(client, f"/sessions/{begun.session_id}/sound.m4a?character=still")
    assert answer.status_code == 507
    assert "The file cannot be made here (no space left on device)." in answer.text


def test_people_of_another_home_get_no_file(house, begun):
    other = begin(house, began_ms=BEGAN_MS, home="elsewhere")
    with phone(house) as client:
        client.cookies.set(COOKIE, other.giver)
        assert client.get(f"/sessions/{begun.session_id}/sound.m4a").status_code == 404
