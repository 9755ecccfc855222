"""Law 8, asks: few, apart, one in each half of the back, and little speech.

Every evening judged here is a first one. Asks are counted by step, and apart by the starts of their steps.
"""

from collections.abc import Iterator
from itertools import pairwise

from tests.laws.back import GROUP_OF
from tests.laws.breach import Breach
from tests.laws.night import Document, Night

_APART_S = 90
_WORDS_PER_S = 2.3
_SPEECH_SHARE = 0.15


def asks_law(plan: Document, night: Night, catalogue: Document) -> Iterator[Breach]:
    """Yield the breaches of law 8."""
    asks = [step for step in plan["steps"] if step["ask"]]
    most = max(2, night.minutes // 5)
    if not 1 <= len(asks) <= most:
        yield Breach(8, "", f"{len(asks)} asks, not 1 to {most}.")
    for before, ask in pairwise(asks):
        apart = ask["start_s"] - before["start_s"]
        if apart < _APART_S and ask["pressure"] <= before["pressure"]:
            yield Breach(8, ask["id"], f"It asks again after {apart} s without more pressure.")
    if not night.hold_only:
        yield from _both_halves(plan, {GROUP_OF[step["site"]] for step in asks})
    yield from _speech(plan)


def _both_halves(plan: Document, asked: set[str]) -> Iterator[Breach]:
    worked = {GROUP_OF[step["site"]] for step in plan["steps"] if step["phase"] == "work"}
    for group in sorted((worked & {"shoulders", "back"}) - asked):
        yield Breach(8, "", f"A first evening without an ask in {group}.")


def _speech(plan: Document) -> Iterator[Breach]:
    words = sum(len(cue["text"].split()) for step in plan["steps"] for cue in step["cues"])
    share = words / _WORDS_PER_S / plan["seconds"]
    if share > _SPEECH_SHARE:
        yield Breach(8, "", f"Speech takes {share:.1%} of the time.")
