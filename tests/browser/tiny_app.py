"""A server as small as can be, to try the harness itself: `python -m tests.browser.tiny_app --port N`."""

import argparse
import asyncio
from pathlib import Path

import uvicorn
from litestar import Litestar, MediaType, get
from litestar.response import Response, ServerSentEvent

PAGE = """<!doctype html><html lang=en><title>Tiny</title><meta name=viewport content="width=device-width">
<link rel=icon href=data:,><main><h1>Tiny</h1><output id=last>0</output><p id=life>{life}</p></main>
<script src=/live.js></script></html>"""
LIVE = """const last = document.querySelector('#last');
new EventSource('/stream').onmessage = event => { last.textContent = event.data; };"""
FAULTY = """<!doctype html><title>Faulty</title><img src=data:,><button>.</button><div id=wide>.</div>
<script>1</script><script src=http://elsewhere.test/x.js></script><script src=/wrong.js></script>"""
POLICY = {
    "content-security-policy": "default-src 'none'; img-src data:; script-src 'self'; connect-src 'self'"
}


def html(text):
    return Response(text, media_type=MediaType.HTML, headers=POLICY)


def script(text):
    return Response(text, media_type="text/javascript", headers=POLICY)


@get("/healthz")
async def healthz() -> str:
    return "ok"


@get("/live.js")
async def live() -> Response:
    return script(LIVE)


@get("/wrong.js")
async def wrong() -> Response:
    return script("throw new Error('wrong')")


@get("/faulty")
async def faulty() -> Response:
    return html(FAULTY)


@get("/stream")
async def stream() -> ServerSentEvent:
    async def count():
        for number in range(1, 10**6):
            yield str(number)
            await asyncio.sleep(0.05)

    return ServerSentEvent(count())


def app(data):
    """Return the app; the page tells in which life of the server it was made."""
    lives = data / "lives"
    lives.parent.mkdir(exist_ok=True)
    with lives.open("a") as kept:
        kept.write(".")
    life = len(lives.read_text())

    @get("/")
    async def page() -> Response:
        return html(PAGE.format(life=life))

    return Litestar([page, healthz, live, wrong, faulty, stream])


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--host")
    options.add_argument("--port", type=int)
    options.add_argument("--data-dir", type=Path)
    asked = options.parse_args()
    uvicorn.run(app(asked.data_dir), host=asked.host, port=asked.port, timeout_graceful_shutdown=1)
