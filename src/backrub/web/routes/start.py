"""The first page, and making a home."""

from asyncio import to_thread

import msgspec
from litestar import get, post
from litestar.params import URLEncodedBody
from litestar.response import Template

from backrub.application.make_home import make_home
from backrub.domain.errors import BadInput, NotAllowed
from backrub.web.here import GivenHouse
from backrub.web.page import Answer, Asked, page, see
from backrub.web.security.cookies import device_cookie, device_of, token_of
from backrub.web.security.doors import GivenDoors
from backrub.web.security.limits import address_of, at_most_anywhere


class NameForm(msgspec.Struct):
    """Carry what someone wants to be called."""

    name: str = ""


@get("/")
async def start(request: Asked, house: GivenHouse) -> Answer:
    """Greet a stranger; a device that is known goes on to tonight, and is remembered anew."""
    if device_of(request, house) is None:
        return _start_page(house)
    return see("/tonight", cookies=[device_cookie(token_of(request))])


@post("/homes")
async def make(
    request: Asked,
    data: URLEncodedBody[NameForm],
    house: GivenHouse,
    doors: GivenDoors,
) -> Answer:
    """Make a home; a device that has one goes on there."""
    if device_of(request, house) is not None:
        return see("/tonight")
    await at_most_anywhere(doors.limits.homes, address_of(request))
    try:
        token = await to_thread(make_home, house.people, house.new_token, house.rules, name=data.name)
    except (BadInput, NotAllowed) as error:
        return _start_page(house, name=data.name, trouble=str(error))
    return see("/invite", cookies=[device_cookie(token)])


def _start_page(house: GivenHouse, *, name: str = "", trouble: str | None = None) -> Template:
    return page(
        "doors/start.html",
        status=400 if trouble else 200,
        has_homes=house.people.has_homes(),
        invite_only=house.rules.invite_only,
        name=name,
        trouble=trouble,
    )


handlers = (start, make)
