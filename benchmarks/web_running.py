"""What runs while the web is measured: servers, bare ones beside them, homes in the middle of an evening, the load."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random

import httpx
import msgspec
from benchmarks.web_load import Load, Loaded
from tests.begun import Begun, begin
from tests.browser.server import Server, wait_until

from backrub.storage.store import Store

ROOT = Path(__file__).parents[1]
SESSION_AGE_S = 600
WRITERS = 16


@contextmanager
def serving(folder: Path, command: list[str] | None = None) -> Iterator[Server]:
    """Give a real server that keeps its things in a folder."""
    server = Server(folder, command=command)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def beside(name: str, path: Path) -> Iterator[tuple[int, int]]:
    """Give port and process id of a server to be measured beside, one of `web_servers`."""
    port = _free_port()
    command = [sys.executable, "-m", "benchmarks.web_servers", name, str(port), str(path)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        wait_until(lambda: _answers(port), most_s=30)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)


def run_load(load: Load) -> Loaded:
    """Return what came of a load, sent from a process of its own."""
    command = [sys.executable, "-m", "benchmarks.web_load"]
    done = subprocess.run(
        command, cwd=ROOT, input=msgspec.json.encode(load), stdout=subprocess.PIPE, check=True
    )
    return msgspec.json.decode(done.stdout, type=Loaded)


def begin_homes(store: Store, homes: range) -> list[Begun]:
    """Begin a session in each of these homes, each somewhere in its first ten minutes."""
    ages = Random(7)
    now_ms = time.time_ns() // 1_000_000
    with ThreadPoolExecutor(WRITERS) as pool:
        begun = [
            pool.submit(
                begin, store, began_ms=now_ms - ages.randrange(SESSION_AGE_S * 1000), home=f"home{number}"
            )
            for number in homes
        ]
        return [one.result() for one in begun]


def form_headers(port: int) -> dict[str, str]:
    """Return what a page of ours sends along with a press."""
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        token = form_token(client)
        return {"x-csrftoken": token, "cookie": f"backrub_form={client.cookies['backrub_form']}"}


def form_token(client: httpx.Client) -> str:
    """Return what a form of ours carries."""
    return client.get("/what-works").text.partition('name="csrf" content="')[2].partition('"')[0]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == 200
    except httpx.TransportError:
        return False
