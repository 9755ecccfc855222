"""Tonight: the one address that shows, or leads to, where a person is in the evening."""

from asyncio import to_thread
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from hashlib import sha256
from typing import Any

import msgspec
from litestar import get, post
from litestar.params import FromQuery, URLEncodedBody

from backrub.application.begin_night import begin_check_in, begin_night, tonights
from backrub.application.end_old_nights import end_old_nights
from backrub.application.find_stage import Stage
from backrub.application.settle_parts import settle_parts
from backrub.application.wave_off import wave_off
from backrub.bootstrap.check_ins import (
    answers_of,
    check_ins_of,
    closing_outcome,
    first_answers,
    last_evening_ms,
    stage_finder,
)
from backrub.bootstrap.house import House
from backrub.content.languages import catalogue_in
from backrub.documents.check_in_answers import Answers, write_answers
from backrub.domain.arrangement import Part
from backrub.domain.brief import Outcome
from backrub.domain.catalogue import SafetyAction
from backrub.domain.errors import NotAllowed
from backrub.domain.night import Night
from backrub.domain.planner.replan import replan
from backrub.domain.questions import Question
from backrub.web.dates import day_in
from backrub.web.event_stream import EventStream
from backrub.web.followed import GivenFollower
from backrub.web.here import GivenHere, GivenHouse, Here, may_look_back
from backrub.web.language import Tongue, tongue_of
from backrub.web.page import Answer, Asked, page, see
from backrub.web.streams import GivenStreams
from backrub.web.weekly_words import reminder

PING_S = 5.0
_LEADS = {
    Stage.CHECK_IN: "/tonight/check-in",
    Stage.SETTLE: "/tonight/settle",
    Stage.BRIEF: "/tonight/brief",
    Stage.READY: "/tonight/ready",
    Stage.CLOSE: "/tonight/close",
}
_DECLINED = write_answers(Answers(part=Part.NOT_TONIGHT, seen=(Question.PART,)))


class Settled(msgspec.Struct):
    """Carry how two who want the same settle it: share, or whose back it is."""

    choice: str = ""


@get("/tonight")
async def show_tonight(
    request: Asked, house: GivenHouse, here: GivenHere, later: FromQuery[bool] = False
) -> Answer:
    """Show where this person is, or lead there."""
    if here.partner() is None:
        return page("tonight/alone.html", person=here.person)
    return await house.beside(partial(_tonight, house, here, tongue_of(request, house), later=later))


def _tonight(house: House, here: Here, tongue: Tongue, *, later: bool) -> Answer:
    night = _night(house, here)
    stage = _stage(house, here, night)
    if night is None or stage is Stage.START:
        return _not_tonight(here) if later else _start(house, here, tongue.of(here.person.id))
    if stage in _LEADS:
        return see(_LEADS[stage])
    if stage is Stage.LIVE:
        return see("/tonight/guide" if _guides(night, here) else "/tonight/remote")
    if stage is Stage.OVER:
        return _closed(house, here, night)
    return _not_tonight(here) if stage is Stage.DECLINED else _waiting(house, here, night)


@get("/tonight/stream")
async def follow(
    house: GivenHouse,
    here: GivenHere,
    follower: GivenFollower,
    streams: GivenStreams,
    since: FromQuery[str] = "",
) -> EventStream:
    """Tell, without a word of content, that this evening has changed."""
    streams.add(here.device.home_id)
    return EventStream(_changes(house, here, since, follower.stays))


@post("/tonight/begin")
async def begin(house: GivenHouse, here: GivenHere) -> Answer:
    """Begin tonight, or come along if the other began."""
    partner = here.partner()
    if partner is None:
        return see("/tonight")
    home_id = here.device.home_id
    replanner = partial(replan, catalogue=house.catalogue)
    ended = await to_thread(
        end_old_nights, house.nights, house.log, home_id, now_ms=house.now_ms(), replanner=replanner
    )
    people, now_ms = (here.person.id, partner.id), house.now_ms()
    new = Night(house.new_token(), home_id, people, now_ms, _seed(house.new_token()))
    night = await to_thread(begin_night, house.nights, new, now_ms=now_ms)
    await to_thread(_begin_check_in, house, here, night)
    _tell(house, ended)
    return see("/tonight")


def come_along(house: House, here: Here) -> None:
    """Begin the check-in of someone who takes the phone while an evening waits for them; else do nothing.

    Raises: StoreUnavailable.
    """
    night = _night(house, here)
    if night is not None and not night.is_over and _stage(house, here, night) is Stage.START:
        _begin_check_in(house, here, night)


@post("/tonight/not-now")
async def not_now(house: GivenHouse, here: GivenHere) -> Answer:
    """Wave tonight off; no reason is asked or kept."""
    night = _night(house, here)
    if night is not None and not night.is_over:
        check_ins = check_ins_of(house, night.home_id)
        after = await to_thread(wave_off, check_ins, night, here.person.id, declined=_DECLINED)
        if after is not None and after.version != night.version:
            _tell(house, [after])
    return see("/tonight?later=true")


@get("/tonight/settle")
async def show_settle(house: GivenHouse, here: GivenHere) -> Answer:
    """Show two who want the same what they could do."""
    night = _night(house, here)
    if night is None or _stage(house, here, night) is not Stage.SETTLE:
        return see("/tonight")
    return _settle_page(house, here, night)


@post("/tonight/settle")
async def settle(data: URLEncodedBody[Settled], house: GivenHouse, here: GivenHere) -> Answer:
    """Settle it; the first choice stands."""
    night = _night(house, here)
    if night is None:
        return see("/tonight")
    try:
        after = await to_thread(settle_parts, check_ins_of(house, night.home_id), night.id, data.choice)
    except NotAllowed as error:
        return _settle_page(house, here, night, trouble=error)
    _tell(house, [after] if after else [])
    return see("/tonight")


def _night(house: House, here: Here) -> Night | None:
    return tonights(house.nights, here.device.home_id, here.person.id, now_ms=house.now_ms())


def _stage(house: House, here: Here, night: Night | None) -> Stage:
    return stage_finder(house, here.device.home_id).stage(night, here.person.id)


def _tell(house: House, nights: list[Night]) -> None:
    for night in nights:
        house.hub.publish(f"night:{night.id}")


def _since(night: Night) -> str:
    return f"{night.id}.{night.version}"


def _seed(token: str) -> int:
    """Return 31 bits of a token's chance."""
    return int.from_bytes(sha256(token.encode()).digest()[:4]) >> 1


def _begin_check_in(house: House, here: Here, night: Night) -> None:
    recalled = may_look_back(house, here)
    answers = write_answers(first_answers(house, here.person.id, recalled=recalled))
    begin_check_in(house.nights, night, here.person.id, answers=answers, declined=_DECLINED)


def _start(house: House, here: Here, language: str) -> Answer:
    catalogue = catalogue_in(language)
    last_ms = last_evening_ms(house, here.device.home_id, here.person.id)
    return page(
        "tonight/start.html",
        language=language,
        person=here.person,
        today=day_in(catalogue, house.now_ms()),
        last=day_in(catalogue, last_ms) if last_ms else None,
        reminder=reminder(house, here, catalogue),
    )


def _not_tonight(here: Here) -> Answer:
    return page("tonight/not_tonight.html", **_shared(here))


def _closed(house: House, here: Here, night: Night) -> Answer:
    """Show why no hands are laid on tonight; the same for both, whoever said so."""
    outcome, urgent = closing_outcome(house, night)
    if outcome is not Outcome.SEEK_CARE:
        return _not_tonight(here)
    rows = house.catalogue.safety.values()
    sources = dict.fromkeys(row.source for row in rows if row.action is SafetyAction.SEEK_CARE)
    said = house.catalogue.say(f"reason.seek_care_{'now' if urgent else 'soon'}")
    return page("tonight/seek_care.html", said=said, urgent=urgent, sources=sources)


def _waiting(house: House, here: Here, night: Night) -> Answer:
    since, can_look = _since(night), may_look_back(house, here)
    return page("tonight/waiting.html", since=since, can_look=can_look, **_shared(here))


def _shared(here: Here) -> dict[str, Any]:
    """Return who is here, and the other if they use this phone as well."""
    return {"person": here.person, "shared_with": here.sharer()}


def _settle_page(house: House, here: Here, night: Night, *, trouble: NotAllowed | None = None) -> Answer:
    reading = check_ins_of(house, night.home_id).reading
    parts = {reading.part(text) for text in answers_of(house, night).values()}
    return page(
        "tonight/settle.html",
        status=400 if trouble else 200,
        people=[(turn.turn.receiver, here.names[turn.turn.receiver]) for turn in night.turns],
        giving=parts == {Part.GIVE},
        since=_since(night),
        trouble=trouble,
    )


def _guides(night: Night, here: Here) -> bool:
    """Return whether this phone guides: the giver's, or the only one."""
    gives = night.now is not None and night.now.turn.giver == here.person.id
    return gives or here.sharer() is not None


async def _changes(
    house: House, here: Here, since: str, stays: Callable[[], Awaitable[bool]]
) -> AsyncIterator[bytes]:
    """Yield `changed` whenever the evening is no longer as it was `since` (empty: now), else a ping.

    Who is let in no more gets the last one, so that the page asks where it is now.
    """
    look = partial(house.beside, partial(_mark, house, here))
    night = await house.beside(partial(_night, house, here))
    known, kind = since or await look(), "hello"
    topic = f"night:{night.id}" if night else f"home:{here.device.home_id}"
    with house.hub.subscribed(topic) as waiter:
        while True:
            yield f"event: {kind}\ndata:\n\n".encode()
            now = await look()
            if now == known:
                await waiter.wait(PING_S)
                now = await look()
            if not await stays():
                break
            kind, known = "ping" if now == known else "changed", now
        yield b"event: changed\ndata:\n\n"


def _mark(house: House, here: Here) -> str:
    """Return what tells one state of the evening from the next; before it begins, how many are at home."""
    night = _night(house, here)
    return _since(night) if night else f"{len(house.people.people(here.device.home_id))} at home"


handlers = (show_tonight, follow, begin, not_now, show_settle, settle)
