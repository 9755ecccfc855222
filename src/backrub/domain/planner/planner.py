"""Plan an evening, and plan its remainder anew when something changes."""

from enum import StrEnum
from random import Random

from backrub.domain.brief import Brief
from backrub.domain.catalogue import Catalogue
from backrub.domain.plan import Plan
from backrub.domain.planner.tuning import Tuning


class Current(StrEnum):
    """Name what becomes of the step under way when the remainder is planned anew.

    `keep` lets it end as planned; `retune` cuts it at once and goes on at the same place with what the tuning
    now says; `leave` cuts it and moves on; `stay` lengthens it by 30 s.
    """

    KEEP = "keep"
    RETUNE = "retune"
    LEAVE = "leave"
    STAY = "stay"


def plan_evening(brief: Brief, catalogue: Catalogue, tuning: Tuning, rng: Random) -> Plan:
    """Return the plan of a whole evening."""
    raise NotImplementedError


def replan(
    plan: Plan, brief: Brief, catalogue: Catalogue, tuning: Tuning, *, at_s: int, current: Current, seconds: int
) -> Plan:
    """Return the plan with everything after second `at_s` planned anew to end at `seconds`.

    Steps that ended by `at_s` stay as they are; the one under way is treated as `current` says. Ids of steps
    begun never change; new steps get new ids.
    """
    raise NotImplementedError
