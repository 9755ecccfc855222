"""The live session: the guide, the remote, the stream that feeds both, and the presses that come back."""

from typing import Annotated, TypeAlias

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, JSONBody, SkipValidation, URLEncodedBody
from markupsafe import Markup

from backrub.application.press import Press, command_of
from backrub.application.word_step import doing, whose_side
from backrub.bootstrap.live import Live
from backrub.content.languages import catalogue_in
from backrub.domain.planner.words import Speaker
from backrub.domain.pressure import PressureWord, word_for
from backrub.domain.session.events import AskForm, CameLate, Finding, Sign
from backrub.domain.session.state import current_step
from backrub.web.assets import shelf
from backrub.web.event_stream import EventStream
from backrub.web.followed import Followed, GivenFollower, tonight_followed
from backrub.web.here import GivenHouse
from backrub.web.live_stream import stream
from backrub.web.packed import packed
from backrub.web.page import Answer, Asked, page, see
from backrub.web.reach import GivenFollowed
from backrub.web.security.doors import GivenDoors
from backrub.web.security.limits import at_most
from backrub.web.streams import GivenStreams

GivenLive: TypeAlias = NamedDependency[SkipValidation[Live]]
"""How a handler asks for what serves live sessions, as `live`."""

_FOR_EVER = "private, max-age=31536000, immutable"


class PressBody(msgspec.Struct):
    """Carry one tap: `pressed_ms` and `sent_ms` are told by the clock of the phone, `value` by some taps."""

    key: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{8,64}$")]
    press: Annotated[str, msgspec.Meta(max_length=64)]
    pressed_ms: int
    sent_ms: int
    value: int | None = None


class PressForm(msgspec.Struct):
    """Carry one tap from a page without scripts; `at` is the page to return to."""

    key: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{8,64}$")] = "form-key"
    press: Annotated[str, msgspec.Meta(max_length=64)] = ""
    at: str = "guide"


class Pressed(msgspec.Struct):
    """Tell the place in the log after a tap, and whether it came too late to act on."""

    seq: int
    late: bool


@get("/tonight/guide")
async def show_guide(house: GivenHouse, live: GivenLive, follower: GivenFollower) -> Answer:
    """Show the giver where hands go, live."""
    followed = await tonight_followed(house, live, follower)
    if followed is None or not followed.gives:
        return see("/tonight")
    return _live_page("guide", live, followed, await followed.language())


@get("/tonight/remote")
async def show_remote(house: GivenHouse, live: GivenLive, follower: GivenFollower) -> Answer:
    """Give the receiver a word for every wish, to be found with closed eyes."""
    followed = await tonight_followed(house, live, follower)
    if followed is None or not followed.receives:
        return see("/tonight")
    return _live_page("remote", live, followed, await followed.language())


def _live_page(name: str, live: Live, followed: Followed, language: str) -> Answer:
    session = followed.session.session
    step = current_step(session)
    catalogue = catalogue_in(language)
    speaker = Speaker(session.brief, catalogue, session.tuning)
    say, touch = catalogue.say, catalogue.pressures[word_for(step.pressure)]
    return page(
        f"live/{name}.html",
        language=language,
        session_id=followed.session.ref.id,
        giver=session.brief.giver,
        receiver=session.brief.receiver,
        is_shared=followed.gives and followed.receives,
        state=session.state.value,
        has_question=session.question is not None,
        form=session.form.value,
        forms=[one.value for one in AskForm],
        key=live.house.new_token(),
        title=whose_side(step, speaker),
        doing=doing(step, speaker),
        pressure=touch.name,
        image=touch.image,
        back=live.back(followed.session),
        touches=[word.value for word in PressureWord],
        findings=[(one.value, say(f"finding.{one.value}")) for one in Finding],
        signs=[(one.value, say(f"sign.{one.value}")) for one in Sign],
        say=say,
        embedded=_embedded(live.snapshot(followed.session, language)),
    )


def _embedded(json: bytes) -> Markup:
    """Return JSON that cannot end the element it stands in."""
    return Markup(json.decode().replace("<", "\\u003c"))  # noqa: S704


@get("/sessions/{session_id:str}/stream")
async def follow_stream(
    request: Asked,
    live: GivenLive,
    streams: GivenStreams,
    followed: GivenFollowed,
    after: FromQuery[int] = 0,
) -> EventStream:
    """Stream what a session tells; `after` is the latest seq the page has."""
    streams.add(followed.follower.device.home_id)
    seen = request.headers.get("last-event-id", "")
    latest = max(after, int(seen) if seen.isascii() and seen.isdigit() else 0)
    language, stays = await followed.language(), followed.follower.stays
    return EventStream(stream(live, followed.session, language, after=latest, stays=stays))


@get("/sessions/{session_id:str}/state")
async def show_state(live: GivenLive, followed: GivenFollowed) -> Response[bytes]:
    """Give the whole state of a session at once."""
    told = live.snapshot(followed.session, await followed.language())
    return Response(told, media_type="application/json")


@post("/sessions/{session_id:str}/presses", status_code=200)
async def press(
    live: GivenLive,
    doors: GivenDoors,
    followed: GivenFollowed,
    data: JSONBody[PressBody],
) -> Pressed:
    """Take one tap; the same key again changes nothing."""
    at_most(doors.limits.presses, followed.follower.device.id)
    age_ms = max(0, data.sent_ms - data.pressed_ms)
    tap = Press(data.key, data.press, age_ms, followed.who, 1 if data.value is None else data.value)
    recorded = await live.conductor.handle(followed.session, command_of(tap))
    seq = recorded[-1].seq if recorded else followed.session.session.seq
    return Pressed(seq, any(isinstance(one.event, CameLate) for one in recorded))


@post("/tonight/press")
async def press_plainly(
    house: GivenHouse,
    live: GivenLive,
    doors: GivenDoors,
    follower: GivenFollower,
    data: URLEncodedBody[PressForm],
) -> Answer:
    """Take one tap of a page without scripts, and show the page again."""
    at_most(doors.limits.presses, follower.device.id)
    followed = await tonight_followed(house, live, follower)
    if followed is None:
        return see("/tonight")
    name = "remote" if data.at == "remote" else "guide"
    tap = Press(f"{data.key}-{data.press}", data.press, 0, followed.who)
    await live.conductor.handle(followed.session, command_of(tap))
    return see("/tonight" if followed.session.is_over else f"/tonight/{name}")


@get("/sessions/{session_id:str}/pictures/{name:str}")
async def show_picture(
    request: Asked, live: GivenLive, followed: GivenFollowed, name: FromPath[str]
) -> Response[bytes]:
    """Give the picture of a step; its name tells what it shows, so it never changes."""
    live.plan(followed.session)
    svg = live.pictures.svg(name.removesuffix(".svg"))
    if svg is None:
        raise NotFoundException
    return packed(request, svg.encode(), "image/svg+xml", {"Cache-Control": _FOR_EVER})


@get("/sw.js", include_in_schema=False, sync_to_thread=False)
def service_worker() -> Response[bytes]:
    """Give the service worker at the root, where it may keep every page; its cache bears today's digest."""
    script = shelf().by_path["js/sw.js"].body.replace(b"__DIGEST__", shelf().digest.encode())
    return Response(script, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


handlers = (
    show_guide,
    show_remote,
    follow_stream,
    show_state,
    press,
    press_plainly,
    show_picture,
    service_worker,
)
