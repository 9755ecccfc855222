"""Draw the pictures of steps when they are asked for, each under a name that tells what it shows."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from backrub.bootstrap.night_plan import body_of
from backrub.documents.guide_json import Shown
from backrub.domain.plan import Pass, Plan, Step
from backrub.pictures.back import Look
from backrub.pictures.step_picture import step_picture
from backrub.pictures.theme import LIVE
from backrub.pictures.tracks import under_way

MOST_KNOWN = 4096
"""How many pictures are remembered by name; each is a step and a moment, not a drawing."""


@dataclass(frozen=True, slots=True)
class Sitter:
    """Name whose back is drawn: a body, a skin tone, and whether arms lie forward as they do seated."""

    body: str
    tone: str
    is_seated: bool


@dataclass(frozen=True, slots=True)
class _Picture:
    step: Step
    at_s: float
    sitter: Sitter


class StepPictures:
    """Name and draw the pictures of steps; `address` gives the address of a back by its file's name."""

    def __init__(self, address: Callable[[str], str]) -> None:
        self._address = address
        self._known: dict[str, _Picture] = {}
        self._draw = lru_cache(maxsize=256)(self._drawn)

    def of_plan(self, plan: Plan, sitter: Sitter) -> dict[str, tuple[Shown, ...]]:
        """Return the pictures of every step of a plan by the step's id, one for each way its hands take."""
        traced = body_of(sitter.body).traced(plan)
        return {step.id: tuple(self._shown(step, sitter)) for step in traced.steps}

    def back(self, sitter: Sitter) -> str:
        """Return the address of the back on which every step is drawn."""
        return self._address(_file(sitter))

    def svg(self, name: str) -> str | None:
        """Return a picture that was named before, None if it was not or too long ago."""
        return self._draw(name) if name in self._known else None

    def _shown(self, step: Step, sitter: Sitter) -> list[Shown]:
        shown: list[Shown] = []
        ways: list[Pass] | None = None
        for at_s in [one.start_s for one in step.passes] or [float(step.start_s)]:
            taken = under_way(step.passes, at_s) if step.passes else []
            if ways is None or not _are_alike(ways, taken):
                ways = taken
                shown.append(Shown(self._named(step, at_s, sitter, taken), round(at_s, 3)))
        return shown

    def _named(self, step: Step, at_s: float, sitter: Sitter, ways: list[Pass]) -> str:
        relative = [replace(way, start_s=round(way.start_s - at_s, 2)) for way in ways]
        told = (sitter, step.stroke, step.tool, step.covers, step.stand, step.cycle_s, step.side, relative)
        name = hashlib.sha256(f"{told} {self.back(sitter)}".encode()).hexdigest()[:20]
        self._known.pop(name, None)
        self._known[name] = _Picture(step, at_s, sitter)
        if len(self._known) > MOST_KNOWN:
            del self._known[next(iter(self._known))]
        return name

    def _drawn(self, name: str) -> str:
        picture = self._known[name]
        sitter, drawn = picture.sitter, body_of(picture.sitter.body)
        back = drawn.placed(self.back(sitter), seated=sitter.is_seated)
        look = Look(theme=LIVE, back=back, prefix=f"p{name[:8]}", style=False)
        stroke = drawn.catalogue.strokes[picture.step.stroke]
        return step_picture(picture.step, stroke, drawn.tracer.body_map, look, at_s=picture.at_s)


def _file(sitter: Sitter) -> str:
    pose = f"{sitter.body}.seated" if sitter.is_seated else sitter.body
    return f"backs/{pose}.candle.{sitter.tone}.webp"


def _are_alike(some: list[Pass], others: list[Pass]) -> bool:
    """Return whether hands take the same ways in the same time, only later."""
    return [(one.path, one.side, round(one.duration_s, 2)) for one in some] == [
        (one.path, one.side, round(one.duration_s, 2)) for one in others
    ]
