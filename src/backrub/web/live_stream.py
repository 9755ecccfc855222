"""The stream of a live session: the whole state at once, then what each command tells, and a ping between."""

from collections.abc import AsyncIterator, Awaitable, Callable

from backrub.bootstrap.live import Live
from backrub.documents.live_json import now_json
from backrub.realtime.conductor import LiveSession, topic_of

PING_S = 5.0
RETRY_MS = 1000


async def stream(
    live: Live, session: LiveSession, language: str, *, after: int, stays: Callable[[], Awaitable[bool]]
) -> AsyncIterator[bytes]:
    """Yield server-sent events while who follows `stays`; `after` is the latest seq the page has, 0 for none.

    Subscribe first, read second, wait third, so that nothing falls between. What a page missed is in the whole
    state that opens the stream.
    """
    with live.house.hub.subscribed(topic_of(session.ref.id)) as waiter:
        yield f"retry: {RETRY_MS}\n\n".encode()
        # Another server may have told this phone more than is known here.
        is_there = await live.caught_up(session)
        seq = session.teller.seq
        yield _hello(live, session, language, has_plan=after == seq)
        # The server holds what it sent last until the next: let that be small while thousands wait.
        yield _ping(live, session)
        while is_there:
            is_hinted = await waiter.wait(PING_S)
            if not await stays():
                break
            if not is_hinted:
                yield _ping(live, session)
            elif session.is_behind or session.teller.seq == seq:
                is_there = await live.caught_up(session)
            news = session.teller.after(seq)
            if news is None:
                seq = session.teller.seq
                yield _hello(live, session, language, has_plan=False)
            for told in news or ():
                seq = told.seq
                yield b"id: %d\n" % seq + _data(live.message(session, told, language))
        yield _event("gone", b"{}")


def _hello(live: Live, session: LiveSession, language: str, *, has_plan: bool) -> bytes:
    return _event("hello", live.snapshot(session, language, has_plan=has_plan))


def _ping(live: Live, session: LiveSession) -> bytes:
    return _event("ping", now_json(session.clock_ms(live.house.now_ms())))


def _event(name: str, body: bytes) -> bytes:
    return b"event: " + name.encode() + b"\n" + _data(body)


def _data(body: bytes) -> bytes:
    return b"data: " + body + b"\n\n"
