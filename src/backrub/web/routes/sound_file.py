"""The sound of a session as a file to take along: first a page that tells how far it is, then the file."""

from typing import TypeAlias

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery, SkipValidation
from litestar.response import Stream, Template

from backrub.audio.characters import Character
from backrub.bootstrap.sound import TITLE, Listening
from backrub.bootstrap.sound_files import SoundFiles
from backrub.domain.score.hearing import Hearing
from backrub.web.page import page
from backrub.web.reach import GivenFollowed

GivenFiles: TypeAlias = NamedDependency[SkipValidation[SoundFiles]]
"""How a handler asks for what makes sound files, as `files`."""


@get("/sessions/{session_id:str}/sound.m4a")
async def take_along(
    files: GivenFiles,
    followed: GivenFollowed,
    hearing: FromQuery[Hearing] = Hearing.VOICE,
    character: FromQuery[Character] = Character.WARM,
) -> Stream | Template:
    """Give the sound of the plan as it is now; until it is made, a page that looks again by itself."""
    listening = Listening(hearing, character, language=await followed.language())
    file = files.file(followed.session, listening)
    if not file.size:
        status = 507 if file.trouble else 202
        return page("live/making.html", status=status, percent=int(file.done * 100), trouble=file.trouble)
    headers = {
        "Content-Disposition": f'attachment; filename="{TITLE}.m4a"',
        "Content-Length": str(file.size),
        "Cache-Control": "no-store",
    }
    return Stream(file.chunks(), media_type="audio/mp4", headers=headers)


handlers = (take_along,)
