"""How a fault is seeded in a lawful plan."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Plan = dict[str, Any]
Steps = list[dict[str, Any]]
Change = Callable[[Steps], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """Name a fault, the law it breaks, the hand-written plan it is seeded in, and the change of its steps."""

    name: str
    law: int
    plan: str
    change: Change

    def seeded(self, plan: Plan) -> Plan:
        """Return a faulty copy of a plan; the plan itself stays as it is."""
        copy = deepcopy(plan)
        self.change(copy["steps"])
        return copy


def breaks(law: int, plan: str) -> Callable[[Change], Fault]:
    """Return a decorator that makes a fault of a change of steps, named as the function is."""

    def make(change: Change) -> Fault:
        return Fault(change.__name__.replace("_", " "), law, plan, change)

    return make


def having(steps: Steps, **marks: Any) -> Steps:
    """Return the steps that have all these values."""
    return [step for step in steps if all(step[key] == value for key, value in marks.items())]
