"""What holds for every answer: tokens in forms, headers, limits, kind refusals, quiet logs."""

import io
import json
import logging
import re
from asyncio import CancelledError
from datetime import datetime, timedelta

import pytest
from litestar import get, post
from tests.fakes import FakeClock
from tests.web_house import LAN, csrf, memory_house, phone, send

from backrub.config import LogForm
from backrub.domain.errors import IllegalCommand, StoreAway, StoreUnavailable
from backrub.web import app as web_app
from backrub.web.app import LARGEST_BODY_BYTES, create_app
from backrub.web.security.limits import Allowance
from backrub.web.security.quiet_log import log_quietly

PLANTED = "planted-secret"


@pytest.fixture
def clock():
    return FakeClock(1_790_000_000_000)


@pytest.fixture
def house(clock):
    return memory_house(clock)


@pytest.fixture
def app(house):
    return create_app(house, reach=lambda: LAN)


@pytest.mark.parametrize("path", ["/homes", "/hold", "/put-away", "/people", "/pin", "/invite", "/join/x"])
@pytest.mark.parametrize("token", [None, "", "forged", "0" * 128])
def test_a_change_without_the_forms_token_is_refused(house, app, path, token):
    client = phone(house, app)
    send(client, "/homes", name="Cheryl")
    fields = {"name": "Mallory"} | ({} if token is None else {"_csrf_token": token})
    assert client.post(path, data=fields).status_code == 403
    assert len(house.people.people(next(iter(house.people._people.values())).home_id)) == 1


def test_the_token_of_another_browser_is_refused(house, app):
    token = csrf(phone(house, app))
    client = phone(house, app)
    client.get("/")
    assert client.post("/homes", data={"name": "x", "_csrf_token": token}).status_code == 403


def test_a_stale_token_is_replaced_so_that_trying_again_works(house, app):
    client = phone(house, app)
    client.cookies.set("backrub_form", "stale" * 30)
    refused = send(client, "/homes", name="Cheryl")
    assert refused.status_code == 403
    assert re.match(r'backrub_form="";.* Max-Age=0;', refused.headers["set-cookie"])
    client.cookies.clear()
    assert send(client, "/homes", name="Cheryl").status_code == 303


def test_open_pages_stay_good_over_a_restart(house):
    client = phone(house)
    token = csrf(client)
    again = phone(house)
    again.cookies.set("backrub_form", client.cookies["backrub_form"])
    assert again.post("/homes", data={"name": "Cheryl", "_csrf_token": token}).status_code == 303


@pytest.mark.parametrize("path", ["/", "/nowhere", "/join/x", "/healthz", "/manifest.webmanifest", "/pin"])
def test_every_answer_has_its_headers(house, app, path):
    headers = phone(house, app).get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    for needed in ("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert needed in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "permissions-policy" in headers
    assert "server" not in headers


def test_pages_are_kept_by_no_cache(house, app):
    assert phone(house, app).get("/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "status"), [("get", "/nowhere", 404), ("get", "/homes", 405), ("put", "/", 405)]
)
def test_a_wrong_way_is_a_kind_page_or_json(house, app, method, path, status):
    client = phone(house, app)
    headers = {"x-csrftoken": csrf(client)}
    page = getattr(client, method)(path, headers=headers)
    assert page.status_code == status
    assert "<h1>Not this way.</h1>" in page.text
    told = getattr(client, method)(path, headers={**headers, "accept": "application/json"})
    assert told.status_code == status
    assert list(told.json()) == ["trouble"]


@pytest.mark.parametrize("host", ["::1", "localhost:99999999", "[", 'x"><b>'])
def test_a_host_that_is_none_breaks_nothing(house, app, host, logged):
    client = phone(house, app)
    send(client, "/homes", name="Cheryl")
    answer = client.get("/invite", headers={"host": host})
    assert answer.status_code in {200, 400}
    assert "<b>" not in answer.text
    assert logged.getvalue() == ""


def test_a_form_that_cannot_be_read_is_said_kindly(house, app):
    client = phone(house, app)
    answer = client.post("/homes", data={"name": ["one", "two"], "_csrf_token": csrf(client)})
    assert answer.status_code == 400
    assert "could not be read" in answer.text


def test_a_body_that_is_too_large_is_refused(house, app):
    answer = send(phone(house, app), "/homes", name="x" * (LARGEST_BODY_BYTES + 1))
    assert answer.status_code == 413


def test_homes_and_joins_are_limited_for_an_address(house, app, clock):
    for number in range(10):
        assert send(phone(house, app), "/homes", name=f"N{number}").status_code == 303
    assert send(phone(house, app), "/homes", name="Eleven").status_code == 429
    stranger = phone(house, app)
    assert [stranger.get("/join/x").status_code for _ in range(31)] == [404] * 30 + [429]
    clock.jump(3600)
    assert send(phone(house, app), "/homes", name="Eleven").status_code == 303
    assert stranger.get("/join/x").status_code == 404


def test_an_allowance_counts_each_key_alone_in_a_sliding_time(clock):
    allowance = Allowance(2, 1000, clock.now_ms)
    assert [allowance.take("a") for _ in range(3)] == [True, True, False]
    assert allowance.take("b")
    clock.jump(1)
    assert allowance.take("a")


def test_an_allowance_keeps_a_bounded_number_of_keys(clock):
    allowance = Allowance(1, 1000, clock.now_ms)
    for number in range(10_001):
        assert allowance.take(str(number))
    assert allowance.take("0")
    assert not allowance.take("10000")


@get("/fails")
async def fails() -> None:
    raise RuntimeError(PLANTED)


@get("/no-record")
async def no_record() -> None:
    raise StoreUnavailable("/home/cheryl/evenings.sqlite3 is full.")


@get("/away")
async def away() -> None:
    raise StoreAway("postgresql://cheryl@host does not answer.") from TimeoutError()


@post("/too-late")
async def too_late() -> None:
    raise IllegalCommand("The evening is over.")


@pytest.fixture
def failing(house, monkeypatch):
    monkeypatch.setattr(web_app, "ROUTES", (*web_app.ROUTES, (fails, no_record, away, too_late)))
    return phone(house)


@pytest.fixture
def logged():
    """Return what the process would have written, and restore its logging afterwards."""
    stream, root = io.StringIO(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers = []
    log_quietly(stream)
    yield stream
    root.handlers, root.level = handlers, level


def test_a_fault_of_ours_is_one_sentence_and_nothing_of_it_is_told(failing, logged):
    answer = failing.get("/fails")
    assert answer.status_code == 500
    assert "Nothing was lost" in answer.text
    assert PLANTED not in answer.text
    assert "error: RuntimeError at " in logged.getvalue()
    assert PLANTED not in logged.getvalue()


def test_a_record_that_cannot_be_used_names_no_file_on_the_page(failing, logged):
    answer = failing.get("/no-record")
    assert answer.status_code == 500
    assert "cheryl" not in answer.text
    assert "evenings.sqlite3 is full." in logged.getvalue()


@pytest.mark.parametrize("wanted", ["text/html", "application/json"])
def test_a_record_that_is_away_for_a_moment_is_to_be_asked_again(failing, logged, wanted):
    answer = failing.get("/away", headers={"accept": wanted})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert "Try again in a moment." in answer.text
    assert "cheryl" not in answer.text
    assert "does not answer. (TimeoutError)" in logged.getvalue()


def test_a_fault_with_a_sentence_of_its_own_is_told(failing):
    answer = failing.post("/too-late", headers={"x-csrftoken": csrf(failing), "accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json() == {"trouble": "The evening is over."}


def test_nothing_that_was_typed_or_carried_is_logged(house, app, logged):
    client = phone(house, app)
    send(client, "/homes", name=PLANTED)
    token = client.cookies["backrub_device"]
    client.get(f"/join/{PLANTED}")
    send(client, "/pin", new=PLANTED)
    send(client, "/nowhere", name=PLANTED)
    assert logged.getvalue() == ""
    assert token not in logged.getvalue()


@pytest.fixture
def logged_as_json(logged):
    """Return what a process that logs JSON would have written."""
    stream = io.StringIO()
    log_quietly(stream, form=LogForm.JSON, node="this-node")
    yield stream
    logging.getLogger("backrub.requests").setLevel(logging.NOTSET)


def test_every_request_is_a_line_of_json_with_its_route_and_no_more(house, app, logged_as_json):
    phone(house, app).get("/join/one")
    (line,) = map(json.loads, logged_as_json.getvalue().splitlines())
    assert datetime.fromisoformat(line.pop("time")).utcoffset() == timedelta(0)
    assert line.pop("ms") >= 0
    told = {"event": "request", "method": "GET", "route": "/join/{token}", "status": 404}
    assert line == {"level": "info", "node": "this-node", **told}


def test_no_line_of_json_holds_what_a_request_carried(failing, logged_as_json):
    everywhere = {"user-agent": PLANTED, "x-planted": PLANTED, "accept-language": PLANTED, "referer": PLANTED}
    token = csrf(failing)
    failing.cookies.set("backrub_device", f"{PLANTED}-cookie")
    for path in (
        f"/{PLANTED}",
        f"/join/{PLANTED}",
        f"/sessions/{PLANTED}/state",
        f"/?{PLANTED}={PLANTED}",
        "/fails",
    ):
        failing.get(path, headers=everywhere)
    failing.request(PLANTED.upper(), "/", headers=everywhere)
    failing.post("/homes", data={"name": PLANTED * 9, "_csrf_token": token}, headers=everywhere)
    failing.post(f"/sessions/{PLANTED}/presses", json={"key": PLANTED}, headers={"x-csrftoken": token})
    failing.post("/homes", content=PLANTED, headers={**everywhere, "content-type": f"text/{PLANTED}"})
    logging.getLogger("asyncio").error("Task %s failed\n%s", PLANTED, PLANTED)
    logging.getLogger("uvicorn.error").error("Exception\n", exc_info=ValueError(PLANTED))
    lines = [json.loads(line) for line in logged_as_json.getvalue().splitlines()]
    assert sum(line["event"] == "request" for line in lines) == 10
    assert {line["status"] for line in lines if "status" in line} >= {200, 400, 404, 405, 500}
    assert PLANTED not in logged_as_json.getvalue().lower()


def test_an_exception_is_logged_without_its_words(logged):
    try:
        int(PLANTED)
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    assert logged.getvalue().startswith("error: ValueError at ")
    assert PLANTED not in logged.getvalue()


def test_streams_that_end_with_the_server_are_no_news(logged):
    log = logging.getLogger("uvicorn.error")
    log.error("Cancel %s running task(s), timeout graceful shutdown exceeded", 2)
    log.error("Exception in ASGI application", exc_info=CancelledError())
    assert logged.getvalue() == ""


def test_the_document_for_programs_is_json_alone(house, app):
    client = phone(house, app)
    assert client.get("/schema/openapi.json").json()["info"]["title"] == "Backrub"
    assert client.get("/schema/redoc").status_code == 404
