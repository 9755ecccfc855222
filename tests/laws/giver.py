"""Law 7, the giver: thumbs spared, a resting hold every 8 minutes, both ways of reaching, a head that turns.

A resting hold is a `static_hold` or `suboccipital_hold` with at least 15 s of contact; the 8 minutes run from
the start, from the end of one hold to the start of the next, and to the end. On a bed, in whatever position,
both stands `left` and `right` occur.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.laws.breach import Breach
from tests.laws.night import Document, Night
from tests.laws.reading import Step, contact_s, end_s, runs

_THUMBS_IN_A_ROW_S = 60
_THUMBS_SHARE = 0.15
_REST_EVERY_S = 480
_REST_S = 15
_TURN_HEAD_S = 180


def giver_law(plan: Document, night: Night, catalogue: Document) -> Iterator[Breach]:
    """Yield the breaches of law 7."""
    steps = plan["steps"]
    yield from _thumbs(steps, night)
    yield from _rests(steps, plan["seconds"])
    missing = {"left", "right"} - {step["stand"] for step in steps}
    if night.surface == "bed" and missing:
        yield Breach(7, "", f"On a bed, {night.position}, without standing {sorted(missing)}.")
    if night.position == "prone" and not night.cradle:
        yield from _turned_heads(steps, plan["seconds"])


def _thumbs(steps: Sequence[Step], night: Night) -> Iterator[Breach]:
    total = 0
    for row in runs(steps, lambda step: step["tool"] == "thumb"):
        lasts = sum(step["duration_s"] for step in row)
        total += lasts
        if lasts > _THUMBS_IN_A_ROW_S:
            yield Breach(7, row[0]["id"], f"Thumbs for {lasts} s in a row.")
        if "thumb" in night.barred_tools:
            yield Breach(7, row[0]["id"], "Thumbs though they are to be spared tonight.")
    if total > _THUMBS_SHARE * night.seconds:
        yield Breach(7, "", f"Thumbs for {total} s of {night.seconds} s.")


def _rests(steps: Sequence[Step], seconds: int) -> Iterator[Breach]:
    holds = [
        s for s in steps if s["stroke"] in {"static_hold", "suboccipital_hold"} and contact_s(s) >= _REST_S
    ]
    starts = [*(hold["start_s"] + hold["move_s"] for hold in holds), seconds]
    ends = [0, *map(end_s, holds)]
    for ended, starts_again in zip(ends, starts, strict=True):
        if starts_again - ended > _REST_EVERY_S:
            yield Breach(7, "", f"No resting hold from {ended} s to {starts_again} s.")


def _turned_heads(steps: Sequence[Step], seconds: int) -> Iterator[Breach]:
    turns = sorted(cue["at_s"] for step in steps for cue in step["cues"] if cue["key"] == "turn_head")
    for before, after in pairwise([0, *turns, seconds]):
        if after - before > _TURN_HEAD_S:
            yield Breach(7, "", f"No turning of the head from {before} s to {after} s.")
