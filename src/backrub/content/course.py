"""Load what is learned between evenings, and refuse what is damaged: the path, weights on a scale, facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from backrub.content.loader import load_catalogue
from backrub.content.rows import damage, read_rows, read_sources
from backrub.domain.catalogue import Catalogue
from backrub.domain.facts import Fact
from backrub.domain.leaning import Lean
from backrub.domain.lessons import Course, Lesson, Stage
from backrub.domain.stroke import Tool

LESSON_ABSENT: Mapping[str, object] = {"over": ()}
FACT_ABSENT: Mapping[str, object] = {"but": "", "href": ""}
_LARGEST_CM2, _HARDEST_KPA = 100.0, 200.0


@dataclass(frozen=True, slots=True)
class Learning:
    """Hold all that can be learned between evenings."""

    course: Course
    leans: Mapping[Tool, Lean]
    facts: tuple[Fact, ...]


@cache
def load_learning() -> Learning:
    """Return what Backrub ships, read once.

    Raises: DamagedCatalogue.
    """
    return load_learning_from(files("backrub.content"), load_catalogue())


def load_learning_from(directory: Traversable, catalogue: Catalogue) -> Learning:
    """Return what is in a directory, checked against a catalogue.

    Raises: DamagedCatalogue, naming file, row and what is wrong.
    """
    sources = read_sources(directory)
    stages = read_rows(directory, "stages.toml", Stage, sources, {})
    lessons = read_rows(directory, "lessons.toml", Lesson, sources, LESSON_ABSENT)
    leans = read_rows(directory, "leans.toml", Lean, sources, {})
    facts = read_rows(directory, "facts.toml", Fact, sources, FACT_ABSENT)
    course = Course(MappingProxyType(stages), MappingProxyType(lessons))
    _refuse_course(course, catalogue)
    for key, lean in leans.items():
        for fault in _lean_faults(lean):
            raise damage("leans.toml", key, fault)
    by_tool = MappingProxyType({lean.key: lean for lean in leans.values()})
    return Learning(course, by_tool, tuple(facts.values()))


def _refuse_course(course: Course, catalogue: Catalogue) -> None:
    earlier: set[str] = set()
    for stage in course.stages.values():
        if strange := [one for one in stage.after if one not in earlier]:
            raise damage(
                "stages.toml", stage.key, f"it builds on {strange[0]}, which does not come before it"
            )
        earlier.add(stage.key)
    for lesson in course.lessons.values():
        for fault in _lesson_faults(lesson, course, catalogue):
            raise damage("lessons.toml", lesson.key, fault)


def _lesson_faults(lesson: Lesson, course: Course, catalogue: Catalogue) -> Iterator[str]:
    stroke = catalogue.strokes.get(lesson.key)
    if lesson.stage not in course.stages:
        yield f"there is no stage {lesson.stage}"
    if stroke is None:
        yield "there is no such stroke"
        return
    if strange := [one.value for one in (lesson.best, *lesson.over) if one not in stroke.sites]:
        yield f"the stroke does not go to {strange[0]}"
    if lesson.over and lesson.best not in lesson.over:
        yield f"over does not name {lesson.best.value}"


def _lean_faults(lean: Lean) -> Iterator[str]:
    if not 0 < lean.area_cm2 <= _LARGEST_CM2:
        yield f"area_cm2 {lean.area_cm2} is not above 0 and up to {_LARGEST_CM2:g}"
    if sorted(set(lean.kpa)) != list(lean.kpa) or not 0 < lean.kpa[0] <= lean.kpa[-1] <= _HARDEST_KPA:
        yield f"kpa {list(lean.kpa)} does not rise from above 0 up to {_HARDEST_KPA:g}"
