"""A real server is sent too much, too slowly, too deep: it refuses, stays small, serves others, logs nothing of it."""

import socket
import sys
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest

from backrub.web.security import slow_senders
from tests.begun import begin
from tests.browser.seeded import record_of
from tests.browser.server import Server, wait_until

SECRET = "zqplanted"  # noqa: S105  # a text
MB = 1024 * 1024
SHORT_S = 1.0
IMPATIENT = f"""
from backrub.web.security import slow_senders
slow_senders.WHOLE_WITHIN_S = {SHORT_S}
from backrub.__main__ import main
main()
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Return a server whose patience is a second; its log is searched when all is over."""
    running = Server(tmp_path_factory.mktemp("server"), command=[sys.executable, "-c", IMPATIENT, "serve"])
    running.start()
    yield running
    running.stop()
    assert SECRET not in running.log


@pytest.fixture(scope="module")
def phone(server):
    """Return a browser of someone who lives there."""
    with record_of(server) as store:
        made = begin(store, began_ms=1_790_000_000_000)
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", trust_env=False, timeout=30) as client:
        client.cookies.set("backrub_device", made.giver, domain="127.0.0.1")
        client.get("/what-works")
        client.headers["x-csrftoken"] = client.cookies["backrub_form"]
        yield client


def kept_kb(server):
    """Return how much memory the server has, in kB."""
    lines = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def pieces(mb):
    """Yield a body bit by bit, its length told to nobody."""
    yield from (SECRET.encode() * (MB // len(SECRET)) for _ in range(mb))


BODIES = {
    "large": {"content": b"name=" + b"x" * MB},
    "large, its length untold": {"content": pieces},
    "large, in parts": {"files": {"name": ("name", b"x" * MB)}},
    "many fields": {"content": b"a=b&" * 15_000},
    "deep": {"content": b"[" * 60_000},
    "deep, of objects": {"content": b'{"a":' * 12_000},
    "no number": {"content": b'{"key": "press-00000001", "press": "x", "pressed_ms": 1e999, "sent_ms": NaN}'},
    "not text": {"content": b"\xff\xfe\x00" * 100},
    "no body for its length": {"content": b"", "headers": {"content-length": "0"}},
}
PATHS = ("/homes", "/mine/name", "/tonight/check-in/map", "/tonight/close", "/learn/back/quiz/answers")
KINDS = ("application/x-www-form-urlencoded", "application/json", "text/plain")


@pytest.mark.parametrize("kind", BODIES)
def test_a_body_that_is_too_much_breaks_nothing_and_is_not_kept(server, phone, kind):
    before_kb = kept_kb(server)
    sent = dict(BODIES[kind])
    for path in (*PATHS, "/sessions/home-session/presses"):
        for media_type in KINDS:
            body = {**sent, "content": sent["content"](8)} if callable(sent.get("content")) else sent
            headers = {} if "files" in sent else {"content-type": media_type, **sent.get("headers", {})}
            answer = refused(phone, path, **{**body, "headers": headers})
            assert answer is None or 200 <= answer.status_code < 500, (path, media_type)
            assert answer is None or "large" not in kind or answer.status_code in {303, 400, 413}, (
                path,
                media_type,
            )
    assert kept_kb(server) - before_kb < 40_000


def refused(phone, path, **sent):
    """Return the answer, None if the server hung up while it was still sent to."""
    try:
        return phone.post(path, **sent)
    except (httpx.WriteError, httpx.RemoteProtocolError, httpx.ReadError):
        return None


HEADS = {
    "many lines": b"".join(b"X-%d: %s\r\n" % (number, SECRET.encode()) for number in range(4000)),
    "a long line": b"X: " + b"x" * MB,
    "a long line without an end": b"X" * MB,
    "a long cookie": b"Cookie: backrub_device=" + b"x" * 100_000 + b"\r\n\r\n",
    "a length that is none": b"Content-Length: -1\r\n\r\n",
    "two lengths": b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "a null": b"X: \0\r\n\r\n",
}


@pytest.mark.parametrize("kind", HEADS)
def test_a_head_that_is_too_much_is_refused(server, kind):
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=20)) as line:
        told = talk(line, b"GET / HTTP/1.1\r\nHost: x\r\n" + HEADS[kind])
    assert told == b"" or told.split()[1] in {b"400", b"431"}
    assert told == b"" or b"content-security-policy: default-src 'none'" in told


def talk(line, sent):
    """Return what comes back until the other hangs up, even while it is still sent to."""
    told = b""
    with suppress(BrokenPipeError, ConnectionResetError):
        line.sendall(sent)
    with suppress(ConnectionResetError):
        while came := line.recv(65536):
            told += came
    return told


SLOW = {
    "nothing": b"",
    "a head": b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    "empty lines": b"\r\n",
    "a body": b"POST /homes HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\nname=",
    "a body without a length": b"POST /homes HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nname=\r\n",
    "after an answer": b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nX: ",
}


def test_whoever_trickles_is_hung_up_on_and_others_are_served_meanwhile(server):
    assert slow_senders.WHOLE_WITHIN_S < 20
    lines = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50) for _ in SLOW]
    for line, begun in zip(lines, list(SLOW.values()) * 50, strict=True):
        line.setblocking(False)
        line.send(begun)
    assert httpx.get(f"http://127.0.0.1:{server.port}/healthz", trust_env=False, timeout=30).text == "ok"
    open_lines = set(lines)

    def all_closed():
        open_lines.difference_update([line for line in open_lines if trickle(line)])
        return not open_lines

    wait_until(all_closed, why=lambda: f"{len(open_lines)} lines are still open")
    for line in lines:
        line.close()


def trickle(line):
    """Send one more byte and tell whether the other has hung up."""
    try:
        line.send(b"x")
        return not line.recv(65536)
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_a_stream_and_a_phone_that_comes_back_are_not_hung_up_on(server, phone):
    with phone.stream("GET", "/tonight/stream", timeout=30) as stream:
        came = stream.iter_text()
        assert "hello" in next(came)
        assert any("ping" in text for text in came)  # after five seconds, long past the server's patience
