"""Law 1, time: the minutes exactly, phases and places in order, contact never lifted, 5 to 10 s a move.

The strict readings: all six phases appear when the sites they are for are allowed (a hold-only evening need
only keep their order); head sites are neither named nor covered in `work`; `neck_and_scalp` covers nothing
else; a move is 5 to 10 s wherever the site or side changes, and may be where only the stand does. A
side-lying evening turns once; when one side of the body is left out altogether it need not turn, and if it
does, a half in which nothing may be touched is spent without touch.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.laws.back import HEAD, side_of, site_of
from tests.laws.breach import Breach
from tests.laws.night import Document, Night
from tests.laws.reading import PHASES, Step, end_s, halves

_RANK = {
    "shoulder_top": 0,
    "shoulder_blade": 1,
    "between_blades": 1,
    "mid_back": 2,
    "low_back": 3,
    "hip_rim": 4,
    "shoulders": 0,
    "back": 2,
}
_HEAD_RANK = {"neck": 0, "skull_base": 1, "scalp": 2, "head_and_neck": 0}


def time_law(plan: Document, night: Night, catalogue: Document) -> Iterator[Breach]:
    """Yield the breaches of law 1."""
    steps = plan["steps"]
    yield from _seconds(plan, night)
    yield from _moves(steps)
    yield from _contact(steps, night)
    yield from _turns(steps, night)
    for half in halves(steps):
        yield from _phase_order(half)
        yield from _site_order(half)
    yield from _phases_present(steps, night)


def _seconds(plan: Document, night: Night) -> Iterator[Breach]:
    if plan["seconds"] != night.seconds:
        yield Breach(1, "", f"The plan says {plan['seconds']} s, the evening {night.seconds} s.")
    at = 0
    for step in plan["steps"]:
        if step["start_s"] != at:
            yield Breach(1, step["id"], f"It starts at {step['start_s']} s, not at {at} s.")
        if step["duration_s"] <= step["move_s"] or step["duration_s"] <= 0:
            yield Breach(1, step["id"], f"It lasts {step['duration_s']} s with {step['move_s']} s of move.")
        if any(not 0 <= cue["at_s"] - step["start_s"] < step["duration_s"] for cue in step["cues"]):
            yield Breach(1, step["id"], "A cue of it lies outside it.")
        at = end_s(step)
    if at != night.seconds:
        yield Breach(1, "", f"The steps end at {at} s, the evening at {night.seconds} s.")


def _moves(steps: Sequence[Step]) -> Iterator[Breach]:
    if steps[0]["move_s"] != 0:
        yield Breach(1, steps[0]["id"], "The first step begins with a move.")
    for before, step in pairwise(steps):
        move_s = step["move_s"]
        if move_s != 0 and not 5 <= move_s <= 10:
            yield Breach(1, step["id"], f"Its move takes {move_s} s.")
        if "turn" in {before["phase"], step["phase"]}:
            continue
        sited = (before["site"], before["side"]) != (step["site"], step["side"])
        if move_s == 0 and sited:
            yield Breach(1, step["id"], f"No move from {_place(before)} to {_place(step)}.")
        if move_s > 0 and not sited and before["stand"] == step["stand"]:
            yield Breach(1, step["id"], f"A move without a change of place at {_place(step)}.")


def _place(step: Step) -> str:
    return f"{step['site']}:{step['side']}"


def _contact(steps: Sequence[Step], night: Night) -> Iterator[Breach]:
    parts = halves(steps)
    for number, half in enumerate(parts):
        others = [step for other in parts if other is not half for step in other]
        taken = _body_sides(others) if len(parts) == 2 else set()
        within_reach = {
            ss
            for ss in night.allowed
            if (number == len(parts) - 1 if site_of(ss) in HEAD else side_of(ss) not in taken)
        }
        for step in half:
            if step["contact"] != "kept":
                yield Breach(1, step["id"], "Contact is lifted outside a turn.")
            if not step["covers"] and within_reach:
                yield Breach(1, step["id"], "It touches nothing.")


def _body_sides(steps: Sequence[Step]) -> set[str]:
    return {side_of(ss) for step in steps for ss in step["covers"] if site_of(ss) not in HEAD}


def _turns(steps: Sequence[Step], night: Night) -> Iterator[Breach]:
    parts = halves(steps)
    turns = len(parts) - 1
    if night.position != "side_lying":
        if turns:
            yield Breach(1, "", "It turns though nobody lies on a side.")
        return
    body_sides = {side_of(ss) for ss in night.allowed if site_of(ss) not in HEAD}
    if turns > 1 or (turns == 0 and len(body_sides) == 2):
        yield Breach(1, "", f"A side-lying evening turns {turns} times.")
    elif turns == 1:
        yield from _half_sides(parts)


def _half_sides(parts: list[list[Step]]) -> Iterator[Breach]:
    sides = [_body_sides(half) for half in parts]
    if any(len(found) > 1 for found in sides) or sides[0] & sides[1]:
        yield Breach(1, "", f"The halves touch {sorted(sides[0])} and {sorted(sides[1])}.")
    for step in parts[0]:
        early = any(site_of(ss) in HEAD for ss in step["covers"])
        if early or step["phase"] in {"neck_and_scalp", "close"}:
            yield Breach(1, step["id"], "Head, neck or closing in the first half.")


def _phase_order(half: Sequence[Step]) -> Iterator[Breach]:
    for before, step in pairwise(half):
        if PHASES.index(step["phase"]) < PHASES.index(before["phase"]):
            yield Breach(1, step["id"], f"{step['phase']} comes after {before['phase']}.")


def _phases_present(steps: Sequence[Step], night: Night) -> Iterator[Breach]:
    phases = {step["phase"] for step in steps}
    needed = {"settle", "close"}
    if not night.hold_only:
        sites = {site_of(ss) for ss in night.allowed}
        needed |= {"listen", "warm_up"}
        needed |= {"work"} if sites - HEAD else set()
        needed |= {"neck_and_scalp"} if sites & HEAD else set()
    for phase in sorted(needed - phases):
        yield Breach(1, "", f"There is no {phase}.")
    if steps[0]["phase"] != "settle" or steps[-1]["phase"] != "close":
        yield Breach(1, "", "It does not begin with settle and end with close.")


def _site_order(half: Sequence[Step]) -> Iterator[Breach]:
    yield from _ranked([step for step in half if step["phase"] == "work"], _RANK)
    yield from _ranked([step for step in half if step["phase"] == "neck_and_scalp"], _HEAD_RANK)
    for step in half:
        heads = [site_of(ss) in HEAD for ss in step["covers"]]
        if step["phase"] == "work" and any(heads):
            yield Breach(1, step["id"], "Work touches head or neck before their turn.")
        if step["phase"] == "neck_and_scalp" and not all(heads):
            yield Breach(1, step["id"], "Neck and scalp touch the body below.")


def _ranked(steps: Sequence[Step], rank: dict[str, int]) -> Iterator[Breach]:
    furthest = 0
    for step in steps:
        here = rank.get(step["site"])
        if here is None:
            yield Breach(1, step["id"], f"{step['site']} does not belong in {step['phase']}.")
        elif here < furthest:
            yield Breach(1, step["id"], f"{step['site']} comes back after places further on.")
        furthest = max(furthest, here or 0)
