"""The addresses of live sound: who may hear it, and what a player's first questions are answered with."""

import pytest
from tests.aired import BEGAN_MS
from tests.begun import COOKIE, begin
from tests.fakes import FakeClock
from tests.web_house import memory_house, phone

FORMS = {"mp3": ("audio/mpeg", b"\xff\xfb"), "aac": ("audio/aac", b"\xff\xf1")}


@pytest.fixture
def house():
    return memory_house(FakeClock(BEGAN_MS + 100_000))


@pytest.fixture
def begun(house):
    return begin(house, began_ms=BEGAN_MS)


@pytest.fixture
def client(house, begun):
    with phone(house) as client:
        client.cookies.set(COOKIE, begun.giver)
        yield client


@pytest.mark.parametrize("form", FORMS)
def test_a_player_that_only_asks_is_told_what_it_would_get(client, begun, form):
    answer = client.head(f"/sessions/{begun.session_id}/sound.{form}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FORMS[form][0]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content == b""
    assert not [name for name in answer.headers if name.startswith("icy")]


@pytest.mark.parametrize("form", FORMS)
def test_a_player_that_tries_two_bytes_gets_the_first_two_of_a_frame(client, begun, form):
    answer = client.get(f"/sessions/{begun.session_id}/sound.{form}", headers={"range": "bytes=0-1"})
    assert (answer.status_code, answer.content) == (206, FORMS[form][1])
    assert answer.headers["content-range"] == "bytes 0-1/*"
    assert answer.headers["content-length"] == "2"


def test_a_player_that_comes_back_is_given_what_sounds_now_as_what_it_asked_for(client, begun):
    asked = {"range": "bytes=123456-123999"}
    answer = client.get(f"/sessions/{begun.session_id}/sound.mp3", headers=asked)
    assert (answer.status_code, len(answer.content)) == (206, 544)
    assert answer.headers["content-range"] == "bytes 123456-123999/*"
    assert answer.content.startswith(FORMS["mp3"][1])


@pytest.mark.parametrize("query", ["hearing=loud", "character=polka"])
def test_an_unknown_wish_is_refused(client, begun, query):
    assert client.head(f"/sessions/{begun.session_id}/sound.mp3?{query}").status_code == 400


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_people_of_another_home_hear_nothing(house, begun, method):
    other = begin(house, began_ms=BEGAN_MS, home="elsewhere")
    with phone(house) as client:
        client.cookies.set(COOKIE, other.giver)
        theirs = client.request(method, f"/sessions/{begun.session_id}/sound.mp3")
        never = client.request(method, "/sessions/never/sound.mp3")
    assert (theirs.status_code, theirs.content) == (404, never.content)
