"""Write a plan for the guide's page: every word it shows, timed, so that it goes on without the server."""

from collections.abc import Callable, Iterator

import msgspec
from msgspec import Struct

from backrub.application.word_step import doing, pace, what_comes, whose_side
from backrub.domain.back import Group, group_of
from backrub.domain.plan import Plan, Step
from backrub.domain.planner.words import Speaker
from backrub.domain.pressure import LIGHT, PressureWord, word_for


class Shown(Struct, frozen=True):
    """A picture by its name, from `at_s` of the evening, which is where its own time begins."""

    name: str
    at_s: float


class Said(Struct, frozen=True):
    """A line and the second of the evening at which it is said."""

    text: str
    at_s: int


class Under(Struct, frozen=True):
    """A place under the hands, in words."""

    where: str
    name: str


class GuideStep(Struct, frozen=True):
    """A step in words, `firmness` its pressure as it is said, `label` its place as a list names it.

    `rises` tells that it is firmer than the one before.
    """

    id: str
    start_s: int
    move_s: int
    label: str
    title: str
    doing: str
    how: str
    pressure: PressureWord
    firmness: str
    image: str
    mechanics: str
    next: str
    cues: tuple[Said, ...]
    ask: bool
    stand: str
    rises: bool
    is_head: bool
    covers: tuple[Under, ...]
    pictures: tuple[Shown, ...]


class GuidePlan(Struct, frozen=True):
    """A plan in words, whole."""

    seconds: int
    steps: tuple[GuideStep, ...]


Picturing = Callable[[Step], tuple[Shown, ...]]
"""Return the pictures of a step in order."""


def guide_plan(plan: Plan, speaker: Speaker, picturing: Picturing) -> bytes:
    """Return a plan for the guide as JSON."""
    worded = speaker.worded(plan)
    return msgspec.json.encode(GuidePlan(plan.seconds, tuple(_steps(worded, speaker, picturing))))


def _steps(plan: Plan, speaker: Speaker, picturing: Picturing) -> Iterator[GuideStep]:
    before = (None, *plan.steps)
    after = (*plan.steps[1:], None)
    for step, previous, following in zip(plan.steps, before, after, strict=False):
        yield _step(step, speaker, (previous, following), picturing(step))


def _step(
    step: Step, speaker: Speaker, beside: tuple[Step | None, Step | None], pictures: tuple[Shown, ...]
) -> GuideStep:
    previous, following = beside
    catalogue, word = speaker.catalogue, word_for(step.pressure)
    rises = previous is not None and step.pressure > previous.pressure
    moves = previous is None or previous.stand is not step.stand
    place = speaker.place(step)
    return GuideStep(
        id=step.id,
        start_s=step.start_s,
        move_s=step.move_s,
        label=_capital(catalogue.label(place)),
        title=whose_side(step, speaker),
        doing=doing(step, speaker),
        how=f"{_capital(catalogue.tools[step.tool].name)}; {pace(step, catalogue)}",
        pressure=word,
        firmness=catalogue.pressures[word].name,
        image=catalogue.pressures[word].image,
        mechanics=_mechanics(step, speaker) if rises else "",
        next=catalogue.label(what_comes(step, following, speaker)),
        cues=tuple(Said(cue.text, cue.at_s) for cue in step.cues if not cue.key.startswith("ask.")),
        ask=step.ask,
        stand=catalogue.say(f"stand.{step.stand.value}", receiver=speaker.brief.receiver) if moves else "",
        rises=rises,
        is_head=group_of(step.site) is Group.HEAD_AND_NECK,
        covers=tuple(Under(where.value, _capital(catalogue.place_name(where))) for where in step.covers),
        pictures=pictures,
    )


def _mechanics(step: Step, speaker: Speaker) -> str:
    """Return how the giver's own body makes more pressure, where hands do more than rest."""
    return speaker.catalogue.say(f"mechanics.{step.tool.value}") if step.pressure > LIGHT else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
