"""The weekly time: ticked by each in private, shared where both ticked, at rest whenever either likes."""

from asyncio import to_thread

import msgspec
from litestar import get, post
from litestar.params import URLEncodedBody

from backrub.application.weekly import first_from
from backrub.bootstrap.house import House
from backrub.bootstrap.rhythm import pause, rhythm_for, tick_times
from backrub.domain.errors import BadInput
from backrub.domain.rhythm import DAYS, WeeklyTime, weekly_time
from backrub.web.here import GivenHere, GivenHouse, Here, may_look_back
from backrub.web.page import Answer, own_page, page, see
from backrub.web.weekly_words import turn_words

USUAL = (10 * 60, 16 * 60, 20 * 60, 21 * 60, 22 * 60)
"""The times of day to tick, in minutes from midnight; any other can be typed."""


class TimesForm(msgspec.Struct):
    """Carry the times someone ticks, one more they typed, and the zone of their clock."""

    times: list[str] | str = []
    other_day: str = ""
    other_clock: str = ""
    zone: str = "UTC"

    @property
    def ticked(self) -> list[str]:
        """Return what is ticked; one tick comes alone, without a list."""
        return [self.times] if isinstance(self.times, str) else self.times

    def all_times(self) -> list[WeeklyTime]:
        """Return all of them.

        Raises: BadInput.
        """
        other = [f"{self.other_day}-{self.other_clock}"] if self.other_clock else []
        return [weekly_time(key) for key in (*self.ticked, *other)]


class PauseForm(msgspec.Struct):
    """Carry whether the rhythm rests."""

    paused: str = ""


@get("/rhythm")
async def show_rhythm(house: GivenHouse, here: GivenHere) -> Answer:
    """Show the weekly time, or how to find one."""
    return await to_thread(_rhythm_page, house, here)


@post("/rhythm/pause")
async def change_pause(data: URLEncodedBody[PauseForm], house: GivenHouse, here: GivenHere) -> Answer:
    """Let the rhythm rest, or go on; no reason is asked, and who did is not kept."""
    await to_thread(pause, house, here.person.home_id, paused=bool(data.paused))
    return see("/rhythm")


@get("/rhythm/times")
async def show_times(house: GivenHouse, here: GivenHere) -> Answer:
    """Ask a person in private what times could suit."""
    if not may_look_back(house, here):
        return page("history/locked.html")
    return await to_thread(_times_page, house, here)


@post("/rhythm/times")
async def change_times(data: URLEncodedBody[TimesForm], house: GivenHouse, here: GivenHere) -> Answer:
    """Keep what could suit; a time that both ticked becomes the rhythm."""
    if not may_look_back(house, here):
        return page("history/locked.html", status=403)
    try:
        await to_thread(tick_times, house, here.person, data.all_times(), zone=data.zone)
    except BadInput as error:
        return await to_thread(_times_page, house, here, typed=data, trouble=error)
    return see("/rhythm")


def _rhythm_page(house: House, here: Here) -> Answer:
    rhythm, partner = rhythm_for(house, here.person), here.partner()
    shared = rhythm.shared
    after = first_from(shared.time, shared.zone, house.now_ms()) if shared.time else None
    return own_page(
        "rhythm/rhythm.html",
        is_shared=here.device.is_shared,
        time=shared.time,
        paused=shared.paused,
        after=f"{after:%A}, {after.day} {after:%B}" if after else None,
        turn=turn_words(house, here, house.catalogue),
        ticked=bool(rhythm.mine) and may_look_back(house, here),
        partner=partner.name if partner else None,
        trouble=rhythm.trouble,
    )


def _times_page(
    house: House, here: Here, *, typed: TimesForm | None = None, trouble: BadInput | None = None
) -> Answer:
    kept = rhythm_for(house, here.person)
    typed = typed or TimesForm([one.key for one in sorted(kept.mine)], zone=kept.shared.zone)
    week = [
        (name, [WeeklyTime(place, minute) for minute in USUAL]) for place, name in enumerate(DAYS.values())
    ]
    usual = {one.key for _, times in week for one in times}
    return page(
        "rhythm/times.html",
        status=400 if trouble else 200,
        week=week,
        ticked=typed.ticked,
        others=[(one.key, f"{one.day}, {one.clock}") for one in sorted(kept.mine) if one.key not in usual],
        days=DAYS.items(),
        typed=typed,
        unsaid=kept.shared.changes == 0,
        trouble=trouble or kept.trouble,
    )


handlers = (show_rhythm, change_pause, show_times, change_times)
