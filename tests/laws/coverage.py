"""Law 2, nothing missed: every allowed site-side, evenly, with more for a spot but not too long a visit.

Contact seconds are CONTRACT's; a spot's ratio must hold with alternating hands halved and not halved.
Focal work is any neighbouring one-sided work on a spot's site and side, resting holds included, because a
document does not say what a step is for; only where that side is the only one (the twin is left out, or the
receiver lies on a side) do focal strokes alone count. A step touches some of the place it names. Hold-only
evenings are judged like any other, but ticklish site-sides, which want more pressure than such an evening
gives, may then be held or left.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf

from tests.laws.back import GROUPS, SIDES, SITES, named, side_of, site_of, twin
from tests.laws.breach import Breach
from tests.laws.night import Document, Night
from tests.laws.reading import PHASES, Step, contact_seconds, runs

_LATER = frozenset(PHASES[2:])
_WORKING = frozenset({"work", "neck_and_scalp"})
_MOST_UNEVEN = 0.10
_SPOT_RATIO = 1.5
_FOCAL_VISIT_S = 90
_SHORT_CHANGES = 3


def coverage_law(plan: Document, night: Night, catalogue: Document) -> Iterator[Breach]:
    """Yield the breaches of law 2."""
    steps = plan["steps"]
    yield from _honest(steps)
    touched = {ss for step in steps if step["phase"] in _LATER for ss in step["covers"]}
    needed = night.allowed - night.ticklish if night.hold_only else night.allowed
    for missed in sorted(needed - touched):
        yield Breach(2, "", f"{missed} is never touched in warm_up or later.")
    yield from _balance(contact_seconds(steps, catalogue), night)
    yield from _spots(steps, night, catalogue)
    yield from _visits(steps, night, catalogue)
    if night.short:
        yield from _short(steps, night)
    elif night.minutes < 20:
        yield from _both_at_once(steps, night)


def _honest(steps: Sequence[Step]) -> Iterator[Breach]:
    for step in steps:
        sides = {side_of(ss) for ss in step["covers"]}
        if step["side"] != "both" and sides - {step["side"]}:
            yield Breach(2, step["id"], f"It is {step['side']} yet covers the other side.")
        if step["covers"] and not set(named(step["site"], step["side"])) & set(step["covers"]):
            yield Breach(2, step["id"], f"It names {step['site']}:{step['side']} and touches none of it.")
        elif step["site"] in SITES and step["phase"] in _WORKING:
            for missing in sorted(set(named(step["site"], step["side"])) - set(step["covers"])):
                yield Breach(2, step["id"], f"It names {missing} and does not cover it.")


def _concerned(site: str, night: Night) -> bool:
    """Return whether a spot, an avoidance, a local limit or a tickle concerns a site on either side."""
    special = night.left_out | night.ticklish | set(night.spots)
    return any(f"{site}:{side}" in special for side in SIDES)


def _balance(seconds: Mapping[str, float], night: Night) -> Iterator[Breach]:
    for site in SITES:
        left, right = seconds[f"{site}:left"], seconds[f"{site}:right"]
        if not _concerned(site, night) and abs(left - right) > _MOST_UNEVEN * max(left, right) + 1e-6:
            yield Breach(2, "", f"{site} gets {left:.0f} s on the left and {right:.0f} s on the right.")


def _spots(steps: Sequence[Step], night: Night, catalogue: Document) -> Iterator[Breach]:
    lean = {spot: _ratios(spot, steps, catalogue) for spot in night.spots if _has_unasked_twin(spot, night)}
    short_of = {spot: ratio for spot, ratio in lean.items() if ratio < _SPOT_RATIO - 1e-6}
    worked = {ss for step in steps if step["phase"] in _WORKING for ss in step["covers"]}
    if not night.short:
        for spot, ratio in short_of.items():
            yield Breach(2, "", f"The spot {spot} gets {ratio:.2f} times its twin.")
    elif night.spots:
        served = [spot for spot in night.spots if spot not in short_of and spot in worked]
        if not served:
            yield Breach(2, "", f"None of the spots {night.spots} is served: {short_of}.")


def _has_unasked_twin(spot: str, night: Night) -> bool:
    return twin(spot) in night.allowed and twin(spot) not in night.spots


def _ratios(spot: str, steps: Sequence[Step], catalogue: Document) -> float:
    ratios = []
    for halved in (True, False):
        seconds = contact_seconds(steps, catalogue, halved=halved)
        own, other = seconds[spot], seconds[twin(spot)]
        ratios.append(own / other if other else inf if own else 0.0)
    return min(ratios)


def _visits(steps: Sequence[Step], night: Night, catalogue: Document) -> Iterator[Breach]:
    for spot in night.spots:
        alone = _only_side(spot, night)

        def focal(step: Step, spot: str = spot, *, alone: bool = alone) -> bool:
            on_it = step["phase"] in _WORKING and f"{step['site']}:{step['side']}" == spot
            return on_it and (not alone or catalogue["strokes"][step["stroke"]]["focal"])

        for visit in runs(steps, focal):
            lasts = sum(step["duration_s"] for step in visit)
            if lasts > _FOCAL_VISIT_S:
                yield Breach(2, visit[0]["id"], f"A visit to {spot} lasts {lasts} s.")


def _only_side(spot: str, night: Night) -> bool:
    held_back = night.hold_only and twin(spot) in night.ticklish
    return twin(spot) not in night.allowed or night.position == "side_lying" or held_back


def _short(steps: Sequence[Step], night: Night) -> Iterator[Breach]:
    """Judge 5 to 9 minutes: groups, both hands, at most 3 changes of place and one spot."""
    changes = sum(
        _stand_at(before) != _stand_at(step)
        for before, step in pairwise(steps)
        if "turn" not in {before["phase"], step["phase"]}
    )
    if changes > _SHORT_CHANGES:
        yield Breach(2, "", f"A short evening changes place {changes} times.")
    served = {f"{s['site']}:{s['side']}" for s in steps if s["site"] in SITES}
    if len(served) > 1:
        yield Breach(2, "", f"A short evening leaves its groups for {sorted(served)}.")
    for step in steps:
        if step["site"] in SITES and f"{step['site']}:{step['side']}" not in night.spots:
            yield Breach(2, step["id"], f"A short evening works {step['site']} alone.")
        if step["site"] in GROUPS and _needlessly_one_sided(step, night):
            yield Breach(2, step["id"], f"A short evening works {step['site']} with one hand.")


def _stand_at(step: Step) -> tuple[str, str, str]:
    return step["site"], step["side"], step["stand"]


def _both_at_once(steps: Sequence[Step], night: Night) -> Iterator[Breach]:
    for step in steps:
        asked = f"{step['site']}:{step['side']}" in night.spots
        if step["phase"] in _LATER and not asked and _needlessly_one_sided(step, night):
            yield Breach(2, step["id"], f"{step['site']} is worked on the {step['side']} only.")


def _needlessly_one_sided(step: Step, night: Night) -> bool:
    if step["side"] == "both" or night.position == "side_lying":
        return False
    sites = {site_of(ss) for ss in named(step["site"], "both")}
    return not any(_concerned(site, night) for site in sites)
