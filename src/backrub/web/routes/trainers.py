"""The trainers: slow hands on the screen, and a hand's weight on a scale."""

from asyncio import to_thread

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery, URLEncodedBody

from backrub.bootstrap.house import House
from backrub.bootstrap.practice import Own, felt_of, forget_felt, keep_felt
from backrub.content.course import load_learning
from backrub.domain.errors import BadInput
from backrub.domain.leaning import Felt, kg_from
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import Stroke, Tool
from backrub.web.here import GivenHere, GivenHouse, Here, may_look_back
from backrub.web.lesson_view import Line
from backrub.web.naming import capital
from backrub.web.page import Answer, own_page, page, see
from backrub.web.scale_view import scale_view

FIRST_STROKE = "slow_glide"
_PALM_CM = 8.0


class ReadForm(msgspec.Struct):
    """Carry what was pressed with, which word it was, and what the scale showed."""

    tool: str = Tool.PALM_HEEL
    word: str = PressureWord.MEDIUM
    kg: str = ""


@get("/learn/slow-hands")
async def show_slow_hands(house: GivenHouse, stroke: FromQuery[str] = FIRST_STROKE) -> Answer:
    """Show the path to trace at the speed of a stroke."""
    gliding = {key: row for key, row in house.catalogue.strokes.items() if row.speed_cm_s}
    if stroke not in gliding:
        raise NotFoundException
    least, most = _speed(gliding[stroke])
    return page(
        "learn/slow_hands.html",
        stroke=stroke,
        name=capital(gliding[stroke].name),
        least=f"{least:g}",
        most=f"{most:g}",
        palm_s=f"{2 * _PALM_CM / (least + most):.1f}".removesuffix(".0"),
        others=[_way(row) for key, row in gliding.items() if key != stroke],
    )


@get("/learn/scale")
async def show_scale(
    house: GivenHouse,
    here: GivenHere,
    tool: FromQuery[str] = Tool.PALM_HEEL,
    word: FromQuery[str] = PressureWord.MEDIUM,
) -> Answer:
    """Show what a pressure word weighs with a tool, and what it weighs to this person."""
    return await to_thread(_scale_page, house, here, ReadForm(tool, word))


@post("/learn/scale")
async def keep_scale(data: URLEncodedBody[ReadForm], house: GivenHouse, here: GivenHere) -> Answer:
    """Keep what the scale showed, for this person alone."""
    if not may_look_back(house, here):
        return page("history/locked.html", status=403)
    tool, word = _chosen(data)
    if word not in load_learning().leans[tool].words:
        return see(f"/learn/scale?tool={tool}&word={word}")
    try:
        kg = kg_from(data.kg)
    except BadInput as error:
        return await to_thread(_scale_page, house, here, data, trouble=str(error))
    await to_thread(keep_felt, house, here.person.id, tool, word, kg=kg)
    return see(f"/learn/scale?tool={tool}&word={word}")


@post("/learn/scale/forget")
async def forget_scale(house: GivenHouse, here: GivenHere) -> Answer:
    """Forget what this person's words weigh."""
    if not may_look_back(house, here):
        return page("history/locked.html", status=403)
    await to_thread(forget_felt, house, here.person.id)
    return see("/learn/scale")


def _speed(stroke: Stroke) -> tuple[float, float]:
    return stroke.speed_cm_s or (0.0, 0.0)


def _way(stroke: Stroke) -> Line:
    least, most = _speed(stroke)
    return Line(
        f"/learn/slow-hands?stroke={stroke.key}", capital(stroke.name), f"{least:g} to {most:g} cm a second"
    )


def _chosen(form: ReadForm) -> tuple[Tool, PressureWord]:
    """Return tool and word.

    Raises: BadInput.
    """
    if form.tool not in load_learning().leans or form.word not in list(PressureWord):
        raise BadInput("What you press with, and how firm: choose one of those on the page.")
    return Tool(form.tool), PressureWord(form.word)


def _felt(house: House, here: Here) -> Own[Felt]:
    return felt_of(house, here.person.id) if may_look_back(house, here) else Own({}, 0)


def _scale_page(house: House, here: Here, form: ReadForm, *, trouble: str = "") -> Answer:
    tool, word = _chosen(form)
    own = _felt(house, here)
    return own_page(
        "learn/scale.html",
        is_shared=here.device.is_shared,
        status=400 if trouble else 200,
        view=scale_view(load_learning().leans, own.kept, house.catalogue, tool, word),
        typed=form.kg,
        trouble=trouble or own.trouble,
        may_keep=may_look_back(house, here),
    )


handlers = (show_slow_hands, show_scale, keep_scale, forget_scale)
