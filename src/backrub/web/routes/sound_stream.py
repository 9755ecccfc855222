"""The live sound of a session, for a phone that is locked: a response that goes on as long as the evening."""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import TypeAlias

from litestar import HttpMethod, Response, route
from litestar.di import NamedDependency
from litestar.params import FromQuery, SkipValidation
from litestar.response import Stream

from backrub.audio.characters import Character
from backrub.audio.stream_encoder import StreamForm
from backrub.bootstrap.sound_stream import Station, Stations, Wanted
from backrub.domain.score.hearing import Hearing
from backrub.web.followed import Followed, Follower
from backrub.web.page import Asked
from backrub.web.reach import GivenFollowed
from backrub.web.streams import GivenStreams, OpenStreams

GivenStations: TypeAlias = NamedDependency[SkipValidation[Stations]]
"""How a handler asks for what makes live sound, as `stations`."""

_READ = [HttpMethod.GET, HttpMethod.HEAD]
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
_ENDLESS = 10**15
"""The last byte of a stream nobody will hear to its end."""

_PROBE = 1024
"""A player that asks for so few bytes wants to see whether it gets just these."""


@dataclass(frozen=True, slots=True)
class _Part:
    """State which bytes a player asked for; `first` only tells that it comes back."""

    first: int
    last: int

    @property
    def is_whole(self) -> bool:
        """Return whether it asked for everything."""
        return self.first == 0 and self.last == _ENDLESS


@route("/sessions/{session_id:str}/sound.mp3", http_method=_READ)
async def hear_mp3(
    request: Asked,
    stations: GivenStations,
    streams: GivenStreams,
    followed: GivenFollowed,
    hearing: FromQuery[Hearing] = Hearing.VOICE,
    character: FromQuery[Character] = Character.WARM,
) -> Response[bytes] | Stream:
    """Stream the sound of a session as MP3, in time with it."""
    wanted = Wanted(StreamForm.MP3, hearing, character, await followed.language())
    return _answer(request, streams, stations, followed, wanted)


@route("/sessions/{session_id:str}/sound.aac", http_method=_READ)
async def hear_aac(
    request: Asked,
    stations: GivenStations,
    streams: GivenStreams,
    followed: GivenFollowed,
    hearing: FromQuery[Hearing] = Hearing.VOICE,
    character: FromQuery[Character] = Character.WARM,
) -> Response[bytes] | Stream:
    """Stream the sound of a session as AAC, in time with it."""
    wanted = Wanted(StreamForm.AAC, hearing, character, await followed.language())
    return _answer(request, streams, stations, followed, wanted)


def _answer(
    request: Asked, streams: OpenStreams, stations: Stations, followed: Followed, wanted: Wanted
) -> Response[bytes] | Stream:
    if request.method == HttpMethod.HEAD:
        return Response(b"", media_type=wanted.form.media_type, headers=_HEADERS)
    streams.add(followed.follower.device.home_id)
    return _sound(
        request, wanted, _while_let_in(followed.follower, stations.station(followed.session, wanted))
    )


def _sound(request: Asked, wanted: Wanted, frames: AsyncGenerator[bytes]) -> Stream:
    """Return the stream; a player that asks for a part, to see whether it can or to come back, gets it live.

    What a part begins with is what sounds now: no player means an earlier byte of something endless.
    """
    part = _part(request.headers.get("range", ""))
    if part.is_whole:
        return Stream(frames, media_type=wanted.form.media_type, headers=_HEADERS)
    size = part.last - part.first + 1
    headers = {**_HEADERS, "Accept-Ranges": "bytes", "Content-Range": f"bytes {part.first}-{part.last}/*"}
    if size <= _PROBE:
        headers["Content-Length"] = str(size)
    return Stream(_cut(frames, size), media_type=wanted.form.media_type, headers=headers, status_code=206)


def _part(asked: str) -> _Part:
    """Return what a Range header asks for; what is not understood means everything (RFC 9110, 14.2)."""
    found = _RANGE.fullmatch(asked)
    if found is None:
        return _Part(0, _ENDLESS)
    first, last = int(found[1]), int(found[2] or _ENDLESS)
    return _Part(first, last) if first <= last else _Part(0, _ENDLESS)


async def _while_let_in(follower: Follower, station: Station) -> AsyncGenerator[bytes]:
    """Yield what a station sends for as long as the device that listens is let in."""
    async with aclosing(station.listen()) as frames:
        async for chunk in frames:
            if not await follower.stays():
                return
            yield chunk


async def _cut(frames: AsyncGenerator[bytes], size: int) -> AsyncGenerator[bytes]:
    """Yield the first `size` bytes."""
    async with aclosing(frames):
        async for chunk in frames:
            yield chunk[:size]
            size -= len(chunk)
            if size <= 0:
                return


handlers = (hear_mp3, hear_aac)
