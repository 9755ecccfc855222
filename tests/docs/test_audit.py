"""The audit tells a known weakness, its absence, and that nobody could be asked apart."""

import json
import subprocess
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

AUDIT = Path(__file__).parents[2] / "script" / "audit"
WEAKNESS = {
    "id": "PYSEC-0000-1",
    "summary": "Planted.",
    "details": "Planted.",
    "affected": [{"package": {"ecosystem": "PyPI", "name": "jinja2"}, "ranges": [], "versions": []}],
    "published": "2026-01-01T00:00:00Z",
    "modified": "2026-01-01T00:00:00Z",
}


@contextmanager
def osv(weak=()):
    """Answer as OSV does, on this machine, with a weakness in the parts named; give the address."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found = [WEAKNESS] if asked["package"]["name"] in weak else []
            body = json.dumps({"vulns": found} if found else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/query"
        server.shutdown()
        thread.join()


def audit(address):
    return subprocess.run(
        [AUDIT, "--osv-url", address], capture_output=True, text=True, timeout=120, check=False
    )


def test_without_a_weakness_all_is_well():
    with osv() as address:
        run = audit(address)
    assert (run.returncode, run.stdout, run.stderr) == (
        0,
        "OSV knows of no weakness in any part that runs.\n",
        "",
    )


def test_a_known_weakness_fails_and_is_named():
    with osv(weak={"jinja2"}) as address:
        run = audit(address)
    assert run.returncode == 1
    assert "PYSEC-0000-1" in run.stderr


def test_an_osv_that_is_not_there_is_said_in_one_line_and_fails_nothing():
    with osv() as address:
        pass
    run = audit(address)
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr == "OSV is not reachable; whether a part is known to be weak was not looked up.\n"
