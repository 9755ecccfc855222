"""The brief: one page of words for the giver; the receiver sees the same, so that nothing is a surprise."""

from asyncio import to_thread
from dataclasses import replace

from litestar import get, post
from markupsafe import Markup

from backrub.application.edit_plan import change_turn
from backrub.domain.plan import Step
from backrub.pictures.step_picture import step_picture
from backrub.pictures.theme import CANDLE
from backrub.web.brief_view import brief_view
from backrub.web.here import GivenHere, GivenHouse
from backrub.web.page import Answer, page, see
from backrub.web.turn_now import TurnNow, turn_now


@get("/tonight/brief", sync_to_thread=True)
def show_brief(house: GivenHouse, here: GivenHere) -> Answer:
    """Show the giver the wish, and the receiver what the giver reads."""
    now = turn_now(house, here)
    if now is None:
        return see("/tonight")
    tonight = now.tonight()
    view = brief_view(tonight.brief, tonight.plan, house.catalogue)
    if now.gives:
        return page("ready/brief.html", view=view, picture=_picture(now, view.shown))
    return page(
        "ready/brief_of_mine.html",
        view=view,
        giver_id=now.giver.id,
        one_phone=now.one_phone,
        may_change=_may_change(now),
    )


@post("/tonight/brief")
async def read_brief(house: GivenHouse, here: GivenHere) -> Answer:
    """Note that the giver has the brief; the receiver's page goes on by itself."""
    now = await to_thread(turn_now, house, here)
    if now is not None and now.gives and not now.turn.brief_read:
        await to_thread(
            change_turn, house.nights, now.night.id, now.turn.turn, lambda _, t: replace(t, brief_read=True)
        )
        house.hub.publish(now.topic)
    return see("/tonight")


def _picture(now: TurnNow, step: Step | None) -> Markup:
    """Return the back with the light where to stay longest; nothing where no hand goes."""
    if step is None:
        return Markup("")
    frame = now.tonight().brief.frame
    look = now.look(CANDLE, "candle", frame.position, motion="auto")
    stroke = now.house.catalogue.strokes[step.stroke]
    return Markup(step_picture(step, stroke, now.body().tracer.body_map, look))  # noqa: S704 - our own drawing


def _may_change(now: TurnNow) -> bool:
    """Return whether the receiver may open their answers here: nobody else could have picked this phone up."""
    device, person = now.here.device, now.here.person
    return not now.turn.brief_read and (
        not device.is_shared or now.house.people.pin_hash(person.id) is not None
    )


handlers = (show_brief, read_brief)
