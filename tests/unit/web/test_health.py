"""What a server tells its host: that it lives, that it is ready, and its counts; nobody else learns a thing."""

import re
import threading
from dataclasses import replace

import pytest
from tests.begun import COOKIE, begin
from tests.fakes import MemoryPeople
from tests.web_house import LAN, csrf, memory_house, phone, send

from backrub.bootstrap.metrics import Metrics
from backrub.domain.errors import StoreUnavailable
from backrub.storage.timed import TimedRecord
from backrub.web.app import create_app
from backrub.web.routes import health
from backrub.web.streams import OpenStreams

TOKEN = "of-the-host"  # noqa: S105  # a test's own
HOSTS_ALONE = ("/readyz", "/metrics")
AS_HOST = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def house():
    return memory_house()


@pytest.fixture
def streams():
    return OpenStreams()


def app_of(house, streams=None):
    return create_app(house, reach=lambda: LAN, streams=streams, metrics_token=TOKEN)


@pytest.fixture
def app(house, streams):
    return app_of(house, streams)


def coming_from(address, app):
    """Return the app as one reaches it from an address."""

    async def reached(scope, receive, send):
        await app({**scope, "client": (address, 50000)}, receive, send)

    return reached


def test_for_everyone_but_the_host_there_is_nothing(house, app):
    client = phone(house, app)
    brought = [
        "",
        "Bearer ",
        "Bearer of-the-hos",
        f"Basic {TOKEN}",
        "Bearer \N{LATIN SMALL LETTER E WITH ACUTE}",
    ]
    for path in HOSTS_ALONE:
        assert [client.get(path, headers={"authorization": one.encode()}).status_code for one in brought] == [
            404
        ] * 5
    assert client.get("/healthz").text == "ok"


def test_a_server_without_a_token_takes_no_empty_one(house):
    client = phone(house, create_app(house, reach=lambda: LAN))
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_the_host_comes_with_the_token_or_from_this_machine(house, app):
    for path in HOSTS_ALONE:
        assert phone(house, app).get(path, headers=AS_HOST).status_code == 200
        for address, status in (("127.0.0.1", 200), ("::1", 200), ("192.168.1.9", 404)):
            assert phone(house, coming_from(address, app)).get(path).status_code == status


def test_what_a_proxy_of_this_machine_passes_on_is_not_from_here(house, app):
    client = phone(house, coming_from("127.0.0.1", app))
    for name in ("Forwarded", "X-Forwarded-For", "Via"):
        assert client.get("/metrics", headers={name: "127.0.0.1"}).status_code == 404


def test_a_server_is_ready_until_it_stops(house, app, streams):
    client = phone(house, app)
    assert client.get("/readyz", headers=AS_HOST).text == "ok"
    streams.stop()
    stopping = client.get("/readyz", headers=AS_HOST)
    assert (stopping.status_code, stopping.text) == (503, "Backrub is stopping; ask another server.")
    assert client.get("/healthz").status_code == 200


def test_a_record_that_fails_is_not_ready(house):
    class Away(MemoryPeople):
        def has_homes(self):
            raise StoreUnavailable("/home/cheryl is away.")

    answer = phone(house, app_of(replace(house, people=Away()))).get("/readyz", headers=AS_HOST)
    assert (answer.status_code, answer.text) == (503, "The record does not answer.")


def test_a_record_that_is_silent_is_asked_once_and_not_ready(house, monkeypatch):
    monkeypatch.setattr(health, "ANSWERS_WITHIN_S", 0.01)
    answers, reached, asked = threading.Event(), threading.Event(), []

    class Silent(MemoryPeople):
        def has_homes(self):
            asked.append(1)
            reached.set()
            assert answers.wait(20)
            return True

    with phone(house, app_of(replace(house, people=Silent()))) as client:
        assert [client.get("/readyz", headers=AS_HOST).status_code for _ in range(3)] == [503] * 3
        assert reached.wait(20)
        assert asked == [1]
        answers.set()
        monkeypatch.setattr(health, "ANSWERS_WITHIN_S", 20)
        assert client.get("/readyz", headers=AS_HOST).status_code == 200


def counts(client):
    """Return every count by its name and labels."""
    text = client.get("/metrics", headers=AS_HOST).text
    return {name: float(value) for name, value in re.findall(r"^(\w+(?:\{.*\})?) (\S+)$", text, re.MULTILINE)}


def test_requests_are_counted_by_the_template_of_their_route(house, app):
    client = phone(house, app)
    for path in ("/join/one", "/join/two", "/nowhere/at-all"):
        client.get(path)
    told = counts(client)
    assert told['backrub_requests_total{method="GET",route="/join/{token}",status="404"}'] == 2
    assert told['backrub_requests_total{method="GET",route="(none)",status="404"}'] == 1
    assert told['backrub_request_seconds_count{route="/join/{token}"}'] == 2


def test_presses_streams_and_hints_are_counted(house, app, streams):
    begun = begin(house, began_ms=1_790_000_000_000 - 130_000)
    with phone(house, app) as client:
        client.cookies.set(COOKIE, begun.receiver)
        body = {"key": "key-of-softer", "press": "softer", "pressed_ms": 1, "sent_ms": 1}
        headers = {"x-csrftoken": csrf(client)}
        for press in (body, {**body, "key": "key-of-nothing", "press": "nothing"}):
            client.post(f"/sessions/{begun.session_id}/presses", json=press, headers=headers)
        house.hub.sent, house.hub.received, house.hub.connected = 3, 2, 1
        told = counts(client)
    assert told["backrub_presses_total"] == 1
    assert told["backrub_live_sessions"] == 1
    assert told["backrub_streams_open"] == 0
    assert [told[f"backrub_hints_{way}_total"] for way in ("sent", "received")] == [3, 2]
    assert told["backrub_hint_links_total"] == 1


def test_writes_are_counted_with_their_time_and_erasures_beside():
    class Record:
        def write(self, work, **_):
            return work(None)

    def fail(_):
        raise StoreUnavailable("full")

    metrics = Metrics()
    record = TimedRecord(Record(), metrics.wrote)
    record.write(lambda _: None)
    record.write(lambda _: None, erasing=True)
    with pytest.raises(StoreUnavailable):
        record.write(fail, erasing=True)
    text = metrics.text().decode()
    assert 'backrub_write_seconds_count{outcome="kept"} 2.0' in text
    assert 'backrub_write_seconds_count{outcome="failed"} 1.0' in text
    assert "backrub_erasures_total 1.0" in text


def test_no_count_names_anyone(house, app):
    client = phone(house, app)
    send(client, "/homes", name="Zenobia")
    secrets = ["Zenobia", client.cookies["backrub_device"], "testclient", LAN, "planted-path"]
    client.get("/join/planted-path?planted-path=1", headers={"user-agent": "planted-path"})
    client.request("PLANTED-PATH", "/")
    text = client.get("/metrics", headers=AS_HOST).text
    assert "backrub_requests_total" in text
    assert [secret for secret in secrets if secret in text] == []
