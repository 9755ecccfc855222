"""Trace a plan on a body: every step gets its passes and true speed, the plan its coverage."""

from dataclasses import replace

from backrub.application.ports import PathFinder
from backrub.domain.plan import Phase, Plan, Step

_COUNTS_FROM = 1.5
_BEFORE_WORK = frozenset({Phase.SETTLE, Phase.LISTEN, Phase.TURN})


def trace_plan(plan: Plan, finder: PathFinder) -> Plan:
    """Return the same plan with passes, speeds as they are along the skin, and coverage.

    Coverage counts contact at 1.5 or more once hands have listened, on every site-side of the plan.
    """
    counted = [step for step in plan.steps if _counts(step)]
    return replace(
        plan,
        steps=tuple(_traced(step, finder) for step in plan.steps),
        coverage=finder.coverage(counted, of={where for step in plan.steps for where in step.covers}),
    )


def _traced(step: Step, finder: PathFinder) -> Step:
    passes = finder.passes(step)
    speed_cm_s = finder.speed_cm_s(step) if step.speed_cm_s and passes else step.speed_cm_s
    return replace(step, passes=passes, speed_cm_s=speed_cm_s)


def _counts(step: Step) -> bool:
    return step.pressure >= _COUNTS_FROM and step.phase not in _BEFORE_WORK
