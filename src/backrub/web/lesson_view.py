"""A lesson as it is read: what, how, with what, how firm, how fast, and what to leave be."""

from collections.abc import Iterator
from dataclasses import dataclass

from backrub.bootstrap.lesson_pictures import Shown
from backrub.domain.catalogue import Catalogue
from backrub.domain.lessons import Course, Lesson, Practice, Stage, TonightsLesson, Tried
from backrub.domain.pressure import PressureWord, word_for
from backrub.domain.stroke import Evidence, Stroke
from backrub.web.naming import capital, step_place

TRIED = {Tried.CUSHION: "Tried on a cushion", Tried.SOMEONE: "Done with someone"}
EVIDENCE = {
    Evidence.CITED: "read as abstract or excerpt",
    Evidence.UNVERIFIED: "not checked at its source yet",
    Evidence.DEFAULT: "Backrub’s own cautious default",
}
_COUNTED_FROM_S = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of the path: where it leads, its stroke, and how far it was tried."""

    href: str
    name: str
    small: str


@dataclass(frozen=True, slots=True)
class Rung:
    """Hold one stage of the path with its lines; `builds_on` names what had better come first."""

    name: str
    brings: str
    builds_on: str
    is_begun: bool
    is_open: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Hold everything on the page of a lesson; `facts` are a label and its lines."""

    name: str
    term: str
    what: str
    how: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    body: tuple[str, ...]
    speed: str
    sources: tuple[tuple[str, str], ...]
    glides: bool


def rungs(course: Course, catalogue: Catalogue, practice: Practice) -> list[Rung]:
    """Return the path, stage by stage; the one that comes next is open."""
    following = course.next_lesson(practice)
    opened = following.stage if following else ""
    return [_rung(stage, course, catalogue, practice, opened) for stage in course.stages.values()]


def line(lesson: Lesson, catalogue: Catalogue, practice: Practice) -> Line:
    """Return a lesson as one line of the path."""
    stroke, tried = catalogue.strokes[lesson.key], practice.get(lesson.key)
    small = TRIED[tried] if tried else capital(_term(stroke))
    return Line(f"/learn/lessons/{lesson.key}", capital(stroke.name), small)


def tonight_line(tonight: TonightsLesson, catalogue: Catalogue, receiver: str) -> Line:
    """Return what tonight's plan asks for, as a line that leads to its lesson."""
    name = catalogue.strokes[tonight.lesson.key].name
    place = step_place(catalogue, tonight.step, receiver)
    minutes = max(1, round(tonight.seconds / 60))
    lasts = f"{minutes} minute{'s' if minutes > 1 else ''}, most on {place}"
    return Line(f"/learn/lessons/{tonight.lesson.key}", f"Tonight has {name}", lasts)


def card(lesson: Lesson, stage: Stage, catalogue: Catalogue, shown: Shown) -> Card:
    """Return the page of a lesson."""
    stroke = catalogue.strokes[lesson.key]
    tool = catalogue.tools[shown.step.tool]
    facts = (
        ("With", (capital(tool.name) + ".", tool.mechanics)),
        ("Weight", (_weight(stroke),)),
        ("Speed", tuple(_speed(stroke, shown))),
        ("Best on", (capital(catalogue.sites[lesson.best].name) + ".",)),
        ("Often goes wrong", (stroke.mistake,)),
        ("With care", stroke.cautions),
    )
    told = (
        (stroke.source, stroke.evidence),
        (lesson.source, lesson.evidence),
        (stage.source, stage.evidence),
    )
    return Card(
        name=capital(stroke.name),
        term=_term(stroke),
        what=lesson.what,
        how=stroke.how,
        facts=facts,
        body=stage.body,
        speed=_seen(shown),
        sources=tuple((EVIDENCE[evidence], source) for source, evidence in told),
        glides=stroke.speed_cm_s is not None,
    )


def _rung(stage: Stage, course: Course, catalogue: Catalogue, practice: Practice, opened: str) -> Rung:
    lessons = course.lessons_of(stage.key)
    return Rung(
        name=stage.name,
        brings=stage.brings,
        builds_on=", ".join(one.name for one in course.waits_for(stage.key, practice)),
        is_open=stage.key == opened,
        is_begun=any(one.key in practice for one in lessons),
        lines=tuple(line(one, catalogue, practice) for one in lessons),
    )


def _term(stroke: Stroke) -> str:
    """Return what therapists call the stroke; nothing where its plain name says the same."""
    return "" if stroke.term in stroke.name else stroke.term


def _weight(stroke: Stroke) -> str:
    least, most = (word_for(level) for level in stroke.pressure)
    words = least.value if least is most else f"{least.value} to {most.value}"
    only = " For practised hands." if stroke.practised_only else ""
    deep = (
        " Deep only with fist, forearm or elbow, after warm-up and a yes."
        if most is PressureWord.DEEP
        else ""
    )
    return f"{capital(words)}.{deep}{only}"


def _speed(stroke: Stroke, shown: Shown) -> Iterator[str]:
    if stroke.speed_cm_s:
        yield f"{_range(*stroke.speed_cm_s)} cm a second."
        yield f"The light above needs {_range(shown.way_s, shown.way_s)} seconds from end to end."
    elif stroke.cycle_s and stroke.cycle_s[0] < _COUNTED_FROM_S:
        least, most = stroke.cycle_s
        yield f"{_range(round(1 / most), round(1 / least))} pats a second, hands in turn."
    elif stroke.cycle_s:
        yield f"One round in {_range(*stroke.cycle_s)} seconds."
    else:
        yield f"Hands stay, {stroke.dose_s[0]} seconds to {_stay(stroke.dose_s[1])}."


def _stay(seconds: int) -> str:
    return f"{seconds // 60} minute{'s' if seconds >= 2 * 60 else ''}" if seconds >= 60 else f"{seconds}"  # noqa: PLR2004


def _range(least: float, most: float) -> str:
    low, high = (f"{value:.1f}".removesuffix(".0") for value in (least, most))
    return low if low == high else f"{low} to {high}"


def _seen(shown: Shown) -> str:
    if shown.way_s:
        speed = shown.way_cm / shown.way_s
        return f"At true speed: {_range(speed, speed)} cm a second."
    return "At true speed." if shown.step.cycle_s else "Hands at rest."
