"""Law 3, light first: pressure opens at 2.0, rises slowly with contact, and deep work is earned and eased.

"Rises at most 1.0 per 60 contact seconds" is judged in both readings, for every site-side and every two
steps i before j that cover it: (A) the rise is at most the contact seconds from the start of i's contact to
the start of j's, over 60; (B) with less than 60 contact seconds from the end of i to the start of j the rise
is at most 1.0. Contact seconds are CONTRACT's, alternating hands halved, which is also the stricter count.
"""

from collections.abc import Iterator, Sequence

from tests.laws.back import LADDER_TOOLS
from tests.laws.breach import Breach
from tests.laws.night import Document, Night
from tests.laws.reading import Step, contact_s, end_s, family, share

_LIGHT = 2.0
_DEEP_ABOVE = 3.5
_ROUNDING = 0.051
_EXACT = 1e-6


def light_first_law(plan: Document, night: Night, catalogue: Document) -> Iterator[Breach]:
    """Yield the breaches of law 3."""
    steps = plan["steps"]
    for step in steps:
        early_or_late = step["start_s"] < 120 or end_s(step) > plan["seconds"] - 60
        if early_or_late and step["pressure"] > _LIGHT + _EXACT:
            yield Breach(3, step["id"], f"{step['pressure']} in the first 120 s or the last 60 s.")
        if night.beginner and step["tool"] == "elbow":
            yield Breach(3, step["id"], "A beginner uses the elbow.")
        if step["pressure"] > _DEEP_ABOVE + _EXACT:
            yield from _deep(step)
    for site_side in sorted(night.allowed):
        yield from _rise(site_side, [s for s in steps if site_side in s["covers"]], catalogue)
    yield from _eased(steps, catalogue)


def _deep(step: Step) -> Iterator[Breach]:
    if step["tool"] not in LADDER_TOOLS:
        yield Breach(3, step["id"], f"Deep work with {step['tool']}.")
    if step["speed_cm_s"] is not None and not 1 <= step["speed_cm_s"] <= 3:
        yield Breach(3, step["id"], f"Deep work moves at {step['speed_cm_s']} cm/s.")


def _rise(site_side: str, steps: Sequence[Step], catalogue: Document) -> Iterator[Breach]:
    felt = 0.0
    floor = _LIGHT
    earlier: list[tuple[float, float]] = []
    for step in steps:
        pressure = step["pressure"]
        if not earlier and pressure > _LIGHT + _EXACT:
            yield Breach(3, step["id"], f"{site_side} is first touched at {pressure}.")
        if earlier and pressure > floor + felt / 60 + _ROUNDING:
            yield Breach(3, step["id"], f"{site_side} rises to {pressure} too soon (A, {felt:.0f} s in).")
        if any(felt - ended < 60 and pressure > was + 1.0 + _ROUNDING for ended, was in earlier):
            yield Breach(3, step["id"], f"{site_side} rises to {pressure} within 60 s (B, {felt:.0f} s in).")
        if pressure > _DEEP_ABOVE + _EXACT and felt < 180:
            yield Breach(3, step["id"], f"{site_side} is deep after {felt:.0f} contact seconds.")
        floor = min(floor, pressure - felt / 60) if earlier else pressure
        felt += contact_s(step) * share(step, catalogue)
        earlier = [(ended, was) for ended, was in earlier if felt - ended < 60] + [(felt, pressure)]


def _eased(steps: Sequence[Step], catalogue: Document) -> Iterator[Breach]:
    for at, step in enumerate(steps):
        after = steps[at + 1 :]
        if step["pressure"] > _DEEP_ABOVE + _EXACT and not _goes_on(step, after):
            eased_s = _ease_seconds(step, after, catalogue)
            if eased_s < 20:
                yield Breach(3, step["id"], f"A deep block is eased for {eased_s} s.")


def _goes_on(step: Step, after: Sequence[Step]) -> bool:
    """Return whether the deep block goes on at the same site-sides in the next step."""
    same = after and (after[0]["site"], set(after[0]["covers"])) == (step["site"], set(step["covers"]))
    return bool(same) and after[0]["pressure"] > _DEEP_ABOVE + _EXACT


def _ease_seconds(step: Step, after: Sequence[Step], catalogue: Document) -> int:
    seconds = 0
    for ease in after:
        broad = family(ease, catalogue) == "glide" or ease["stroke"] == "static_hold"
        there = ease["site"] == step["site"] and set(step["covers"]) <= set(ease["covers"])
        if not (broad and there and ease["pressure"] <= _DEEP_ABOVE):
            break
        seconds += contact_s(ease)
    return seconds
