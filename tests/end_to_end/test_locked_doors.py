"""Over real HTTP: who does not belong is refused, and learns nothing by it."""

import re
import time

import httpx
import pytest
from tests.begun import begin
from tests.browser.server import Server

from backrub.storage.store import open_store

TOKEN = re.compile(r'<meta name="csrf" content="([^"]+)"')
LINK = re.compile(r"/join/[\w-]+")
PRESS = {"key": "press-00000001", "press": "stop", "pressed_ms": 1, "sent_ms": 1}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def homes(server):
    """Return two homes in which a session has begun."""
    now_ms = time.time_ns() // 1_000_000
    with open_store(server.home / "data" / "evenings.sqlite3") as store:
        return [begin(store, began_ms=now_ms - 5000, home=home) for home in ("one", "other")]


@pytest.fixture
def browser_of(server):
    """Return what makes a browser with a device's cookie, or with none."""
    clients = []

    def make(device=None):
        client = httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=30)
        if device:
            client.cookies.set("backrub_device", device, domain="127.0.0.1")
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()


def csrf(client):
    return TOKEN.search(client.get("/what-works").text)[1]


def send(client, path, **fields):
    return client.post(path, data={"_csrf_token": csrf(client), **fields})


def make_home(client, name):
    assert send(client, "/homes", name=name).headers["location"] == "/invite"
    return LINK.search(client.get("/invite").text)[0]


def test_another_homes_session_is_as_unknown_as_none(browser_of, homes):
    one, other = homes
    client = browser_of(one.giver)
    headers = {"x-csrftoken": csrf(client)}
    for session_id in (other.session_id, "no-such-session"):
        answers = [
            client.get(f"/sessions/{session_id}/state"),
            client.get(f"/sessions/{session_id}/stream"),
            client.get(f"/sessions/{session_id}/pictures/any.svg"),
            client.post(f"/sessions/{session_id}/presses", json=PRESS, headers=headers),
            client.get(f"/history/{session_id}"),
            send(client, f"/history/{session_id}/erase"),
        ]
        assert [answer.status_code for answer in answers] == [404] * len(answers)
    mine = client.get(f"/sessions/{one.session_id}/state")
    assert mine.status_code == 200


def test_another_homes_people_are_unknown(browser_of, homes):
    client = browser_of(homes[0].giver)
    strangers = [client.get("/hand-over/other-cheryl"), send(client, "/hold", person="other-cheryl")]
    nobodies = [client.get("/hand-over/nobody"), send(client, "/hold", person="nobody")]
    assert [(a.status_code, a.text) for a in strangers] == [(a.status_code, a.text) for a in nobodies]
    assert {a.status_code for a in strangers} == {404}


@pytest.mark.parametrize("cookie", ["", "forged", "one-giver-token2", "x" * 5000, "%00", "../../etc/passwd"])
def test_a_cookie_that_was_not_given_opens_nothing(browser_of, homes, cookie):
    client = browser_of(cookie)
    assert client.get("/tonight").headers["location"] == "/"
    assert client.get(f"/sessions/{homes[0].session_id}/state").status_code == 401


def test_a_phone_that_was_forgotten_stays_out_with_its_old_cookie(browser_of, homes):
    mine, lost = browser_of(homes[1].giver), browser_of(homes[1].shared)
    assert lost.get("/history").status_code == 200
    assert send(mine, "/mine/devices/other-shared/forget").headers["location"] == "/mine"
    assert lost.get("/history").headers["location"] == "/"


def test_a_link_lets_one_phone_in_and_looks_the_same_when_used_or_made_up(browser_of):
    inviter, guest, late = browser_of(), browser_of(), browser_of()
    link = make_home(inviter, "Ada")
    assert guest.get(link).status_code == 200
    assert guest.get(link).status_code == 200, "looking does not use it up"
    assert send(guest, link, name="Ben").headers["location"] == "/tonight"
    used, unknown = late.get(link), late.get("/join/made-up")
    hide = re.compile(TOKEN.pattern + r'|value="[0-9a-f]{64,}"')
    assert hide.sub("", used.text) == hide.sub("", unknown.text)
    assert (used.status_code, unknown.status_code) == (404, 404)
    assert send(late, link, name="Eve").status_code == 404


def test_someone_elses_cookie_is_never_taken_over_by_a_link(browser_of):
    inviter, guest = browser_of(), browser_of("a-cookie-put-there-by-an-attacker")
    send(guest, make_home(inviter, "Ada"), name="Ben")
    assert guest.cookies.get("backrub_device") != "a-cookie-put-there-by-an-attacker"


@pytest.mark.parametrize(
    "path", ["/homes", "/people", "/hold", "/put-away", "/pin", "/invite", "/tonight/begin"]
)
def test_a_form_from_elsewhere_changes_nothing(browser_of, homes, path):
    client = browser_of(homes[0].giver)
    token = csrf(client)
    assert client.post(path, data={"name": "Eve"}).status_code == 403
    assert client.post(path, data={"name": "Eve", "_csrf_token": token[:-1] + "x"}).status_code == 403
    client.cookies.delete("backrub_form")
    assert client.post(path, data={"name": "Eve", "_csrf_token": token}).status_code == 403


def test_a_press_from_elsewhere_is_refused(browser_of, homes):
    client = browser_of(homes[0].receiver)
    assert client.post(f"/sessions/{homes[0].session_id}/presses", json=PRESS).status_code == 403


def test_the_record_and_the_log_hold_no_secret_as_it_is(server, browser_of):
    client = browser_of()
    link = make_home(client, "Zenobia")
    secrets = [link.removeprefix("/join/"), client.cookies["backrub_device"]]
    kept = b"".join(path.read_bytes() for path in (server.home / "data").iterdir())
    assert [secret for secret in secrets if secret.encode() in kept] == []
    assert [secret for secret in [*secrets, "Zenobia"] if secret in server.log] == []
