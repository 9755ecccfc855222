"""What to make ready: the few things that matter for tonight's position first, the pleasant ones folded away."""

from collections.abc import Iterable
from dataclasses import dataclass

from backrub.application.plan_tonight import Tonight
from backrub.domain.catalogue import Catalogue
from backrub.domain.pressure import DEEP_ABOVE
from backrub.domain.shelf import Kind, Thing
from backrub.domain.stroke import LADDER_TOOLS
from backrub.web.naming import capital, lying

_PLEASANT = frozenset({"children", "screens_off", "candle", "music", "water"})
_TO_KNOW = frozenset({"patch_test", "oil_latex"})
_SAID_ELSEWHERE = frozenset({"phones_quiet"})
_FROM_SHELF = {
    Kind.LOTION: "The lotion",
    Kind.OIL: "The oil",
    Kind.CANDLE: "The candle",
    Kind.MUSIC: "The music",
}

Item = tuple[str, str]
"""A set-up item's key and text."""


@dataclass(frozen=True, slots=True)
class ReadyView:
    """Hold everything on the page where both make ready; `ladder` tells how to press deep, where it is wished."""

    eyebrow: str
    title: str
    needed: tuple[Item, ...]
    pleasant: tuple[Item, ...]
    to_know: tuple[str, ...]
    ladder: tuple[str, ...]
    shelf: tuple[Item, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys of everything that can be ticked off."""
        return frozenset(key for key, _ in (*self.needed, *self.shelf, *self.pleasant))


def ready_view(tonight: Tonight, catalogue: Catalogue, things: Iterable[Thing]) -> ReadyView:
    """Return the page; whatever the room needs comes in the catalogue's order, the position's own last.

    `things` are those of the shelf that tonight is offered.
    """
    frame, items = tonight.brief.frame, [(item.key, item.text) for item in tonight.plan.set_up]
    apart = _PLEASANT | _TO_KNOW | _SAID_ELSEWHERE
    return ReadyView(
        eyebrow=capital(lying(frame)),
        title=f"Make the {frame.surface.value} ready, together.",
        needed=tuple(item for item in items if item[0] not in apart),
        pleasant=tuple(item for item in items if item[0] in _PLEASANT),
        to_know=tuple(text for key, text in items if key in _TO_KNOW),
        ladder=_ladder(tonight, catalogue),
        shelf=tuple((f"shelf:{thing.id}", f"{_FROM_SHELF[thing.kind]}: {thing.name}") for thing in things),
    )


def _ladder(tonight: Tonight, catalogue: Catalogue) -> tuple[str, ...]:
    """Return how to press deep, lean first and tool by tool, lowest rung first (PRACTICE P18)."""
    deep = {step.tool for step in tonight.plan.steps if step.pressure > DEEP_ABOVE}
    if not deep:
        return ()
    rungs = sorted((catalogue.tools[tool] for tool in deep & LADDER_TOOLS), key=lambda tool: tool.rung)
    return (catalogue.say("mechanics.lean"), *(f"{capital(tool.name)}: {tool.mechanics}" for tool in rungs))
