"""The planner as a session sees it."""

from typing import Protocol

from backrub.domain.brief import Brief
from backrub.domain.plan import Plan
from backrub.domain.planner.replan import Change
from backrub.domain.planner.tuning import Tuning


class Replanner(Protocol):
    """Plan the remainder anew: `functools.partial(replan, catalogue=catalogue)` is one."""

    def __call__(self, plan: Plan, brief: Brief, tuning: Tuning, change: Change) -> Plan:
        """Return the plan with everything after the change planned anew."""
