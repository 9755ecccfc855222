"""The brief: one page of words for the giver; the receiver sees the same, so that nothing is a surprise."""

from asyncio import to_thread
from dataclasses import replace

from litestar import get, post
from markupsafe import Markup

from backrub.application.edit_plan import change_turn
from backrub.application.find_stage import Stage
from backrub.bootstrap.house import House
from backrub.domain.plan import Step
from backrub.pictures.storyboard import Scene, frame_picture, lit_backs
from backrub.web.brief_view import brief_view
from backrub.web.here import GivenHere, GivenHouse, Here, may_look_back
from backrub.web.lesson_tonight import lesson_tonight, practice_here
from backrub.web.page import Answer, page, see
from backrub.web.turn_now import BY_LIGHT, TurnNow, turn_now


@get("/tonight/brief")
async def show_brief(house: GivenHouse, here: GivenHere) -> Answer:
    """Show the giver the wish, and the receiver what the giver reads."""
    return await to_thread(_brief_page, house, here)


def _brief_page(house: House, here: Here) -> Answer:
    now = turn_now(house, here)
    if now is None or now.stage is not Stage.BRIEF:
        return see("/tonight")
    tonight = now.tonight()
    view = brief_view(tonight.brief, tonight.plan, house.catalogue, swaps=now.more_follows)
    if now.gives:
        lesson = lesson_tonight(now, practice_here(house, here).kept)
        picture = _picture(now, view.shown)
        return page("ready/brief.html", view=view, since=now.since, picture=picture, lesson=lesson)
    return page(
        "ready/brief_of_mine.html",
        view=view,
        since=now.since,
        giver_id=now.giver.id,
        one_phone=now.one_phone,
        may_change=may_look_back(house, here),
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
    look = now.look(BY_LIGHT, now.tonight().brief.frame.position)
    body_map, stroke = now.body().tracer.body_map, now.house.catalogue.strokes[step.stroke]
    drawn = lit_backs(body_map, look) + frame_picture(Scene((step,)), stroke, body_map, look)
    return Markup(drawn)  # noqa: S704 - our own drawing


handlers = (show_brief, read_brief)
