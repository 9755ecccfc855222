"""The weekly time in a calendar: at a secret address that asks for no cookie, or as a file."""

from asyncio import to_thread
from hashlib import sha256

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, URLEncodedBody

from backrub.bootstrap.house import House
from backrub.bootstrap.rhythm import (
    calendar_at,
    calendar_of,
    close_feed,
    feed_of,
    name_feed,
    open_feed,
    rhythm_for,
)
from backrub.documents.rhythm_json import LONGEST_TITLE
from backrub.domain.errors import BadInput
from backrub.web.addresses import home_address
from backrub.web.dates import date_of
from backrub.web.here import GivenHere, GivenHouse, Here, may_look_back
from backrub.web.page import Answer, Asked, page, see
from backrub.web.security.doors import GivenDoors

_CALENDAR = "text/calendar"
_ASK_FIRST = {"Cache-Control": "private, no-cache"}
"""A calendar program may keep what it has, and asks each time whether it still holds."""


class TitleForm(msgspec.Struct):
    """Carry what a calendar says."""

    title: str = ""


@get("/rhythm/calendar")
async def show_calendar(house: GivenHouse, here: GivenHere) -> Answer:
    """Show a person how the weekly time comes into their calendar."""
    if not may_look_back(house, here):
        return page("history/locked.html")
    return await to_thread(_calendar_page, house, here)


@post("/rhythm/calendar/title")
async def change_title(data: URLEncodedBody[TitleForm], house: GivenHouse, here: GivenHere) -> Answer:
    """Keep what a person's calendar says."""
    if not may_look_back(house, here):
        return page("history/locked.html", status=403)
    try:
        await to_thread(name_feed, house, here.person.id, data.title)
    except BadInput as error:
        return await to_thread(_calendar_page, house, here, title=data.title, trouble=error)
    return see("/rhythm/calendar")


@post("/rhythm/calendar/address")
async def make_address(request: Asked, house: GivenHouse, here: GivenHere, doors: GivenDoors) -> Answer:
    """Make a new secret address and show it, this once; the one before leads nowhere any more."""
    if not may_look_back(house, here):
        return page("history/locked.html", status=403)
    name = await to_thread(open_feed, house, here.person.id)
    origin, _ = home_address(request, doors.reach)
    return await to_thread(_calendar_page, house, here, address=f"{origin}/calendar/{name}.ics")


@post("/rhythm/calendar/take-back")
async def take_back(house: GivenHouse, here: GivenHere) -> Answer:
    """Let the secret address lead nowhere any more."""
    await to_thread(close_feed, house, here.person.id)
    return see("/rhythm/calendar")


@get("/rhythm.ics")
async def download(house: GivenHouse, here: GivenHere) -> Answer | Response[bytes]:
    """Give the weekly time as a file for any calendar."""
    if not may_look_back(house, here):
        return page("history/locked.html", status=403)
    body = await to_thread(calendar_of, house, here.person)
    headers = {"Content-Disposition": 'attachment; filename="quiet-hour.ics"'}
    return Response(body, media_type=_CALENDAR, headers=headers)


@get("/calendar/{feed_name:str}", exclude_from_csrf=True)
async def feed(feed_name: FromPath[str], request: Asked, house: GivenHouse) -> Response[bytes]:
    """Give whoever knows a secret address its calendar; one taken back is as unknown as one that never was."""
    body = await to_thread(calendar_at, house, feed_name.removesuffix(".ics"))
    if body is None:
        return Response(b"There is nothing here.\n", status_code=404, media_type="text/plain")
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = _ASK_FIRST | {"ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, headers=headers)
    return Response(body, media_type=_CALENDAR, headers=headers)


def _calendar_page(
    house: House,
    here: Here,
    *,
    title: str | None = None,
    address: str | None = None,
    trouble: BadInput | None = None,
) -> Answer:
    kept = feed_of(house, here.person.id)
    return page(
        "rhythm/calendar.html",
        status=400 if trouble else 200,
        title=kept.title if title is None else title,
        longest=LONGEST_TITLE,
        address=address,
        made=date_of(kept.made_ms) if kept.digest else None,
        is_empty=rhythm_for(house, here.person).shared.time is None,
        trouble=trouble,
    )


handlers = (show_calendar, change_title, make_address, take_back, download, feed)
