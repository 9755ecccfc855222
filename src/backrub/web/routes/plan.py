"""The plan before it begins: a storyboard that both may make shorter or longer, and change place by place."""

from asyncio import to_thread
from dataclasses import replace
from typing import Any

import msgspec
from litestar import get, post
from litestar.params import FromQuery, URLEncodedBody
from markupsafe import Markup

from backrub.application.edit_plan import change_turn, with_change
from backrub.bootstrap.night_plan import tonight_for
from backrub.domain.errors import BadInput
from backrub.domain.night import Night, NightTurn
from backrub.domain.pressure import PressureWord
from backrub.pictures.dent import dent
from backrub.pictures.storyboard import Scene, frame_picture, lit_backs
from backrub.pictures.theme import CANDLE, PAPER, Theme
from backrub.web.here import GivenHere, GivenHouse
from backrub.web.page import Answer, page, see
from backrub.web.plan_view import Frame, PlanView, plan_view
from backrub.web.turn_now import BY_LIGHT, TurnNow, turn_now


class ChangeForm(msgspec.Struct):
    """Carry one change of the plan, and the frame that was open."""

    change: str = ""


@get("/tonight/plan")
async def show_plan(house: GivenHouse, here: GivenHere, frame: FromQuery[int | None] = None) -> Answer:
    """Show the storyboard; `frame` is the number of the one that is open."""
    now = await to_thread(turn_now, house, here)
    return await to_thread(_plan_page, now, opened=frame) if now else see("/tonight")


@post("/tonight/plan")
async def change_plan(data: URLEncodedBody[ChangeForm], house: GivenHouse, here: GivenHere) -> Answer:
    """Change the plan for both."""
    now = await to_thread(turn_now, house, here)
    if now is None:
        return see("/tonight")
    try:
        await to_thread(_change, now, data.change)
    except BadInput as error:
        return await to_thread(_plan_page, now, trouble=str(error))
    house.hub.publish(now.topic)
    return see("/tonight/plan")


@get("/tonight/plan/paper")
async def show_paper(house: GivenHouse, here: GivenHere) -> Answer:
    """Show the plan as a sheet to print, for an evening without a screen."""
    now = await to_thread(turn_now, house, here)
    return await to_thread(_paper_page, now) if now else see("/tonight")


def _paper_page(now: TurnNow) -> Answer:
    return page("ready/paper.html", view=_view(now, opened=None), **_drawn(now, PAPER))


def _plan_page(now: TurnNow, *, opened: int | None = None, trouble: str | None = None) -> Answer:
    return page(
        "ready/plan.html",
        status=400 if trouble else 200,
        view=_view(now, opened=opened),
        since=now.since,
        is_read=now.turn.brief_read,
        trouble=trouble,
        dent=lambda word: Markup(dent(CANDLE, PressureWord(word))),  # noqa: S704 - our own drawing
        **_drawn(now, BY_LIGHT),
    )


def _drawn(now: TurnNow, theme: Theme) -> dict[str, Any]:
    """Return the backs that a page of frames needs once, and what draws a frame."""
    look = now.look(theme, now.tonight().brief.frame.position)
    body_map, strokes = now.body().tracer.body_map, now.house.catalogue.strokes

    def picture(frame: Frame) -> Markup:
        drawn = frame_picture(Scene((frame.shown,)), strokes[frame.shown.stroke], body_map, look)
        return Markup(drawn)  # noqa: S704 - our own drawing

    return {"backs": Markup(lit_backs(body_map, look)), "picture": picture}  # noqa: S704 - our own drawing


def _view(now: TurnNow, *, opened: int | None) -> PlanView:
    turns = len(now.night.turns)
    return plan_view(now.tonight(), now.turn.edits, now.house.catalogue, turns=turns, opened=opened)


def _change(now: TurnNow, change: str) -> None:
    """Change the plan of the turn as it stands when the change arrives.

    Raises: BadInput, if the change is unknown or leaves no place; NotAllowed; SequenceConflict.
    """
    house = now.house

    def changed(night: Night, turn: NightTurn) -> NightTurn:
        minutes = tonight_for(house, night, turn).brief.frame.minutes
        edits = with_change(turn.edits, change, minutes=minutes, turns=len(night.turns))
        tonight_for(house, night, replace(turn, edits=edits))
        return replace(turn, edits=edits)

    change_turn(house.nights, now.night.id, now.turn.turn, changed)


handlers = (show_plan, change_plan, show_paper)
