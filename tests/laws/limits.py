"""Law 6, wishes and limits: what is left out stays untouched, what tickles is met broadly and slowly.

A step covers nothing left out and is not at a place that is left out altogether. On a hold-only evening every
step is a resting hold, without palpation, ticklish places included if they are held at all.
"""

from collections.abc import Iterator

from tests.laws.back import named
from tests.laws.breach import Breach
from tests.laws.night import Document, Night
from tests.laws.reading import Step, family

_NEAR = 0.005
_SLOW_CM_S = 6
_TICKLISH_LEVELS = (2.0, 3.0)
_HOLD_LEVELS = (1.0, 1.5)


def outcome_law(plan: Document, night: Night) -> Iterator[Breach]:
    """Yield a breach when the outcome is not one the evening allows, or touch is planned against it."""
    if plan["outcome"] not in night.outcomes:
        yield Breach(6, "", f"The outcome is {plan['outcome']}, not {sorted(night.outcomes)}.")
    if plan["outcome"] in {"not_tonight", "seek_care"} and plan["steps"]:
        yield Breach(6, "", f"Hands touch though the outcome is {plan['outcome']}.")


def limits_law(plan: Document, night: Night, catalogue: Document) -> Iterator[Breach]:
    """Yield the breaches of law 6."""
    for step in plan["steps"]:
        sentences = (
            *_left_out(step, night),
            *_caps(step, night, catalogue),
            *_ticklish(step, night, catalogue),
            *(_hold_only(step, catalogue) if night.hold_only else ()),
        )
        yield from (Breach(6, step["id"], sentence) for sentence in sentences)


def _left_out(step: Step, night: Night) -> Iterator[str]:
    for site_side in sorted(night.left_out & set(step["covers"])):
        yield f"It touches {site_side}, which is left out."
    named_there = set(named(step["site"], step["side"]))
    if step["covers"] and named_there <= night.left_out:
        yield f"It is at {step['site']}:{step['side']}, which is left out."


def _caps(step: Step, night: Night, catalogue: Document) -> Iterator[str]:
    if step["pressure"] > night.ceiling + _NEAR:
        yield f"{step['pressure']} is above tonight's ceiling {night.ceiling}."
    if step["tool"] in night.barred_tools:
        yield f"{step['tool']} is left out tonight."
    if family(step, catalogue) == "percussion" and not night.percussion:
        yield "Percussion is left out tonight."


def _ticklish(step: Step, night: Night, catalogue: Document) -> Iterator[str]:
    tickled = sorted(night.ticklish & set(step["covers"]))
    if not tickled:
        return
    least, most = _HOLD_LEVELS if night.hold_only else _TICKLISH_LEVELS
    if step["tool"] != "palm":
        yield f"{step['tool']} over ticklish {tickled}."
    if not least - _NEAR <= step["pressure"] <= most + _NEAR:
        yield f"{step['pressure']} over ticklish {tickled}."
    if (step["speed_cm_s"] or 0) > _SLOW_CM_S:
        yield f"{step['speed_cm_s']} cm/s over ticklish {tickled}."
    if family(step, catalogue) in {"percussion", "feather"}:
        yield f"{step['stroke']} over ticklish {tickled}."


def _hold_only(step: Step, catalogue: Document) -> Iterator[str]:
    if family(step, catalogue) != "hold" or step["stroke"] == "palpation":
        yield f"{step['stroke']} on a hold-only evening."
    least, most = _HOLD_LEVELS
    if not least - _NEAR <= step["pressure"] <= most + _NEAR:
        yield f"A hold at {step['pressure']} on a hold-only evening."
