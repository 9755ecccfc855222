"""How to read the steps of a plan document: contact, ends, visits."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from tests.laws.night import Document

PHASES = ("settle", "listen", "warm_up", "work", "neck_and_scalp", "close")
Step = Document


def end_s(step: Step) -> int:
    return step["start_s"] + step["duration_s"]


def contact_s(step: Step) -> int:
    return step["duration_s"] - step["move_s"]


def share(step: Step, catalogue: Document) -> float:
    """Return how much of a step each side feels: half when hands alternate over both sides."""
    alternate = catalogue["strokes"][step["stroke"]]["hands"] == "alternate"
    return 0.5 if step["side"] == "both" and alternate else 1.0


def contact_seconds(
    steps: Iterable[Step], catalogue: Document, *, halved: bool = True
) -> defaultdict[str, float]:
    """Return contact seconds by site-side, as CONTRACT counts them or, unless `halved`, in full."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for step in steps:
        felt = contact_s(step) * (share(step, catalogue) if halved else 1.0)
        for site_side in step["covers"]:
            seconds[site_side] += felt
    return seconds


def family(step: Step, catalogue: Document) -> str:
    return catalogue["strokes"][step["stroke"]]["family"]


def runs(steps: Iterable[Step], mark: Callable[[Step], Any]) -> Iterator[list[Step]]:
    """Return the longest stretches of neighbouring steps that share a true mark."""
    for found, stretch in groupby(steps, key=mark):
        if found:
            yield list(stretch)


def halves(steps: Sequence[Step]) -> list[list[Step]]:
    """Return the steps before and after each turn, without the turns."""
    parts: list[list[Step]] = [[]]
    for step in steps:
        if step["phase"] == "turn":
            parts.append([])
        else:
            parts[-1].append(step)
    return parts
