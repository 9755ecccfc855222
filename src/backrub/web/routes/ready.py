"""Making ready, together: what the room needs, ticked off on either phone, and the tap that begins."""

from asyncio import to_thread
from dataclasses import replace
from functools import partial

import msgspec
from litestar import get, post
from litestar.params import URLEncodedBody

from backrub.application.begin_session import DELAY_S, DELAYS_S, begin_session
from backrub.application.edit_plan import change_turn
from backrub.application.find_stage import Stage
from backrub.application.plan_tonight import Tonight
from backrub.bootstrap.experiments import begin_with, offer_of, wave_away
from backrub.bootstrap.house import House
from backrub.bootstrap.shelf import things_tonight
from backrub.domain.errors import BadInput
from backrub.domain.night import Night, NightTurn
from backrub.domain.planner.replan import replan
from backrub.web.here import GivenHere, GivenHouse, Here
from backrub.web.page import Answer, page, see
from backrub.web.ready_view import ReadyView, ready_view
from backrub.web.routes.live import GivenLive
from backrub.web.turn_now import TurnNow, turn_now

_DELAY_WORDS = {0: "Now", 20: "20 s", 60: "1 minute"}


class TickForm(msgspec.Struct):
    """Carry one tick, or from a page without scripts all of them."""

    item: str = ""
    done: str = ""
    prepared: list[str] | str = []

    @property
    def all_prepared(self) -> set[str]:
        """Return everything ticked; a form with one tick sends it alone, without a list."""
        return {self.prepared} if isinstance(self.prepared, str) else set(self.prepared)


class BeginForm(msgspec.Struct):
    """Carry the seconds to get ready; `then` is "listen" for who will lock this phone."""

    delay_s: str = str(DELAY_S)
    then: str = ""


@get("/tonight/ready")
async def show_ready(house: GivenHouse, here: GivenHere) -> Answer:
    """Show what to make ready."""
    now = await to_thread(_ready_now, house, here)
    return await to_thread(_ready_page, now) if now else see("/tonight")


@post("/tonight/ready")
async def tick(data: URLEncodedBody[TickForm], house: GivenHouse, here: GivenHere) -> Answer:
    """Tick things off, or not yet; the other phone shows it at once."""
    now = await to_thread(_ready_now, house, here)
    if now is None:
        return see("/tonight")
    await to_thread(_tick, now, data)
    house.hub.publish(now.topic)
    return see("/tonight/ready")


@post("/tonight/experiment/not-now")
async def not_this_time(house: GivenHouse, here: GivenHere) -> Answer:
    """Wave tonight's experiment away; no reason is asked, and nobody is told who did."""
    now = await to_thread(_ready_now, house, here)
    if now is None:
        return see("/tonight")
    await to_thread(wave_away, house, now.night, here.person.id)
    return see("/tonight/ready")


@post("/tonight/start")
async def start(
    data: URLEncodedBody[BeginForm], house: GivenHouse, here: GivenHere, live: GivenLive
) -> Answer:
    """Begin after the time to get ready; a second tap, on either phone, changes nothing."""
    now = await to_thread(_ready_now, house, here)
    if now is None:
        return see("/tonight")
    try:
        delay_s = _delay_s(data.delay_s)
    except BadInput as error:
        return await to_thread(_ready_page, now, trouble=str(error))
    night = await to_thread(_begin, now, delay_s)
    house.hub.publish(now.topic)
    if night.now is not None and night.now.session_id is not None:
        # From now on it goes on by itself, whether or not a phone follows it.
        await live.follow(night.now.session_id, here.person.id)
    return see("/tonight/listen" if data.then == "listen" else "/tonight")


def _ready_now(house: House, here: Here) -> TurnNow | None:
    now = turn_now(house, here)
    return now if now and now.stage is Stage.READY else None


def _ready_page(now: TurnNow, *, trouble: str | None = None) -> Answer:
    tonight = now.tonight()
    return page(
        "ready/ready.html",
        since=now.since,
        status=400 if trouble else 200,
        view=_view(now, tonight),
        offer=offer_of(now.house, now.night, tonight),
        frame=tonight.brief.frame,
        minutes=tonight.brief.frame.minutes,
        back=now.back_address(tonight.brief.frame.position),
        prepared=now.turn.prepared,
        delays=[(str(seconds), _DELAY_WORDS[seconds]) for seconds in DELAYS_S],
        delay=str(DELAY_S),
        one_phone=now.one_phone,
        partner=now.partner.name,
        receiver=now.receiver.name,
        opening=now.house.catalogue.say("sound.opening"),
        trouble=trouble,
    )


def _view(now: TurnNow, tonight: Tonight) -> ReadyView:
    things = things_tonight(now.house, now.night, oil=tonight.brief.frame.oil)
    return ready_view(tonight, now.house.catalogue, things)


def _tick(now: TurnNow, data: TickForm) -> None:
    keys = _view(now, now.tonight()).keys

    def ticked(_: Night, turn: NightTurn) -> NightTurn:
        if not data.item:
            return replace(turn, prepared=keys & data.all_prepared)
        others = turn.prepared - {data.item}
        return replace(turn, prepared=others | (keys & {data.item}) if data.done else others)

    change_turn(now.house.nights, now.night.id, now.turn.turn, ticked)


def _delay_s(text: str) -> int:
    if text not in {str(seconds) for seconds in DELAYS_S}:
        raise BadInput("The time to get ready is 0, 20 or 60 seconds.")
    return int(text)


def _begin(now: TurnNow, delay_s: int) -> Night:
    house = now.house
    replanner = partial(replan, catalogue=house.catalogue)
    began_ms, tonight = house.now_ms() + delay_s * 1000, now.tonight()
    night = begin_with(house, now.night, tonight)
    return begin_session(house.nights, house.log, night, tonight, replanner, began_ms=began_ms)


handlers = (show_ready, tick, not_this_time, start)
