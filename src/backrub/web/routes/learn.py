"""What two people may do between evenings: the doors, the lessons, and what is known."""

from asyncio import to_thread
from itertools import groupby

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, URLEncodedBody
from markupsafe import Markup

from backrub.bootstrap.house import House
from backrub.bootstrap.lesson_pictures import lesson_shown
from backrub.bootstrap.practice import keep_tried
from backrub.content.course import load_learning
from backrub.domain.errors import BadInput
from backrub.domain.facts import Topic
from backrub.domain.lessons import Lesson, Tried
from backrub.web.assets import asset
from backrub.web.here import GivenHere, GivenHouse, Here, may_look_back
from backrub.web.lesson_tonight import lesson_tonight, practice_here
from backrub.web.lesson_view import EVIDENCE, card, line, rungs
from backrub.web.page import Answer, own_page, page, see
from backrub.web.turn_now import turn_now

TOPICS = {
    Topic.TOUCH: "How hands feel best",
    Topic.EASE: "Ease, and pain",
    Topic.TOGETHER: "Two at home",
    Topic.HARM: "Can it do harm?",
    Topic.UNKNOWN: "What nobody knows",
    Topic.CARE: "When to ask a professional",
    Topic.FURTHER: "Where to learn more",
}


class TriedForm(msgspec.Struct):
    """Carry how far a stroke was tried; empty is not yet."""

    tried: str = ""


@get("/learn")
async def show_learn(house: GivenHouse, here: GivenHere) -> Answer:
    """Show what there is between evenings, and tonight's lesson if this person gives."""
    return await to_thread(_index_page, house, here)


@get("/learn/lessons")
async def show_path(house: GivenHouse, here: GivenHere) -> Answer:
    """Show the path of lessons, and what comes next on it."""
    return await to_thread(_path_page, house, here)


@get("/learn/lessons/{stroke:str}")
async def show_lesson(stroke: FromPath[str], house: GivenHouse, here: GivenHere) -> Answer:
    """Show the lesson of a stroke."""
    return await to_thread(_lesson_page, house, here, _lesson(stroke))


@post("/learn/lessons/{stroke:str}")
async def keep_lesson(
    stroke: FromPath[str], data: URLEncodedBody[TriedForm], house: GivenHouse, here: GivenHere
) -> Answer:
    """Keep how far the stroke was tried, for this person alone.

    Raises: BadInput, for any other answer; SequenceConflict.
    """
    lesson = _lesson(stroke)
    if data.tried not in {"", *Tried}:
        raise BadInput("How far you tried it: not yet, on a cushion, or with someone.")
    if not may_look_back(house, here):
        return page("history/locked.html", status=403)
    tried = Tried(data.tried) if data.tried else None
    await to_thread(keep_tried, house, here.person.id, lesson.key, tried)
    return see("/learn/lessons")


@get("/learn/more")
async def show_findings() -> Answer:
    """Show what research says and what it does not, with sources."""
    found = groupby(load_learning().facts, key=lambda one: one.topic)
    topics = [(TOPICS[topic], list(facts)) for topic, facts in found]
    return page("learn/more.html", topics=topics, evidence=EVIDENCE)


def _lesson(stroke: str) -> Lesson:
    lesson = load_learning().course.lessons.get(stroke)
    if lesson is None:
        raise NotFoundException
    return lesson


def _index_page(house: House, here: Here) -> Answer:
    tonight = lesson_tonight(turn_now(house, here), practice_here(house, here).kept)
    return own_page("learn/index.html", is_shared=here.device.is_shared, tonight=tonight)


def _path_page(house: House, here: Here) -> Answer:
    course, own = load_learning().course, practice_here(house, here)
    following = course.next_lesson(own.kept)
    return own_page(
        "learn/path.html",
        is_shared=here.device.is_shared,
        tonight=lesson_tonight(turn_now(house, here), own.kept),
        following=line(following, house.catalogue, own.kept) if following else None,
        is_begun=bool(own.kept),
        rungs=rungs(course, house.catalogue, own.kept),
        trouble=own.trouble,
    )


def _lesson_page(house: House, here: Here, lesson: Lesson) -> Answer:
    person, own = here.person, practice_here(house, here)
    address = asset(f"backs/{person.body}.candle.{person.tone}.webp")
    shown = lesson_shown(lesson.key, person.body, address)
    return own_page(
        "learn/lesson.html",
        is_shared=here.device.is_shared,
        lesson=lesson,
        card=card(lesson, load_learning().course.stages[lesson.stage], house.catalogue, shown),
        picture=Markup(shown.svg),  # noqa: S704 - our own drawing
        tried=own.kept.get(lesson.key, ""),
        may_keep=may_look_back(house, here),
        trouble=own.trouble,
    )


handlers = (show_learn, show_path, show_lesson, keep_lesson, show_findings)
