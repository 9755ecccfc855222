"""Draw what a lesson shows: its stroke on a back, at true speed."""

from dataclasses import dataclass, replace
from functools import lru_cache

from backrub.bootstrap.night_plan import body_of
from backrub.content.course import load_learning
from backrub.domain.lessons import shown_step
from backrub.domain.plan import Step
from backrub.pictures.back import Look
from backrub.pictures.step_picture import step_picture
from backrub.pictures.theme import CANDLE

_BY_LIGHT = replace(CANDLE, ground="#000000")
"""The candle on a ground that adds nothing to a page it is laid over by light."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold a lesson's picture as SVG; the hand takes `way_s` from end to end of `way_cm`, 0.0 where it stays."""

    svg: str
    step: Step
    way_cm: float
    way_s: float


@lru_cache(maxsize=256)
def lesson_shown(stroke: str, body: str, address: str) -> Shown:
    """Return what the lesson of a stroke shows on a body; `address` is that of the body's picture.

    Raises: DamagedAtlas, DamagedCatalogue.
    """
    drawn = body_of(body)
    lesson, row = load_learning().course.lessons[stroke], drawn.catalogue.strokes[stroke]
    step = shown_step(lesson, row, drawn.catalogue.sites[lesson.best])
    step = replace(step, passes=drawn.tracer.passes(step))
    body_map, first = drawn.tracer.body_map, step.passes[0]
    look = Look(theme=_BY_LIGHT, back=drawn.placed(address, seated=False), prefix="lesson", style=False)
    travels = row.speed_cm_s is not None
    return Shown(
        svg=step_picture(step, row, body_map, look, at_s=first.start_s),
        step=step,
        way_cm=body_map.paths[first.path].length_cm if travels else 0.0,
        way_s=first.duration_s if travels else 0.0,
    )
