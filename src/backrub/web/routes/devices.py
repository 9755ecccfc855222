"""Links that let a phone in: showing one, and following one."""

from asyncio import to_thread

import msgspec
import segno
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Template
from litestar.status_codes import HTTP_200_OK
from markupsafe import Markup

from backrub.application.guard_pin import WrongPin
from backrub.application.join_home import join_home
from backrub.application.quotas import is_full
from backrub.application.tokens import digest
from backrub.domain.errors import BackrubError, BadInput, NameTaken, NotAllowed
from backrub.domain.home import Device, Invitation
from backrub.web.addresses import home_address
from backrub.web.here import GivenHere, GivenHouse, Here, check_oneself
from backrub.web.page import Answer, Asked, page, see
from backrub.web.routes.start import NameForm
from backrub.web.security.cookies import device_cookie, device_of, token_by_link
from backrub.web.security.csrf import form_token_of, with_fresh_token
from backrub.web.security.doors import Doors, GivenDoors
from backrub.web.security.limits import address_of, at_most, at_most_anywhere


class InviteForm(msgspec.Struct):
    """Carry for whom a link is, and the PIN that says so."""

    person: str = ""
    pin: str = ""


@get("/invite")
async def show_invite(
    request: Asked,
    house: GivenHouse,
    here: GivenHere,
    doors: GivenDoors,
    person: FromQuery[str] = "",
) -> Answer:
    """Show the link for the second person, or with `person` the one for another phone of one's own."""
    if person:
        _only_oneself(here, person)
        own = doors.links.own(here.device)
        return _link_page(request, here, doors, own, is_own=True) if own else _another(house, here)
    if is_full(house.people, here.device.home_id):
        return see("/tonight")
    at_most(doors.limits.invitations, here.device.id)
    return _link_page(request, here, doors, await doors.links.for_newcomer(here.device.home_id))


@post("/invite")
async def make_invite(
    data: URLEncodedBody[InviteForm], house: GivenHouse, here: GivenHere, doors: GivenDoors
) -> Answer:
    """Make a link for another phone of one's own; a PIN that is set must fit.

    Raises: NotAllowed.
    """
    if not data.person:
        return see("/invite")
    _only_oneself(here, data.person)
    check_oneself(house, here)
    at_most(doors.limits.invitations, here.device.id)
    try:
        await doors.pins.check(here.person.id, data.pin)
    except WrongPin as error:
        return _another(house, here, trouble=error)
    await doors.links.make_own(here.device, here.person.id)
    return see(f"/invite?person={here.person.id}")


@get("/join/{token:str}")
async def show_join(request: Asked, token: FromPath[str], house: GivenHouse, doors: GivenDoors) -> Answer:
    """Greet who follows a link; looking, as previews of messages do, uses nothing up."""
    device = device_of(request, house)
    if device is not None:
        return _known_page(house, device, token, status=200)
    await at_most_anywhere(doors.limits.joins, address_of(request))
    shown = _join_page(house, token)
    return with_fresh_token(request, house.key, shown) if shown.status_code == HTTP_200_OK else shown


@post("/join/{token:str}")
async def join(
    request: Asked,
    token: FromPath[str],
    data: URLEncodedBody[NameForm],
    house: GivenHouse,
    doors: GivenDoors,
) -> Answer:
    """Let a phone in; whatever cookie it brought, it leaves with a new token."""
    device = device_of(request, house)
    if device is not None:
        return _known_page(house, device, token, status=409)
    await at_most_anywhere(doors.limits.joins, address_of(request))
    own = token_by_link(house.key, token, form_token_of(request))
    try:
        joined = await to_thread(
            join_home,
            house.people,
            house.new_token,
            link=token,
            token=own,
            name=data.name,
            now_ms=house.now_ms(),
        )
    except (BadInput, NameTaken, NotAllowed) as error:
        return _join_page(house, token, name=data.name, trouble=error)
    if joined is None:
        return _gone_page()
    house.hub.publish(f"home:{joined.home_id}")
    # Whoever is the first of a home asks the other in next.
    is_first = len(house.people.devices(joined.home_id)) == 1
    return see("/invite" if is_first else "/tonight", cookies=[device_cookie(own)])


def _only_oneself(here: Here, person_id: str) -> None:
    """Raise NotFoundException for anyone but the holder: nothing is told of others."""
    if person_id != here.person.id:
        raise NotFoundException


def _another(house: GivenHouse, here: Here, *, trouble: BackrubError | None = None) -> Template:
    return page(
        "doors/another.html",
        status=403 if trouble else 200,
        here=here,
        has_pin=house.people.pin_hash(here.person.id) is not None,
        trouble=trouble,
    )


def _link_page(request: Asked, here: Here, doors: Doors, token: str, *, is_own: bool = False) -> Template:
    base, is_reachable = home_address(request, doors.reach)
    link = f"{base}/join/{token}"
    return page(
        "doors/invite.html",
        here=here,
        is_own=is_own,
        link=link,
        qr=_qr_svg(link),
        is_reachable=is_reachable,
    )


def _qr_svg(link: str) -> Markup:
    """Return a QR code as SVG without a size or style of its own."""
    code = segno.make_qr(link, error="m")
    # Only shapes that segno drew; nothing anyone typed.
    return Markup(code.svg_inline(omitsize=True, border=0, dark="#160C04", svgclass=None, lineclass=None))  # noqa: S704


def _join_page(
    house: GivenHouse, token: str, *, name: str = "", trouble: BackrubError | None = None
) -> Template:
    invitation = house.people.invitation(digest(token), house.now_ms())
    if invitation is None:
        return _gone_page()
    return page(
        "doors/join.html",
        status=400 if trouble else 200,
        token=token,
        names=_names_there(house, invitation),
        is_own=invitation.person is not None,
        name=name,
        trouble=trouble,
    )


def _names_there(house: GivenHouse, invitation: Invitation) -> list[str]:
    """Return whose home a link leads to, or whose phone it makes."""
    people = house.people.people(invitation.home_id)
    return [one.name for one in people if invitation.person in {None, one.id}]


def _gone_page() -> Template:
    """Answer unknown, used and expired links alike."""
    return page("doors/link_gone.html", status=404)


def _known_page(house: GivenHouse, device: Device, token: str, *, status: int) -> Template:
    names = [one.name for one in house.people.people(device.home_id) if one.id in device.people]
    is_good = house.people.invitation(digest(token), house.now_ms()) is not None
    return page("doors/known.html", status=status, names=names, is_good=is_good)


handlers = (show_invite, make_invite, show_join, join)
